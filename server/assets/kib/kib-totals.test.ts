import { describe, expect, test } from 'vitest';
import { businessDate } from '../../kernel/business-date.ts';
import type { RawCell } from '../../platform/spreadsheets/testing/raw-xlsx.ts';
import { findHead } from './kib-head.ts';
import { readKibRow } from './kib-rows.ts';
import { totalsOf } from './kib-totals.ts';
import { landHead, landRow } from './testing/kib-samples.ts';

const cellsOf = (row: readonly RawCell[]) =>
  row.map((cell) =>
    cell === null || cell === ''
      ? null
      : { text: String(cell), holds: typeof cell === 'number' ? ('number' as const) : ('text' as const) },
  );

/** What a register of these rows is found to differ in. */
function differences(rows: readonly (readonly RawCell[])[], price = 'Harga (ribuan Rp)') {
  const found = findHead(
    landHead({ price }).map((row, i) => ({ line: i + 1, texts: row.map((cell) => String(cell ?? '')) })),
  );
  if (!('head' in found)) throw new Error('no head');
  const priceUnit = found.head.priceUnit ?? 'full';
  const about = { location: '1.2.3', today: businessDate('2025-11-27'), columnLetters: String };
  const how = { head: found.head, priceUnit, ...about, villageIn: () => ({ outcome: 'unknown' as const }) };
  const totals = totalsOf(found.head, priceUnit);
  for (const [line, row] of rows.entries()) {
    const read = readKibRow(line, cellsOf(row), how);
    if (read === undefined) totals.look(cellsOf(row));
    else totals.add(read);
  }
  return totals.differences();
}

const two = [
  landRow(1, { register: '1', area: '1.240,50', price: '1.658.000' }),
  landRow(2, { register: '2', area: 759.5, price: '342.000' }),
];
const total = (area: RawCell, price: RawCell, words = 'JUMLAH'): RawCell[] => [
  ...[words, null, null, null, area, null, null],
  ...[null, null, null, null, null, price, null],
];

describe('what the file says its rows come to', () => {
  test.each([
    ['agrees', [...two, total('2.000,00', '2.000.000')]],
    ['agrees but for what is rounded', [...two, total('2.001', '1.999.999')]],
    [
      'agrees page by page',
      [two[0] ?? [], total('1.240,5', '1.658.000'), two[1] ?? [], total('759,5', '342.000', 'Jumlah')],
    ],
    [
      'agrees below sub-totals and what is carried over',
      [
        ...two,
        total('1', '1', 'Sub Total'),
        total('2', '2', 'Jumlah dipindahkan'),
        total(2000, 2_000_000, 'TOTAL (Rp)'),
      ],
    ],
    ['is left out, or cannot be read', [...two, total('-', '#REF!'), total('1,240', 'sekian')]],
    ['is not there', two],
  ])('%s: nothing to tell', (_, rows) => {
    expect(differences(rows)).toEqual([]);
  });

  test('differs where a row was lost: by column, in dm² and rupiah', () => {
    expect(differences([...two, total('2.045,00', '2.400.000', 'Jumlah Seluruhnya :')])).toEqual([
      { field: 'landArea', written: 204_500, read: 200_000 },
      { field: 'price', written: 2_400_000_000, read: 2_000_000_000 },
    ]);
  });

  test('a price in full rupiah is one', () => {
    expect(differences([...two, total('2.000', '2.500.000')], 'Harga (Rp)')).toEqual([
      { field: 'price', written: 2_500_000, read: 2_000_000 },
    ]);
  });

  test('a row that is wrong counts with what could be read of it', () => {
    const wrong = landRow(3, { register: '-', area: '100', price: '1.240,5,1' });
    expect(differences([...two, wrong, total('2.100', '2.000.000')])).toEqual([]);
  });
});
