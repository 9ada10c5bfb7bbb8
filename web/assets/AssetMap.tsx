import type { Map as Canvas } from 'maplibre-gl';
import { useEffect, useRef, useState } from 'react';
import { useSpeech } from '../platform/i18n.ts';
import css from './AssetMap.module.css';
import { type Bounds, boundsOfBorders, type Position } from './asset-geometry.ts';
import { openMap, type Shown, show } from './asset-map.ts';

interface AssetMapProps {
  title: string;
  shown: Shown;
  borders: readonly number[][][][][];
  /** What is to be seen at first; left out: the whole city. */
  bounds?: Bounds;
  /** Told when the map was moved. */
  onView?: (view: Bounds) => void;
  /** Told where it was pressed, and on which asset. */
  onPress?: (position: Position, assetId: string | undefined) => void;
}

/** A map of assets that can be moved. `data-ready` appears once everything is drawn. */
export function AssetMap({ title, shown, borders, bounds, onView, onPress }: AssetMapProps) {
  const { t, language } = useSpeech();
  const ground = useRef<HTMLDivElement>(null);
  const map = useRef<Canvas>(undefined);
  const told = useRef({ onView, onPress, shown });
  told.current = { onView, onPress, shown };
  const [ready, setReady] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: where the map was moved to stays, whatever is shown on it
  useEffect(() => {
    if (!ground.current) return;
    const locale = {
      'Map.Title': title,
      'NavigationControl.ZoomIn': t('platform.map.zoomIn'),
      'NavigationControl.ZoomOut': t('platform.map.zoomOut'),
      'CooperativeGesturesHandler.WindowsHelpText': t('platform.map.ctrlToZoom'),
      'CooperativeGesturesHandler.MacHelpText': t('platform.map.ctrlToZoom'),
      'CooperativeGesturesHandler.MobileHelpText': t('platform.map.twoFingers'),
    };
    const opened = openMap(ground.current, { borders, bounds: bounds ?? boundsOfBorders(borders), locale });
    map.current = opened;
    const tellView = () => {
      const view = opened.getBounds();
      told.current.onView?.([view.getWest(), view.getSouth(), view.getEast(), view.getNorth()]);
    };
    opened.on('load', () => {
      show(opened, told.current.shown);
      tellView();
    });
    opened.on('moveend', tellView);
    opened.once('idle', () => setReady(true));
    opened.on('click', ({ lngLat, point }) => {
      const [pressed] = opened.queryRenderedFeatures(point, { layers: ['assets'] });
      const { count, id } = pressed?.properties ?? {};
      if (typeof count === 'number' && count > 1 && told.current.onView) {
        opened.easeTo({ center: lngLat, zoom: opened.getZoom() + 2 });
        return;
      }
      told.current.onPress?.([lngLat.lng, lngLat.lat], typeof id === 'string' ? id : undefined);
    });
    return () => {
      map.current = undefined;
      opened.remove();
      setReady(false);
    };
  }, [borders, language]);

  useEffect(() => {
    if (map.current?.isStyleLoaded()) show(map.current, shown);
  }, [shown]);

  return (
    <div className={css.canvas} data-ready={ready || undefined}>
      <div ref={ground} className={css.ground} />
    </div>
  );
}
