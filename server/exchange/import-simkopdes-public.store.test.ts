import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import * as cooperatives from '../cooperatives/public.ts';
import type { Reach } from '../kernel/actor.ts';
import { type BusinessDate, businessDate } from '../kernel/business-date.ts';
import { type Id, regencyId } from '../kernel/ids.ts';
import { newId } from '../platform/clock.ts';
import { settingsOf } from '../platform/db/database.ts';
import { testDatabase } from '../platform/db/testing/test-database.ts';
import type { Tx } from '../platform/db/tx.ts';
import * as reference from '../reference/public.ts';
import { besideOf } from './beside.ts';
import { type ImportReport, importSimkopdesPublic, type SnapshotDraft } from './import-simkopdes-public.command.ts';
import { countLandStatuses, findingsOfSnapshot, findSnapshot, valuesOfSnapshot } from './snapshot.store.ts';
import {
  boundariesPath,
  goodLine,
  hasRealData,
  headerOf,
  realSnapshotFiles,
  snapshotFiles,
  whyNoRealData,
} from './testing/snapshot-samples.ts';

const db = testDatabase();
const cli = { role: 'command-line' } as const;
const august = businessDate('2026-08-05');
const today = businessDate('2026-11-24');
const founded = businessDate('2025-07-07');

let city: Reach;
let kelurahan: ReadonlyMap<string, Id<'cooperative'>>;

beforeAll(async () => {
  const owner = await db.owner.connect();
  await reference.seedRegions(owner);
  owner.release();
  const { id } = (await reference.findRegencyByCode(db.app.central, '64.71', today)) ?? { id: regencyId(1) };
  city = { regencyId: id, scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };
  kelurahan = await db.app.inRegency(city, async (tx) => {
    const villages = await reference.villagesOf(tx, id, founded);
    await cooperatives.foundCooperatives(tx, cli, villages, founded);
    const register = await cooperatives.registerOn(tx, founded);
    for (const { id: cooperativeId, name } of register)
      await report(
        tx,
        cooperativeId,
        /(Graha Indah|Sepinggan Baru|Manggar)$/.test(name) ? 'under_construction' : 'proposed',
      );
    return new Map(register.map((line) => [line.villages[0]?.name ?? '', line.id]));
  });
}, 30_000);

function report(tx: Tx, cooperativeId: Id<'cooperative'>, state: cooperatives.FacilityState, on = '2025-10-17') {
  const effectiveOn = businessDate(on);
  const source = { name: 'siaran pers', date: effectiveOn };
  return cooperatives.recordState(
    tx,
    cli,
    { id: newId(), cooperativeId, axis: 'facility', state, effectiveOn, source },
    today,
  );
}

const take = (tx: Tx, over: Partial<SnapshotDraft> = {}) =>
  importSimkopdesPublic(tx, cli, { files: snapshotFiles(), asOf: august, today, ...over });
const takeLandStatus = (tx: Tx, status: string, asOf: BusinessDate) =>
  take(tx, {
    asOf,
    files: snapshotFiles({ land: `${headerOf.land}\n${goodLine.land.replace('Tidak Ada Lahan', status)}` }),
  });
const tasksOf = async (tx: Tx) =>
  await tx
    .selectFrom('tasks.task')
    .select(['cooperativeId', 'data', 'outcome', 'openedOn', 'ownerRole'])
    .orderBy('id')
    .execute();
const asReader = (tx: Tx, reach: Reach) => sql.raw(settingsOf(reach)).execute(tx);
const rowsHeld = async () => (await db.owner.query('select count(*)::integer as held from exchange.snapshot')).rows;

describe('taking a snapshot', () => {
  test('keeps its rows, values and day, and says what changed', () =>
    db.rolledBack(city, async (tx) => {
      const taken = await take(tx);
      expect(taken).toMatchObject({
        outcome: 'taken',
        asOf: august,
        matched: 3,
        loose: [],
        problems: [],
        otherRows: 0,
      });
      expect(taken.previousAsOf).toBeUndefined();
      const id = taken.snapshotId ?? newId<'snapshot'>();
      const [damai, ...others] = besideOf(await valuesOfSnapshot(tx, id), await findingsOfSnapshot(tx, id));
      expect(others).toEqual([]);
      expect(damai).toMatchObject({
        cooperativeId: kelurahan.get('Damai'),
        landStatus: 'Tidak Ada Lahan',
        landPoint: null,
        registeredPoint: { longitude: 116.855579, latitude: -1.26471235, isPlaceholder: true },
      });
      expect(damai?.figures.transaction_value).toBe(25_230_000);
      expect(damai?.figures).not.toHaveProperty('rat_count');
    }));

  test('twice is once, and says so', () =>
    db.rolledBack(city, async (tx) => {
      const first = await take(tx);
      const renamed = snapshotFiles()
        .map((file) => ({ ...file, name: `salinan-${file.name}` }))
        .toReversed();
      const second = await take(tx, { files: renamed });
      expect(second).toMatchObject({
        outcome: 'already-taken',
        snapshotId: first.snapshotId,
        changes: [],
        tasksFor: [],
      });
      expect(await tx.selectFrom('exchange.snapshot').select('id').execute()).toHaveLength(1);
    }));

  test('a dry run reports what an import would, and writes nothing', () =>
    db.rolledBack(city, async (tx) => {
      const plain = ({ outcome, snapshotId, findings, ...rest }: ImportReport) => ({
        ...rest,
        findings: findings.map(({ id, ...finding }) => finding),
      });
      const dry = await take(tx, { isDryRun: true });
      expect(dry.outcome).toBe('would-be-taken');
      expect(await findSnapshot(tx)).toBeUndefined();
      expect(await tx.selectFrom('audit.entry').select('id').where('action', 'like', 'exchange/%').execute()).toEqual(
        [],
      );
      expect(plain(await take(tx))).toEqual(plain(dry));
    }));

  test('older than the last is refused, unless it is said to be history', () =>
    db.rolledBack(city, async (tx) => {
      await take(tx);
      const older = {
        asOf: businessDate('2026-08-04'),
        files: snapshotFiles({ land: `${headerOf.land}\n${goodLine.land.replace('Tidak Ada Lahan', 'Selesai')}` }),
      };
      await expect(take(tx, older)).rejects.toMatchObject({
        type: 'exchange/snapshot-older-than-last',
        data: { lastAsOf: august },
      });
      expect(await take(tx, { ...older, isHistory: true })).toMatchObject({ outcome: 'taken', tasksFor: [] });
      expect((await findSnapshot(tx))?.asOf).toBe(august);
      expect((await findSnapshot(tx, businessDate('2026-08-04')))?.asOf).toBe('2026-08-04');
      expect(await findSnapshot(tx, businessDate('2026-08-03'))).toBeUndefined();
      expect(await tasksOf(tx)).toEqual([]);
    }));

  test('a better one for the same day follows the first', () =>
    db.rolledBack(city, async (tx) => {
      await take(tx);
      const second = await takeLandStatus(tx, 'Dipertimbangkan', august);
      expect(second.changes).toEqual([
        {
          cooperativeId: kelurahan.get('Damai'),
          figure: 'land_status',
          from: 'Tidak Ada Lahan',
          to: 'Dipertimbangkan',
        },
      ]);
      expect((await findSnapshot(tx, august))?.id).toBe(second.snapshotId);
    }));

  test('of a day before our register begins is matched with the register of today', () =>
    db.rolledBack(city, async (tx) => {
      const early = await take(tx, { asOf: businessDate('2025-07-06') });
      expect(early).toMatchObject({ matched: 3, loose: [] });
    }));

  test('of a day that has not come is refused', () =>
    db.rolledBack(city, async (tx) => {
      await expect(take(tx, { asOf: businessDate('9999-01-01') })).rejects.toMatchObject({
        type: 'exchange/snapshot-in-future',
      });
    }));

  test('without one of the three files is refused, and says which', () =>
    db.rolledBack(city, async (tx) => {
      await expect(take(tx, { files: snapshotFiles().slice(0, 2) })).rejects.toMatchObject({
        type: 'exchange/snapshot-incomplete',
        data: { problems: [{ file: 'land', problem: 'file-missing' }] },
      });
    }));

  test('reports rows of a prefix, of an unknown and of another city, and takes the others', () =>
    db.rolledBack(city, async (tx) => {
      const line = (id: number, name: string, regency = 'KOTA BALIKPAPAN') =>
        `${id},KOPERASI KELURAHAN MERAH PUTIH ${name},KALIMANTAN TIMUR,${regency},Balikpapan Kota,null,null`;
      const locations = [
        headerOf.locations,
        goodLine.locations,
        line(1, 'DAMA'),
        line(2, 'DAMAI BARU'),
        line(3, 'DAMAI', 'KOTA SAMARINDA'),
      ];
      const taken = await take(tx, { files: snapshotFiles({ locations: locations.join('\n') }) });
      expect(taken.loose.map(({ line: at, why }) => [at, why])).toEqual([
        [3, 'no-such-village'],
        [4, 'in-another-district'],
      ]);
      expect(taken).toMatchObject({ matched: 3, otherRows: 1 });
      expect(taken.problems.map((problem) => problem.problem)).toEqual(Array(3).fill('coordinate-null'));
      expect(
        await tx.selectFrom('exchange.snapshotProblem').select(['file', 'line', 'columnName']).execute(),
      ).toHaveLength(3);
      expect(
        await tx.selectFrom('exchange.snapshotRow').select('outcome').where('outcome', '<>', 'matched').execute(),
      ).toHaveLength(2);
    }));

  test('that breaks off in the middle leaves nothing', async () => {
    const before = await rowsHeld();
    const cut = db.app.inRegency(city, async (tx) => {
      await take(tx);
      await db.owner.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`,
      );
      await findSnapshot(tx);
    });
    await expect(cut).rejects.toThrow();
    expect(await rowsHeld()).toEqual(before);
  });
});

describe('a land status that does not go with our facility', () => {
  const september = businessDate('2026-09-01');
  const october = businessDate('2026-10-01');

  test('is a task for the Dinas, and ours stays as it was', () =>
    db.rolledBack(city, async (tx) => {
      const damai = kelurahan.get('Damai');
      const taken = await takeLandStatus(tx, 'Selesai', august);
      expect(taken.tasksFor).toEqual([damai]);
      const data = { status: 'Selesai', facility: 'proposed', asOf: august };
      expect(await tasksOf(tx)).toEqual([
        { cooperativeId: damai, data, outcome: null, openedOn: today, ownerRole: 'dinas-officer' },
      ]);
      const [line] = await cooperatives.registerOn(tx, august, damai);
      expect(line?.facility).toBe('proposed');
    }));

  test('is asked about once, and settles by itself when both agree', () =>
    db.rolledBack(city, async (tx) => {
      await takeLandStatus(tx, 'Selesai', august);
      expect((await takeLandStatus(tx, 'Selesai', september)).tasksFor).toEqual([]);
      expect((await tasksOf(tx)).map((task) => task.outcome)).toEqual([null]);
      await takeLandStatus(tx, 'Tidak Ada Lahan', october);
      expect((await tasksOf(tx)).map((task) => task.outcome)).toEqual(['done']);
    }));

  test('in other words is asked about anew', () =>
    db.rolledBack(city, async (tx) => {
      await takeLandStatus(tx, 'Selesai', august);
      const damai = kelurahan.get('Damai') ?? newId<'cooperative'>();
      await report(tx, damai, 'under_construction', '2026-08-20');
      await takeLandStatus(tx, 'Selesai', september);
      expect((await tasksOf(tx)).map(({ outcome, data }) => [outcome, data])).toEqual([
        ['done', { status: 'Selesai', facility: 'proposed', asOf: august }],
        [null, { status: 'Selesai', facility: 'under_construction', asOf: september }],
      ]);
    }));
});

test('a cooperative reads its own figures and no rows, problems or findings of others', () =>
  db.rolledBack(city, async (tx) => {
    const { snapshotId = newId<'snapshot'>() } = await take(tx);
    const others: Reach = {
      ...city,
      scope: 'cooperatives',
      cooperativeIds: [kelurahan.get('Prapatan') ?? newId()],
      knownCooperativeIds: [],
    };
    await asReader(tx, others);
    expect(await valuesOfSnapshot(tx, snapshotId)).toEqual([]);
    expect((await findingsOfSnapshot(tx, snapshotId)).map((finding) => finding.kind)).toEqual(['not-listed']);
    expect(await tx.selectFrom('exchange.snapshotRow').select('line').execute()).toEqual([]);
    await asReader(tx, { ...others, cooperativeIds: [kelurahan.get('Damai') ?? newId()] });
    expect(await valuesOfSnapshot(tx, snapshotId)).not.toEqual([]);
    expect(await tx.selectFrom('exchange.snapshotRow').select('line').execute()).toEqual([]);
  }));

describe.skipIf(!hasRealData)(`the real snapshot of 5 August 2026 (${whyNoRealData})`, () => {
  const real = (tx: Tx, over: Partial<SnapshotDraft> = {}) => take(tx, { files: realSnapshotFiles(), ...over });

  test('matches all 95 rows; its land statuses stand beside ours', () =>
    db.rolledBack(city, async (tx) => {
      const taken = await real(tx);
      expect(taken).toMatchObject({ outcome: 'taken', matched: 95, loose: [], problems: [] });
      const counts = await countLandStatuses(tx, taken.snapshotId ?? newId());
      expect(counts).toEqual([
        { status: 'Dipertimbangkan', cooperatives: 1 },
        { status: 'Sedang Diverifikasi', cooperatives: 2 },
        { status: 'Selesai', cooperatives: 1 },
        { status: 'Terverifikasi', cooperatives: 8 },
        { status: 'Tidak Ada Lahan', cooperatives: 15 },
        { status: null, cooperatives: 7 },
      ]);
    }));

  test('Graha Indah, finished there and under construction here, is the one task', () =>
    db.rolledBack(city, async (tx) => {
      expect((await real(tx)).tasksFor).toEqual([kelurahan.get('Graha Indah')]);
      expect((await tasksOf(tx)).map((task) => task.cooperativeId)).toEqual([kelurahan.get('Graha Indah')]);
    }));

  test('14 placeholders show before and after the borders are imported', { timeout: 30_000 }, () =>
    db.rolledBack(city, async (tx) => {
      const placeholders = (report: ImportReport) =>
        report.findings.filter((finding) => finding.kind === 'placeholder-point').length;
      expect(placeholders(await real(tx, { isDryRun: true }))).toBe(14);
      const collection: unknown = JSON.parse(readFileSync(boundariesPath, 'utf8'));
      await reference.importBoundaries(tx, cli, { collection, source: 'test', licence: 'MIT', validFrom: founded });
      const bordered = await real(tx, { isDryRun: true });
      expect(placeholders(bordered)).toBe(14);
      expect(bordered.findings.filter((finding) => finding.kind === 'point-outside-village')).toHaveLength(1);
    }),
  );
});
