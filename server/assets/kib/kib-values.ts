import { type BusinessDate, parseBusinessDate } from '../../kernel/business-date.ts';

// What people write into the cells of a register, parsed once. `undefined` is "not readable"; an empty cell never comes here.

/** A figure in digits, so that no fraction of a rupiah or of a m² is lost on the way. */
export interface Decimal {
  readonly whole: string;
  readonly fraction: string;
}

const units = /^(?:rp|idr)\.?\s*|\s*(?:m2|m²|,-|,--|\.-)$/gi;

/**
 * Reads `1.658.000`, `1.240,50`, `1240.5`, `1,658,000.00`, `Rp 1.000,-`. One group of three digits behind a comma (`1,240`) may be a
 * fraction or a thousand, and is `ambiguous`; behind a point it is a thousand, as Indonesian is written.
 */
export function readDecimal(text: string): Decimal | 'ambiguous' | undefined {
  const written = text.replace(units, '').replace(/\s/g, '');
  if (/^\d+$/.test(written)) return decimal(written);
  if (/^\d{1,3}(\.\d{3})+(,\d*)?$/.test(written)) return split(written.replaceAll('.', ''), ',');
  if (/^[1-9]\d{0,2},\d{3}$/.test(written)) return 'ambiguous';
  if (/^\d+,\d*$/.test(written)) return split(written, ',');
  if (/^\d{1,3}(,\d{3})+(\.\d*)?$/.test(written)) return split(written.replaceAll(',', ''), '.');
  if (/^\d+\.\d*$/.test(written)) return split(written, '.');
  return undefined;
}

/** Reads a number as a spreadsheet keeps it: point, exponent, and fifteen digits that count. */
export function readStoredNumber(text: string): Decimal | undefined {
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0 || value >= 1e15) return undefined;
  const shown = String(Number(value.toPrecision(15)));
  if (/e/i.test(shown)) return decimal('0'); // less than a millionth
  return split(shown, '.');
}

function split(text: string, mark: string): Decimal {
  const [whole = '', fraction = ''] = text.split(mark);
  return decimal(whole, fraction);
}

function decimal(whole: string, fraction = ''): Decimal {
  return { whole: whole.replace(/^0+(?=\d)/, ''), fraction: fraction.replace(/0+$/, '') };
}

/** So many parts of a unit, as a whole number: `{1240, 5}` with 2 places is 124050. Rounded half up. */
export function scaled(
  { whole, fraction }: Decimal,
  places: number,
): { value: number; isRounded: boolean } | undefined {
  const kept = fraction.slice(0, places).padEnd(places, '0');
  const rest = fraction.slice(places);
  const value = Number(`${whole}${kept}`) + (rest !== '' && rest.charAt(0) >= '5' ? 1 : 0);
  return Number.isSafeInteger(value) ? { value, isRounded: rest !== '' } : undefined;
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'mei', 'jun', 'jul', 'agu', 'sep', 'okt', 'nov', 'des'];
const monthsOtherwise: Readonly<Record<string, number>> = {
  may: 5,
  aug: 8,
  ags: 8,
  agt: 8,
  oct: 10,
  dec: 12,
  nop: 11,
  peb: 2,
};

/** Reads `17-10-2005`, `17/10/2005`, `17.10.2005`, `2005-10-17` and `17 Oktober 2005`; the day first, always. Years have four digits. */
export function readDay(text: string): BusinessDate | undefined {
  const written = text.trim().replace(/\s+\d{1,2}[:.]\d{2}([:.]\d{2})?$/, '');
  const numeric = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(written);
  if (numeric) return dayOf(numeric[4], numeric[3], numeric[1]);
  const iso = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})$/.exec(written);
  if (iso) return dayOf(iso[1], iso[3], iso[4]);
  const [, day, name = '', year] = /^(\d{1,2})[\s-]+([a-z]{3})[a-z]*[\s-]+(\d{4})$/i.exec(written) ?? [];
  const month = monthNames.indexOf(name.toLowerCase()) + 1 || monthsOtherwise[name.toLowerCase()];
  return month === undefined ? undefined : dayOf(year, String(month), day);
}

function dayOf(year = '', month = '', day = ''): BusinessDate | undefined {
  const found = parseBusinessDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return found !== undefined && found >= '1850' ? found : undefined;
}

export function readYear(text: string): number | undefined {
  const year = /^\d{4}$/.test(text) ? Number(text) : Number(readDay(text)?.slice(0, 4) ?? Number.NaN);
  return year >= 1850 && year <= 2100 ? year : undefined;
}

const conditions: Readonly<Record<string, 'good' | 'minor_damage' | 'major_damage'>> = {
  b: 'good',
  baik: 'good',
  kb: 'minor_damage',
  kurangbaik: 'minor_damage',
  rr: 'minor_damage',
  rusakringan: 'minor_damage',
  rb: 'major_damage',
  rusakberat: 'major_damage',
};

/** B, KB and RB of the form; RR and whole words of other programs. KB and RR are one (docs/rules/assets.md). */
export function readCondition(text: string): 'good' | 'minor_damage' | 'major_damage' | undefined {
  return conditions[text.toLowerCase().replace(/[^a-z]/g, '')];
}

const answers: Readonly<Record<string, boolean>> = {
  ya: true,
  y: true,
  ada: true,
  bertingkat: true,
  beton: true,
  tidak: false,
  t: false,
  tdk: false,
  bukan: false,
  tidakbertingkat: false,
  tidakbeton: false,
  nonbeton: false,
};

export function readAnswer(text: string): boolean | undefined {
  return answers[text.toLowerCase().replace(/[^a-z]/g, '')];
}

const codeGroups = [1, 1, 1, 2, 2, 2, 3];

export type AssetCodeRead = { readonly code: string; readonly isPadded: boolean } | 'old' | undefined;

/** A code of Permendagri 108/2016, seven groups; groups written without their zeros get them. `old`: five groups, as before 2016. */
export function readAssetCode(text: string): AssetCodeRead {
  const groups = text.replace(/\s/g, '').replace(/\.$/, '').split('.');
  if (!groups.every((group) => /^\d+$/.test(group))) return undefined;
  if (groups.length === 5 && /^\d{2}$/.test(groups[0] ?? '')) return 'old';
  if (groups.length !== codeGroups.length || groups.some((group, i) => group.length > (codeGroups[i] ?? 0)))
    return undefined;
  const code = groups.map((group, i) => group.padStart(codeGroups[i] ?? 0, '0')).join('.');
  return { code, isPadded: code !== groups.join('.') };
}

/** `12.01.33.16.010101.00016.00000.2006-1.3.3.01.01.12.001`: where and when, a dash, what. */
export function splitKey(text: string): { location?: string; code: string } {
  const [, location, code] = /^\s*([\d.]+)\s*[-–]\s*(\d\.\d\.\d\.[\d.]+)\s*$/.exec(text) ?? [];
  return location !== undefined && code !== undefined ? { location, code } : { code: text };
}

/**
 * A location code as it counts: without blanks, and without the year of purchase that some programs put last, because the head of a
 * printed form has none and the same thing must not be two.
 */
export function readLocation(text: string): { location: string; year?: number } | undefined {
  const written = text.replace(/\s/g, '').replace(/^[.]+|[.]+$/g, '');
  if (!/^\d+(\.\d+){2,}$/.test(written) || written.length > 60) return undefined;
  const [, rest, year] = /^(\d+(?:\.\d+){4,})\.((?:19|20)\d{2})$/.exec(written) ?? [];
  return rest === undefined ? { location: written } : { location: rest, year: Number(year) };
}

/** Empty as people write it. */
export function isBlank(text: string): boolean {
  return /^[\s\-–—._]*$/.test(text) || /^(nihil|n\/a|null|tidak ada|#n\/a)$/i.test(text.trim());
}
