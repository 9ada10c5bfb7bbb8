import type { BusinessDate, TimeZone } from '../kernel/business-date.ts';
import type { RegencyId, RegionId } from '../kernel/ids.ts';

export type RegionLevel = 'province' | 'regency' | 'district' | 'village';

export type RegionKind = 'provinsi' | 'kabupaten' | 'kota' | 'kecamatan' | 'kelurahan' | 'desa' | 'desa-adat';

/** A kabupaten or kota: the tenant. `id` is ours and never changes; `code` is the Kemendagri code of the day asked for. */
export interface Regency {
  readonly id: RegencyId;
  readonly code: string;
  readonly name: string;
  readonly kind: 'kabupaten' | 'kota';
  readonly provinceName: string;
  readonly timeZone: TimeZone;
}

export interface Province {
  readonly code: string;
  readonly name: string;
}

/** A kecamatan. */
export interface District {
  readonly id: RegionId;
  readonly code: string;
  readonly name: string;
}

/** A kelurahan or desa, with what is needed to recognise it in a text and to draw it without a boundary. */
export interface Village {
  readonly id: RegionId;
  readonly code: string;
  readonly name: string;
  readonly kind: 'kelurahan' | 'desa' | 'desa-adat';
  readonly districtId: RegionId;
  readonly districtName: string;
  /** Keys of other spellings, as `nameKey` makes them. */
  readonly aliases: readonly string[];
  /** A point inside, in degrees: longitude, latitude. */
  readonly centre?: readonly [number, number];
  readonly areaM2?: number;
}

export interface VillageSplit {
  /** Kemendagri code of the village that is divided, as it is until the day before. */
  readonly code: string;
  /** Two or more. One of them may keep the code and name; it is a new region all the same, because its land is another. */
  readonly successors: readonly { readonly code: string; readonly name: string }[];
  /** First day of the new villages. */
  readonly happensOn: BusinessDate;
  readonly legalBasis: string;
}

const depths: readonly RegionLevel[] = ['province', 'regency', 'district', 'village'];

/** What a Kemendagri code names: `64` a province, `64.71` a regency, `64.71.05` a district, `64.71.05.1002` a village. */
export function levelOf(code: string): RegionLevel | undefined {
  return /^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/.test(code) ? depths[code.split('.').length - 1] : undefined;
}

/** The code one level up; undefined for a province. */
export function parentCodeOf(code: string): string | undefined {
  return code.includes('.') ? code.slice(0, code.lastIndexOf('.')) : undefined;
}

/**
 * The kind a code or name says: the last group of a village code starts with 1 for a kelurahan, 2 for a desa and 3 for a
 * customary village (docs/rules/regions.md); a regency carries its kind in its name.
 */
export function kindOf(code: string, name: string): RegionKind {
  switch (levelOf(code)) {
    case 'province':
      return 'provinsi';
    case 'regency':
      return name.startsWith('Kota') ? 'kota' : 'kabupaten';
    case 'district':
      return 'kecamatan';
    case 'village':
      return villageKindOf(code);
    case undefined:
      throw new RangeError(`not a region code: ${code}`);
  }
}

function villageKindOf(code: string): RegionKind {
  const series = code.split('.')[3]?.charAt(0);
  if (series === '1') return 'kelurahan';
  if (series === '2') return 'desa';
  if (series === '3') return 'desa-adat';
  throw new RangeError(`not a village code of a known series: ${code}`);
}

/** Provinces outside western time (Keppres 41/1987, docs/rules/regions.md); new provinces of Papua keep Papua's. */
const centralTime = new Set(['51', '52', '53', '63', '64', '65', '71', '72', '73', '74', '75', '76']);
const easternTime = new Set(['81', '82', '91', '92', '93', '94', '95', '96']);

/** The time zone of everything inside a province, by the first two digits of any code in it. */
export function timeZoneOf(code: string): TimeZone {
  const province = code.slice(0, 2);
  if (centralTime.has(province)) return 'Asia/Makassar';
  return easternTime.has(province) ? 'Asia/Jayapura' : 'Asia/Jakarta';
}
