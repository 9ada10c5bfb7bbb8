import 'maplibre-gl/dist/maplibre-gl.css';
import type { FeatureCollection } from 'geojson';
import { Map as Canvas, type GeoJSONSource, NavigationControl, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { keepFitted } from '../platform/ui/keep-fitted.ts';
import { paletteNow } from '../platform/ui/map-style.ts';
import type { Bounds, Position } from './asset-geometry.ts';

setWorkerUrl(workerUrl);

/** What a map of assets shows: counted places, single assets, one parcel. */
export interface Shown {
  readonly clusters?: readonly { longitude: number; latitude: number; count: number }[];
  readonly pins?: readonly { id: string; name: string; longitude: number; latitude: number }[];
  readonly parcel?: readonly Position[];
}

const emptyCollection: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** A map of our own shapes: no tiles, no letters or pictures from elsewhere. */
export function openMap(
  container: HTMLElement,
  { borders, bounds, locale }: { borders: readonly number[][][][][]; bounds: Bounds; locale: Record<string, string> },
): Canvas {
  const palette = paletteNow();
  const [west, south, east, north] = bounds;
  const box: [[number, number], [number, number]] = [
    [west, south],
    [east, north],
  ];
  const fitting = { padding: 24, maxZoom: 17.5 };
  const map = new Canvas({
    container,
    bounds: box,
    fitBoundsOptions: fitting,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    cooperativeGestures: true,
    locale,
    style: {
      version: 8,
      sources: {
        borders: {
          type: 'geojson',
          data: {
            type: 'FeatureCollection',
            features: borders.map((coordinates) => ({
              type: 'Feature',
              properties: {},
              geometry: { type: 'MultiPolygon', coordinates },
            })),
          },
        },
        parcel: { type: 'geojson', data: emptyCollection },
        assets: { type: 'geojson', data: emptyCollection },
      },
      layers: [
        { id: 'ground', type: 'background', paint: { 'background-color': palette.ground } },
        { id: 'land', type: 'fill', source: 'borders', paint: { 'fill-color': palette.paper } },
        { id: 'borders', type: 'line', source: 'borders', paint: { 'line-color': palette.edge, 'line-width': 0.8 } },
        {
          id: 'parcel',
          type: 'fill',
          source: 'parcel',
          filter: ['==', ['geometry-type'], 'Polygon'],
          paint: { 'fill-color': palette.ink, 'fill-opacity': 0.15 },
        },
        { id: 'outline', type: 'line', source: 'parcel', paint: { 'line-color': palette.ink, 'line-width': 2 } },
        {
          id: 'assets',
          type: 'circle',
          source: 'assets',
          paint: {
            'circle-radius': ['interpolate', ['linear'], ['sqrt', ['get', 'count']], 1, 6, 10, 16, 60, 30],
            'circle-color': palette.ink,
            'circle-opacity': ['case', ['>', ['get', 'count'], 1], 0.85, 1],
            'circle-stroke-color': palette.paper,
            'circle-stroke-width': 2,
          },
        },
        {
          id: 'counts',
          type: 'symbol',
          source: 'assets',
          filter: ['>', ['get', 'count'], 1],
          layout: {
            'text-field': ['to-string', ['get', 'count']],
            'text-font': ['sans-serif'],
            'text-size': 12,
            'text-allow-overlap': true,
          },
          paint: { 'text-color': palette.paper },
        },
      ],
    },
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  keepFitted(map, box, fitting);
  return map;
}

/** Puts what is shown now in the place of what was shown; the map stays where it was moved to. */
export function show(map: Canvas, { clusters = [], pins = [], parcel = [] }: Shown): void {
  const point = (longitude: number, latitude: number, properties: Record<string, string | number>) => ({
    type: 'Feature' as const,
    properties,
    geometry: { type: 'Point' as const, coordinates: [longitude, latitude] },
  });
  void sourceOf(map, 'assets')?.setData({
    type: 'FeatureCollection',
    features: [
      ...clusters.map(({ longitude, latitude, count }) => point(longitude, latitude, { count })),
      ...pins.map(({ id, name, longitude, latitude }) => point(longitude, latitude, { count: 1, id, name })),
    ],
  });
  void sourceOf(map, 'parcel')?.setData(parcel.length < 2 ? emptyCollection : drawn(parcel));
}

function sourceOf(map: Canvas, id: string): GeoJSONSource | undefined {
  return map.getSource(id);
}

/** From three corners on a parcel is closed; two are a line. */
function drawn(corners: readonly Position[]): FeatureCollection {
  const positions = corners.map((corner) => [...corner]);
  const [first] = positions;
  const geometry =
    corners.length < 3 || first === undefined
      ? { type: 'LineString' as const, coordinates: positions }
      : { type: 'Polygon' as const, coordinates: [[...positions, first]] };
  return { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry }] };
}
