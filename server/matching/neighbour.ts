import type { MultiPolygon, Polygon, Position } from 'geojson';
import { metresBetween, type Point } from './problem.ts';

interface Placed {
  readonly id: number;
  /** Longitude, latitude. */
  readonly centre?: readonly [number, number];
  readonly areaM2?: number;
}

/** Corners of a common border lie in one such cell or in the next: 0.0002° is 22 m. */
const cellsPerDegree = 5_000;

/**
 * Which villages share a border. With borders: those that have corners within about 40 m of each other; without: whose circles, as
 * large as they are, come near.
 */
export function adjacentVillages(
  villages: readonly Placed[],
  borders: ReadonlyMap<number, Polygon | MultiPolygon>,
): Map<number, Set<number>> {
  const adjacent = new Map(villages.map(({ id }) => [id, new Set<number>()]));
  const join = (a: number, b: number) => {
    if (a === b) return;
    adjacent.get(a)?.add(b);
    adjacent.get(b)?.add(a);
  };
  joinByCorners(borders, join);
  for (const a of villages) {
    for (const b of villages) {
      if (a.id < b.id && !(borders.has(a.id) && borders.has(b.id)) && circlesTouch(a, b)) join(a.id, b.id);
    }
  }
  return adjacent;
}

function joinByCorners(
  borders: ReadonlyMap<number, Polygon | MultiPolygon>,
  join: (a: number, b: number) => void,
): void {
  const cells = new Map<string, Set<number>>();
  for (const [id, { coordinates }] of borders) {
    for (const [longitude = 0, latitude = 0] of cornersOf(coordinates)) {
      const [x, y] = [Math.floor(longitude * cellsPerDegree), Math.floor(latitude * cellsPerDegree)];
      for (let i = x; i <= x + 1; i++) {
        for (let j = y; j <= y + 1; j++) {
          const cell = cells.get(`${i} ${j}`);
          if (cell === undefined) cells.set(`${i} ${j}`, new Set([id]));
          else cell.add(id);
        }
      }
    }
  }
  for (const ids of cells.values()) for (const a of ids) for (const b of ids) join(a, b);
}

function cornersOf(coordinates: Position[][] | Position[][][]): Position[] {
  return coordinates.flat(2).length > 0 && typeof coordinates[0]?.[0]?.[0] === 'number'
    ? (coordinates as Position[][]).flat()
    : (coordinates as Position[][][]).flat(2);
}

/** A village is seldom round: circles that come within a third of their size of each other count as touching. */
function circlesTouch(a: Placed, b: Placed): boolean {
  if (a.centre === undefined || b.centre === undefined) return false;
  const radius = ({ areaM2 = 0 }: Placed) => Math.sqrt(areaM2 / Math.PI);
  const pointOf = ([longitude, latitude]: readonly [number, number]): Point => ({ longitude, latitude });
  return metresBetween(pointOf(a.centre), pointOf(b.centre)) * 3 <= 4 * (radius(a) + radius(b));
}

export interface Boxed {
  readonly id: string;
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Which boxes come within some metres of each other: lots that could become one. */
export function adjoining(boxes: readonly Boxed[], metres: number): Map<string, string[]> {
  const found = new Map<string, string[]>(boxes.map(({ id }) => [id, []]));
  const degrees = metres / 111_195;
  const bySouth = boxes.toSorted((a, b) => a.south - b.south);
  const tallest = bySouth.reduce((most, { south, north }) => Math.max(most, north - south), 0);
  bySouth.forEach((a, index) => {
    for (let next = index + 1; next < bySouth.length; next++) {
      const b = bySouth[next];
      if (b === undefined || b.south - a.south > tallest + degrees) break;
      if (gapMetres(a, b) > metres) continue;
      found.get(a.id)?.push(b.id);
      found.get(b.id)?.push(a.id);
    }
  });
  return found;
}

function gapMetres(a: Boxed, b: Boxed): number {
  const degree = 111_195;
  const east = Math.max(0, a.west - b.east, b.west - a.east) * degree * Math.cos((a.south * Math.PI) / 180);
  const north = Math.max(0, a.south - b.north, b.south - a.north) * degree;
  return Math.hypot(east, north);
}
