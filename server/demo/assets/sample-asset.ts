import type * as assets from '../../assets/public.ts';
import { type BusinessDate, businessDate } from '../../kernel/business-date.ts';
import { spread } from './spread.ts';

/** What is known of an invented asset beyond who says so. */
export type SampleFields = Omit<assets.NewAsset, 'id' | 'villageId' | 'sourceName' | 'sourceDate' | 'sample'>;

export interface SampleAsset {
  /** Names it among the others, for flaws and tests: "Damai calon 2". */
  readonly key: string;
  readonly village: string;
  readonly fields: SampleFields;
  readonly observations: readonly SampleObservation[];
}

export interface SampleObservation extends assets.Observed {
  readonly observedOn: BusinessDate;
  /** Role whose word it is. */
  readonly authority: string;
}

export interface SamplePlace {
  readonly name: string;
  readonly district: string;
  /** Longitude, latitude. */
  readonly centre: readonly [number, number];
  readonly areaM2: number;
}

const streets = [
  'Soekarno-Hatta',
  'MT Haryono',
  'Ruhui Rahayu',
  'Mulawarman',
  'Marsma Iswahyudi',
  'Letjen Suprapto',
  'Ahmad Yani',
  'Syarifuddin Yoes',
] as const;

/** The street is drawn for the asset, the kelurahan is the one it lies in. */
export function addressOf({ name, district }: SamplePlace, key: string): string {
  const street = streets[spread(`${key} jalan`, 0, streets.length - 1)];
  return `Jl. ${street} RT ${spread(`${key} RT`, 1, 40)}, Kel. ${name}, Kec. ${district}`;
}

/** A day of a year, for papers. */
export function dayIn(year: number, key: string): BusinessDate {
  const [month, day] = [spread(`${key} bulan`, 1, 12), spread(`${key} hari`, 1, 28)];
  return businessDate(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
}

/** Three digits, as schools and blocks are numbered. */
export function numberOf(key: string): string {
  return String(spread(`${key} nomor`, 2, 60)).padStart(3, '0');
}
