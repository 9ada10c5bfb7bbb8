import { buffer, text } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { readXlsx, streamXlsxRows } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { type Column, guardFormula } from './cells.ts';
import { writeCsv } from './csv.ts';
import { notesSheet, type Sheet, writeXlsx } from './xlsx.ts';

const columns: Column[] = [
  { title: 'Koperasi', holds: 'text' },
  { title: 'Anggota', holds: 'integer' },
  { title: 'Modal', holds: 'rupiah' },
  { title: 'Berdiri', holds: 'date' },
  { title: 'Dikirim (WITA)', holds: 'instant', zone: 'Asia/Makassar' },
];
const manggar = ['Manggar', 18, 1_658_000_000, '2025-10-17', '2025-11-27T03:02:00Z'];
const unknown = ['Teritip', null, -5, null, null];
const asText: Column[] = [{ title: 'Nama', holds: 'text' }];

describe('an exported text is never a formula (ASVS 1.2.10, S30)', () => {
  const dangerous = [
    '=1+1',
    '+1',
    '-1+1',
    '@SUM(A1)',
    '|calc',
    '＝1+1',
    '＋1',
    '－1',
    '＠A1',
    '−1',
    '\t=1',
    '\tnama',
    '\rnama',
    '\nnama',
    '\0nama',
    '  =1',
    '\u00a0=1',
    '\u200b=1',
    '\ufeff=1',
  ];
  test.each(dangerous)('%j gets an apostrophe in csv and in xlsx', async (cell) => {
    expect(guardFormula(cell)).toBe(`'${cell}`);
    const [, [written = ''] = []] = parse(await text(writeCsv(asText, [[cell]])), {
      relax_column_count: true,
    }) as string[][];
    expect(written.startsWith("'")).toBe(true);
    expect(await cellsOf({ name: 'Daftar', columns: asText, rows: [[cell]] })).toSatisfy(([, row]: unknown[][]) =>
      String(row?.[0]).startsWith("'"),
    );
  });

  test.each(['Graha Indah', '64.71', ' biasa', '(=1)', '"=1', 'a=b', ''])('%j stays as it is', (cell) => {
    expect(guardFormula(cell)).toBe(cell);
  });

  test('a column title is guarded too, and a negative number in a typed column stays a number', async () => {
    const csv = await text(writeCsv([{ title: '=A1', holds: 'rupiah' }], [[-5]]));
    expect(csv).toBe("'=A1\r\n-5\r\n");
  });
});

describe('csv follows RFC 4180', () => {
  test('types are written for machines: digits, ISO dates, moments with the offset of the zone', async () => {
    expect(await text(writeCsv(columns, [manggar, unknown]))).toBe(
      'Koperasi,Anggota,Modal,Berdiri,Dikirim (WITA)\r\n' +
        'Manggar,18,1658000000,2025-10-17,2025-11-27T11:02:00+08:00\r\n' +
        'Teritip,,-5,,\r\n',
    );
  });

  test('the mark for Excel is written only when asked for', async () => {
    expect(await buffer(writeCsv(asText, [], { bom: true }))).toEqual(Buffer.from('\ufeffNama\r\n'));
  });

  test('any text comes back as it went in, but for the guard', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 20 }), async (names) => {
        const back = parse(
          await text(
            writeCsv(
              asText,
              names.map((name) => [`x${name}`]),
            ),
          ),
          { skip_empty_lines: false },
        ) as string[][];
        expect(back.slice(1).map(([name]) => name)).toEqual(names.map((name) => `x${name}`));
      }),
    ));
});

describe('xlsx', () => {
  test('cells carry their types, and the last sheet says where the figures come from', async () => {
    const workbook = await readXlsx(
      await buffer(
        writeXlsx([
          { name: 'Daftar', columns, rows: [manggar, unknown] },
          notesSheet([
            ['Sumber', 'catatan Dinas'],
            ['Per', '27 Nov 2025'],
          ]),
        ]),
      ),
    );
    expect(workbook.sheets.map(({ name }) => name)).toEqual(['Daftar', 'Keterangan']);
    expect(workbook.sheets[0]?.rows).toEqual([
      ['Koperasi', 'Anggota', 'Modal', 'Berdiri', 'Dikirim (WITA)'],
      ['Manggar', 18, 1_658_000_000, new Date('2025-10-17T00:00:00Z'), new Date('2025-11-27T11:02:00Z')],
      ['Teritip', null, -5, null, null],
    ]);
    expect(workbook.sheets[1]?.rows[1]).toEqual(['Sumber', 'catatan Dinas']);
  });

  test('mark-up, characters XML cannot hold and the escapes of spreadsheets are written as text', async () => {
    const [, row] = await cellsOf({ name: 'Daftar', columns: asText, rows: [['<b>&"\u0007_x0041_']] });
    expect(row).toEqual(['<b>&"\ufffd_x0041_']);
  });

  test('a longer text than a cell can hold is cut, so that the file opens', async () => {
    const [, row] = await cellsOf({ name: 'Daftar', columns: asText, rows: [['a'.repeat(40_000)]] });
    expect(String(row?.[0])).toHaveLength(32_767);
  });

  test('a fraction, a short row or an impossible sheet name is a defect', async () => {
    await expect(buffer(writeXlsx([{ name: 'Daftar', columns, rows: [['a', 0.5, 1, null, null]] }]))).rejects.toThrow(
      'not a whole number',
    );
    await expect(text(writeCsv(columns, [['a']]))).rejects.toThrow('1 cells under 5 columns');
    expect(() => writeXlsx([{ name: 'a/b', columns, rows: [] }])).toThrow('not a sheet name');
  });

  test('rows are fetched only as the reader reads; a reader that leaves ends the query behind them', async () => {
    let fetched = 0;
    let closed = false;
    async function* endless(): AsyncGenerator<string[]> {
      try {
        for (;;) {
          fetched += 1;
          yield [crypto.randomUUID().repeat(20)];
        }
      } finally {
        closed = true;
      }
    }
    let read = 0;
    for await (const chunk of writeXlsx([{ name: 'Daftar', columns: asText, rows: endless() }])) {
      read += chunk.length;
      if (read > 100_000) break;
    }
    await expect.poll(() => closed).toBe(true);
    expect(fetched).toBeLessThan(5_000); // 100 kB hold about 2,000 of them
  });

  test('100,000 rows come back as 100,000', async () => {
    function* rows(): Generator<(string | number)[]> {
      for (let n = 0; n < 100_000; n += 1) yield [`Anggota ${n}`, n];
    }
    const bytes = await buffer(writeXlsx([{ name: 'Daftar', columns: columns.slice(0, 2), rows: rows() }]));
    let seen = 0;
    for await (const _ of streamXlsxRows(bytes)) seen += 1;
    expect(seen).toBe(100_001);
  });
});

async function cellsOf(sheet: Sheet): Promise<readonly (readonly unknown[])[]> {
  return (await readXlsx(await buffer(writeXlsx([sheet])))).sheets[0]?.rows ?? [];
}
