/** A point as maps write it. Five decimals of a degree are a metre; more says nothing. */
export function pointWords({ latitude, longitude }: { latitude: number; longitude: number }): string {
  return `${toMetre(latitude)}, ${toMetre(longitude)}`;
}

function toMetre(degrees: number): number {
  return Math.round(degrees * 100_000) / 100_000;
}
