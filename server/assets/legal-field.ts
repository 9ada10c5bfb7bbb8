import { parseBusinessDate } from '../kernel/business-date.ts';
import { registerConditions } from './asset.ts';

/** What a field of the register holds: text, an area in whole dm², a day, a year, whole rupiah, a condition, or yes and no. */
type Holds = 'text' | 'area' | 'day' | 'year' | 'rupiah' | 'condition' | 'yes-no';

interface LegalField {
  /** As the printed form heads the column (docs/rules/assets.md). */
  readonly column: string;
  readonly holds: Holds;
}

/** BKAD's fields that can be proposed to be corrected. What identifies an asset is not among them: another number is another asset. */
export const legalFields = {
  name: { column: 'Jenis Barang / Nama Barang', holds: 'text' },
  address: { column: 'Letak / Alamat', holds: 'text' },
  userAgency: { column: 'Pengguna Barang', holds: 'text' },
  landAreaDm2: { column: 'Luas (M2)', holds: 'area' },
  floorAreaDm2: { column: 'Luas Lantai (M2)', holds: 'area' },
  acquiredYear: { column: 'Tahun Pengadaan', holds: 'year' },
  landRight: { column: 'Status Tanah: Hak', holds: 'text' },
  certificateNumber: { column: 'Sertifikat: Nomor', holds: 'text' },
  certificateDate: { column: 'Sertifikat: Tanggal', holds: 'day' },
  statedUse: { column: 'Penggunaan', holds: 'text' },
  origin: { column: 'Asal usul', holds: 'text' },
  priceIdr: { column: 'Harga (Rp)', holds: 'rupiah' },
  note: { column: 'Keterangan', holds: 'text' },
  registerCondition: { column: 'Kondisi Bangunan (B, KB, RB)', holds: 'condition' },
  isStoreyed: { column: 'Konstruksi: Bertingkat', holds: 'yes-no' },
  isConcrete: { column: 'Konstruksi: Beton', holds: 'yes-no' },
  documentNumber: { column: 'Dokumen Gedung: Nomor', holds: 'text' },
  documentDate: { column: 'Dokumen Gedung: Tanggal', holds: 'day' },
  landStatus: { column: 'Status Tanah', holds: 'text' },
  landCode: { column: 'Nomor Kode Tanah', holds: 'text' },
} as const satisfies Readonly<Record<string, LegalField>>;

export type LegalFieldName = keyof typeof legalFields;
export const legalFieldNames = Object.keys(legalFields) as LegalFieldName[];

export type LegalValue = string | number | boolean | null;

const conditionLetters = { good: 'B', minor_damage: 'KB', major_damage: 'RB' } as const;

/** A value as the form writes it: areas with a comma, days as dd-mm-yyyy, full rupiah; '' for nothing. */
export function writeLegal(field: LegalFieldName, value: LegalValue): string {
  if (value === null) return '';
  switch (legalFields[field].holds) {
    case 'area':
      return String(Number(value) / 100).replace('.', ',');
    case 'day':
      return String(value).split('-').toReversed().join('-');
    case 'condition':
      return conditionLetters[value as keyof typeof conditionLetters] ?? String(value);
    case 'yes-no':
      return value === true ? 'Ya' : 'Tidak';
    default:
      return String(value).trim();
  }
}

/** The same, read from what a person typed; undefined when the field cannot hold it. Dots between thousands are read over. */
export function readLegal(field: LegalFieldName, typed: string): string | number | boolean | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  switch (legalFields[field].holds) {
    case 'area':
      return areaOf(text);
    case 'day':
      return parseBusinessDate(/^\d{1,2}[-/]\d{1,2}[-/]\d{4}$/.test(text) ? isoOf(text) : text);
    case 'year':
      return /^(1[89]|20)\d\d$/.test(text) ? Number(text) : undefined;
    case 'rupiah':
      return rupiahOf(text);
    case 'condition':
      return registerConditions.find((each) => conditionLetters[each] === text.toUpperCase().replace(/^RR$/, 'KB'));
    case 'yes-no':
      return { ya: true, tidak: false }[text.toLowerCase()];
    case 'text':
      return text;
  }
}

function isoOf(text: string): string {
  const [day = '', month = '', year = ''] = text.split(/[-/]/);
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** `1.240,5` and `1240,50` are 124,050 dm²; more than two decimals are not of a register. */
function areaOf(text: string): number | undefined {
  const [, whole, decimals = ''] = /^(\d{1,3}(?:\.\d{3})*|\d{1,10})(?:,(\d{1,2}))?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const dm2 = Number(whole.replaceAll('.', '')) * 100 + Number(decimals.padEnd(2, '0'));
  return dm2 > 0 ? dm2 : undefined;
}

function rupiahOf(text: string): number | undefined {
  const [, digits] = /^(?:Rp\s*)?(\d{1,3}(?:\.\d{3})+|\d{1,15})(?:,00)?$/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits.replaceAll('.', ''));
}

/** One way of writing for what means the same, so that two can be compared: `1.240,50` becomes `1240,5`. */
export function sameWriting(field: LegalFieldName, typed: string): string | undefined {
  const value = readLegal(field, typed);
  return value === undefined ? undefined : writeLegal(field, value);
}
