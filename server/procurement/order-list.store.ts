import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { present } from '../kernel/assert.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { QueryOf } from '../kernel/call.ts';
import { type Id, isId } from '../kernel/ids.ts';
import { countedMax, type Page } from '../kernel/page.ts';
import type { Rupiah } from '../kernel/rupiah.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { listOrdersCall, OrderListed } from './order.schema.ts';
import type { OrderStatus, Parties } from './order.ts';

interface ListedRow extends Parties {
  readonly id: Id<'order'>;
  readonly number: string;
  readonly orderedOn: BusinessDate;
  readonly wantedOn: BusinessDate | null;
  readonly buyerName: string;
  readonly supplierName: string;
  readonly placeName: string;
  readonly status: OrderStatus;
  readonly goods: string;
  readonly totalIdr: Rupiah;
  readonly isConsigned: boolean;
  readonly onBehalf: boolean;
  readonly sample: boolean;
}

/**
 * One page of the orders the reader may see: what is open oldest first, what is over newest first. The cursor is the last row's day and id.
 * Each kind of reader asks by his own key, which is the beginning of an index: a partner's inbox never walks through what others bought.
 */
export async function ordersPage(tx: Tx, asked: QueryOf<typeof listOrdersCall>): Promise<Page<OrderListed>> {
  const { open = true, limit = 50 } = asked;
  const mine = conditionsOf(tx, asked, open);
  const where = sql.join([...mine, ...afterOf(asked.after, open)], sql` and `);
  const sorted = open ? sql`ordered_on, id` : sql`ordered_on desc, id desc`;
  const rows = await listed(tx, { where, sorted, limit: limit + 1 });
  const counted = await sql<{ total: number }>`
    select count(*)::integer as total from (select from procurement.order where ${sql.join(mine, sql` and `)} limit ${countedMax + 1}) as counted
  `.execute(tx);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map(shown),
    next: last && rows.length > limit ? `${last.orderedOn}.${last.id}` : null,
    total: counted.rows[0]?.total ?? 0,
  };
}

/** One order as lists show it, and whose it is; undefined where the reader may not see it. */
export async function findListed(tx: Tx, id: Id<'order'>): Promise<(OrderListed & { parties: Parties }) | undefined> {
  const where = sql<SqlBool>`regency_id = ${tx.regencyId} and id = ${id}`;
  const [row] = await listed(tx, { where, sorted: sql`id`, limit: 1 });
  if (row === undefined) return undefined;
  const { cooperativeId, supplierCooperativeId, partnerId, principalId } = row;
  return { ...shown(row), parties: { cooperativeId, supplierCooperativeId, partnerId, principalId } };
}

async function listed(
  tx: Tx,
  asked: { where: RawBuilder<unknown>; sorted: RawBuilder<unknown>; limit: number },
): Promise<ListedRow[]> {
  const { rows } = await sql<ListedRow>`
    select o.*, (
      select string_agg(l.qty_packs || ' ' || l.pack_label || ' ' || l.item_name, '; ' order by l.seq)
      from procurement.order_line as l where l.regency_id = ${tx.regencyId} and l.order_id = o.id and l.seq <= 3) as goods
    from (
      select id, number, ordered_on, wanted_on, cooperative_id, buyer_name, supplier_cooperative_id, partner_id, principal_id, supplier_name,
        place_name, status, total_idr, is_consigned, on_behalf, sample
      from procurement.order where ${asked.where} order by ${asked.sorted} limit ${asked.limit}) as o
    order by ${asked.sorted}
  `.execute(tx);
  return rows;
}

function conditionsOf(tx: Tx, asked: QueryOf<typeof listOrdersCall>, open: boolean): RawBuilder<SqlBool>[] {
  const { reach } = tx;
  const own = `{${reach.cooperativeIds.join(',')}}`;
  const isPartner = reach.partnerId !== undefined;
  return [
    sql<SqlBool>`regency_id = ${tx.regencyId} and is_open = ${open}`,
    ...(isPartner ? [sql<SqlBool>`(partner_id = ${reach.partnerId} or principal_id = ${reach.partnerId})`] : []),
    ...(!isPartner && reach.scope !== 'regency'
      ? [sql<SqlBool>`(cooperative_id = any (${own}::uuid[]) or supplier_cooperative_id = any (${own}::uuid[]))`]
      : []),
    ...(asked.status === undefined ? [] : [sql<SqlBool>`status = ${asked.status}`]),
    ...(asked.cooperativeId === undefined ? [] : [sql<SqlBool>`cooperative_id = ${asked.cooperativeId}`]),
    ...(asked.partnerId === undefined ? [] : [sql<SqlBool>`partner_id = ${asked.partnerId}`]),
  ];
}

/** A cursor that is none leads to no row rather than to the first again. */
function afterOf(after: string | undefined, open: boolean): RawBuilder<SqlBool>[] {
  if (after === undefined) return [];
  const [day = '', id = ''] = after.split('.', 2);
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || !isId(id)) return [sql<SqlBool>`false`];
  return [sql<SqlBool>`(ordered_on, id) ${open ? sql`>` : sql`<`} (${day}::date, ${id}::uuid)`];
}

function shown(row: ListedRow): OrderListed {
  const { cooperativeId, buyerName, supplierCooperativeId, partnerId, principalId: _, supplierName, ...rest } = row;
  const supplierId = present(partnerId ?? supplierCooperativeId, 'the supplier of an order');
  return { ...rest, buyer: { id: cooperativeId, name: buyerName }, supplier: { id: supplierId, name: supplierName } };
}
