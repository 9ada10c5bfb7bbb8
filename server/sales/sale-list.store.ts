import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { QueryOf } from '../kernel/call.ts';
import type { Id } from '../kernel/ids.ts';
import { countedMax, type Page } from '../kernel/page.ts';
import { beyond } from '../platform/db/day-cursor.ts';
import type { Tx } from '../platform/db/tx.ts';
import { withinReach } from '../platform/db/within-reach.ts';
import type { listSalesCall, SaleListed, SaleShown } from './sale.schema.ts';
import { flagsOf } from './sale.store.ts';

interface ListedRow extends Omit<SaleListed, 'cooperative'> {
  readonly cooperativeId: Id<'cooperative'>;
  readonly cooperativeName: string;
  readonly reason: string | null;
}

/** One page of the sales the reader may see, newest first. The cursor is the last row's day and id. */
export async function salesPage(tx: Tx, asked: QueryOf<typeof listSalesCall>): Promise<Page<SaleListed>> {
  const limit = asked.limit ?? 50;
  const mine = conditionsOf(tx, asked);
  const rows = await saleRows(tx, [...mine, beyond(asked.after, { day: 's.soldOn', id: 's.id' }, 'desc')], limit + 1);
  const counted = await sql<{ total: number }>`
    select count(*)::integer as total from (select from sales.sale as s where ${sql.join(mine, sql` and `)} limit ${countedMax + 1}) as counted
  `.execute(tx);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map((row) => listed(row)),
    next: last && rows.length > limit ? `${last.soldOn}.${last.id}` : null,
    total: counted.rows[0]?.total ?? 0,
  };
}

export async function findSaleShown(tx: Tx, id: Id<'sale'>): Promise<SaleShown | undefined> {
  const [row] = await saleRows(tx, [sql<SqlBool>`s.regency_id = ${tx.regencyId} and s.id = ${id}`], 1);
  if (row === undefined) return undefined;
  const { rows } = await sql<SaleShown['lines'][number]>`
    select l.seq, l.item_id, i.name as item_name, i.base_unit, p.label as pack_label, l.qty_packs, l.qty_base, l.price_idr, l.list_price_idr,
      l.amount_idr, l.cost_idr, l.short_base, l.flags
    from sales.sale_line as l
    join catalogue.item as i on i.regency_id = ${tx.regencyId} and i.id = l.item_id
    join catalogue.pack as p on p.regency_id = ${tx.regencyId} and p.id = l.pack_id
    where l.regency_id = ${tx.regencyId} and l.sale_id = ${id} order by l.seq
  `.execute(tx);
  return { ...listed(row), reason: row.reason, lines: rows };
}

async function saleRows(tx: Tx, conditions: readonly RawBuilder<SqlBool>[], limit: number): Promise<ListedRow[]> {
  const { rows } = await sql<ListedRow>`
    select s.id, s.number, s.cooperative_id, own.name as cooperative_name, place.name as place_name, s.sold_on, s.posted_on, s.buyer,
      account.name as account_name, s.total_idr, s.evidence, s.reverses_id, back.id as reversed_by_id, s.reason, s.recorded_role, s.on_behalf,
      s.sample, ${flagsOf} as flags, (
        select string_agg(l.qty_packs || ' ' || p.label || ' ' || i.name, '; ' order by l.seq)
        from sales.sale_line as l
        join catalogue.item as i on i.regency_id = l.regency_id and i.id = l.item_id
        join catalogue.pack as p on p.regency_id = l.regency_id and p.id = l.pack_id
        where l.regency_id = s.regency_id and l.sale_id = s.id and l.seq <= 3) as goods
    from (select * from sales.sale as s where ${sql.join(conditions, sql` and `)} order by s.sold_on desc, s.id desc limit ${limit}) as s
    join cooperatives.cooperative as own on own.regency_id = ${tx.regencyId} and own.id = s.cooperative_id
    join inventory.place as place on place.regency_id = ${tx.regencyId} and place.id = s.place_id
    join ledger.account as account on account.regency_id = ${tx.regencyId} and account.cooperative_id = s.cooperative_id and account.code = s.account_code
    left join sales.sale as back on back.regency_id = ${tx.regencyId} and back.reverses_id = s.id
    order by s.sold_on desc, s.id desc
  `.execute(tx);
  return rows;
}

function listed({ cooperativeId, cooperativeName, reason: _, ...row }: ListedRow): SaleListed {
  return { ...row, goods: row.goods ?? '', cooperative: { id: cooperativeId, name: cooperativeName } };
}

function conditionsOf(tx: Tx, asked: QueryOf<typeof listSalesCall>): RawBuilder<SqlBool>[] {
  const { cooperativeId, from, to, flagged } = asked;
  return [
    sql<SqlBool>`s.regency_id = ${tx.regencyId}`,
    withinReach(tx, 's.cooperative_id'),
    ...(cooperativeId === undefined ? [] : [sql<SqlBool>`s.cooperative_id = ${cooperativeId}`]),
    ...(from === undefined ? [] : [sql<SqlBool>`s.sold_on >= ${from}`]),
    ...(to === undefined ? [] : [sql<SqlBool>`s.sold_on <= ${to}`]),
    ...(flagged === true
      ? [
          sql<SqlBool>`exists (select from sales.sale_line as l where l.regency_id = s.regency_id and l.sale_id = s.id and l.flags <> '{}')`,
        ]
      : []),
  ];
}
