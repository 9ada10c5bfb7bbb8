import { type Selectable, sql } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import type { PartnersPartnership } from '../platform/db/schema.generated.ts';
import type { Central, Tx } from '../platform/db/tx.ts';
import type { PartnershipShown } from './partner.schema.ts';

/** Partnerships that hold on a day, at whatever stage; row-level security leaves each reader his own. */
export async function partnershipsOn(
  tx: Tx,
  day: BusinessDate,
  filter: { cooperativeId?: Id<'cooperative'>; partnerId?: Id<'partner'> } = {},
): Promise<PartnershipShown[]> {
  let query = tx
    .selectFrom('partners.partnership as s')
    .innerJoin('partners.partner as p', (join) =>
      join.onRef('p.regencyId', '=', 's.regencyId').onRef('p.id', '=', 's.partnerId'),
    )
    .innerJoin('cooperatives.cooperative as c', (join) =>
      join.onRef('c.regencyId', '=', 's.regencyId').onRef('c.id', '=', 's.cooperativeId'),
    )
    .selectAll('s')
    .select(['p.name as partnerName', 'p.kind', 'c.name as cooperativeName'])
    .where('s.regencyId', '=', tx.regencyId)
    .where('s.validFrom', '<=', day)
    .where((where) => where.or([where('s.validTo', 'is', null), where('s.validTo', '>', day)]));
  if (filter.cooperativeId !== undefined) query = query.where('s.cooperativeId', '=', filter.cooperativeId);
  if (filter.partnerId !== undefined) query = query.where('s.partnerId', '=', filter.partnerId);
  const rows = await query.orderBy('c.name').orderBy('p.name').orderBy('s.id').execute();
  return rows.map((row) => ({
    id: row.id,
    cooperative: { id: row.cooperativeId, name: row.cooperativeName },
    partner: { id: row.partnerId, name: row.partnerName, kind: row.kind as PartnershipShown['partner']['kind'] },
    goods: row.goods as PartnershipShown['goods'],
    stage: row.stage as PartnershipShown['stage'],
    validFrom: row.validFrom,
    validTo: row.validTo,
    source: { name: row.sourceName, date: row.sourceDate, sample: row.sample },
    onBehalf: row.onBehalf,
  }));
}

/** Which cooperatives a partner deals with on a day: how far the grant of a partner's officer reaches. */
export async function cooperativesOfPartner(
  tx: Tx,
  partnerId: Id<'partner'>,
  day: BusinessDate,
): Promise<Id<'cooperative'>[]> {
  const rows = await tx
    .selectFrom('partners.partnership')
    .select('cooperativeId')
    .distinct()
    .where('regencyId', '=', tx.regencyId)
    .where('partnerId', '=', partnerId)
    .where('validFrom', '<=', day)
    .where((where) => where.or([where('validTo', 'is', null), where('validTo', '>', day)]))
    .execute();
  return rows.map((row) => row.cooperativeId);
}

export interface Partner {
  readonly id: Id<'partner'>;
  readonly name: string;
  readonly kind: PartnershipShown['partner']['kind'];
}

/** National partners and the city's own, without doubles: a national one that the city uses has a row here under the same id. */
export async function partnersKnown(tx: Tx): Promise<Partner[]> {
  const { rows } = await sql<Partner>`
    select id, name, kind from partners.partner where regency_id = ${tx.regencyId}
    union
    select id, name, kind from reference.partner
      where not exists (select from partners.partner as own where own.regency_id = ${tx.regencyId} and own.id = partner.id)
    order by name
  `.execute(tx);
  return rows;
}

/** Brings a national partner into this city's list when it is first used here. */
export async function adoptNational(tx: Tx, id: Id<'partner'>): Promise<void> {
  await sql`
    insert into partners.partner (regency_id, id, name, kind, national_id)
    select ${tx.regencyId}, id, name, kind, id from reference.partner where id = ${id}
    on conflict do nothing
  `.execute(tx);
}

/** What is said of one cooperative's partners is decided one after the other, so that two who say the same at once do not both get it on record. */
export async function lockPartnersOf(tx: Tx, cooperativeId: Id<'cooperative'>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('partners'), hashtext(${cooperativeId}))`.execute(tx);
}

/** The first partnership that says in part what this one would say: same two parties and stage, goods and days in common. */
export async function findOverlapping(
  tx: Tx,
  given: {
    id: Id<'partnership'>;
    cooperativeId: Id<'cooperative'>;
    partnerId: Id<'partner'>;
    goods: readonly string[];
    stage: string;
    validFrom: BusinessDate;
    validTo: BusinessDate | null;
  },
): Promise<{ validFrom: BusinessDate } | undefined> {
  return await tx
    .selectFrom('partners.partnership')
    .select('validFrom')
    .where('regencyId', '=', tx.regencyId)
    .where('cooperativeId', '=', given.cooperativeId)
    .where('partnerId', '=', given.partnerId)
    .where('stage', '=', given.stage)
    .where('id', '<>', given.id)
    .where(sql<boolean>`goods && ${sql.val([...given.goods])}::text[]`)
    .where(sql<boolean>`daterange(valid_from, valid_to) && daterange(${given.validFrom}, ${given.validTo})`)
    .orderBy('validFrom')
    .executeTakeFirst();
}

/** A stage that a partnership has, or had, on record. */
export interface StageOnRecord {
  readonly id: Id<'partnership'>;
  readonly cooperativeId: Id<'cooperative'>;
  readonly partnerId: Id<'partner'>;
  readonly goods: readonly string[];
  readonly stage: PartnershipShown['stage'];
  readonly validFrom: BusinessDate;
  readonly validTo: BusinessDate | null;
}

export async function stagesOnRecord(tx: Tx, cooperativeIds: readonly Id<'cooperative'>[]): Promise<StageOnRecord[]> {
  const { rows } = await sql<StageOnRecord>`
    select id, cooperative_id, partner_id, goods, stage, valid_from, valid_to from partners.partnership
    where regency_id = ${tx.regencyId} and cooperative_id = any(${[...cooperativeIds]}::uuid[])
  `.execute(tx);
  return rows;
}

export async function lockPartnership(
  tx: Tx,
  id: Id<'partnership'>,
): Promise<Selectable<PartnersPartnership> | undefined> {
  return await tx
    .selectFrom('partners.partnership')
    .selectAll()
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function updatePartnershipEnd(tx: Tx, id: Id<'partnership'>, validTo: BusinessDate): Promise<void> {
  await tx
    .updateTable('partners.partnership')
    .set({ validTo })
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .execute();
}

export async function namesOf(tx: Tx, ids: readonly Id<'partner'>[]): Promise<Map<string, string>> {
  const wanted = new Set(ids);
  return new Map(
    (await partnersKnown(tx)).filter((partner) => wanted.has(partner.id)).map((partner) => [partner.id, partner.name]),
  );
}

/** Names of partners that serve more than one city. */
export async function nationalNames(central: Central, ids: readonly Id<'partner'>[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await central
    .selectFrom('reference.partner')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
