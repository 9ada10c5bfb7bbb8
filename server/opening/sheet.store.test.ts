import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import * as inventory from '../inventory/public.ts';
import type { Reach } from '../kernel/actor.ts';
import { present } from '../kernel/assert.ts';
import { businessDate } from '../kernel/business-date.ts';
import { type Id, id, regencyId } from '../kernel/ids.ts';
import { rupiah } from '../kernel/rupiah.ts';
import { bookDifferences } from '../ledger/compare-balances.store.ts';
import * as ledger from '../ledger/public.ts';
import { newId } from '../platform/clock.ts';
import { CutOff, cutOffAt } from '../platform/db/testing/cut-off.ts';
import { testDatabase } from '../platform/db/testing/test-database.ts';
import type { Tx } from '../platform/db/tx.ts';
import { wholeRegency } from '../platform/jobs/tasks.ts';
import { recordSheet } from './record-sheet.command.ts';
import type { NewSheet } from './sheet.schema.ts';
import { stepSheet } from './step-sheet.command.ts';

const database = testDatabase();
const today = businessDate('2025-11-27');
const person = (userId: string, role: string) => ({ userId, grantId: newId<'grant'>(), role, onBehalf: false });
const treasurer = person('treasurer', 'cooperative-treasurer');
const chair = person('chair', 'cooperative-chair');
const agent = id<'partner'>('01980000-0000-7000-8000-0000000000c9');

let cities = 9300;

/** A city with one cooperative that has rice, a shelf and an LPG agent, and no book yet. */
async function outlet() {
  const regency = regencyId(++cities);
  const [cooperativeId, itemId, placeId] = [newId<'cooperative'>(), newId<'item'>(), newId<'place'>()];
  await database.app.inRegency(wholeRegency(regency), async (tx) => {
    await sql`insert into cooperatives.cooperative (regency_id, id, name) values (${regency}, ${cooperativeId}, 'Kopkel Contoh')`.execute(
      tx,
    );
    await sql`insert into partners.partner (regency_id, id, name, kind) values (${regency}, ${agent}, 'Agen Contoh', 'lpg_agent')`.execute(
      tx,
    );
    await sql`insert into catalogue.item (regency_id, id, cooperative_id, name, category_code, base_unit, recorded_role)
      values (${regency}, ${itemId}, ${cooperativeId}, 'Beras', 'rice', 'gram', 'machine')`.execute(tx);
    await sql`insert into inventory.place (regency_id, id, cooperative_id, kind, name) values (${regency}, ${placeId}, ${cooperativeId}, 'outlet', 'Gerai')`.execute(
      tx,
    );
  });
  const reach: Reach = {
    ...{ regencyId: regency, scope: 'cooperatives', cooperativeIds: [cooperativeId] },
    knownCooperativeIds: [cooperativeId],
  };
  return { cooperativeId, itemId, placeId, reach };
}

type Outlet = Awaited<ReturnType<typeof outlet>>;

function sheetOf({ cooperativeId, itemId, placeId }: Outlet): NewSheet {
  return {
    ...{ id: newId<'sheet'>(), cooperativeId, asOf: businessDate('2025-11-01'), evidence: 'Opname 31 Okt 2025' },
    lines: [
      { accountCode: '111000', amountIdr: rupiah(9_000_000) },
      { accountCode: '211000', amountIdr: rupiah(-14_000_000), partyId: id<'party'>(agent) },
      { accountCode: '310000', amountIdr: rupiah(-2_000_000) },
    ],
    stock: [{ itemId, placeId, qtyBase: 500_000, valueIdr: rupiah(6_000_000) }],
    cylinders: [
      { sizeKg10: 55, state: 'full', qty: 10, valueIdr: rupiah(3_000_000) },
      { sizeKg10: 120, state: 'empty', qty: 4, valueIdr: rupiah(0), ownerId: agent },
    ],
  };
}

const record = (tx: Tx, sheet: NewSheet, by = treasurer) => recordSheet(tx, by, sheet, { today });
const step = (tx: Tx, sheetId: Id<'sheet'>, act: Parameters<typeof stepSheet>[3]['act'], by = chair) =>
  stepSheet(tx, by, sheetId, { act, today });

/** What a cooperative's books, shelves and cylinders say, and how often it was entered. */
async function stateOf({ reach, cooperativeId }: Outlet) {
  const ask = async (text: string) =>
    (await database.owner.query<Record<string, string>>(text, [reach.regencyId, cooperativeId])).rows;
  const balances = await ask(`select account_code as code, sum(amount_idr)::text as amount from ledger.posting
    where regency_id = $1 and cooperative_id = $2 group by 1 having sum(amount_idr) <> 0 order by 1`);
  const [counts] =
    await ask(`select (select count(*) from ledger.journal where regency_id = $1 and cooperative_id = $2)::text as journals,
    (select count(*) from ledger.book where regency_id = $1 and cooperative_id = $2)::text as books,
    (select count(*) from inventory.move where regency_id = $1 and cooperative_id = $2)::text as moves,
    (select count(*) from inventory.cylinder_move where regency_id = $1 and cooperative_id = $2)::text as cylinders,
    (select count(*) from opening.step where regency_id = $1 and cooperative_id = $2)::text as steps,
    (select string_agg(stage, ',' order by id) from opening.sheet where regency_id = $1 and cooperative_id = $2) as stages`);
  return { balances: Object.fromEntries(balances.map(({ code, amount }) => [code, Number(amount)])), ...counts };
}

const differences = (city: Outlet) => database.app.inRegency(wholeRegency(city.reach.regencyId), bookDifferences);

describe('opening balances', () => {
  test('open the book on their day, put goods and cylinders where they are, and balance themselves', async () => {
    const city = await outlet();
    const sheet = sheetOf(city);
    const run = <T>(work: (tx: Tx) => Promise<T>) => database.app.inRegency(city.reach, work);
    await run((tx) => record(tx, sheet));
    await run((tx) => record(tx, sheet));
    expect(await stateOf(city)).toMatchObject({
      balances: {},
      journals: '0',
      books: '0',
      steps: '0',
      stages: 'proposed',
    });
    await run((tx) => step(tx, sheet.id, 'approve'));
    await run((tx) => step(tx, sheet.id, 'approve'));
    expect(await stateOf(city)).toEqual({
      balances: {
        ...{ 111000: 9_000_000, 114101: 6_000_000, 114301: 3_000_000 },
        ...{ 211000: -14_000_000, 310000: -2_000_000, 360000: -2_000_000 },
      },
      ...{ journals: '1', books: '1', moves: '1', cylinders: '2', steps: '1', stages: 'approved' },
    });
    expect(await run((tx) => ledger.findBook(tx, city.cooperativeId))).toMatchObject({ openedOn: '2025-11-01' });
    expect(await run((tx) => ledger.balanceWith(tx, city.cooperativeId, '211000', agent))).toBe(-14_000_000);
    expect(await differences(city)).toEqual([]);
  });

  test('wait on the list of the chair, to be approved and to be undone', async () => {
    const city = await outlet();
    const sheet = sheetOf(city);
    const run = <T>(work: (tx: Tx) => Promise<T>) => database.app.inRegency(city.reach, work);
    const waiting = async () => {
      const { rows } = await database.owner.query<{ asked: string }>(
        `select concat_ws(' ', kind, owner_role) as asked from tasks.task
          where regency_id = $1 and origin_id = $2 and settled_on is null`,
        [city.reach.regencyId, sheet.id],
      );
      return rows.map(({ asked }) => asked);
    };
    await run((tx) => record(tx, sheet));
    expect(await waiting()).toEqual(['opening-proposed cooperative-chair']);
    await run((tx) => step(tx, sheet.id, 'approve'));
    expect(await waiting()).toEqual([]);
    for (const act of ['ask-reversal', 'refuse-reversal', 'ask-reversal'] as const)
      await run((tx) => step(tx, sheet.id, act, act === 'ask-reversal' ? treasurer : chair));
    expect(await waiting()).toEqual(['opening-reversal cooperative-chair']);
    await run((tx) => step(tx, sheet.id, 'reverse'));
    expect(await waiting()).toEqual([]);
  });

  test('are approved by another person, also by the last judge, the database', async () => {
    const city = await outlet();
    const sheet = sheetOf(city);
    const run = <T>(work: (tx: Tx) => Promise<T>) => database.app.inRegency(city.reach, work);
    await run((tx) => record(tx, sheet, chair));
    await expect(run((tx) => step(tx, sheet.id, 'approve'))).rejects.toMatchObject({ type: 'opening/own-sheet' });
    await expect(run((tx) => step(tx, sheet.id, 'withdraw', treasurer))).rejects.toMatchObject({
      type: 'opening/not-yours',
    });
    const forged = `insert into opening.step (regency_id, sheet_id, seq, cooperative_id, act, asked_by, recorded_by, recorded_role)
      values ($1, $2, 1, $3, 'approve', 'chair', 'chair', 'cooperative-chair')`;
    await expect(
      database.owner.query(forged, [city.reach.regencyId, sheet.id, city.cooperativeId]),
    ).rejects.toMatchObject({ constraint: 'step_by_another' });
    await run((tx) => step(tx, sheet.id, 'withdraw', chair));
    await run((tx) => record(tx, sheetOf(city)));
  });

  test('are undone by a reversal that two people make, and put down anew; what is gone by then is counted instead', async () => {
    const city = await outlet();
    const [first, second] = [sheetOf(city), sheetOf(city)];
    const run = <T>(work: (tx: Tx) => Promise<T>) => database.app.inRegency(city.reach, work);
    await run((tx) => record(tx, first));
    await run((tx) => step(tx, first.id, 'approve'));
    await expect(run((tx) => record(tx, second))).rejects.toMatchObject({ type: 'opening/another-stands' });
    await run((tx) => step(tx, first.id, 'ask-reversal', treasurer));
    await expect(run((tx) => step(tx, first.id, 'reverse', treasurer))).rejects.toMatchObject({
      type: 'opening/own-sheet',
    });
    await run((tx) => step(tx, first.id, 'reverse'));
    expect(await stateOf(city)).toMatchObject({ balances: {}, journals: '2', stages: 'reversed' });
    await run((tx) => record(tx, second));
    await run((tx) => step(tx, second.id, 'approve'));
    expect((await stateOf(city)).balances).toMatchObject({ 114101: 6_000_000, 114301: 3_000_000 });
    await run(async (tx) => {
      const places = await inventory.placesOf(tx, city.cooperativeId);
      const customer = present(
        places.find(({ kind }) => kind === 'customer'),
        'a customer',
      ).id;
      const source = { kind: 'uji/jual', id: newId<'test'>() } as const;
      const move = { id: newId<'move'>(), itemId: city.itemId, fromPlaceId: city.placeId, toPlaceId: customer };
      await inventory.moveStock(
        tx,
        treasurer,
        city.cooperativeId,
        [{ ...move, qtyBase: 1, occurredOn: today, source }],
        {
          as: 'fact',
        },
      );
    });
    await run((tx) => step(tx, second.id, 'ask-reversal', treasurer));
    await expect(run((tx) => step(tx, second.id, 'reverse'))).rejects.toMatchObject({ type: 'opening/goods-gone' });
    expect(await differences(city)).toEqual([]);
  });

  test('cut off at any statement of approval or reversal leave all as it was (R07)', async () => {
    const city = await outlet();
    const sheet = sheetOf(city);
    const run = <T>(work: (tx: Tx) => Promise<T>) => database.app.inRegency(city.reach, work);
    await run((tx) => record(tx, sheet));
    const cutOff = async (act: 'approve' | 'reverse') => {
      const before = await stateOf(city);
      let last = 0;
      for (let at = 1; ; at++) {
        const done = await run(async (tx) => {
          const cut = cutOffAt(tx, at);
          await step(cut, sheet.id, act);
          last = cut.asked();
        }).catch((error: unknown) => {
          if (!(error instanceof CutOff)) throw error;
          return 'cut' as const;
        });
        if (done !== 'cut') break;
        expect(await stateOf(city), `${act} cut off at statement ${at}`).toEqual(before);
      }
      expect(last, 'statements of the whole').toBeGreaterThan(10);
      expect(await stateOf(city), 'the control: uncut it changes').not.toEqual(before);
      return last;
    };
    await cutOff('approve');
    await run((tx) => step(tx, sheet.id, 'ask-reversal', treasurer));
    await cutOff('reverse');
    expect((await stateOf(city)).balances).toEqual({});
  });

  test('fifty approvals and fifty sheets at once have one effect (R14)', async () => {
    const city = await outlet();
    const sheet = sheetOf(city);
    const run = <T>(work: (tx: Tx) => Promise<T>) => database.app.inRegency(city.reach, work);
    await Promise.all(Array.from({ length: 50 }, () => run((tx) => record(tx, sheet))));
    const answers = await Promise.allSettled(
      Array.from({ length: 50 }, (_, nth) =>
        run((tx) =>
          step(tx, sheet.id, 'approve', nth % 2 === 0 ? chair : person('secretary', 'cooperative-secretary')),
        ),
      ),
    );
    expect(await stateOf(city)).toMatchObject({ journals: '1', moves: '1', cylinders: '2', steps: '1' });
    const refused = answers.filter((answer) => answer.status === 'rejected');
    expect(refused).toHaveLength(25);
    for (const { reason } of refused) expect(reason).toMatchObject({ type: 'opening/not-open-to' });
    await expect(run((tx) => record(tx, { ...sheet, lines: [] }))).rejects.toMatchObject({ type: 'opening/id-reused' });
  });

  test('are seen and written by nobody of another cooperative', async () => {
    const city = await outlet();
    const sheet = sheetOf(city);
    await database.app.inRegency(city.reach, (tx) => record(tx, sheet));
    const stranger: Reach = { ...city.reach, cooperativeIds: [newId<'cooperative'>()], knownCooperativeIds: [] };
    const tables = ['sheet', 'line', 'stock_line', 'cylinder_line', 'step'];
    await database.app.inRegency(city.reach, (tx) => step(tx, sheet.id, 'approve'));
    for (const table of tables) {
      const count = (reach: Reach) =>
        database.app.inRegency(reach, async (tx) => {
          const name = sql.table(`opening.${table}`);
          return (await sql`select from ${name} where regency_id = ${tx.regencyId}`.execute(tx)).rows.length;
        });
      expect(await count(stranger), table).toBe(0);
      expect(await count(city.reach), `${table}, the control`).toBeGreaterThan(0);
    }
    await expect(database.app.inRegency(stranger, (tx) => record(tx, sheetOf(city)))).rejects.toMatchObject({
      type: 'opening/cooperative-not-found',
    });
    await expect(
      database.app.inRegency(stranger, (tx) =>
        sql`insert into opening.step (regency_id, sheet_id, seq, cooperative_id, act, recorded_role)
          values (${tx.regencyId}, ${sheet.id}, 9, ${city.cooperativeId}, 'withdraw', 'x')`.execute(tx),
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });
});
