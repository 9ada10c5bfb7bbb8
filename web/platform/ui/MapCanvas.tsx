import 'maplibre-gl/dist/maplibre-gl.css';
import { useRouter } from '@tanstack/react-router';
import { Map as Canvas, type MapGeoJSONFeature, NavigationControl, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { useEffect, useRef, useState } from 'react';
import type { MapPlace } from '../../../server/reporting/drawing/city-map.ts';
import { useSpeech } from '../i18n.ts';
import css from './CityMap.module.css';
import { keepFitted } from './keep-fitted.ts';
import { boundsOf, imageScale, mapImages, mapStyle, paletteNow } from './map-style.ts';

setWorkerUrl(workerUrl);

interface Pointed {
  readonly place: MapPlace;
  readonly x: number;
  readonly y: number;
}

/** The map that can be moved. `data-ready` appears once everything is drawn. */
export function MapCanvas({ places, title }: { places: readonly MapPlace[]; title: string }) {
  const { t, language } = useSpeech();
  const router = useRouter();
  const ground = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<Pointed>();
  const [ready, setReady] = useState(false);
  const dark = useDark();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the words follow the language, the colours follow `dark`
  useEffect(() => {
    if (!ground.current) return;
    const container = ground.current;
    const gone = new AbortController();
    const locale = {
      'Map.Title': title,
      'NavigationControl.ZoomIn': t('platform.map.zoomIn'),
      'NavigationControl.ZoomOut': t('platform.map.zoomOut'),
      'CooperativeGesturesHandler.WindowsHelpText': t('platform.map.ctrlToZoom'),
      'CooperativeGesturesHandler.MacHelpText': t('platform.map.ctrlToZoom'),
      'CooperativeGesturesHandler.MobileHelpText': t('platform.map.twoFingers'),
    };
    void draw(container, places, locale, gone.signal, {
      onReady: () => setReady(true),
      onPoint: setPointed,
      onChoose: (place) => place.href && router.history.push(place.href),
    });
    return () => {
      gone.abort();
      setReady(false);
    };
  }, [places, language, dark]);

  return (
    <div className={css.canvas} data-ready={ready || undefined}>
      <div ref={ground} className={css.ground} />
      {pointed && (
        <p className={css.pointed} style={{ left: pointed.x, top: pointed.y }} aria-hidden="true">
          <strong>{pointed.place.name}</strong>
          {pointed.place.note}
        </p>
      )}
    </div>
  );
}

interface Watchers {
  onReady: () => void;
  onPoint: (pointed: Pointed | undefined) => void;
  onChoose: (place: MapPlace) => void;
}

async function draw(
  container: HTMLElement,
  places: readonly MapPlace[],
  locale: Record<string, string>,
  gone: AbortSignal,
  watchers: Watchers,
): Promise<void> {
  const palette = paletteNow();
  const images = await mapImages(palette);
  if (gone.aborted) return;
  const box = boundsOf(places);
  const fitting = { padding: 12 };
  const map = new Canvas({
    container,
    style: mapStyle(places, palette),
    bounds: box,
    fitBoundsOptions: fitting,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    cooperativeGestures: true,
    locale,
  });
  gone.addEventListener('abort', () => map.remove());
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  keepFitted(map, box, fitting);
  map.on('style.load', () => {
    for (const [name, image] of images) map.addImage(name, image, { pixelRatio: imageScale });
  });
  map.once('idle', watchers.onReady);
  watchPointer(map, new Map(places.map((place) => [place.id, place])), watchers);
}

function watchPointer(map: Canvas, byId: ReadonlyMap<string, MapPlace>, { onPoint, onChoose }: Watchers): void {
  let before: string | undefined;
  const mark = (id: string | undefined) => {
    if (before !== undefined) map.setFeatureState({ source: 'areas', id: before }, { pointed: false });
    if (id !== undefined) map.setFeatureState({ source: 'areas', id }, { pointed: true });
    before = id;
    map.getCanvas().style.cursor = id === undefined ? '' : 'pointer';
  };
  const placeIn = (features: readonly MapGeoJSONFeature[] | undefined) =>
    byId.get(String(features?.[0]?.properties.id));
  map.on('mousemove', 'areas', ({ features, point }) => {
    const place = placeIn(features);
    if (place?.id !== before) mark(place?.id);
    onPoint(place && { place, x: point.x, y: point.y });
  });
  map.on('mouseleave', 'areas', () => {
    mark(undefined);
    onPoint(undefined);
  });
  map.on('click', 'areas', ({ features }) => {
    const place = placeIn(features);
    if (place) onChoose(place);
  });
}

function useDark(): boolean {
  const query = '(prefers-color-scheme: dark)';
  const [dark, setDark] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const watched = matchMedia(query);
    const changed = () => setDark(watched.matches);
    watched.addEventListener('change', changed);
    return () => watched.removeEventListener('change', changed);
  }, []);
  return dark;
}
