import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openInbox } from './inbox.ts';
import { readApart } from './read-apart.ts';
import { columnLetters, type ReadRow, readLimits, rowsInBatch } from './read-cells.ts';
import { delimiterOf } from './read-csv.ts';
import { openSpreadsheet } from './read-spreadsheet.ts';
import { type RawCell, type RawWorkbook, rawXlsx } from './testing/raw-xlsx.ts';
import { notesSheet, writeXlsx } from './xlsx.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function rowsOf(content: Uint8Array | string): Promise<ReadRow[]> {
  const path = join(folder, crypto.randomUUID());
  await writeFile(path, content);
  const file = await openSpreadsheet(path);
  try {
    const rows: ReadRow[] = [];
    for await (const batch of file.sheets[0]?.rows() ?? []) rows.push(...batch);
    return rows;
  } finally {
    file.close();
  }
}
const texts = async (content: Uint8Array | string) =>
  (await rowsOf(content)).map(({ cells }) => cells.map((cell) => cell?.text ?? null));
const workbook = (rows: RawCell[][], more: Partial<RawWorkbook> = {}) => rawXlsx({ sheets: [{ rows }], ...more });
const refusal = (content: Uint8Array | string) =>
  rowsOf(content).then(
    () => 'read',
    (error: { why?: string }) => error.why ?? String(error),
  );

describe('xlsx', () => {
  test.each(['shared', 'inline'] as const)(
    'texts that are %s, numbers, days and numbers with their zeros',
    async (strings) => {
      const rows = [['Tanah & "rumah"', 1240.5, { date: 38_642 }, { digits: 7 }, null, ' akhir ']];
      expect(await rowsOf(await workbook(rows, { strings }))).toEqual([
        {
          line: 1,
          cells: [
            { text: 'Tanah & "rumah"', holds: 'text' },
            { text: '1240.5', holds: 'number' },
            { text: '2005-10-17', holds: 'date' },
            { text: '0007', holds: 'number' },
            null,
            { text: ' akhir ', holds: 'text' },
          ],
        },
      ]);
    },
  );

  test('days of workbooks that count from 1904, and the leap day of 1900 that never was', async () => {
    expect(await texts(await workbook([[{ date: 37_180 }]], { since1904: true }))).toEqual([['2005-10-17']]);
    expect(await texts(await workbook([[{ date: 59 }, { date: 60 }, { date: 61 }]]))).toEqual([
      ['1900-02-28', '60', '1900-03-01'],
    ]);
  });

  test('of a formula what it last came to, and that it is one', async () => {
    const [row] = await rowsOf(
      await workbook([
        [{ formula: 'A1*2', value: 5 }, { formula: 'B1', value: 'kata' }, { formula: 'C1' }, { error: '#REF!' }],
      ]),
    );
    expect(row?.cells).toEqual([
      { text: '5', holds: 'number', isFormula: true },
      { text: 'kata', holds: 'text', isFormula: true },
      { text: '', holds: 'text', isFormula: true },
      { text: '#REF!', holds: 'error' },
    ]);
  });

  test('a cell merged over several rows counts in each, one merged over columns in the first', async () => {
    const rows = [
      ['a', 'x'],
      [null, 'y'],
      [null, 'z'],
      ['b', null],
    ];
    const merged = await rawXlsx({ sheets: [{ rows, merges: ['A1:A3', 'A4:B4'] }] });
    expect(await texts(merged)).toEqual([['a', 'x'], ['a', 'y'], ['a', 'z'], ['b']]);
  });

  test('empty rows keep their numbers, hidden sheets are left out, and cells far to the right too', async () => {
    const rows = await rowsOf(await workbook([['a'], [], [], ['b']]));
    expect(rows.map(({ line }) => line)).toEqual([1, 4]);
    const hidden = await rawXlsx({ sheets: [{ rows: [['rahasia']], state: 'hidden' }, { rows: [['tampak']] }] });
    expect(await texts(hidden)).toEqual([['tampak']]);
    const far =
      '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row></sheetData></worksheet>';
    expect(await texts(await workbook([], { parts: { 'xl/worksheets/sheet1.xml': far } }))).toEqual([['1']]);
  });

  test('our own workbooks, which number neither rows nor cells', async () => {
    const own = await buffer(
      writeXlsx([{ name: 'a', columns: [{ title: 'Nama', holds: 'text' }], rows: [['Manggar']] }, notesSheet([])]),
    );
    expect(await texts(own)).toEqual([['Nama'], ['Manggar']]);
  });

  test('100,000 rows come in batches, each small', async () => {
    function* many() {
      for (let n = 0; n < 100_000; n += 1) yield [`Tanah ${n}`, n];
    }
    const path = join(folder, 'many.xlsx');
    await writeFile(path, await rawXlsx({ sheets: [{ rows: many() }], strings: 'inline' }));
    const file = await openSpreadsheet(path);
    let seen = 0;
    let largest = 0;
    for await (const batch of file.sheets[0]?.rows() ?? []) {
      seen += batch.length;
      largest = Math.max(largest, batch.length);
    }
    file.close();
    expect(seen).toBe(100_000);
    expect(largest).toBeLessThan(10 * rowsInBatch);
  });
});

describe('S29: what could hurt is refused before it does, and told apart', () => {
  const zeros = (megabytes: number) =>
    (function* () {
      for (let i = 0; i < megabytes; i += 1) yield ' '.repeat(1024 * 1024);
    })();
  const sheet = 'xl/worksheets/sheet1.xml';

  test('a bomb by ratio, a bomb by size, one that lies about its size', async () => {
    expect(await refusal(await workbook([], { parts: { [sheet]: zeros(8) } }))).toBe('unpacks-too-large');
    const bomb = await workbook([], { parts: { [sheet]: zeros(8) } });
    const lying = Buffer.from(bomb);
    // The directory's size of the sheet, made small: what unpacks to more is broken off.
    const at = lying.lastIndexOf(Buffer.from(sheet)) - 46;
    lying.writeUInt32LE(1_000, at + 24);
    expect(await refusal(lying)).toBe('damaged');
  });

  test('more parts than any workbook has', async () => {
    const parts = Object.fromEntries(Array.from({ length: readLimits.parts }, (_, i) => [`xl/media/${i}.bin`, 'x']));
    expect(await refusal(await workbook([['a']], { parts }))).toBe('too-many-parts');
  });

  test('names that lead out of the archive, and a name that is there twice', async () => {
    expect(await refusal(await workbook([['a']], { parts: { '../../etc/passwd': 'x' } }))).toBe('damaged');
    expect(await refusal(await workbook([['a']], { parts: { '/etc/passwd': 'x' } }))).toBe('damaged');
    const twice = await workbook([['a']], { parts: { 'xl/worksheets/sheetX.xml': '<x/>' } });
    expect(await refusal(Buffer.from(twice.toString('latin1').replaceAll('sheetX.xml', 'sheet1.xml'), 'latin1'))).toBe(
      'damaged',
    );
  });

  test('macros, links to other files, a document type', async () => {
    expect(await refusal(await workbook([['a']], { parts: { 'xl/vbaProject.bin': 'x' } }))).toBe('macros');
    const types =
      '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>';
    expect(await refusal(await workbook([['a']], { parts: { '[Content_Types].xml': types } }))).toBe('macros');
    expect(await refusal(await workbook([['a']], { parts: { 'xl/externalLinks/externalLink1.xml': '<x/>' } }))).toBe(
      'external-links',
    );
    const entity =
      '<!DOCTYPE w [<!ENTITY a "aaaa">]><worksheet><sheetData><row><c t="str"><v>&a;</v></c></row></sheetData></worksheet>';
    expect(await refusal(await workbook([], { parts: { [sheet]: entity } }))).toBe('damaged');
  });

  test('a cell longer than any can be, a text without end, XML that is none', async () => {
    expect(await refusal(await workbook([['x'.repeat(32_768)]], { strings: 'inline' }))).toBe('cell-too-long');
    expect(await refusal(await workbook([], { parts: { [sheet]: '<worksheet><sheetData>' } }))).toBe('damaged');
  });

  test('what is no spreadsheet: old Excel, a locked one, a picture, a page, another archive, nothing', async () => {
    const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2_000)]);
    expect(await refusal(old)).toBe('old-format');
    expect(await refusal(Buffer.concat([old, Buffer.from('EncryptedPackage', 'utf16le')]))).toBe('encrypted');
    expect(await refusal(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))).toBe('not-a-spreadsheet');
    expect(await refusal('<html><table>')).toBe('not-a-spreadsheet');
    expect(await refusal('%PDF-1.7')).toBe('not-a-spreadsheet');
    expect(await refusal('')).toBe('empty');
    expect(await refusal(Buffer.from('a;b\0;c'))).toBe('not-a-spreadsheet');
    const other = await workbook([], { parts: { '[Content_Types].xml': '<Types/>' } });
    expect(await refusal(other)).toBe('not-a-spreadsheet');
    expect(await refusal((await workbook([['a']])).subarray(0, -30))).toBe('damaged');
    expect(await refusal(Buffer.concat([Buffer.from('%PDF-1.7\n'), await workbook([['a']])]))).toBe(
      'not-a-spreadsheet',
    );
  });

  test('too many rows', async () => {
    expect(await refusal('a\n'.repeat(readLimits.rows + 1))).toBe('too-many-rows');
  });
});

describe('csv', () => {
  test.each([
    ['UTF-8', Buffer.from('Nama;Luas\r\nBalai «é»;1,5\r\n')],
    ['UTF-8 with a mark', Buffer.from('\ufeffNama;Luas\r\nBalai «é»;1,5\r\n')],
    ['Windows-1252', Buffer.from('Nama;Luas\r\nBalai «é»;1,5\r\n', 'latin1')],
    ['UTF-16 with a mark', Buffer.from('\ufeffNama;Luas\r\nBalai «é»;1,5\r\n', 'utf16le')],
  ])('in %s', async (_, content) => {
    expect(await texts(content)).toEqual([
      ['Nama', 'Luas'],
      ['Balai «é»', '1,5'],
    ]);
  });

  test('the marks that Windows-1252 has and Latin-1 has not', async () => {
    expect(await texts(Buffer.from([0x93, 0x61, 0x94, 0x3b, 0x80]))).toEqual([['“a”', '€']]);
  });

  test('divided by what makes most columns: commas in addresses mislead nobody', () => {
    const address = 'Jl. A, No. 1, RT 2, Kel. B, Kec. C';
    expect(delimiterOf(`a;b;c\n1;${address};3\n2;${address};4`).delimiter).toBe(';');
    expect(delimiterOf(`a,b,c\n1,"${address}; x",3`).delimiter).toBe(',');
    expect(delimiterOf(`a\tb\tc\n1\t${address}\t3`).delimiter).toBe('\t');
    expect(delimiterOf('sep=;\na,b;c')).toEqual({ delimiter: ';', fromLine: 2 });
  });

  test('quotes, line breaks in cells, rows of unequal length; lines as people see them', async () => {
    const rows = await rowsOf('a;b;c\n\n"x;y";"dua\nbaris"\n;;\nd;Jl. "Baru";f;g\n');
    expect(rows.map(({ line, cells }) => [line, ...cells.map((cell) => cell?.text)])).toEqual([
      [1, 'a', 'b', 'c'],
      [3, 'x;y', 'dua\nbaris'],
      [5, 'd', 'Jl. "Baru"', 'f', 'g'],
    ]);
  });

  test('one endless line is broken off', async () => {
    expect(await refusal('x'.repeat(300_000))).toBe('cell-too-long');
  });
});

test('letters of columns', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
});

describe('the inbox', () => {
  const key = '01900000-0000-7000-8000-000000000001';
  async function* pieces(count: number) {
    for (let i = 0; i < count; i += 1) yield Buffer.alloc(1024 * 1024);
  }

  test('keeps what came whole, and of 2 GB reads no more than it may hold', async () => {
    const inbox = await openInbox(join(folder, 'inbox'));
    const kept = await inbox.put(key, pieces(2), { bytesMax: 2 * 1024 * 1024 });
    expect(kept?.bytes).toBe(2 * 1024 * 1024);
    expect((await readFile(inbox.pathOf({ key, sha256: kept?.sha256 ?? '' }))).length).toBe(kept?.bytes);
    let pulled = 0;
    async function* endless() {
      for (; pulled < 2_048; pulled += 1) yield Buffer.alloc(1024 * 1024);
    }
    expect(await inbox.put(key, endless(), { bytesMax: 2 * 1024 * 1024 })).toBeUndefined();
    expect(pulled).toBe(2);
  });

  test('gives no path outside of itself', async () => {
    const inbox = await openInbox(join(folder, 'inbox'));
    expect(() => inbox.pathOf({ key: '../../etc', sha256: 'a'.repeat(64) })).toThrow('not a key');
  });
});

describe('a reading process', () => {
  const apart = (name: string, told: object, limits: object = {}) =>
    readApart(new URL(`./testing/${name}.child.ts`, import.meta.url), told, limits);

  test('that dies tells that the file was too heavy', async () => {
    const lines = apart('dies', {});
    await expect(lines.next()).resolves.toMatchObject({ value: 'first' });
    await expect(lines.next()).rejects.toMatchObject({ why: 'takes-too-long' });
  });

  test('that falls silent is ended; one that only takes its time is not', async () => {
    const lines = apart('stalls', {}, { silenceMs: 1_000 });
    await expect(lines.next()).resolves.toMatchObject({ value: 'first' });
    await expect(lines.next()).rejects.toMatchObject({ why: 'takes-too-long' });
    expect(await Array.fromAsync(apart('stalls', {})), 'the control').toEqual(['first', 'second']);
  }, 20_000);

  test('that takes too much of a processor ends itself; one that takes less comes to its end', async () => {
    expect((await Array.fromAsync(apart('burns', { seconds: 5 }, { cpuSeconds: 1 }))).at(-1)).toBe('takes-too-long');
    expect((await Array.fromAsync(apart('burns', { seconds: 0.2 }))).at(-1), 'the control').toBe('{"end":true}');
  }, 30_000);

  test('is heard line by line, wherever its words are cut, and says no more than is listened to', async () => {
    const lines = apart('chatters', { lines: 400, length: 100_000 });
    const said = async () => JSON.parse((await lines.next()).value ?? 'null') as { atMs: number; text: string } | null;
    const first = await said();
    expect(first?.text).toBe('é'.repeat(100_000));
    await new Promise((resolve) => setTimeout(resolve, 700));
    const moments: number[] = [];
    for (let next = await said(); next !== null; next = await said()) moments.push(next.atMs - (first?.atMs ?? 0));
    expect(moments).toHaveLength(399);
    expect(moments.filter((ms) => ms < 500).length, 'said while nobody listened').toBeLessThan(20);
  }, 30_000);
});
