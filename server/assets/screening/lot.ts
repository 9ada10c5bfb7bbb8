/** A polygon's outer ring in degrees, [longitude, latitude], closed or not. */
export type Ring = readonly (readonly [number, number])[];

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Decimetres in a degree of latitude on a sphere of the Earth's mean radius; a lot is too small for the ellipsoid to matter. */
const dmPerDegree = (Math.PI / 180) * 63_710_088;

/** Drawn by hand or by a phone a corner is off by more than this, so a lot of exactly the wanted size is not refused for it. */
const toleranceDm = 1;

/**
 * Whether a rectangle lies in a lot, in whichever direction the lot's sides run. Tries places along the sides and a grid between them,
 * so it may miss a place in a very crooked lot; it never claims one that is not there by more than a decimetre.
 * @param ring the lot's border
 */
export function fitsIn(ring: Ring, { shortDm, longDm }: { shortDm: number; longDm: number }): boolean {
  const lot = flatten(ring);
  if (lot.length < 3) return false;
  return directionsOf(lot).some((angle) => {
    const turned = lot.map((spot) => turn(spot, angle));
    return fitsUpright(turned, longDm, shortDm) || fitsUpright(turned, shortDm, longDm);
  });
}

/** On a plane in dm around the first corner. */
function flatten(ring: Ring): Spot[] {
  const [first] = ring;
  if (first === undefined) return [];
  const shrink = Math.cos((first[1] * Math.PI) / 180);
  const spots = ring.map(([longitude, latitude]) => ({
    x: (longitude - first[0]) * dmPerDegree * shrink,
    y: (latitude - first[1]) * dmPerDegree,
  }));
  const last = spots.at(-1);
  return last !== undefined && spots.length > 1 && last.x === 0 && last.y === 0 ? spots.slice(0, -1) : spots;
}

/** The directions of the longest sides. */
function directionsOf(lot: readonly Spot[]): number[] {
  const sides = lot.map((from, index) => {
    const to = lot[(index + 1) % lot.length] ?? from;
    return { length: Math.hypot(to.x - from.x, to.y - from.y), angle: Math.atan2(to.y - from.y, to.x - from.x) };
  });
  const angles = sides
    .toSorted((a, b) => b.length - a.length)
    .slice(0, 8)
    .map(({ angle }) => (Math.round(angle * 1_000) + 31_416) % 1_571); // a rectangle looks the same after a quarter turn
  return [...new Set(angles)].map((milliradians) => milliradians / 1_000);
}

function turn({ x, y }: Spot, angle: number): Spot {
  return { x: x * Math.cos(angle) + y * Math.sin(angle), y: y * Math.cos(angle) - x * Math.sin(angle) };
}

const placesPerSide = 12;

function fitsUpright(lot: readonly Spot[], width: number, height: number): boolean {
  const west = Math.min(...lot.map(({ x }) => x));
  const south = Math.min(...lot.map(({ y }) => y));
  const roomX = Math.max(...lot.map(({ x }) => x)) - west - width;
  const roomY = Math.max(...lot.map(({ y }) => y)) - south - height;
  // A direction rounded to a milliradian tilts a side of 100 m by a decimetre: what is measured here forgives two.
  if (roomX < -2 * toleranceDm || roomY < -2 * toleranceDm) return false;
  for (let i = 0; i <= placesPerSide; i++)
    for (let j = 0; j <= placesPerSide; j++) {
      const x = west + (Math.max(roomX, 0) * i) / placesPerSide;
      const y = south + (Math.max(roomY, 0) * j) / placesPerSide;
      if (liesIn(lot, { x: x + toleranceDm, y: y + toleranceDm }, width - 2 * toleranceDm, height - 2 * toleranceDm))
        return true;
    }
  return false;
}

/** All four corners inside and no side of the lot running through. */
function liesIn(lot: readonly Spot[], corner: Spot, width: number, height: number): boolean {
  const [east, north] = [corner.x + width, corner.y + height];
  const corners = [corner, { x: east, y: corner.y }, { x: east, y: north }, { x: corner.x, y: north }];
  if (!corners.every((spot) => isInside(lot, spot))) return false;
  return lot.every(
    (from, index) => !crosses(from, lot[(index + 1) % lot.length] ?? from, corner, { x: east, y: north }),
  );
}

function isInside(lot: readonly Spot[], { x, y }: Spot): boolean {
  let inside = false;
  for (let i = 0, j = lot.length - 1; i < lot.length; j = i++) {
    const [a, b] = [lot[i], lot[j]];
    if (a === undefined || b === undefined) continue;
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

/** Whether a line passes through the inside of an upright rectangle (Liang and Barsky's clipping). */
function crosses(from: Spot, to: Spot, low: Spot, high: Spot): boolean {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  let [enter, leave] = [0, 1];
  const bounds = [
    [-dx, from.x - low.x],
    [dx, high.x - from.x],
    [-dy, from.y - low.y],
    [dy, high.y - from.y],
  ] as const;
  for (const [step, room] of bounds) {
    if (step === 0 && room <= 0) return false;
    if (step < 0) enter = Math.max(enter, room / step);
    if (step > 0) leave = Math.min(leave, room / step);
  }
  return enter < leave;
}
