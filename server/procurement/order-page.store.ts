import { type RawBuilder, sql } from 'kysely';
import * as catalogue from '../catalogue/public.ts';
import * as inventory from '../inventory/public.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Id } from '../kernel/ids.ts';
import { rupiah } from '../kernel/rupiah.ts';
import * as ledger from '../ledger/public.ts';
import type { Tx } from '../platform/db/tx.ts';
import { coveredBaseOf, matchOf, owedOf } from './billing/billing.store.ts';
import { coveredIdr, differencesOf, type MatchLine } from './billing/billing.ts';
import { orderRefusals } from './order.refusals.ts';
import { actionsOpenTo } from './order.ts';
import { findListed } from './order-list.store.ts';
import type { OrderPage } from './order-page.schema.ts';

type Papers = Pick<OrderPage, 'placeId' | 'note' | 'steps' | 'deliveries' | 'receipts' | 'payments' | 'returns'> & {
  readonly invoices: readonly Omit<OrderPage['invoices'][number], 'coveredIdr'>[];
};

/** Where goods lie that go back. */
const holdsReturns = new Set<inventory.PlaceKind>(['damaged', 'quarantine', 'outlet', 'warehouse']);

/** Everything of one order, as the reader may see it. @throws procurement/not-found */
export async function orderPage(tx: Tx, actor: Actor, id: Id<'order'>): Promise<OrderPage> {
  const listed = await findListed(tx, id);
  if (listed === undefined) throw orderRefusals.notFound({});
  const [match, owed, papers] = [await matchOf(tx, id), await owedOf(tx, id), await papersOf(tx, id)];
  const covered = await coveredBaseOf(tx, id);
  const { parties, ...order } = listed;
  const actions = actionsOpenTo({ ...parties, status: order.status }, actor);
  const accounts = actions.includes('pay') ? await ledger.moneyAccountsOf(tx, [parties.cooperativeId]) : [];
  const places = actions.includes('return') ? await inventory.placesOf(tx, parties.cooperativeId) : [];
  const itemIds = actions.includes('receive') ? match.map(({ line }) => line.itemId) : [];
  const items = await catalogue.itemsById(tx, itemIds);
  const inCylinders = new Set(itemIds.filter((itemId) => (items.get(itemId)?.cylinderKg10 ?? null) !== null));
  return {
    ...order,
    ...papers,
    accounts: accounts.map(({ code, name }) => ({ code, name })),
    places: places.filter(({ kind }) => holdsReturns.has(kind)).map(({ id: placeId, name }) => ({ id: placeId, name })),
    lines: match.map((line) => ({ ...lineOf(line), inCylinders: inCylinders.has(line.line.itemId) })),
    invoices: papers.invoices.map((invoice) => ({
      ...invoice,
      coveredIdr: coveredIdr(invoice.lines, match, covered).valueIdr,
    })),
    money: { ...owed, leftIdr: rupiah(owed.receivedIdr - owed.creditedIdr + owed.settledIdr - owed.paidIdr) },
    actions,
  };
}

function lineOf(match: MatchLine): Omit<OrderPage['lines'][number], 'inCylinders'> {
  const { line, ...sums } = match;
  const { packId: _, ...shown } = line;
  return { ...shown, ...sums, differences: differencesOf(match) };
}

async function papersOf(tx: Tx, id: Id<'order'>): Promise<Papers> {
  const of = (table: string) => sql`${sql.table(table)} where regency_id = ${tx.regencyId} and order_id = ${id}`;
  const list = (shape: RawBuilder<unknown>, from: RawBuilder<unknown>, by: RawBuilder<unknown>) =>
    sql`coalesce((select json_agg(json_build_object(${shape}) order by ${by}) from ${from}), '[]')`;
  const lines = (table: string, key: RawBuilder<unknown>, shape: RawBuilder<unknown>) =>
    list(sql`'seq', order_seq, ${shape}`, sql`${of(table)} and ${key}`, sql`order_seq`);
  const { rows } = await sql<Papers>`
    select place_id, note,
      ${list(
        sql`'step', step, 'status', status, 'happenedOn', happened_on, 'reason', reason, 'role', recorded_role, 'onBehalf', on_behalf,
          'cuts', case when step = 'confirm' then coalesce(detail, '[]') else '[]' end`,
        of('procurement.order_step'),
        sql`seq`,
      )} as steps,
      ${list(
        sql`'id', id, 'loadId', load_id, 'number', number, 'leftOn', left_on, 'driver', driver, 'vehicle', vehicle, 'flags', flags,
          'lines', ${lines('procurement.delivery_line', sql`delivery_id = delivery.id`, sql`'qtyBase', qty_base`)}`,
        of('procurement.delivery'),
        sql`left_on, id`,
      )} as deliveries,
      ${list(
        sql`'id', id, 'deliveryId', delivery_id, 'number', number, 'receivedOn', received_on, 'postedOn', posted_on, 'valueIdr', value_idr,
          'flags', flags, 'note', note, 'onBehalf', on_behalf,
          'lines', ${lines(
            'procurement.receipt_line',
            sql`receipt_id = receipt.id`,
            sql`'goodBase', good_base, 'quarantinedBase', quarantined_base, 'damagedBase', damaged_base, 'valueIdr', value_idr,
              'flags', flags, 'emptiesGiven', empties_given, 'batchLabel', batch_label, 'expiresOn', expires_on`,
          )}`,
        of('procurement.receipt'),
        sql`received_on, id`,
      )} as receipts,
      ${list(
        sql`'id', id, 'number', number, 'invoicedOn', invoiced_on, 'dueOn', due_on, 'totalIdr', total_idr, 'acceptedIdr', accepted_idr,
          'acceptedOn', accepted_on, 'acceptedReason', accepted_reason,
          'lines', ${lines('procurement.invoice_line', sql`invoice_id = invoice.id`, sql`'qtyBase', qty_base, 'amountIdr', amount_idr`)}`,
        of('procurement.invoice'),
        sql`invoiced_on, id`,
      )} as invoices,
      ${list(
        sql`'id', id, 'paidOn', paid_on, 'amountIdr', amount_idr, 'accountCode', account_code, 'evidence', evidence, 'flags', flags`,
        of('procurement.payment'),
        sql`paid_on, id`,
      )} as payments,
      ${list(
        sql`'id', id, 'number', number, 'returnedOn', returned_on, 'creditIdr', credit_idr, 'reason', reason,
          'lines', ${lines('procurement.goods_return_line', sql`goods_return_id = goods_return.id`, sql`'qtyBase', qty_base`)}`,
        of('procurement.goods_return'),
        sql`returned_on, id`,
      )} as returns
    from procurement.order as o where o.regency_id = ${tx.regencyId} and o.id = ${id}
  `.execute(tx);
  const [papers] = rows;
  if (papers === undefined) throw orderRefusals.notFound({});
  return papers;
}
