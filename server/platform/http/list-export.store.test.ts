import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { Type } from 'typebox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import { businessDate } from '../../kernel/business-date.ts';
import { call, closed } from '../../kernel/call.ts';
import { regencyId } from '../../kernel/ids.ts';
import { sourceColumns } from '../../kernel/list-export.ts';
import { pageOf } from '../../kernel/page.ts';
import { day, paging } from '../../kernel/shapes.ts';
import { newId } from '../clock.ts';
import { testDatabase } from '../db/testing/test-database.ts';
import { handle } from './handle.ts';
import { httpRefusals } from './http.refusals.ts';
import type { Http } from './http.ts';
import { testHttp } from './testing/test-http.ts';

const db = testDatabase();
const today = businessDate('2025-11-27');

const listCall = call({
  name: 'test/list-things',
  method: 'GET',
  path: '/things',
  can: 'thing.read',
  query: closed({ ...paging, asOf: Type.Optional(day), goods: Type.Optional(Type.String()) }),
  reply: closed({
    rows: Type.Array(Type.Unknown()),
    next: Type.Union([Type.String(), Type.Null()]),
    total: Type.Integer(),
  }),
  export: {
    file: 'barang',
    columns: [
      { title: 'Nama', from: 'owner.name', holds: 'text' },
      { title: 'Barang', from: 'goods', holds: 'text', words: { lpg: 'LPG', staples: 'bahan pokok' } },
      { title: 'Hari', from: 'days', holds: 'integer' },
      { title: 'Sejak', from: 'since', holds: 'date' },
      ...sourceColumns,
    ],
  },
});

const source = { name: 'berita acara', date: '2025-11-20', sample: true };
const things = Array.from({ length: 120 }, (_, i) => ({
  id: String(i),
  owner: { name: i === 0 ? '=HYPERLINK("jahat")' : `Warga ${i}` },
  goods: ['staples', 'lpg'],
  days: i,
  since: i % 2 === 0 ? '2025-11-01' : null,
  source,
}));

let http: Http;
beforeAll(async () => {
  http = await testHttp(db.app, (who, code) => {
    if (code !== '64.71') throw httpRefusals.notFound({});
    return actorNamed(who);
  });
  handle(http, listCall, async ({ query }) =>
    pageOf(query.goods === undefined ? things : things.filter(({ goods }) => goods.includes(query.goods ?? '')), query),
  );
  await http.app.ready();
});
afterAll(() => http.app.close());

function actorNamed(userId: string): Actor {
  return {
    userId,
    grantId: newId<'grant'>(),
    role: 'tester',
    permissions: new Set(userId === 'officer' ? ['thing.read'] : []),
    reach: { regencyId: regencyId(17), scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] },
    today,
    onBehalf: false,
  };
}

const take = (path: string, who?: string) =>
  http.app.inject({ url: `/api/regencies/${path}`, headers: who === undefined ? {} : { who } });

describe('a list taken away', () => {
  test('has every row of the list, not one page, in words, dated', async () => {
    const answer = await take('64.71/things.csv', 'officer');
    expect(answer.headers['content-disposition']).toBe('attachment; filename="barang-2025-11-27.csv"');
    const [head, ...rows]: string[][] = parse(answer.body, { bom: true });
    expect(head).toEqual(['Nama', 'Barang', 'Hari', 'Sejak', 'Sumber', 'Tanggal sumber', 'Contoh']);
    expect(rows).toHaveLength(120);
    expect(rows[2]).toEqual(['Warga 2', 'bahan pokok, LPG', '2', '2025-11-01', 'berita acara', '2025-11-20', 'contoh']);
  });

  test('never starts a formula', async () => {
    const [, first]: string[][] = parse((await take('64.71/things.csv', 'officer')).body, { bom: true });
    expect(first?.[0]).toBe(`'=HYPERLINK("jahat")`);
  });

  test('obeys the filters of the list', async () => {
    expect(parse((await take('64.71/things.csv?goods=none', 'officer')).body, { bom: true })).toHaveLength(1);
    expect((await take('64.71/things.csv?limit=1', 'officer')).statusCode).toBe(400);
  });

  test('as a workbook says where it comes from, of which day, how filtered, and that it holds samples', async () => {
    const answer = await take('64.71/things.xlsx?goods=lpg&asOf=2025-11-20', 'officer');
    expect(answer.headers['content-disposition']).toContain('barang-2025-11-20.xlsx');
    const { sheets } = await readXlsx(await buffer(Readable.from(answer.rawPayload)));
    expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['Daftar', 121],
      ['Keterangan', 5],
    ]);
    expect(sheets[1]?.rows.slice(2).map((row) => row[1])).toEqual([
      '2025-11-20',
      'Barang: LPG',
      'Berisi data contoh, dikarang untuk peragaan.',
    ]);
  });

  test('asks for the same permission, session and city as the list', async () => {
    for (const format of ['csv', 'xlsx']) {
      expect((await take(`64.71/things.${format}`)).statusCode).toBe(401);
      expect((await take(`64.71/things.${format}`, 'stranger')).statusCode).toBe(403);
      expect((await take(`64.72/things.${format}`, 'officer')).statusCode).toBe(404);
    }
  });
});
