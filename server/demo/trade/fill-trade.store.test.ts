import { beforeAll, describe, expect, test } from 'vitest';
import type * as access from '../../access/public.ts';
import { present } from '../../kernel/assert.ts';
import { testDatabase } from '../../platform/db/testing/test-database.ts';
import { wholeRegency } from '../../platform/jobs/tasks.ts';
import { orderStatuses } from '../../procurement/order.ts';
import * as reference from '../../reference/public.ts';
import { enrolAccounts, tradingVillage } from '../enrol-accounts.command.ts';
import * as facts from '../facts.ts';
import { fillDemo } from '../fill-demo.command.ts';
import { countSamples } from './count-samples.command.ts';

const database = testDatabase();

async function rows<Row extends object>(statement: string): Promise<Row[]> {
  return (await database.owner.query<Row>(statement)).rows;
}

beforeAll(async () => {
  const owner = await database.owner.connect();
  await reference.seedRegions(owner).finally(() => owner.release());
  const regency = present(
    await reference.findRegencyByCode(database.app.central, '64.71', facts.demoToday),
    'the city',
  );
  await database.app.inRegency(wholeRegency(regency.id), async (tx) => {
    await fillDemo(tx, regency);
    const { people } = await enrolAccounts(tx, regency);
    const person = (role: access.RoleName) => present(people.get(role), role);
    await countSamples(tx, tradingVillage, [person('cooperative-cashier'), person('cooperative-manager')]);
  });
}, 120_000);

describe('the trade of the demo', () => {
  test('is that of seven books, each of which comes to zero and holds what its moves say', async () => {
    expect(
      await rows(
        `select count(distinct cooperative_id)::integer as books, sum(amount_idr)::integer as total from ledger.posting`,
      ),
    ).toEqual([{ books: 7, total: 0 }]);
    const differing = await rows(`
      with moved as (
        select to_place_id as place_id, item_id, qty_base from inventory.move union all select from_place_id, item_id, -qty_base from inventory.move
      ), sums as (select place_id, item_id, sum(qty_base) as qty from moved group by 1, 2)
      select p.kind, s.qty from sums as s join inventory.place as p on p.id = s.place_id
      left join (select place_id, item_id, sum(qty_base) as qty from inventory.stock group by 1, 2) as t using (place_id, item_id)
      where p.kind in ('warehouse', 'outlet', 'in_transit', 'quarantine', 'damaged', 'lost_found') and s.qty <> coalesce(t.qty, 0)`);
    expect(differing).toEqual([]);
  });

  test('has stock accounts that stand at what the stock is worth', async () => {
    const differing = await rows(`
      select coalesce(b.cooperative_id, s.cooperative_id), account, b.idr as book, s.idr as stock from (
        select cooperative_id, account_code as account, sum(amount_idr) as idr from ledger.posting where account_code like '1141%' or account_code like '1142%' group by 1, 2) as b
      full join (
        select p.cooperative_id, c.stock_account as account, sum(p.value_idr) as idr from inventory.pool as p join catalogue.item as i on i.id = p.item_id
        join reference.item_category as c on c.code = i.category_code group by 1, 2) as s using (account, cooperative_id)
      where coalesce(b.idr, 0) <> coalesce(s.idr, 0)`);
    expect(differing).toEqual([]);
  });

  test('shows an order at every stage but closed, and none without its mark', async () => {
    const stages = await rows<{ status: string }>('select distinct status from procurement."order"');
    expect(stages.map(({ status }) => status).toSorted()).toEqual(
      orderStatuses.filter((status) => status !== 'closed').toSorted(),
    );
    const unmarked = await rows(`
      select 'order' as what from procurement."order" where not sample union all select 'sale' from sales.sale where not sample
      union all select 'journal' from ledger.journal where not sample union all select 'move' from inventory.move where not sample
      union all select 'item' from catalogue.item where not sample union all select 'surplus' from procurement.surplus_sale where not sample`);
    expect(unmarked).toEqual([]);
  });

  test('suggests cooking oil from Karang Rejo to Damai, and no shelf ever missed what was sold', async () => {
    expect(
      await rows(
        `select seller_name, buyer_name, product_code from procurement.surplus_suggestion where ended_on is null`,
      ),
    ).toEqual([
      expect.objectContaining({
        product_code: 'minyakita-12l',
        seller_name: expect.stringContaining('Karang Rejo') as string,
        buyer_name: expect.stringContaining('Damai') as string,
      }),
    ]);
    expect(
      await rows(
        `select from inventory.stock as s join inventory.place as p on p.id = s.place_id where p.kind = 'lost_found' and s.qty_base < 0`,
      ),
    ).toEqual([]);
  });

  test('waits for a third count of what two people found different', async () => {
    const counts = await rows<{ people: number; open: boolean }>(`
      select count(distinct c.recorded_by)::integer as people, bool_and(s.outcome is null) as open from inventory.count as c
      join inventory.stocktake as s on s.id = c.stocktake_id`);
    expect(counts).toEqual([{ people: 2, open: true }]);
  });
});
