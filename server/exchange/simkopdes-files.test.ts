import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSnapshotFiles } from './simkopdes-files.ts';
import type { Problem } from './simkopdes-problem.ts';
import {
  goodLine,
  hasRealData,
  headerOf,
  realSnapshotFiles,
  snapshotFiles,
  whyNoRealData,
} from './testing/snapshot-samples.ts';

const landLine = (over: { status?: string; point?: string; id?: string; name?: string }) =>
  `${over.id ?? 7},${over.name ?? 'KOPERASI KELURAHAN MERAH PUTIH DAMAI'},KALIMANTAN TIMUR,KOTA BALIKPAPAN,Balikpapan Kota,Damai,${over.status ?? 'Terverifikasi'},TNI,${over.point ?? '-1.26,116.85'}`;
const land = (...lines: string[]) => readSnapshotFiles(snapshotFiles({ land: [headerOf.land, ...lines].join('\n') }));
const landRows = (read: ReturnType<typeof land>) => read.rows.filter((row) => row.file === 'land');
const kinds = (problems: readonly Problem[]) => problems.map(({ problem, leftOut }) => `${problem} ${leftOut}`);

describe('three good files', () => {
  test('are told apart by their headers, whatever they are called', () => {
    const renamed = snapshotFiles().map((file, i) => ({ ...file, name: `unduhan (${i}).csv` }));
    const read = readSnapshotFiles(renamed);
    expect(read.isComplete).toBe(true);
    expect(read.files.map((file) => file.kind)).toEqual(['locations', 'stats', 'land']);
    expect(read.problems).toEqual([]);
  });

  test('may have their columns in any order, a byte order mark and Windows line ends', () => {
    const header = headerOf.locations.split(',').toReversed().join(',');
    const line = goodLine.locations.split(',').toReversed().join(',');
    const read = readSnapshotFiles(snapshotFiles({ locations: `\uFEFF${header}\r\n${line}\r\n` }));
    expect(read.problems).toEqual([]);
    expect(read.rows[0]).toMatchObject({ externalId: '32777', point: [116.855579, -1.26471235] });
  });

  test('report a zero as not reported, never as zero', () => {
    const stats = readSnapshotFiles(snapshotFiles()).rows.find((row) => row.file === 'stats');
    expect(stats?.figures.get('transaction_value')).toBe(25_230_000);
    expect(stats?.figures.has('rat_count')).toBe(false);
    expect(stats?.figures.has('simpanan_pokok_amount')).toBe(false);
  });
});

describe('a file that cannot be trusted is left out whole', () => {
  const cases: [what: string, text: string, problem: string][] = [
    ['an empty file', '', 'file-empty file'],
    ['a header without rows', headerOf.land, 'file-empty file'],
    ['another header', 'a,b,c\n1,2,3', 'file-unknown file'],
    ['a missing column', `${headerOf.land.replace(',status', '')}\n1`, 'column-missing file'],
    ['a column too many', `${headerOf.land},note\n1`, 'column-unknown file'],
    ['a column twice', `${headerOf.land},status\n1`, 'column-twice file'],
    ['semicolons instead of commas', `${headerOf.land}\n1`.replaceAll(',', ';'), 'file-unknown file'],
    ['a NUL byte', `${headerOf.land}\n\0`, 'file-not-text file'],
    ['a quote that never closes', `${headerOf.land}\n1,"KOPERASI`, 'file-not-csv file'],
    [
      'a cell of 100,000 letters',
      `${headerOf.land}\n${landLine({ status: 'x'.repeat(100_000) })}`,
      'record-too-large file',
    ],
  ];
  test.each(cases)('%s', (_, text, problem) => {
    const read = readSnapshotFiles(snapshotFiles({ land: text }));
    expect(kinds(read.problems)).toContain(problem);
    expect(read.isComplete).toBe(false);
    expect(landRows(read)).toEqual([]);
  });

  test('200,000 rows are read, of one more none is', { timeout: 30_000 }, () => {
    const rows = (count: number) => land(...Array.from({ length: count }, (_, i) => landLine({ id: String(i + 1) })));
    expect(landRows(rows(200_000))).toHaveLength(200_000);
    expect(kinds(rows(200_001).problems)).toContain('file-too-long file');
  });

  test('the same kind of file twice says which to take away', () => {
    const [first, ...others] = snapshotFiles();
    const read = readSnapshotFiles(first === undefined ? [] : [first, { ...first, name: 'copy.csv' }, ...others]);
    expect(read.isComplete).toBe(false);
    expect(read.problems.map((problem) => problem.file)).toEqual(['locations.csv', 'copy.csv']);
  });

  test('a missing file is named', () => {
    expect(readSnapshotFiles(snapshotFiles().slice(0, 2)).problems).toMatchObject([
      { file: 'land', problem: 'file-missing' },
    ]);
  });
});

describe('a bad row is left out and the others stay', () => {
  const cases: [what: string, line: string, problem: string][] = [
    ['a cell too few', landLine({}).slice(0, landLine({}).lastIndexOf(',')), 'cell-count row'],
    ['no status', landLine({ status: '' }), 'cell-empty row'],
    ['an id in letters', landLine({ id: 'abc' }), 'id-invalid row'],
    ['a name of 301 letters', landLine({ name: 'x'.repeat(301) }), 'cell-too-long row'],
    ['a line break in a name', landLine({ name: '"KOPERASI\nDAMAI"' }), 'cell-unprintable row'],
  ];
  test.each(cases)('%s', (_, line, problem) => {
    const read = land(landLine({ id: '1' }), line, landLine({ id: '3' }));
    expect(kinds(read.problems)).toEqual([problem]);
    expect(landRows(read).map((row) => row.externalId)).toEqual(['1', '3']);
    expect(read.problems[0]?.line).toBeGreaterThanOrEqual(3);
  });

  test('the same row twice counts once', () => {
    const read = land(landLine({ id: '1' }), landLine({ id: '1' }));
    expect(kinds(read.problems)).toEqual(['row-twice row']);
    expect(landRows(read)).toHaveLength(1);
  });

  test('two different rows under one id are both left out', () => {
    const read = land(landLine({ id: '1', status: 'Selesai' }), landLine({ id: '1' }), landLine({ id: '2' }));
    expect(kinds(read.problems)).toEqual(['id-reused row', 'id-reused row']);
    expect(landRows(read).map((row) => row.externalId)).toEqual(['2']);
  });

  test('a long number in a cell is masked in the report', () => {
    const read = land(landLine({ id: `${'9'.repeat(12)}0001` }));
    expect(read.problems[0]?.value).toBe('…0001');
  });
});

describe('a bad cell is left out and its row stays', () => {
  const points: [what: string, point: string, problem: string][] = [
    ['the text null', 'null,null', 'coordinate-null cell'],
    ['one of the two missing', '-1.26,', 'coordinate-half cell'],
    ['swapped axes', '116.85,-1.26', 'coordinate-swapped cell'],
    ['zero and zero', '0,0', 'coordinate-abroad cell'],
    ['words', 'minus satu,116.85', 'coordinate-invalid cell'],
    ['an exponent', '-1e0,116.85', 'coordinate-invalid cell'],
  ];
  test.each(points)('a point with %s', (_, point, problem) => {
    const read = land(landLine({ point }));
    expect(kinds(read.problems)).toEqual([problem]);
    expect(landRows(read)[0]).toMatchObject({ landStatus: 'Terverifikasi' });
    expect(landRows(read)[0]?.point).toBeUndefined();
  });

  test.each(['-1', '1.5', '1e3', 'null', '', '99999999999999999'])('a count of "%s"', (count) => {
    const line = goodLine.stats.replace(',25230000,', `,${count},`);
    const read = readSnapshotFiles(snapshotFiles({ stats: `${headerOf.stats}\n${line}` }));
    expect(kinds(read.problems)).toEqual(['count-invalid cell']);
    const stats = read.rows.find((row) => row.file === 'stats');
    expect(stats?.figures.has('transaction_value')).toBe(false);
    expect(stats?.figures.get('transaction_volume')).toBe(435);
  });
});

test('whatever the bytes, reading answers and never throws', { timeout: 30_000 }, () => {
  const noise = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string({ unit: 'binary', maxLength: 300 }).map((text) => new TextEncoder().encode(`${headerOf.land}\n${text}`)),
  );
  fc.assert(
    fc.property(noise, (bytes) => {
      expect(readSnapshotFiles([{ name: 'land.csv', bytes }]).isComplete).toBe(false);
    }),
  );
});

test.skipIf(!hasRealData)(`the real files of 5 August 2026 read without a problem (${whyNoRealData})`, () => {
  const read = readSnapshotFiles(realSnapshotFiles());
  expect(read.problems).toEqual([]);
  expect(read.files.map(({ kind, rows }) => [kind, rows])).toEqual([
    ['land', 27],
    ['locations', 34],
    ['stats', 34],
  ]);
});
