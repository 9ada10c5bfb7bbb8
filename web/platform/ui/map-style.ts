import type { FeatureCollection, Position } from 'geojson';
import type { StyleSpecification } from 'maplibre-gl';
import { circleReachKm, type MapPlace } from '../../../server/reporting/drawing/city-map.ts';
import { operationMark, operationMarks } from '../../../server/reporting/drawing/operation-mark.ts';
import { onScreen, type Palette, stages } from '../../../server/reporting/drawing/palette.ts';
import { tile, tileOf } from '../../../server/reporting/drawing/patterns.ts';
import { element, type Svg } from '../../../server/reporting/drawing/svg.ts';

/** The drawings' colours and the ground beyond the city's border. */
type MapPalette = Palette & { readonly ground: string };

const markSize = 20;

/** The map as MapLibre wants it: our own shapes, no tiles, no letters or pictures from elsewhere. */
export function mapStyle(places: readonly MapPlace[], palette: MapPalette): StyleSpecification {
  return {
    version: 8,
    sources: {
      areas: { type: 'geojson', data: areasOf(places), promoteId: 'id' },
      centres: { type: 'geojson', data: centresOf(places) },
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': palette.ground } },
      {
        id: 'areas',
        type: 'fill',
        source: 'areas',
        paint: { 'fill-pattern': ['concat', 'stage-', ['get', 'facility']] },
      },
      {
        id: 'edges',
        type: 'line',
        source: 'areas',
        paint: {
          'line-color': ['case', ['boolean', ['feature-state', 'pointed'], false], palette.ink, palette.edge],
          'line-width': ['case', ['boolean', ['feature-state', 'pointed'], false], 2.5, 0.8],
        },
      },
      {
        id: 'marks',
        type: 'symbol',
        source: 'centres',
        layout: {
          'icon-image': ['concat', 'mark-', ['get', 'operation']],
          'icon-allow-overlap': true,
          'icon-padding': 0,
        },
      },
      {
        id: 'names',
        type: 'symbol',
        source: 'centres',
        layout: {
          'text-field': ['get', 'name'],
          'text-font': ['sans-serif'],
          'text-size': 12,
          'text-anchor': 'top',
          'text-offset': [0, 0.8],
          'symbol-sort-key': ['-', 0, ['get', 'areaKm2']],
        },
        paint: { 'text-color': palette.ink, 'text-halo-color': palette.paper, 'text-halo-width': 1.5 },
      },
    ],
  };
}

function areasOf(places: readonly MapPlace[]): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: places.map((place) => ({
      type: 'Feature',
      properties: { id: place.id, facility: place.facility },
      geometry: { type: 'MultiPolygon', coordinates: place.boundary ? copied(place.boundary) : [[circleOf(place)]] },
    })),
  };
}

function copied(boundary: NonNullable<MapPlace['boundary']>): Position[][][] {
  return boundary.map((polygon) => polygon.map((ring) => ring.map((position) => [...position])));
}

/** Where nobody has drawn its border. */
function circleOf({ centre: [longitude, latitude], areaKm2 }: MapPlace): Position[] {
  const reach = circleReachKm(areaKm2) / 111.32;
  const stretch = 1 / Math.cos((latitude * Math.PI) / 180);
  return Array.from({ length: 65 }, (_, step) => {
    const angle = (step / 64) * 2 * Math.PI;
    return [longitude + reach * stretch * Math.cos(angle), latitude + reach * Math.sin(angle)];
  });
}

function centresOf(places: readonly MapPlace[]): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: places.map(({ name, operation, areaKm2, centre }) => ({
      type: 'Feature',
      properties: { name, operation, areaKm2 },
      geometry: { type: 'Point', coordinates: [...centre] },
    })),
  };
}

/** South-west and north-east corner of everything shown. */
export function boundsOf(places: readonly MapPlace[]): [[number, number], [number, number]] {
  const corners = areasOf(places).features.flatMap(({ geometry }) =>
    geometry.type === 'MultiPolygon' ? geometry.coordinates.flat(2) : [],
  );
  const longitudes = corners.map(([longitude = 0]) => longitude);
  const latitudes = corners.map(([, latitude = 0]) => latitude);
  return [
    [Math.min(...longitudes), Math.min(...latitudes)],
    [Math.max(...longitudes), Math.max(...latitudes)],
  ];
}

/** The drawings' colours as they are now, light or dark: a canvas knows no variables. */
export function paletteNow(): MapPalette {
  const style = getComputedStyle(document.documentElement);
  const now = (variable: string) => style.getPropertyValue(variable.slice('var('.length, -1)).trim();
  const each = <Key extends string>(colours: Readonly<Record<Key, string>>) =>
    Object.fromEntries(Object.entries<string>(colours).map(([key, variable]) => [key, now(variable)])) as Record<
      Key,
      string
    >;
  const { stage, stageMark, ...single } = onScreen;
  return { stage: each(stage), stageMark: each(stageMark), ...each(single), ground: now('var(--water)') };
}

/** The shared patterns and marks as pictures, by the name the style uses. */
export async function mapImages(palette: Palette): Promise<ReadonlyMap<string, HTMLImageElement>> {
  const drawn = [
    ...stages.map((stage) => [`stage-${stage}`, framed(tile, ...tileOf(stage, palette))] as const),
    ...operationMarks.map(
      (mark) =>
        [
          `mark-${mark}`,
          framed(
            markSize,
            operationMark(mark, { x: markSize / 2, y: markSize / 2, r: 5.5 }, palette.ink, palette.paper),
          ),
        ] as const,
    ),
  ];
  return new Map(await Promise.all(drawn.map(async ([name, svg]) => [name, await pictureOf(svg)] as const)));
}

/** Twice as large as shown, so that it is sharp on fine screens. */
export const imageScale = 2;

function framed(size: number, ...children: Svg[]): Svg {
  const pixels = size * imageScale;
  return element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width: pixels, height: pixels, viewBox: `0 0 ${size} ${size}` },
    ...children,
  );
}

async function pictureOf(svg: Svg): Promise<HTMLImageElement> {
  const picture = new Image();
  picture.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await picture.decode();
  return picture;
}
