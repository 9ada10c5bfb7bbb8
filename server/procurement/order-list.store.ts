import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { present } from '../kernel/assert.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { QueryOf } from '../kernel/call.ts';
import type { Id } from '../kernel/ids.ts';
import { countedMax, type Page } from '../kernel/page.ts';
import type { Rupiah } from '../kernel/rupiah.ts';
import { beyond } from '../platform/db/day-cursor.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { OrderStatus, Parties } from './order.ts';
import type { listOrderLinesCall, listOrdersCall, OrderLineListed, OrderListed } from './order-list.schema.ts';

interface ListedRow extends Parties {
  readonly id: Id<'order'>;
  readonly regencyId: number;
  readonly city: string | null;
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

type Asked = Omit<QueryOf<typeof listOrdersCall>, 'limit'> & { readonly limit?: number };

/**
 * One page of the orders the reader may see: what is open oldest first, what is over newest first. The cursor is the last row's day and id.
 * @param tx with `everywhere` of the login of partners, whose policy knows a partner and no city
 */
export async function ordersPage(tx: Tx, asked: Asked): Promise<Page<OrderListed>> {
  const { after: _, ...all } = asked;
  const { limit = 50 } = asked;
  const rows = await listed(tx, { from: pageFrom(tx, asked, limit + 1), sorted: sortedFor(asked) });
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::integer as total from (${pageFrom(tx, all, countedMax + 1)}) as counted
  `.execute(tx);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map(shown),
    next: last && rows.length > limit ? `${last.orderedOn}.${last.id}` : null,
    total: counted[0]?.total ?? 0,
  };
}

/** One order as lists show it, and whose it is; undefined where the reader may not see it. */
export async function findListed(tx: Tx, id: Id<'order'>): Promise<(OrderListed & { parties: Parties }) | undefined> {
  const from = sql`select * from procurement.order where regency_id = ${tx.regencyId} and id = ${id}`;
  const [row] = await listed(tx, { from, sorted: sql`id` });
  if (row === undefined) return undefined;
  const { cooperativeId, supplierCooperativeId, partnerId, principalId } = row;
  return { ...shown(row), parties: { cooperativeId, supplierCooperativeId, partnerId, principalId } };
}

/** One page of the lines of those orders, for whoever loads them into a program of his own: all lines of so many orders. */
export async function orderLinesPage(
  tx: Tx,
  asked: QueryOf<typeof listOrderLinesCall>,
): Promise<Page<OrderLineListed>> {
  const { limit = 50 } = asked;
  const { rows: orders, next, total } = await ordersPage(tx, { ...asked, limit });
  const byId = new Map(orders.map((order) => [order.id, order]));
  const { rows } = await sql<LineRow>`
    select l.order_id, l.seq, l.product_code, l.item_name, l.base_unit, l.pack_label, l.pack_qty_base, l.qty_packs, l.price_idr,
      coalesce((
        select cut."qtyPacks" from procurement.order_step as s, jsonb_to_recordset(s.detail) as cut (seq integer, "qtyPacks" bigint)
        where s.regency_id = l.regency_id and s.order_id = l.order_id and s.step = 'confirm' and cut.seq = l.seq), l.qty_packs) as agreed_packs
    from procurement.order_line as l
    where l.order_id = any (${[...byId.keys()]}::uuid[]) and l.regency_id = any (${orders.map((order) => order.regencyId)}::integer[])
    order by l.order_id, l.seq
  `.execute(tx);
  const lines = Map.groupBy(rows, ({ orderId }) => orderId);
  return {
    rows: orders.flatMap((order) =>
      (lines.get(order.id) ?? []).map(({ orderId: _, ...line }) => ({ ...line, id: `${order.id}.${line.seq}`, order })),
    ),
    next,
    total,
  };
}

type LineRow = Omit<OrderLineListed, 'id' | 'order'> & { readonly orderId: Id<'order'> };

async function listed(
  tx: Tx,
  { from, sorted }: { from: RawBuilder<unknown>; sorted: RawBuilder<unknown> },
): Promise<ListedRow[]> {
  const { rows } = await sql<ListedRow>`
    select o.id, o.regency_id, o.number, o.ordered_on, o.wanted_on, o.cooperative_id, o.buyer_name, o.supplier_cooperative_id, o.partner_id,
      o.principal_id, o.supplier_name, o.place_name, o.status, o.total_idr, o.is_consigned, o.on_behalf, o.sample,
      (select name from reference.region as r where r.id = o.regency_id) as city,
      (select string_agg(l.qty_packs || ' ' || l.pack_label || ' ' || l.item_name, '; ' order by l.seq)
        from procurement.order_line as l where l.regency_id = o.regency_id and l.order_id = o.id and l.seq <= 3) as goods
    from (${from}) as o order by ${sorted}
  `.execute(tx);
  return rows;
}

function isOpenAsked({ open = true }: Asked): boolean {
  return open;
}

function sortedFor(asked: Asked): RawBuilder<unknown> {
  return isOpenAsked(asked) ? sql`ordered_on, id` : sql`ordered_on desc, id desc`;
}

/**
 * The first so many orders of each way in which an order can be the reader's, and the first so many of those: each way is the beginning of an
 * index in the order of the list, so that nobody's inbox reads what others bought, or all that is open to show what comes first.
 */
function pageFrom(tx: Tx, asked: Asked, limit: number): RawBuilder<unknown> {
  const sorted = sortedFor(asked);
  const rest = sql.join(restOf(tx, asked), sql` and `);
  const ways = waysOf(tx).map(
    (way) => sql`(select * from procurement.order where ${way} and ${rest} order by ${sorted} limit ${limit})`,
  );
  return sql`select * from (${sql.join(ways, sql` union all `)}) as mine order by ${sorted} limit ${limit}`;
}

/** No two of them hold of one order: who is both sides of it is counted where he buys, or supplies in his own name. */
function waysOf({ reach }: Tx): RawBuilder<SqlBool>[] {
  const { partnerId } = reach;
  if (partnerId !== undefined)
    return [
      sql`partner_id = ${partnerId}`,
      sql`principal_id = ${partnerId} and partner_id is distinct from ${partnerId}`,
    ];
  if (reach.scope === 'regency') return [sql`true`];
  const own = sql`any (${[...reach.cooperativeIds]}::uuid[])`;
  return [sql`cooperative_id = ${own}`, sql`supplier_cooperative_id = ${own} and not cooperative_id = ${own}`];
}

function restOf(tx: Tx, asked: Asked): RawBuilder<SqlBool>[] {
  const { status, cooperativeId, partnerId, everywhere = false } = asked;
  return [
    sql<SqlBool>`is_open = ${isOpenAsked(asked)}`,
    ...(everywhere ? [] : [sql<SqlBool>`regency_id = ${tx.regencyId}`]),
    ...(status === undefined ? [] : [sql<SqlBool>`status = ${status}`]),
    ...(cooperativeId === undefined ? [] : [sql<SqlBool>`cooperative_id = ${cooperativeId}`]),
    ...(partnerId === undefined ? [] : [sql<SqlBool>`partner_id = ${partnerId}`]),
    beyond(asked.after, { day: 'orderedOn', id: 'id' }, isOpenAsked(asked) ? 'asc' : 'desc'),
  ];
}

function shown(row: ListedRow): OrderListed {
  const { cooperativeId, buyerName, supplierCooperativeId, partnerId, principalId: _, supplierName, ...rest } = row;
  const supplierId = present(partnerId ?? supplierCooperativeId, 'the supplier of an order');
  return { ...rest, buyer: { id: cooperativeId, name: buyerName }, supplier: { id: supplierId, name: supplierName } };
}
