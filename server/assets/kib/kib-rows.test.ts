import { describe, expect, test } from 'vitest';
import { businessDate } from '../../kernel/business-date.ts';
import { columnLetters } from '../../platform/spreadsheets/read-cells.ts';
import { findHead } from './kib-head.ts';
import { type Cell, readKibRow } from './kib-rows.ts';
import { villageFinder } from './place-in-address.ts';
import { kibA, kibC, landHead, landRow, type SampleLand } from './testing/kib-samples.ts';

type Grid = readonly (readonly unknown[])[];
const asTexts = (grid: Grid) => grid.map((row, i) => ({ line: i + 1, texts: row.map((cell) => String(cell ?? '')) }));
const headOf = (grid: Grid) => {
  const found = findHead(asTexts(grid));
  if ('problem' in found) throw new Error(found.problem);
  return found.head;
};
const problemOf = (grid: Grid) => {
  const found = findHead(asTexts(grid));
  return 'problem' in found ? found : undefined;
};
const village = (id: number, name: string, districtName = 'Balikpapan Selatan', aliases: string[] = []) => ({
  id,
  name,
  districtName,
  aliases,
});
const villageIn = villageFinder([
  village(1, 'Damai'),
  village(2, 'Damai Baru'),
  village(3, 'Manggar', 'Balikpapan Timur'),
  village(4, 'Gunung Sari Ulu', 'x', ['gnsariulu']),
]);

function read(land: SampleLand, grid: Grid = kibA([land])) {
  const head = headOf(grid);
  const cells = landRow(1, land).map((cell): Cell | null =>
    cell === null ? null : { text: String(cell), holds: 'text' },
  );
  return readKibRow(10, cells, {
    head,
    priceUnit: 'thousand',
    location: head.location,
    today: businessDate('2025-11-27'),
    columnLetters,
    villageIn,
  });
}

describe('the head of a form', () => {
  test('of land and of buildings, printed', () => {
    expect(headOf(kibA([{ register: '1' }]))).toMatchObject({
      form: 'A',
      priceUnit: 'thousand',
      location: '12.16.64.71.01.01.00',
      firstDataLine: 10,
      userAgency: 'DINAS CONTOH KOTA',
    });
    expect(headOf(kibC([{ register: '1' }]))).toMatchObject({ form: 'C', priceUnit: 'full', firstDataLine: 7 });
    expect(headOf(kibA([{ register: '1' }])).columns.get('certificateNumber')).toBe(9);
    expect(headOf(kibC([{ register: '1' }])).columns.get('landArea')).toBe(11);
  });

  test('columns in another order, and words in one row only', () => {
    const flat = [
      [
        'Register',
        'Nama Barang',
        'Kode Barang',
        'Harga (Rp)',
        'Alamat',
        'Luas',
        'Nomor Sertifikat',
        'Tanggal Sertifikat',
        'Kode Lokasi',
      ],
      ['0001', 'a', '1.3.1.01.01.04.001', '5', 'b', '6', 'c', '', '12.1.1'],
    ];
    const { columns, form } = headOf(flat);
    expect([
      form,
      columns.get('register'),
      columns.get('assetCode'),
      columns.get('certificateDate'),
      columns.get('locationCode'),
    ]).toEqual(['A', 0, 2, 7, 8]);
  });

  test('what is no KIB A or C is told apart', () => {
    expect(problemOf([['KARTU INVENTARIS BARANG (KIB) B'], ['PERALATAN'], ...kibA([]).slice(4)])).toMatchObject({
      problem: 'other-form',
      form: 'B',
    });
    expect(problemOf([['Laporan'], ['a', 'b']])).toEqual({ problem: 'no-head' });
    const withoutPrice = kibA([{ register: '1' }]).map((row) => row.filter((_, i) => i !== 12));
    expect(problemOf(withoutPrice)).toMatchObject({ problem: 'columns-missing', missing: ['price'] });
    expect(headOf(kibA([{ register: '1' }], { price: 'Harga' })).priceUnit).toBeUndefined();
  });
});

describe('a row', () => {
  test('"-" is empty, an apostrophe before a dash is not text, a year is a year', () => {
    const row = read({
      register: '0001',
      note: "'-",
      certificateDate: '-',
      certificateNumber: '–',
      year: '17-10-2005',
    });
    expect(row?.values).toMatchObject({
      note: null,
      certificate_date: null,
      certificate_number: null,
      acquired_year: 2005,
    });
    expect(row?.problems).toEqual([]);
  });

  test('a combined key names its own place and year', () => {
    const row = read({ register: '0001', code: '12.01.33.16.010101.00016.00000.2006-1.3.1.01.01.04.001', year: '' });
    expect(row).toMatchObject({ location_code: '12.01.33.16.010101.00016.00000', asset_code: '1.3.1.01.01.04.001' });
  });

  test('several things in one row, and registers that a spreadsheet spoilt, are not guessed', () => {
    for (const register of ['0001-0010', '0001 s/d 0010', '1,5', '1.5', '1E+12'])
      expect(read({ register })?.problems, register).toMatchObject([{ kind: 'register-unreadable', column: 'D' }]);
  });

  test('headings, totals, signatures and a head printed again are no things', () => {
    const head = headOf(kibA([]).concat([landRow(1, { register: '1' })]));
    const how = {
      head,
      priceUnit: 'thousand' as const,
      location: head.location,
      today: businessDate('2025-11-27'),
      columnLetters,
      villageIn,
    };
    const isNone = (row: readonly unknown[]) =>
      readKibRow(
        50,
        row.map((cell) => (cell === null || cell === '' ? null : { text: String(cell), holds: 'text' as const })),
        how,
      ) === undefined;
    for (const row of landHead()) expect(isNone(row), row.join('|')).toBe(true);
    expect(isNone(['', 'TANAH UNTUK BANGUNAN', '1.3.1.01'])).toBe(true);
    expect(isNone(['', 'Jumlah', '', '', '', '', '', '', '', '', '', '', '5'])).toBe(true);
    expect(isNone(['', 'Kepala SKPD', '', '', '', '', '', '', '', '', 'Pengurus Barang'])).toBe(true);
    expect(isNone(['7', 'Tanah tanpa kode'])).toBe(false);
  });

  test('implausible figures are taken and told', () => {
    const kinds = read({
      register: '1',
      area: '2.000.000',
      price: '2.000.000.000',
      certificateDate: '01-01-2030',
    })?.problems.map(({ kind }) => kind);
    expect(kinds).toEqual(['area-large', 'date-in-future', 'price-large']);
  });
});

describe('the kelurahan of an address', () => {
  test.each([
    ['Jl. X No. 1, Kel. Damai Baru, Kec. Balikpapan Selatan', 2],
    ['Jl. X, Kelurahan Damai RT 5', 1],
    ['Jl. Mulawarman, Manggar', 3],
    ['Kel. Manggar Kec. Balikpapan Timur', 3],
    ['Kel GN SARI ULU', 4],
  ])('%s', (address, villageId) => {
    expect(villageIn(address)).toEqual({ outcome: 'one', villageId });
  });

  test('is never the beginning of a name, a street called after one, or one of two', () => {
    expect(villageIn('Kel. Damai Bahagia').outcome).toBe('unknown');
    expect(villageIn('Jl. Damai No. 3').outcome).toBe('unknown');
    expect(villageIn('Kel. Damai dan Kel. Manggar').outcome).toBe('unknown');
    expect(villageIn('Manggar, Damai').outcome).toBe('several');
    expect(villageIn('').outcome).toBe('unknown');
  });
});
