import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameKey } from '../reference/public.ts';
import { isOfRegency, matchCooperatives, type ServedVillage, valuesOf } from './match-cooperatives.ts';
import { readSnapshotFiles, type SimkopdesRow } from './simkopdes-files.ts';
import {
  balikpapan,
  cooperativeId,
  hasRealData,
  realSnapshotFiles,
  whyNoRealData,
} from './testing/snapshot-samples.ts';

const village = (n: number, name: string, districtName = 'Balikpapan Kota', ...aliases: string[]): ServedVillage => ({
  cooperativeId: cooperativeId(n),
  name,
  districtName,
  aliases: aliases.map(nameKey),
});
const row = (over: Partial<SimkopdesRow>): SimkopdesRow => ({
  file: 'land',
  line: 2,
  externalId: '1',
  district: 'KOTA BALIKPAPAN',
  subdistrict: 'Balikpapan Kota',
  cooperatives: 1,
  figures: new Map(),
  raw: {},
  ...over,
});
const short = (match: ReturnType<typeof matchCooperatives>[number]) =>
  match.outcome === 'matched' ? match.cooperativeId : `${match.outcome} ${match.why}`;
const matched = (rows: SimkopdesRow[], served: ServedVillage[]) => matchCooperatives(rows, served).map(short);

describe('a row speaks of the cooperative whose village bears the whole name', () => {
  const damai = village(1, 'Damai');
  const damaiBaru = village(2, 'Damai Baru', 'Balikpapan Selatan');

  test('"Damai" and "Damai Baru" are never taken for each other', () => {
    expect(matched([row({ village: 'Damai' })], [damai, damaiBaru])).toEqual([cooperativeId(1)]);
    expect(matched([row({ village: 'Damai' })], [village(2, 'Damai Baru')])).toEqual(['unmatched no-such-village']);
    expect(matched([row({ village: 'Damai Baru' })], [damai])).toEqual(['unmatched no-such-village']);
  });

  test('spaces and case do not matter, an alias does', () => {
    const served = [village(3, 'Sungai Nangka'), village(4, 'Klandasan Ulu', 'Balikpapan Kota', 'Klandasan Hulu')];
    expect(matched([row({ village: 'SUNGAINANGKA' })], served)).toEqual([cooperativeId(3)]);
    expect(matched([row({ village: 'Klandasan Hulu' })], served)).toEqual([cooperativeId(4)]);
  });

  test('the same name in another kecamatan is told, not taken', () => {
    expect(matched([row({ village: 'Damai Baru' })], [damai, damaiBaru])).toEqual(['unmatched in-another-district']);
  });

  test('when the village and the cooperative name disagree, neither is believed', () => {
    const rows = [row({ village: 'Damai', cooperativeName: 'KOPERASI KELURAHAN MERAH PUTIH PRAPATAN' })];
    expect(matched(rows, [damai, village(5, 'Prapatan')])).toEqual(['ambiguous names-disagree']);
    expect(matched(rows, [damai])).toEqual(['ambiguous names-disagree']);
  });

  test("the kecamatan in the cooperative name must be the row's own", () => {
    const named = (name: string) =>
      matched([row({ cooperativeName: `KOPERASI KELURAHAN MERAH PUTIH ${name}` })], [damai]);
    expect(named('DAMAI KECAMATAN BALIKPAPAN KOTA')).toEqual([cooperativeId(1)]);
    expect(named('DAMAI BALIKPAPAN KOTA')).toEqual([cooperativeId(1)]);
    expect(named('DAMAI KECAMATAN BALIKPAPAN BARAT')).toEqual(['ambiguous names-disagree']);
    expect(named('DAMAI BALIKPAPAN BARAT')).toEqual(['unmatched no-such-village']);
  });

  test('two rows of one file that claim one cooperative are both ambiguous; of two files they are not', () => {
    const twice = [row({ village: 'Damai' }), row({ village: 'DAMAI', line: 3 })];
    expect(matched(twice, [damai])).toEqual(['ambiguous claimed-twice', 'ambiguous claimed-twice']);
    const apart = [row({ village: 'Damai' }), row({ village: 'Damai', file: 'stats' })];
    expect(matched(apart, [damai])).toEqual([cooperativeId(1), cooperativeId(1)]);
  });

  test('figures of two cooperatives in one kelurahan belong to neither', () => {
    expect(matched([row({ village: 'Damai', cooperatives: 2 })], [damai])).toEqual(['ambiguous several-cooperatives']);
    expect(matched([row({ village: 'Damai' })], [damai, village(9, 'Damai')])).toEqual([
      'ambiguous several-cooperatives',
    ]);
  });

  test('a cooperative that serves two kelurahan is found under both names', () => {
    const served = [village(1, 'Manggar'), village(1, 'Manggar Timur')];
    expect(matched([row({ village: 'Manggar Timur' })], served)).toEqual([cooperativeId(1)]);
  });
});

test('"Kota" and "Kabupaten" are part of a regency\'s name', () => {
  expect(isOfRegency({ district: 'KOTA BALIKPAPAN' }, 'Kota Balikpapan')).toBe(true);
  expect(isOfRegency({ district: 'KABUPATEN BANDUNG' }, 'Kota Bandung')).toBe(false);
});

describe('whatever the names', () => {
  const name = fc
    .string({ unit: fc.constantFrom('a', 'b', ' '), minLength: 1, maxLength: 6 })
    .filter((text) => /\S/.test(text));
  const villages = fc.array(name, { maxLength: 12 }).map((names) => names.map((one, i) => village(i, one)));
  const fold = (text: string) => text.replaceAll(' ', '');

  test('a match agrees in the whole name, and a cooperative is matched by at most one row', () => {
    fc.assert(
      fc.property(villages, fc.array(name, { maxLength: 12 }), (served, names) => {
        const matches = matchCooperatives(
          names.map((one) => row({ village: one })),
          served,
        );
        const ids = matches.flatMap((match) => (match.outcome === 'matched' ? [match.cooperativeId] : []));
        expect(new Set(ids).size).toBe(ids.length);
        for (const match of matches) {
          if (match.outcome !== 'matched') continue;
          const own = served.filter((one) => one.cooperativeId === match.cooperativeId);
          expect(own.map((one) => fold(one.name))).toContain(fold(match.row.village ?? ''));
        }
      }),
    );
  });

  test('the order of rows and of cooperatives changes nothing', () => {
    fc.assert(
      fc.property(villages, fc.array(name, { maxLength: 8 }), (served, names) => {
        const rows = names.map((one) => row({ village: one }));
        expect(matched(rows.toReversed(), served.toReversed()).toReversed()).toEqual(matched(rows, served));
      }),
    );
  });
});

test.skipIf(!hasRealData)(`all 95 real rows find their cooperative (${whyNoRealData})`, () => {
  const matches = matchCooperatives(readSnapshotFiles(realSnapshotFiles()).rows, balikpapan());
  expect(matches.filter((match) => match.outcome !== 'matched')).toEqual([]);
  const values = valuesOf(matches);
  const statuses = Map.groupBy(
    values.flatMap((value) => (value.figure === 'land_status' ? [value.text] : [])),
    (text) => text,
  );
  expect(Object.fromEntries([...statuses].map(([status, all]) => [status, all.length]))).toEqual({
    Selesai: 1,
    Terverifikasi: 8,
    'Sedang Diverifikasi': 2,
    Dipertimbangkan: 1,
    'Tidak Ada Lahan': 15,
  });
});
