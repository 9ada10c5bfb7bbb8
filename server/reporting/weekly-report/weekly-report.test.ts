import { buffer } from 'node:stream/consumers';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, describe, expect, test } from 'vitest';
import { businessDate } from '../../kernel/business-date.ts';
import { createTypesetter } from '../../platform/documents/typesetter.ts';
import { writeXlsx } from '../../platform/spreadsheets/xlsx.ts';
import { week48 } from './testing/week-48.ts';
import { weeklySheets } from './weekly-report.sheets.ts';
import {
  actionsInOrder,
  operationCounts,
  stageCounts,
  type WeeklyPicture,
  waitsInOrder,
  weeklyReport,
} from './weekly-report.ts';

const quiet: WeeklyPicture = {
  ...week48,
  isSample: false,
  changes: [],
  waits: [],
  actions: [],
  sources: [],
  auditHead: null,
};

describe('the figures of the week', () => {
  test('are counted from the very rows that the report lists: 31 proposed, 3 under construction, 7 trading with partners', () => {
    const count = (entries: readonly { label: string; count: number }[]) =>
      Object.fromEntries(entries.map(({ label, count }) => [label, count]));
    expect(count(stageCounts(week48))).toEqual({
      'belum ada': 0,
      diusulkan: 31,
      ditetapkan: 0,
      dibangun: 3,
      diserahkan: 0,
    });
    expect(count(operationCounts(week48))).toEqual({
      'berjualan, bermitra BUMN': 7,
      berjualan: 0,
      'belum berjualan': 0,
      'belum diketahui': 27,
    });
  });

  test('what waits longest stands first, and is late from the day after its due day', () => {
    expect(waitsInOrder(week48).map(({ waitsFor, days, isLate }) => [waitsFor, days, isLate])).toEqual([
      ['BKAD', 12, true],
      ['Dinas', 9, false],
      ['Sekretaris Daerah', 3, false],
    ]);
    const dueToday = { ...week48, waits: week48.waits.map((wait) => ({ ...wait, dueOn: week48.asOf })) };
    expect(waitsInOrder(dueToday).some(({ isLate }) => isLate)).toBe(false);
  });

  test('tasks stand by due day, those without one last, those done at the end; what was done late is not late any more', () => {
    const [first, second, third] = week48.actions;
    const undated = { ...third, what: 'Tanpa tenggat', dueOn: null };
    const done = { ...third, what: 'Selesai terlambat', doneOn: businessDate('2025-11-26') };
    const actions = [done, undated, first, second, third] as WeeklyPicture['actions'];
    expect(
      actionsInOrder({ ...week48, actions }).map(({ owner, what, isLate }) => [what.split(' ')[0], owner, isLate]),
    ).toEqual([
      ['Tetapkan', 'Lurah Manggar', true],
      ['Undang', 'Camat Balikpapan Selatan', false],
      ['Tanpa', 'Lurah Manggar', false],
      ['Kirim', 'Dinas', false],
      ['Selesai', 'Lurah Manggar', false],
    ]);
  });

  test('one breath says it all', () => {
    expect(weeklyReport(week48).data.headline).toEqual([
      '34 koperasi. Gedung baru: 3 dibangun; 31 diusulkan.',
      'Usaha: 7 berjualan, bermitra BUMN; 27 belum diketahui.',
      'Paling lama menunggu: Usulan Damai Baru: lokasi dicari, 12 hari di BKAD.',
    ]);
  });
});

describe('the report', { timeout: 30_000 }, () => {
  const typesetter = createTypesetter({ workers: 1 });
  afterAll(() => typesetter.close());

  test.each([
    ['a full week', week48],
    ['a week in which nothing happened', quiet],
    ['a city without cooperatives', { ...quiet, cooperatives: [] }],
  ])('is set as an accessible PDF: %s', async (_, picture) => {
    const pdf = await typesetter.typeset({ ...weeklyReport(picture), pdfStandard: 'ua-1' });
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
  });

  test('names are text, never mark-up', async () => {
    const [first, ...others] = week48.cooperatives;
    const cooperatives = [{ ...first, name: '#panic() *x* $' }, ...others] as WeeklyPicture['cooperatives'];
    await typesetter.typeset(weeklyReport({ ...week48, cooperatives }));
  });

  test('is a workbook with a sheet for each part, and its sources last', async () => {
    const { sheets } = await readXlsx(await buffer(writeXlsx(weeklySheets(week48))));
    expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['Ringkasan', 10],
      ['Koperasi', 35],
      ['Menunggu', 4],
      ['Perubahan', 3],
      ['Satgas', 4],
      ['Keterangan', 7],
    ]);
    expect(sheets[1]?.rows[1]?.slice(0, 4)).toEqual([
      'Balikpapan Timur',
      'Manggar',
      'dibangun',
      new Date('2025-10-17T00:00:00Z'),
    ]);
  });
});
