import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Reach } from '../kernel/actor.ts';
import { businessDate } from '../kernel/business-date.ts';
import { regencyId } from '../kernel/ids.ts';
import { newId } from '../platform/clock.ts';
import { CutOff, cutOffAt } from '../platform/db/testing/cut-off.ts';
import { testDatabase } from '../platform/db/testing/test-database.ts';
import type { Tx } from '../platform/db/tx.ts';
import { recordSales } from './public.ts';
import { reverseSale } from './reverse-sale.command.ts';
import { machine, outlet, today } from './testing/outlet.ts';

const database = testDatabase();
const city: Reach = { regencyId: regencyId(9232), scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };
const inCity = <T>(work: (tx: Tx) => Promise<T>, reach = city) => database.app.inRegency(reach, work);

/** Everything that a sale writes, counted behind the policies, and what stands on every account and shelf. */
async function standing() {
  const { rows } = await database.owner.query(`
    select (select count(*) from sales.sale) as sales, (select count(*) from sales.sale_line) as lines,
      (select count(*) from ledger.journal) as journals, (select coalesce(sum(last_number), 0) from sales.counter) as numbers,
      (select count(*) from inventory.move) as moves, (select count(*) from audit.entry) as acts,
      (select coalesce(sum(debit_idr), 0) from ledger.balance) as debits, (select coalesce(sum(qty_base), 0) from inventory.stock) as stock,
      (select count(*) from ledger.journal as j where (select sum(amount_idr) from ledger.posting as p where p.journal_id = j.id) <> 0) as askew`);
  return rows[0];
}

describe('R07 cut off at any statement', () => {
  test('a sale, and its reversal, is there whole or not at all', async () => {
    const { draft } = await inCity((tx) => outlet(tx));
    const sale = draft({}, 2);
    const reversal = { id: newId<'sale'>(), reversedOn: today, reason: 'uji putus' };
    const steps: readonly ((tx: Tx) => Promise<unknown>)[] = [
      (tx) => recordSales(tx, machine, [sale, draft({ buyer: 'member' })], { today }),
      (tx) => reverseSale(tx, machine, sale.id, reversal, today),
    ];
    for (const step of steps) {
      const before = await standing();
      let at = 0;
      for (let isCut = true; isCut; ) {
        at += 1;
        const attempt = inCity(async (tx) => {
          const cut = cutOffAt(tx, at);
          await step(cut);
          if (cut.asked() >= at) throw new Error('went on past the cut');
        });
        isCut = await attempt.then(
          () => false,
          (error: unknown) => {
            if (!(error instanceof CutOff)) throw error;
            return true;
          },
        );
        if (isCut) expect(await standing(), `statement ${at}`).toEqual(before);
      }
      expect(at, 'statements that were cut').toBeGreaterThan(15);
      expect(await standing(), 'the control: uncut it is recorded').not.toEqual(before);
    }
    expect((await standing()).askew).toBe('0');
  });
});

describe('R14 and R21', () => {
  test('fifty at once are one sale, and all fifty are told the same', async () => {
    const { draft } = await inCity((tx) => outlet(tx));
    const sale = draft();
    const before = await standing();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => inCity((tx) => recordSales(tx, machine, [sale], { today }))),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(Number((await standing()).sales) - Number(before.sales)).toBe(1);
  });

  test('one poisoned among five hundred: the others are recorded, and it alone is told why not', async () => {
    const { draft } = await inCity((tx) => outlet(tx, 1000));
    const drafts = Array.from({ length: 500 }, (_, at) => (at === 250 ? draft({ accountCode: '999999' }) : draft()));
    const outcomes = await inCity((tx) => recordSales(tx, machine, drafts, { today }));
    expect(outcomes.filter((each) => 'recorded' in each)).toHaveLength(499);
    expect(outcomes[250]).toMatchObject({ refused: { type: 'sales/account-not-found' } });
  });
});

describe('R20 a sale of a closed month', () => {
  test('is booked on the first open day, goods and money alike, and keeps its own', async () => {
    await database.rolledBack(city, async (tx) => {
      const { cooperativeId, draft } = await outlet(tx);
      await sql`update ledger.book set closed_through = '2025-11-20' where regency_id = ${tx.regencyId} and cooperative_id = ${cooperativeId}`.execute(
        tx,
      );
      const late = draft({ soldOn: businessDate('2025-11-10') });
      expect(await recordSales(tx, machine, [late, draft()], { today })).toMatchObject([
        { recorded: { postedOn: '2025-11-21' } },
        { recorded: { postedOn: today } },
      ]);
      const { rows } = await sql`
        select m.occurred_on, m.posted_on as goods_on, j.posted_on as money_on, j.is_late
        from inventory.move as m join ledger.journal as j on j.regency_id = m.regency_id and j.source_id = m.source_id
        where m.regency_id = ${tx.regencyId} and m.source_id = ${late.id}
      `.execute(tx);
      expect(rows).toEqual([{ occurredOn: '2025-11-10', goodsOn: '2025-11-21', moneyOn: '2025-11-21', isLate: true }]);
    });
  });
});

describe('nobody sells for another cooperative', () => {
  test('nor sees what it sold, nor writes beside the command, nor sets rules for the city', async () => {
    const [own, other] = [await inCity((tx) => outlet(tx)), await inCity((tx) => outlet(tx))];
    await inCity((tx) => recordSales(tx, machine, [own.draft(), other.draft()], { today }));
    const ids = [own.cooperativeId];
    const reach: Reach = { ...city, scope: 'cooperatives', cooperativeIds: ids, knownCooperativeIds: ids };
    const told = await inCity((tx) => recordSales(tx, machine, [other.draft(), own.draft()], { today }), reach);
    expect(told).toMatchObject([{ refused: { type: 'sales/cooperative-not-found' } }, { recorded: {} }]);
    for (const table of [
      'sales.sale',
      'sales.sale_line',
      'sales.counter',
      'catalogue.item',
      'catalogue.pack',
      'catalogue.price',
    ]) {
      const { rows } = await inCity(
        (tx) => sql<{ id: string }>`select distinct cooperative_id as id from ${sql.table(table)}`.execute(tx),
        reach,
      );
      expect(rows, table).toEqual([{ id: own.cooperativeId }]);
    }
    const attack = (statement: ReturnType<typeof sql>) => expect(inCity((tx) => statement.execute(tx), reach)).rejects;
    const { regencyId: tenant } = city;
    await attack(
      sql`insert into sales.counter (regency_id, cooperative_id, year, last_number) values (${tenant}, ${other.cooperativeId}, 2024, 1)`,
    ).toThrow(/row-level security/);
    await attack(
      sql`insert into sales.sale select regency_id, ${newId()}, ${other.cooperativeId}, place_id, 'PJ/0', sold_on, sold_at, posted_on, buyer, buyer_id,
        account_code, total_idr, evidence, reverses_id, reason, content_hash, sample, recorded_at, recorded_by, recorded_role, on_behalf from sales.sale limit 1`,
    ).toThrow(/row-level security/);
    await attack(
      sql`insert into catalogue.trade_rule (regency_id, id, commodity_code, kind, price_idr, legal_basis, valid_from, recorded_role)
        values (${tenant}, ${newId()}, 'sugar-kg', 'ceiling', 1, 'x', '2025-01-01', 'x')`,
    ).toThrow(/row-level security/);
    await attack(sql`update sales.sale set total_idr = 0`).toThrow(/permission denied/);
    await attack(sql`delete from sales.sale_line`).toThrow(/permission denied/);
  });
});
