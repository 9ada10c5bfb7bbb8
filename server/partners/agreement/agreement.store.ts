import { type Insertable, type Selectable, sql } from 'kysely';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import type {
  PartnersAgreement,
  PartnersAgreementPrice,
  PartnersAgreementProduct,
} from '../../platform/db/schema.generated.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { AgreementShown } from './agreement.schema.ts';
import type { AgreedProduct, Agreement } from './agreement.ts';

/** What is in force between a cooperative and a partner on a day, with that day's prices; of the two, one agreement at a time is. */
export async function agreementInForce(
  tx: Tx,
  cooperativeId: Id<'cooperative'>,
  partnerId: Id<'partner'>,
  day: BusinessDate,
): Promise<Agreement | undefined> {
  const row = await tx
    .selectFrom('partners.agreement')
    .selectAll()
    .where('regencyId', '=', tx.regencyId)
    .where('cooperativeId', '=', cooperativeId)
    .where('partnerId', '=', partnerId)
    .where('validFrom', '<=', day)
    .where((where) => where.or([where('validTo', 'is', null), where('validTo', '>', day)]))
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const products = await productsOf(tx, [row.id], day);
  const { cooperativeId: buyer, partnerId: supplier, principalId } = row;
  return {
    ...termsOf(row),
    cooperativeId: buyer,
    partnerId: supplier,
    principalId,
    products: products.get(row.id) ?? [],
  };
}

function termsOf(row: Selectable<PartnersAgreement>) {
  const { id, number, validFrom, validTo, payWithinDays, creditLimitIdr, isConsigned } = row;
  return {
    ...{ id, number, validFrom, validTo, payWithinDays, creditLimitIdr, isConsigned },
    payment: row.payment as Agreement['payment'],
    quotaPeriod: row.quotaPeriod as Agreement['quotaPeriod'],
  };
}

/** Agreements that hold on a day, with the prices of that day; row-level security leaves each reader his own. */
export async function agreementsOn(
  tx: Tx,
  day: BusinessDate,
  filter: { cooperativeId?: Id<'cooperative'>; partnerId?: Id<'partner'> } = {},
): Promise<AgreementShown[]> {
  let query = shownAgreements(tx)
    .where('a.validFrom', '<=', day)
    .where((where) => where.or([where('a.validTo', 'is', null), where('a.validTo', '>', day)]));
  if (filter.cooperativeId !== undefined) query = query.where('a.cooperativeId', '=', filter.cooperativeId);
  if (filter.partnerId !== undefined) query = query.where('a.partnerId', '=', filter.partnerId);
  return await shown(tx, await query.orderBy('c.name').orderBy('p.name').orderBy('a.id').execute(), day);
}

/** One agreement, also after it ended, with the prices of a day. */
export async function findAgreement(
  tx: Tx,
  id: Id<'agreement'>,
  day: BusinessDate,
): Promise<AgreementShown | undefined> {
  return (await shown(tx, await shownAgreements(tx).where('a.id', '=', id).execute(), day))[0];
}

function shownAgreements(tx: Tx) {
  return tx
    .selectFrom('partners.agreement as a')
    .innerJoin('partners.partner as p', (join) =>
      join.onRef('p.regencyId', '=', 'a.regencyId').onRef('p.id', '=', 'a.partnerId'),
    )
    .leftJoin('partners.partner as behind', (join) =>
      join.onRef('behind.regencyId', '=', 'a.regencyId').onRef('behind.id', '=', 'a.principalId'),
    )
    .innerJoin('cooperatives.cooperative as c', (join) =>
      join.onRef('c.regencyId', '=', 'a.regencyId').onRef('c.id', '=', 'a.cooperativeId'),
    )
    .selectAll('a')
    .select(['p.name as partnerName', 'behind.name as principalName', 'c.name as cooperativeName'])
    .where('a.regencyId', '=', tx.regencyId);
}

async function shown(
  tx: Tx,
  rows: Awaited<ReturnType<ReturnType<typeof shownAgreements>['execute']>>,
  day: BusinessDate,
): Promise<AgreementShown[]> {
  const products = await productsOf(
    tx,
    rows.map((row) => row.id),
    day,
  );
  return rows.map((row) => ({
    ...termsOf(row),
    cooperative: { id: row.cooperativeId, name: row.cooperativeName },
    partner: { id: row.partnerId, name: row.partnerName },
    principal: row.principalId && row.principalName !== null ? { id: row.principalId, name: row.principalName } : null,
    products: products.get(row.id) ?? [],
    source: { name: row.sourceName, date: row.sourceDate, sample: row.sample },
    onBehalf: row.onBehalf,
  }));
}

/** The goods of these agreements in their order. Before its first price takes effect a product costs what it will cost then. */
export async function productsOf(
  tx: Tx,
  agreementIds: readonly Id<'agreement'>[],
  day: BusinessDate,
): Promise<Map<Id<'agreement'>, AgreedProduct[]>> {
  const { rows } = await sql<AgreedProduct & { agreementId: Id<'agreement'> }>`
    select p.agreement_id, p.seq, p.product_code, p.item_id, p.name, p.goods, p.base_unit, p.pack_label, p.pack_qty_base, p.quota_base,
      price.price_idr
    from partners.agreement_product as p cross join lateral (
      select price_idr from partners.agreement_price as each
      where each.regency_id = ${tx.regencyId} and each.agreement_id = p.agreement_id and each.seq = p.seq
      order by each.effective_on <= ${day} desc, case when each.effective_on <= ${day} then each.effective_on end desc,
        each.effective_on, each.id desc
      limit 1) as price
    where p.regency_id = ${tx.regencyId} and p.agreement_id = any(${[...agreementIds]}::uuid[])
    order by p.agreement_id, p.seq
  `.execute(tx);
  const products = new Map<Id<'agreement'>, AgreedProduct[]>();
  for (const { agreementId, ...product } of rows)
    products.set(agreementId, [...(products.get(agreementId) ?? []), product]);
  return products;
}

/** What of the national catalogue these codes name, as an agreement calls it. */
export async function nationalProducts(tx: Tx, codes: readonly string[]): Promise<Map<string, NationalGoods>> {
  const { rows } = await sql<NationalGoods & { code: string }>`
    select p.code, p.name, c.goods, p.base_unit, p.pack_label, p.pack_qty_base
    from reference.product as p join reference.item_category as c on c.code = p.category_code
    where p.code = any(${[...codes]}::text[])
  `.execute(tx);
  return new Map(rows.map(({ code, ...named }) => [code, named]));
}

/** How goods are called, and the pack they are priced by. */
type NationalGoods = Pick<AgreedProduct, 'name' | 'goods' | 'baseUnit' | 'packLabel' | 'packQtyBase'>;

export async function insertLines(
  tx: Tx,
  products: readonly Omit<Insertable<PartnersAgreementProduct>, 'regencyId'>[],
  prices: readonly Omit<Insertable<PartnersAgreementPrice>, 'regencyId'>[],
): Promise<void> {
  const { regencyId } = tx;
  await tx
    .insertInto('partners.agreementProduct')
    .values(products.map((product) => ({ ...product, regencyId })))
    .execute();
  await tx
    .insertInto('partners.agreementPrice')
    .values(prices.map((price) => ({ ...price, regencyId })))
    .execute();
}

/** The first other agreement of the same two that holds on a day this one would. */
export async function findOtherInForce(
  tx: Tx,
  given: {
    id: Id<'agreement'>;
    cooperativeId: Id<'cooperative'>;
    partnerId: Id<'partner'>;
    validFrom: BusinessDate;
    validTo: BusinessDate | null;
  },
): Promise<{ number: string; validFrom: BusinessDate } | undefined> {
  return await tx
    .selectFrom('partners.agreement')
    .select(['number', 'validFrom'])
    .where('regencyId', '=', tx.regencyId)
    .where('cooperativeId', '=', given.cooperativeId)
    .where('partnerId', '=', given.partnerId)
    .where('id', '<>', given.id)
    .where(sql<boolean>`daterange(valid_from, valid_to) && daterange(${given.validFrom}, ${given.validTo})`)
    .orderBy('validFrom')
    .executeTakeFirst();
}

export async function lockAgreement(tx: Tx, id: Id<'agreement'>): Promise<Selectable<PartnersAgreement> | undefined> {
  return await tx
    .selectFrom('partners.agreement')
    .selectAll()
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function updateAgreementEnd(tx: Tx, id: Id<'agreement'>, validTo: BusinessDate): Promise<void> {
  await tx
    .updateTable('partners.agreement')
    .set({ validTo })
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .execute();
}
