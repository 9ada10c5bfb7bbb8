import { hasWord, type Speech } from './i18n.ts';

const areas = new Set(['land_area', 'floor_area']);

/** A value of an asset as it is read: `1.240 m²`, `6 m`, `15%`, `kadang`. @param reads what it is a value of: it gives the unit */
export function valueWords(reads: string, value: string | number, { t, area, number }: Speech): string {
  if (typeof value === 'string') {
    const key = [`assets.observed.${reads}.${value}`, `assets.screening.values.${reads}.${value}`].find(hasWord);
    return key === undefined ? value : t(key).toLocaleLowerCase('id');
  }
  if (areas.has(reads)) return area(value / 100);
  if (reads === 'lot' || reads.endsWith('_dm')) return `${number(value / 10)} m`;
  return reads.endsWith('_percent') ? `${number(value)}%` : number(value);
}
