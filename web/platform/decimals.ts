/**
 * Reads a number as Indonesians write it ("1.250,5") into whole base units, without a float in between.
 * @param perUnit base units in one shown unit, a power of ten: 1000 grams in a kilogram; 1 for pieces and rupiah
 * @returns `undefined` when it is no number, has more decimals than base units, or leaves the safe range
 */
export function wholeUnitsIn(text: string, perUnit = 1): number | undefined {
  const [, whole, decimals = ''] = /^(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d*))?$/.exec(text.trim()) ?? [];
  const places = String(perUnit).length - 1;
  if (whole === undefined || decimals.length > places) return undefined;
  const units = Number(whole.replaceAll('.', '') + decimals.padEnd(places, '0'));
  return Number.isSafeInteger(units) ? units : undefined;
}

/** The reverse: 12500 grams are "12,5" kilograms. */
export function writtenUnits(units: number, perUnit = 1): string {
  const places = String(perUnit).length - 1;
  const digits = String(units).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places).replace(/\B(?=(\d{3})+$)/g, '.');
  const decimals = digits.slice(digits.length - places).replace(/0+$/, '');
  return decimals === '' ? whole : `${whole},${decimals}`;
}
