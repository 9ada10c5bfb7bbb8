import { type OperationMark, operationMark, operationMarks } from './operation-mark.ts';
import { type Palette, type Stage, stages } from './palette.ts';
import { fillOf, patternsOf } from './patterns.ts';
import { drawing, element, rounded, type Svg, text, textLines } from './svg.ts';

type Position = readonly number[];

/** One village and its cooperative, as the map shows them. */
export interface MapPlace {
  readonly id: string;
  readonly name: string;
  readonly facility: Stage;
  readonly operation: OperationMark;
  /** Longitude and latitude. */
  readonly centre: readonly [number, number];
  /** Square kilometres; the size of the circle where no boundary is known. */
  readonly areaKm2: number;
  /** Rings of each polygon, as GeoJSON's MultiPolygon holds them; absent where no boundary was imported. */
  readonly boundary?: readonly (readonly (readonly Position[])[])[];
  readonly href?: string;
  /** Said after the name: the stage and who is waited for. */
  readonly note: string;
}

export interface MapWords {
  readonly title: string;
  readonly stage: Readonly<Record<Stage, string>>;
  readonly operation: Readonly<Record<OperationMark, string>>;
  /** Boundaries are indicative, circles are no boundaries: said on every map. */
  readonly caution: string;
}

interface MapOptions {
  readonly id: string;
  readonly width: number;
  readonly palette: Palette;
  readonly words: MapWords;
  /** False where the page itself says beside the map what its signs mean. */
  readonly legend?: boolean;
}

const kmPerDegree = 111.32;

/** A circle larger than this would hide the neighbours of a wide kelurahan. */
const widestKm = 1.6;

/** How far the circle of a village without a boundary reaches: of the same area, but never over its neighbours. */
export function circleReachKm(areaKm2: number): number {
  return Math.min(widestKm, Math.sqrt(areaKm2 / Math.PI));
}

/** The city on paper: each village by its boundary, or as a circle where none is known; facility by colour and pattern, operation by shape. */
export function cityMap(places: readonly MapPlace[], options: MapOptions): Svg {
  const { id, width, palette, words } = options;
  const legend = options.legend === false ? { height: 0, items: [] } : legendOf(options);
  const projection = projectionOf(places, width);
  const largestFirst = places.toSorted((a, b) => b.areaKm2 - a.areaKm2);
  return drawing(
    {
      id,
      title: words.title,
      description: described(places, words),
      width,
      height: projection.height + legend.height,
      role: places.some((place) => place.href !== undefined) ? 'group' : 'img',
    },
    patternsOf(id, palette),
    ...largestFirst.map((place) => shapeOf(place, projection, id, palette)),
    element('g', { 'pointer-events': 'none' }, ...largestFirst.map((place) => markOf(place, projection, palette))),
    element('g', { transform: `translate(0 ${rounded(projection.height)})` }, ...legend.items),
  );
}

/** The legend alone, under a map that is drawn otherwise. */
export function mapLegend(places: readonly MapPlace[], options: MapOptions): Svg {
  const { id, width, palette, words } = options;
  const { height, items } = legendOf(options);
  const frame = { id, title: words.title, description: described(places, words), width, height };
  return drawing(frame, patternsOf(id, palette), ...items);
}

function described(places: readonly MapPlace[], words: MapWords): string {
  return `${places.map(({ name, note }) => `${name}: ${note}`).join('; ')}. ${words.caution}`;
}

interface Projection {
  readonly height: number;
  readonly pixelsPerKm: number;
  readonly point: (position: Position) => readonly [number, number];
}

/** Equirectangular about the city's middle: within one city no other projection differs by a pixel. */
function projectionOf(places: readonly MapPlace[], width: number): Projection {
  const edge = 6;
  const corners = places.flatMap(cornersOf);
  const latitudes = corners.map(([, latitude = 0]) => latitude);
  const longitudes = corners.map(([longitude = 0]) => longitude);
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const shrink = Math.cos(((south + north) / 2) * (Math.PI / 180));
  const pixelsPerDegree = (width - 2 * edge) / Math.max((east - west) * shrink, 1e-6);
  return {
    height: (north - south) * pixelsPerDegree + 2 * edge,
    pixelsPerKm: pixelsPerDegree / kmPerDegree,
    point: ([longitude = 0, latitude = 0]) => [
      edge + (longitude - west) * shrink * pixelsPerDegree,
      edge + (north - latitude) * pixelsPerDegree,
    ],
  };
}

function cornersOf({ boundary, centre, areaKm2 }: MapPlace): readonly Position[] {
  if (boundary) return boundary.flat(2);
  const reach = circleReachKm(areaKm2) / kmPerDegree;
  const [longitude, latitude] = centre;
  return [
    [longitude - reach, latitude - reach],
    [longitude + reach, latitude + reach],
  ];
}

function shapeOf(place: MapPlace, projection: Projection, id: string, palette: Palette): Svg {
  const look = {
    fill: fillOf(id, place.facility),
    stroke: palette.edge,
    'stroke-width': 0.75,
    'stroke-linejoin': 'round',
  };
  const [cx, cy] = projection.point(place.centre);
  const shape = place.boundary
    ? element('path', {
        ...look,
        'fill-rule': 'evenodd',
        d: place.boundary.flatMap((polygon) => polygon.map((ring) => ringPath(ring, projection))).join(''),
      })
    : element('circle', {
        ...look,
        cx,
        cy,
        r: Math.max(4, circleReachKm(place.areaKm2) * projection.pixelsPerKm),
      });
  const said = element('title', {}, text(`${place.name}: ${place.note}`));
  return element(place.href === undefined ? 'g' : 'a', { href: place.href }, said, shape);
}

/** Points closer than half a pixel to the one before are left out: they cost bytes and show nothing. */
function ringPath(ring: readonly Position[], projection: Projection): string {
  let before: readonly [number, number] | undefined;
  const kept = ring.map(projection.point).filter((point) => {
    if (before && Math.hypot(point[0] - before[0], point[1] - before[1]) < 0.5) return false;
    before = point;
    return true;
  });
  return `M${kept.map(([x, y]) => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`).join('L')}Z`;
}

function markOf(place: MapPlace, projection: Projection, palette: Palette): Svg {
  const [x, y] = projection.point(place.centre);
  const half = (Math.sqrt(place.areaKm2 / Math.PI) * projection.pixelsPerKm) / 2;
  const r = Math.min(4.5, Math.max(2.5, half)); // on a small kelurahan the mark must leave its stage in sight
  return operationMark(place.operation, { x, y, r }, palette.ink, palette.paper);
}

interface Legend {
  readonly height: number;
  readonly items: readonly Svg[];
}

const legendLine = 22;
const legendColumn = 150;

/** What the colours, patterns and shapes mean. How many there are of each is told where it opens its rows. */
function legendOf({ id, width, palette, words }: MapOptions): Legend {
  const groups = [
    stages.map((stage) => ({
      label: words.stage[stage],
      key: (x: number, y: number) =>
        element('rect', {
          x,
          y: y - 10,
          width: 16,
          height: 12,
          fill: fillOf(id, stage),
          stroke: palette.edge,
          'stroke-width': 0.75,
        }),
    })),
    operationMarks.map((mark) => ({
      label: words.operation[mark],
      key: (x: number, y: number) => operationMark(mark, { x: x + 8, y: y - 4, r: 5 }, palette.ink, palette.paper),
    })),
  ];
  const across = Math.max(1, Math.floor(width / legendColumn));
  let below = 28;
  const items = groups.flatMap((group) => {
    const top = below; // each group begins a line of its own
    below += Math.ceil(group.length / across) * legendLine;
    return group.map(({ label, key }, index) => {
      const x = (index % across) * (width / across);
      const y = top + Math.floor(index / across) * legendLine;
      return element('g', {}, key(x, y), element('text', { x: x + 24, y, fill: palette.ink }, text(label)));
    });
  });
  const caution = textLines(words.caution, width).map((line, index) =>
    element('text', { x: 0, y: below + index * 16, fill: palette.quiet, 'font-size': 12 }, text(line)),
  );
  return { height: below + caution.length * 16 - 8, items: [...items, ...caution] };
}
