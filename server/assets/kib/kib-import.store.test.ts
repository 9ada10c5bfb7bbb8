import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Reach } from '../../kernel/actor.ts';
import { businessDate } from '../../kernel/business-date.ts';
import { type Id, regencyId } from '../../kernel/ids.ts';
import { newId } from '../../platform/clock.ts';
import { testDatabase } from '../../platform/db/testing/test-database.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { RawCell } from '../../platform/spreadsheets/testing/raw-xlsx.ts';
import * as reference from '../../reference/public.ts';
import { kibProblemWords } from '../../words.ts';
import { checkImport, lapseImports, layDownAtOnce, takeImport } from './import-kib.command.ts';
import type { KibCounts } from './kib.schema.ts';
import { openErrorSheet } from './kib.sheets.ts';
import { findImport } from './kib-import.store.ts';
import { type ImportId, listRows } from './kib-row.store.ts';
import {
  csvOf,
  kibA,
  kibC,
  landHead,
  landMerges,
  manyLands,
  type SampleLand,
  sampleLocation,
  xlsxOf,
} from './testing/kib-samples.ts';

const db = testDatabase();
const today = businessDate('2025-11-27');
const machine = { role: 'machine' } as const;
const tell = async () => undefined;
let here: Reach;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kib-'));
  const owner = await db.owner.connect();
  await reference.seedRegions(owner);
  owner.release();
  const regency = await reference.findRegencyByCode(db.app.central, '64.71', today);
  here = { regencyId: regency?.id ?? regencyId(1), scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };
}, 30_000);
afterAll(() => rm(folder, { recursive: true }));

interface Given {
  readonly priceUnitGiven?: 'thousand' | 'full';
  readonly locationGiven?: string;
}

/** Lays a file down and has it read and compared. */
async function check(tx: Tx, content: Buffer, given: Given = {}): Promise<ImportId> {
  const id = newId<'kib-import'>();
  const path = join(folder, id);
  await writeFile(path, content);
  const laidDown = {
    id,
    fileName: 'kib.xlsx',
    bytes: content.length,
    sha256: '0'.repeat(64),
    asOf: today,
    sample: true,
  };
  await layDownAtOnce(tx, machine, { ...laidDown, priceUnitGiven: null, locationGiven: null, ...given });
  await checkImport(tx, id, { path, today, tell });
  return id;
}
const counts = async (tx: Tx, id: ImportId) => (await findImport(tx, id))?.counts as KibCounts;
const take = (tx: Tx, id: ImportId, withDoubtful = false) => takeImport(tx, machine, id, { withDoubtful, tell });
async function imported(tx: Tx, rows: RawCell[][], withDoubtful = false): Promise<KibCounts> {
  const id = await check(tx, await xlsxOf(rows, landMerges));
  const found = await counts(tx, id);
  await take(tx, id, withDoubtful);
  return found;
}
const assets = (tx: Tx) =>
  tx.selectFrom('assets.asset').selectAll().where('regencyId', '=', tx.regencyId).orderBy('register').execute();
const problemsOf = async (tx: Tx, id: ImportId, which: 'wrong' | 'doubtful' | 'warned' = 'wrong') =>
  (await listRows(tx, id, { which, given: ['name'], after: 0, limit: 100 })).map(({ line, problems }) => [
    line,
    ...(problems ?? []).map(({ kind, column }) => `${kind}${column === undefined ? '' : `@${column}`}`),
  ]);
const sheetOf = async (tx: Tx, id: ImportId) => {
  const found = await findImport(tx, id);
  if (found === undefined) throw new Error('no import');
  return await buffer(openErrorSheet(found, (work) => work(tx), kibProblemWords));
};
const inCity = <T>(work: (tx: Tx) => Promise<T>) => db.rolledBack(here, work);
const lands = (...own: SampleLand[]) => kibA(own);

describe('a register is taken', () => {
  test('land as it is printed, each value where it belongs', () =>
    inCity(async (tx) => {
      const villages = await reference.villagesOf(tx, tx.regencyId, today);
      const manggar = villages.find(({ name }) => name === 'Manggar')?.id;
      expect(await imported(tx, lands({ register: '0001' }))).toMatchObject({ rows: 1, new: 1, wrong: 0, skipped: 4 });
      expect(await assets(tx)).toMatchObject([
        {
          ownerKind: 'regency',
          object: 'land',
          locationCode: sampleLocation,
          assetCode: '1.3.1.01.01.04.001',
          register: '0001',
          landAreaDm2: 124_050,
          acquiredYear: 2005,
          certificateDate: '2005-10-17',
          priceIdr: 1_658_000_000,
          userAgency: 'DINAS CONTOH KOTA',
          note: null,
          villageId: manggar,
          sample: true,
          sourceName: 'KIB A, kib.xlsx',
        },
      ]);
    }));

  test('buildings, with conditions and answers in any of their words', () =>
    inCity(async (tx) => {
      const rows = kibC([
        { register: '0001', condition: 'RR' },
        { register: '0002', condition: 'Rusak Berat', storeyed: 'Bertingkat' },
      ]);
      const id = await check(tx, await xlsxOf(rows));
      await take(tx, id);
      expect(await assets(tx)).toMatchObject([
        {
          object: 'building',
          registerCondition: 'minor_damage',
          isStoreyed: false,
          isConcrete: true,
          floorAreaDm2: 60_000,
        },
        {
          registerCondition: 'major_damage',
          isStoreyed: true,
          documentDate: '2010-02-01',
          landCode: '1.3.1.01.01.04.001',
        },
      ]);
    }));

  test('the same file twice changes nothing and says so', () =>
    inCity(async (tx) => {
      const rows = lands({ register: '0001' }, { register: '0002' });
      await imported(tx, rows);
      const before = await assets(tx);
      expect(await imported(tx, rows)).toMatchObject({ new: 0, changed: 0, unchanged: 2 });
      expect(await assets(tx)).toEqual(before);
    }));

  test('again with other values: BKAD’s fields change, each with a line of history; the city’s own stay', () =>
    inCity(async (tx) => {
      await imported(tx, lands({ register: '0001' }, { register: '0002' }));
      await tx.updateTable('assets.asset').set({ currentUse: 'idle', fairRentYearIdr: 5, villageId: null }).execute();
      const second = lands({ register: '0001', area: '1.300', certificateNumber: 'HP 9/2020' }, { register: '0002' });
      expect(await imported(tx, second)).toMatchObject({
        changed: 1,
        unchanged: 1,
        areaChanged: 1,
        certificateChanged: 1,
      });
      const [first] = await assets(tx);
      expect(first).toMatchObject({
        landAreaDm2: 130_000,
        revision: 2,
        currentUse: 'idle',
        fairRentYearIdr: 5,
        villageId: null,
      });
      const history = await tx.selectFrom('assets.assetChange').selectAll().execute();
      expect(history).toMatchObject([
        {
          assetId: first?.id,
          kind: 'reimported',
          changes: { landAreaDm2: [124_050, 130_000], certificateNumber: ['HP 0001/2005 contoh', 'HP 9/2020'] },
        },
      ]);
    }));

  test('a column the file does not have leaves what is known', () =>
    inCity(async (tx) => {
      await imported(tx, lands({ register: '0001', use: 'Kantor' }));
      const without = lands({ register: '0001', name: 'Nama lain' }).map((row) =>
        row.length > 10 ? row.filter((_, i) => i !== 10) : row,
      );
      const id = await check(tx, await xlsxOf(without));
      await take(tx, id);
      expect(await assets(tx)).toMatchObject([{ name: 'Nama lain', statedUse: 'Kantor' }]);
    }));
});

describe('wrong rows go back and keep no other row out', () => {
  const flawed = lands(
    { register: '0001' },
    { register: '' },
    { register: '0003', area: '1,240' },
    { register: '0004', certificateDate: '31-02-2020' },
    { register: '0005', code: '01.01.11.04.001' },
    { register: '0006', code: '1.3.3.01.01.12.001' },
    { register: '0007' },
    { register: '7', name: 'Kembar' },
  );
  const found = [
    [11, 'register-missing@D'],
    [12, 'number-ambiguous@E'],
    [13, 'date-unreadable@I'],
    [14, 'code-old@C'],
    [15, 'code-of-other-form@C'],
    [16, 'same-in-file'],
    [17, 'same-in-file'],
  ];

  test('each with its row, its column and what is wrong', () =>
    inCity(async (tx) => {
      const id = await check(tx, await xlsxOf(flawed, landMerges));
      expect(await problemsOf(tx, id)).toEqual(found);
      await take(tx, id);
      expect((await assets(tx)).map(({ register }) => register)).toEqual(['0001']);
    }));

  test('the sheet that goes back is read again as it is, and completes the import once it is corrected, without doubling', () =>
    inCity(async (tx) => {
      const id = await check(tx, await xlsxOf(flawed, landMerges));
      await take(tx, id);
      const again = await check(tx, await sheetOf(tx, id));
      expect((await counts(tx, again)).wrong).toBe(7);
      const corrected = lands(
        { register: '0001' },
        { register: '0002' },
        { register: '0003', area: '1.240' },
        { register: '0007' },
        { register: '0008', name: 'Kembar' },
      );
      expect(await imported(tx, corrected)).toMatchObject({ new: 4, unchanged: 1, doubtful: 0 });
      expect((await assets(tx)).map(({ register }) => register)).toEqual(['0001', '0002', '0003', '0007', '0008']);
    }));

  test('the problems stand in the sheet in words of an office', () =>
    inCity(async (tx) => {
      const id = await check(tx, await xlsxOf(flawed, landMerges));
      const { readXlsx } = await import('hucre/xlsx');
      const sheet = (await readXlsx(await sheetOf(tx, id))).sheets[0];
      expect(sheet?.rows[0]?.[0]).toBe('KARTU INVENTARIS BARANG (KIB) A');
      expect(sheet?.rows[7]?.[14]).toMatch(/^Kolom E: “1,240” dapat berarti dua hal/);
      expect(sheet?.rows[7]?.[15]).toBe(`${id}:12`);
    }));
});

describe('a row whose identity changed is never silently a second asset', () => {
  test('the same certificate under another register is held, and taken only when a person says so', () =>
    inCity(async (tx) => {
      await imported(tx, lands({ register: '0001', certificateNumber: 'HP 77/1998' }));
      const moved = lands({ register: '0099', certificateNumber: 'H.P. 77/1998' });
      const id = await check(tx, await xlsxOf(moved, landMerges));
      expect(await problemsOf(tx, id, 'doubtful')).toEqual([[10, 'seems-same']]);
      await take(tx, id);
      expect(await assets(tx)).toHaveLength(1);
      await imported(tx, moved, true);
      expect(await assets(tx)).toHaveLength(2);
    }));

  test('a row of the sheet that named a registered thing before is held; one that named nothing is told', () =>
    inCity(async (tx) => {
      const wrong = lands({ register: '0001', area: 'luas' }, { register: '0002', area: 'luas' });
      const id = await check(tx, await xlsxOf(wrong, landMerges));
      await imported(tx, lands({ register: '0001', name: 'Lain sekali', address: 'Lain', certificateNumber: 'A 1' }));
      const marked = wrong.map((row, i) => {
        if (i === 5) return [...row, 'Masalah', 'Tanda baris'];
        if (i < 9 || i > 10) return row;
        const cells = [...row];
        cells[3] = `00${i}`;
        cells[4] = '100';
        cells[9] = '-';
        return [...cells, null, `${id}:${i + 1}`];
      });
      const second = await check(tx, await xlsxOf(marked));
      expect(await problemsOf(tx, second, 'doubtful')).toEqual([[10, 'seems-same']]);
      expect(await problemsOf(tx, second, 'warned')).toEqual([[11, 'identity-corrected']]);
    }));

  test('zeros that a spreadsheet ate make no second asset', () =>
    inCity(async (tx) => {
      await imported(tx, lands({ register: '0007' }));
      const id = await check(
        tx,
        await xlsxOf(lands({ register: 7, certificateNumber: 'HP 0007/2005 contoh' }), landMerges),
      );
      expect(await counts(tx, id)).toMatchObject({ unchanged: 1, new: 0 });
      expect(await problemsOf(tx, id, 'warned')).toEqual([[10, 'register-zeros']]);
    }));
});

describe('what the file does not say', () => {
  test('whether prices are in thousands is asked, not guessed', () =>
    inCity(async (tx) => {
      const silent = csvOf(kibA([{ register: '0001' }], { price: 'Harga' }));
      const id = await check(tx, silent);
      expect(await findImport(tx, id)).toMatchObject({ state: 'refused', refused: { kind: 'price-unit-unknown' } });
      const told = await check(tx, silent, { priceUnitGiven: 'full' });
      await take(tx, told);
      expect(await assets(tx)).toMatchObject([{ priceIdr: 1_658_000 }]);
    }));

  test('where its things are kept may be given by a person', () =>
    inCity(async (tx) => {
      const nowhere = kibA([{ register: '0001' }]).filter((_, i) => i !== 3);
      const id = await check(tx, csvOf(nowhere));
      expect(await problemsOf(tx, id)).toEqual([[9, 'location-missing']]);
      const told = await check(tx, csvOf(nowhere), { locationGiven: '12.01.02' });
      expect(await counts(tx, told)).toMatchObject({ new: 1, wrong: 0 });
    }));
});

test(
  '10,000 rows that were only just written are compared in seconds: joined one by one they took over half a minute',
  { timeout: 60_000 },
  () =>
    inCity(async (tx) => {
      const many = csvOf([...landHead(), ...manyLands(10_000, ['Manggar', 'Damai'])]);
      const id = await check(tx, many);
      await take(tx, id);
      const again = await check(tx, many);
      expect(await counts(tx, again)).toMatchObject({ rows: 10_000, unchanged: 10_000, new: 0 });
    }),
);

describe('what the file says its rows come to', () => {
  test('is told beside what was read, and stays when the import is compared again', () =>
    inCity(async (tx) => {
      const rows = kibA([{ register: '1', area: '100' }, { register: '2' }]); // the sample's foot says 9.999.000 thousand
      const [id, other] = [
        await check(tx, await xlsxOf(rows)),
        await check(tx, await xlsxOf(lands({ register: '3' }))),
      ];
      const totals = [{ field: 'price', written: 9_999_000_000, read: 3_316_000_000 }];
      expect(await counts(tx, id)).toMatchObject({ totals });
      await take(tx, other);
      expect(await take(tx, id)).toBe('compared-again');
      expect(await counts(tx, id)).toMatchObject({ totals });
      expect(await take(tx, id)).toBe('taken');
    }));
});

describe('imports beside each other', () => {
  test('one that was overtaken is compared again and not taken blindly', () =>
    inCity(async (tx) => {
      const slow = await check(tx, await xlsxOf(lands({ register: '0001' }), landMerges));
      const fast = await check(tx, await xlsxOf(lands({ register: '0001', area: '50' }), landMerges));
      expect(await take(tx, fast)).toBe('taken');
      expect(await take(tx, slow)).toBe('compared-again');
      expect(await counts(tx, slow)).toMatchObject({ new: 0, changed: 1 });
      expect(await take(tx, slow)).toBe('taken');
      expect(await assets(tx)).toMatchObject([{ landAreaDm2: 124_050, revision: 2 }]);
    }));

  test('taken twice is taken once', () =>
    inCity(async (tx) => {
      const id = await check(tx, await xlsxOf(lands({ register: '0001' }), landMerges));
      expect([await take(tx, id), await take(tx, id)]).toEqual(['taken', 'taken']);
      expect(await assets(tx)).toHaveLength(1);
    }));
});

describe('row-level security of what lies between file and register', () => {
  test('who does not act for the whole city sees and writes nothing of it; another city neither', async () => {
    const id: ImportId = await db.app.inRegency(
      here,
      async (tx) => await check(tx, await xlsxOf(lands({ register: '0001' }))),
    );
    const seen = (reach: Reach) =>
      db.rolledBack(reach, async (tx) => [
        await tx.selectFrom('assets.kibImport').select('id').execute(),
        await tx.selectFrom('assets.kibRow').select('id').execute(),
      ]);
    expect((await seen(here)).map((rows) => rows.length)).toEqual([1, 1]);
    const village = newId<'cooperative'>();
    expect(await seen({ ...here, scope: 'cooperatives', cooperativeIds: [village] })).toEqual([[], []]);
    expect(await seen({ ...here, regencyId: regencyId(18) })).toEqual([[], []]);
    const write = (reach: Reach) =>
      db.rolledBack(reach, (tx) =>
        tx
          .insertInto('assets.kibRow')
          .values({ regencyId: here.regencyId, importId: id, line: 99, id: newId<'asset'>() as Id<'asset'> })
          .execute(),
      );
    await expect(write({ ...here, scope: 'cooperatives' })).rejects.toMatchObject({ code: '42501' });
    await expect(write({ ...here, regencyId: regencyId(18) })).rejects.toMatchObject({ code: '42501' });
  });
});

describe('R07: whichever statement fails, the state is the one before', () => {
  const footprint = async () =>
    (
      await db.owner.query(`select (select count(*) from assets.asset) as assets, (select count(*) from assets.asset_change) as changes,
        (select count(*) from audit.entry) as lines, (select count(*) from jobs.outbox) as work,
        (select json_agg(json_build_array(state, counts) order by id) from assets.kib_import) as imports,
        (select json_agg(json_build_array(line, outcome) order by import_id, line) from assets.kib_row) as rows`)
    ).rows;

  /** The same transaction, whose statement number `failing` never arrives. */
  function failingAt(tx: Tx, failing: number, count: { n: number }): Tx {
    const broken = tx.withPlugin({
      transformQuery: ({ node }) => {
        count.n += 1;
        if (count.n === failing) throw new Error('the line broke');
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    return Object.assign(broken, { regencyId: tx.regencyId, reach: tx.reach, afterCommit: tx.afterCommit });
  }

  async function atEveryStatement(work: (tx: Tx) => Promise<unknown>): Promise<number> {
    const before = await footprint();
    for (let failing = 1; ; failing += 1) {
      const count = { n: 0 };
      const outcome = await db.app
        .inRegency(here, (tx) => work(failingAt(tx, failing, count)))
        .then(
          () => 'done',
          (error: Error) => error.message,
        );
      if (outcome === 'done') {
        expect(await footprint(), 'control: what goes through does leave something').not.toEqual(before);
        return failing - 1;
      }
      expect(outcome).toBe('the line broke');
      expect(await footprint()).toEqual(before);
    }
  }

  test('of laying down, reading and comparing, and taking', { timeout: 120_000 }, async () => {
    const first = newId<'kib-import'>();
    await db.app.inRegency(here, async (tx) => {
      const id = await check(tx, await xlsxOf(lands({ register: '0501' }), landMerges));
      await take(tx, id);
    });
    const path = join(folder, first);
    const content = await xlsxOf(
      lands({ register: '0501', area: '77' }, { register: '0502' }, { register: '' }),
      landMerges,
    );
    await writeFile(path, content);
    const about = { id: first, fileName: 'a.xlsx', bytes: 1, sha256: '0'.repeat(64), asOf: today, sample: true };
    const laid = await atEveryStatement((tx) =>
      layDownAtOnce(tx, machine, { ...about, priceUnitGiven: null, locationGiven: null }),
    );
    const checked = await atEveryStatement((tx) => checkImport(tx, first, { path, today, tell }));
    const taken = await atEveryStatement((tx) => take(tx, first));
    expect([laid > 1, checked > 8, taken > 8]).toEqual([true, true, true]);
  });
});

test('what nobody takes lapses with its rows, thirty days after it was compared or laid down; what was taken stays', async () => {
  const within = <T>(work: (tx: Tx) => Promise<T>) => db.app.inRegency(here, work);
  const checked = async (...own: SampleLand[]) =>
    await within(async (tx) => await check(tx, await xlsxOf(lands(...own))));
  const [old, young, taken] = [
    await checked({ register: '0901', name: 'Tanah 0901', certificateNumber: 'HP 0901/2001' }),
    await checked({ register: '0902', name: 'Tanah 0902', certificateNumber: 'HP 0902/2001' }),
    await checked({ register: '0903', name: 'Tanah 0903', certificateNumber: 'HP 0903/2001' }, { register: '' }),
  ];
  const unread = newId<'kib-import'>();
  const about = { id: unread, fileName: 'kib.csv', bytes: 1, sha256: '0'.repeat(64), asOf: today, sample: true };
  await within(async (tx) => {
    await layDownAtOnce(tx, machine, { ...about, priceUnitGiven: null, locationGiven: null });
    await take(tx, taken);
  });
  const ids = [old, young, taken, unread];
  const daysLater = (days: number, which: readonly string[]) =>
    db.owner.query(
      `update assets.kib_import set uploaded_at = uploaded_at - $1 * interval '1 day', checked_at = checked_at - $1 * interval '1 day'
        where id = any ($2)`,
      [days, which],
    );
  const lapse = () => within((tx) => lapseImports(tx, machine));
  const states = () =>
    within(async (tx) => await Promise.all(ids.map(async (id) => (await findImport(tx, id))?.state)));
  await lapse(); // what other tests left
  await daysLater(29, ids);
  expect(await lapse()).toBe(0);
  expect(await states()).toEqual(['checked', 'checked', 'taken', 'waiting']);
  await daysLater(2, [old, taken, unread]);
  expect(await lapse()).toBe(2);
  expect(await states()).toEqual(['lapsed', 'checked', 'taken', 'lapsed']);
  const rows = await db.owner.query(
    'select import_id, outcome from assets.kib_row where import_id = any ($1) order by outcome',
    [ids],
  );
  expect(rows.rows).toEqual([
    { import_id: young, outcome: 'new' },
    { import_id: taken, outcome: 'wrong' },
  ]);
  const audited = await db.owner.query(
    "select subject_id from audit.entry where action = 'assets/lapse-kib-import' order by 1",
  );
  expect(audited.rows.map((row: { subject_id: string }) => row.subject_id)).toEqual([old, unread].toSorted());
});
