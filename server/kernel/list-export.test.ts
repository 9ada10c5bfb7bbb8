import { expect, test } from 'vitest';
import { exportedCell } from './list-export.ts';

test('a number under a column of text is text: a workbook takes whole numbers only, and an area or a latitude is none', () => {
  const row = { areaM2: 1_240.5, count: 7 };
  expect(exportedCell(row, { title: 'Luas', from: 'areaM2', holds: 'text' })).toBe('1240.5');
  expect(exportedCell(row, { title: 'Jumlah', from: 'count', holds: 'integer' })).toBe(7);
});
