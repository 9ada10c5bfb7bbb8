import { buffer } from 'node:stream/consumers';
import { type BusinessDate, parseBusinessDate } from '../../kernel/business-date.ts';
import { writeXlsx } from '../../platform/spreadsheets/xlsx.ts';
import type { SampleAsset, SampleFields } from './sample-asset.ts';
import { locationCode } from './sample-assets.ts';

/**
 * A file as an office prints it (Permendagri 17/2007, appendices 25 and 27), for those who must read it: title and code of location
 * above, two rows of words, a row of column numbers, "-" for what is empty, two forms of date, thousands of rupiah, a total below. One
 * column is added, the office that uses a thing, as BKAD adds it when it puts all registers together.
 * @returns KIB A as csv with semicolons and decimal commas, as an Indonesian spreadsheet saves it; KIB C as a workbook
 */
export async function kibFile(form: 'A' | 'C', assets: readonly SampleAsset[]): Promise<Buffer> {
  const { head, rows } = kibLines(form, assets);
  if (form === 'A')
    return Buffer.from([...head, ...rows].map((line) => line.map(quoted).join(';')).join('\r\n'), 'utf8');
  const columns = forms.C.heads.map(([title]) => ({ title, holds: 'text' as const, width: 18 }));
  return await buffer(writeXlsx([{ name: 'KIB C', columns, rows, printedHead: { rows: head, merges } }]));
}

/** Cells of the workbook's two rows of words that are one. */
const merges = ['C6:D6', 'F6:G6', 'J6:K6'];

function kibLines(form: 'A' | 'C', assets: readonly SampleAsset[]) {
  const { title, heads, cells } = forms[form];
  const object = form === 'A' ? 'land' : 'building';
  const own = assets.filter(({ fields }) => fields.ownerKind === 'regency' && fields.object === object);
  const totalIdr = own.reduce((sum, { fields }) => sum + Number(fields.priceIdr ?? 0), 0);
  const things = own.map(({ fields }, at) => [String(at + 1), ...cells(fields, at)]);
  const width = heads.length;
  const price = heads.findIndex(([group]) => group.startsWith('Harga'));
  const total = heads.map((_, at) => (at === 1 ? 'JUMLAH' : at === price ? thousands(totalIdr) : ''));
  const head = [
    [`KARTU INVENTARIS BARANG (KIB) ${form}`],
    [title],
    ['PEMERINTAH KOTA BALIKPAPAN (CONTOH)'],
    [`NO. KODE LOKASI : ${locationCode}`],
    [],
    heads.map(([group], at) => (group === heads[at - 1]?.[0] ? '' : group)), // a merged cell leaves its words in the first
    heads.map(([, own]) => own ?? ''),
    heads.map((_, at) => String(at + 1)),
  ];
  const rows = [
    ...things,
    ...(form === 'A' ? badRows(things, width) : []),
    total,
    [],
    ['', 'Mengetahui', '', '', '', '', '', '', '', '', '', 'Pengurus Barang'],
  ];
  const whole = (line: readonly string[]) => Array.from({ length: width }, (_, at) => line[at] ?? '');
  return { head: head.map(whole), rows: rows.map(whole) };
}

type Head = readonly [group: string, own?: string];

const forms: Readonly<
  Record<'A' | 'C', { title: string; heads: readonly Head[]; cells: (fields: SampleFields, at: number) => string[] }>
> = {
  A: {
    title: 'TANAH',
    heads: [
      ['No.'],
      ['Jenis Barang / Nama Barang'],
      ['Nomor', 'Kode Barang'],
      ['Nomor', 'Register'],
      ['Luas (M2)'],
      ['Tahun Pengadaan'],
      ['Letak / Alamat'],
      ['Status Tanah', 'Hak'],
      ['Status Tanah', 'Sertifikat Tanggal'],
      ['Status Tanah', 'Sertifikat Nomor'],
      ['Penggunaan'],
      ['Asal usul'],
      ['Harga (ribuan Rp)'],
      ['Keterangan'],
      ['SKPD'],
    ],
    cells: (fields, at) => [
      ...[text(fields.name), text(fields.assetCode), text(fields.register), area(fields.landAreaDm2)],
      ...[text(fields.acquiredYear), text(fields.address), text(fields.landRight)],
      ...[day(fields.certificateDate, at), text(fields.certificateNumber), text(fields.statedUse), text(fields.origin)],
      ...[thousands(fields.priceIdr), text(fields.note), text(fields.userAgency)],
    ],
  },
  C: {
    title: 'GEDUNG DAN BANGUNAN',
    heads: [
      ['No.'],
      ['Jenis Barang / Nama Barang'],
      ['Nomor', 'Kode Barang'],
      ['Nomor', 'Register'],
      ['Kondisi Bangunan (B, KB, RB)'],
      ['Konstruksi Bangunan', 'Bertingkat / Tidak'],
      ['Konstruksi Bangunan', 'Beton / Tidak'],
      ['Luas Lantai (M2)'],
      ['Letak / Lokasi Alamat'],
      ['Dokumen Gedung', 'Tanggal'],
      ['Dokumen Gedung', 'Nomor'],
      ['Luas (M2)'],
      ['Status Tanah'],
      ['Nomor Kode Tanah'],
      ['Asal usul'],
      ['Harga (ribuan Rp)'],
      ['Ket.'],
      ['SKPD'],
    ],
    cells: (fields, at) => [
      ...[
        text(fields.name),
        text(fields.assetCode),
        text(fields.register),
        conditions[fields.registerCondition ?? ''] ?? '-',
      ],
      ...[fields.isStoreyed ? 'Bertingkat' : 'Tidak', fields.isConcrete ? 'Beton' : 'Tidak', area(fields.floorAreaDm2)],
      ...[text(fields.address), day(fields.documentDate, at), text(fields.documentNumber), area(fields.landAreaDm2)],
      ...[text(fields.landStatus), text(fields.landCode), text(fields.origin)],
      ...[thousands(fields.priceIdr), text(fields.note), text(fields.userAgency)],
    ],
  },
};

const conditions: Readonly<Record<string, string>> = { good: 'B', minor_damage: 'KB', major_damage: 'RB' };

/** What keeps rows out until somebody corrects them: a number given twice, one left out, a month that does not exist. */
function badRows(rows: readonly (readonly string[])[], width: number): string[][] {
  const [first, second, third] = rows.slice(-3);
  const changed = (row: readonly string[] | undefined, cells: Readonly<Record<number, string>>) =>
    Array.from({ length: width }, (_, at) => cells[at] ?? row?.[at] ?? '');
  return [
    changed(first, { 1: 'Tanah Lapangan Bola (tercatat dua kali)' }),
    changed(second, { 1: 'Tanah Pos Ronda (register belum diisi)', 3: '-' }),
    changed(third, { 1: 'Tanah Balai RW (tanggal keliru)', 3: '9001', 8: '31-13-1998' }),
  ];
}

const text = (value: string | number | null | undefined): string =>
  value === null || value === undefined ? '-' : String(value);

/** `1.240,50`: points between thousands, a comma before the decimals. */
function area(dm2: SampleFields['landAreaDm2']): string {
  if (dm2 === null || dm2 === undefined) return '-';
  const [whole, rest] = [Math.floor(Number(dm2) / 100), Number(dm2) % 100];
  return `${grouped(whole)},${String(rest).padStart(2, '0')}`;
}

function thousands(idr: SampleFields['priceIdr']): string {
  return idr === null || idr === undefined ? '-' : grouped(Math.round(Number(idr) / 1_000));
}

function grouped(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, '.');
}

/** `17-10-2005` and `17/10/2005`, as the hand that wrote it was used to. */
function day(date: SampleFields['documentDate'], at: number): string {
  const known: BusinessDate | undefined = parseBusinessDate(String(date ?? ''));
  return known === undefined
    ? '-'
    : known
        .split('-')
        .toReversed()
        .join(at % 2 === 0 ? '-' : '/');
}

function quoted(cell: string): string {
  return /[;"\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
