import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { QueryOf, ReplyOf } from '../kernel/call.ts';
import { type Id, isId } from '../kernel/ids.ts';
import { countedMax, type Page } from '../kernel/page.ts';
import type { Tx } from '../platform/db/tx.ts';
import { withinReach } from '../platform/db/within-reach.ts';
import type { ItemShown, listItemsCall, listProductsCall } from './item.schema.ts';
import { commoditiesByCode, packsOf } from './item.store.ts';
import type { Commodity, Item, Pack } from './item.ts';
import { pricesOn } from './price.store.ts';
import { listPriceOf, type Price } from './price.ts';
import { products } from './product.store.ts';
import { rulesOn } from './trade-rule.store.ts';
import { type PriceRule, priceFlags, priceFor, type Rules } from './trade-rule.ts';

interface ItemRow extends Omit<Item, 'stockAccount'> {
  readonly cooperativeName: string;
  readonly categoryName: string;
  readonly productName: string | null;
  readonly sample: boolean;
}

/** One page of what the reader's cooperatives trade, by cooperative and name, with the prices and rules of a day. */
export async function itemsPage(
  tx: Tx,
  asked: QueryOf<typeof listItemsCall>,
  day: BusinessDate,
): Promise<Page<ItemShown>> {
  const limit = asked.limit ?? 50;
  const mine = conditionsOf(tx, asked);
  const rows = await itemRows(tx, [...mine, ...afterOf(asked.after)], limit + 1);
  const counted = await sql<{ total: number }>`
    select count(*)::integer as total from (select from catalogue.item as i where ${sql.join(mine, sql` and `)} limit ${countedMax + 1}) as counted
  `.execute(tx);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: await shownOn(tx, page, day),
    next: last && rows.length > limit ? last.id : null,
    total: counted.rows[0]?.total ?? 0,
  };
}

export async function findItemShown(tx: Tx, id: Id<'item'>, day: BusinessDate): Promise<ItemShown | undefined> {
  const rows = await itemRows(tx, [sql<SqlBool>`i.regency_id = ${tx.regencyId} and i.id = ${id}`], 1);
  return (await shownOn(tx, rows, day))[0];
}

async function itemRows(tx: Tx, conditions: readonly RawBuilder<SqlBool>[], limit: number): Promise<ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    select i.id, i.cooperative_id, own.name as cooperative_name, i.name, i.category_code, c.name as category_name, c.goods, i.base_unit,
      i.product_code, product.name as product_name, i.commodity_code, i.cylinder_kg10, i.expires, i.is_active, i.sample
    from catalogue.item as i
    join reference.item_category as c on c.code = i.category_code
    join cooperatives.cooperative as own on own.regency_id = ${tx.regencyId} and own.id = i.cooperative_id
    left join reference.product as product on product.code = i.product_code
    where ${sql.join(conditions, sql` and `)}
    order by i.cooperative_id, i.name, i.id limit ${limit}
  `.execute(tx);
  return rows;
}

function conditionsOf(tx: Tx, asked: QueryOf<typeof listItemsCall>): RawBuilder<SqlBool>[] {
  const search = asked.search?.trim().toLowerCase() ?? '';
  return [
    sql<SqlBool>`i.regency_id = ${tx.regencyId}`,
    withinReach(tx, 'i.cooperative_id'),
    ...(asked.cooperativeId === undefined ? [] : [sql<SqlBool>`i.cooperative_id = ${asked.cooperativeId}`]),
    ...(asked.inactive === true ? [] : [sql<SqlBool>`i.is_active`]),
    ...(search === '' ? [] : [sql<SqlBool>`strpos(lower(i.name), ${search}) > 0`]),
  ];
}

/** A cursor that is none leads to no row rather than to the first again. */
function afterOf(after: string | undefined): RawBuilder<SqlBool>[] {
  if (after === undefined) return [];
  if (!isId(after)) return [sql<SqlBool>`false`];
  return [
    sql<SqlBool>`(i.cooperative_id, i.name, i.id) > (
      select seen.cooperative_id, seen.name, seen.id from catalogue.item as seen where seen.regency_id = i.regency_id and seen.id = ${after})`,
  ];
}

async function shownOn(tx: Tx, rows: readonly ItemRow[], day: BusinessDate): Promise<ItemShown[]> {
  const packs = await packsOf(
    tx,
    rows.map((row) => row.id),
  );
  const prices = await pricesOn(
    tx,
    packs.map((pack) => pack.id),
    day,
  );
  const rules = await rulesOn(tx, day);
  const commodities = await commoditiesByCode(
    tx,
    rows.flatMap((row) => row.commodityCode ?? []),
  );
  return rows.map(({ cooperativeId, cooperativeName, ...row }) => {
    const own = rules.get(row.commodityCode ?? '') ?? {};
    const { limit } = own;
    return {
      ...row,
      cooperative: { id: cooperativeId, name: cooperativeName },
      limit: limit === undefined ? null : { ...limitShown(limit) },
      packs: packs
        .filter((pack) => pack.itemId === row.id)
        .map((pack) => packShown(pack, prices, own, commodities.get(row.commodityCode ?? ''))),
    };
  });
}

function limitShown({ qtyBaseMax, perDays, legalBasis, since, isCity }: NonNullable<Rules['limit']>) {
  return { qtyBaseMax, perDays, legalBasis, since, isCity };
}

function packShown(
  pack: Pack,
  prices: readonly Price[],
  rules: Rules,
  commodity: Commodity | undefined,
): ItemShown['packs'][number] {
  const [member, nonMember] = [listPriceOf(prices, pack.id, 'member'), listPriceOf(prices, pack.id, 'non_member')];
  const forPack = (rule: PriceRule | undefined) =>
    rule === undefined || commodity === undefined
      ? null
      : {
          ...{ priceIdr: priceFor(rule, commodity, pack.qtyBase), legalBasis: rule.legalBasis },
          ...{ since: rule.since, isCity: rule.isCity },
        };
  const flags = [member, nonMember].flatMap((price) =>
    price === undefined ? [] : priceFlags({ qtyBase: pack.qtyBase, priceIdr: price.priceIdr }, commodity, rules),
  );
  return {
    ...pack,
    ...{ memberIdr: member?.priceIdr ?? null, nonMemberIdr: nonMember?.priceIdr ?? null },
    priceSince: nonMember?.effectiveOn ?? member?.effectiveOn ?? null,
    ...{ ceiling: forPack(rules.ceiling), list: forPack(rules.list), flags: [...new Set(flags)] },
  };
}

/** The choices of the forms. */
export async function choices(tx: Tx): Promise<ReplyOf<typeof listProductsCall>> {
  const categories = await sql<{ code: string; name: string }>`
    select code, name from reference.item_category order by seq
  `.execute(tx);
  const commodities = await sql<Pick<Commodity, 'code' | 'name' | 'packLabel' | 'baseUnit' | 'qtyBase'>>`
    select code, name, pack_label, base_unit, qty_base from reference.commodity order by seq
  `.execute(tx);
  return { products: await products(tx), categories: categories.rows, commodities: commodities.rows };
}
