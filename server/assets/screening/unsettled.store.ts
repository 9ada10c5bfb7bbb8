import { sql } from 'kysely';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import { newId } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';

/** Of assets that miss nothing for some use, how many wait for an office in a kelurahan, and which criteria they wait with. */
export interface Waiting {
  readonly villageId: number;
  readonly authority: string;
  readonly assets: number;
  readonly criteria: readonly string[];
  /** Whether any of them is invented. */
  readonly sample: boolean;
}

export async function waitingByVillage(tx: Tx): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select s.village_id, r."settledBy" as authority, count(distinct s.asset_id)::integer as assets,
      array_agg(distinct r.criterion) as criteria, bool_or(a.sample) as sample
    from assets.screening as s join assets.asset as a on a.regency_id = s.regency_id and a.id = s.asset_id,
      jsonb_to_recordset(s.reasons) as r (criterion text, state text, "settledBy" text)
    where s.regency_id = ${tx.regencyId} and s.valid_to is null and s.outcome = 'unknown' and r.state = 'unknown' and s.village_id is not null
    group by 1, 2
  `.execute(tx);
  return rows;
}

export interface Unsettled {
  readonly id: Id<'unsettled'>;
  readonly authority: string;
  readonly districtId: number;
}

/** What was asked of offices and is still open; locked, so that two who ask at once ask once. */
export async function lockUnsettled(tx: Tx): Promise<Unsettled[]> {
  await sql`select pg_advisory_xact_lock(hashtext('assets.unsettled'), ${tx.regencyId}::integer)`.execute(tx);
  const { rows } = await sql<Unsettled>`
    select id, authority, district_id from assets.unsettled where regency_id = ${tx.regencyId} and closed_on is null order by id
  `.execute(tx);
  return rows;
}

export async function insertUnsettled(
  tx: Tx,
  asked: { authority: string; districtId: number },
  openedOn: BusinessDate,
): Promise<Id<'unsettled'>> {
  const id = newId<'unsettled'>();
  await tx
    .insertInto('assets.unsettled')
    .values({ regencyId: tx.regencyId, id, ...asked, openedOn })
    .execute();
  return id;
}

export async function closeUnsettled(tx: Tx, ids: readonly Id<'unsettled'>[], closedOn: BusinessDate): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('assets.unsettled')
    .set({ closedOn })
    .where('regencyId', '=', tx.regencyId)
    .where('id', 'in', [...ids])
    .execute();
}

/** The last day for which the whole city was screened, and by which criteria. */
export async function screenedDay(tx: Tx): Promise<{ screenedOn: BusinessDate; criteriaVersion: string } | undefined> {
  return await tx
    .selectFrom('assets.screeningDay')
    .select(['screenedOn', 'criteriaVersion'])
    .where('regencyId', '=', tx.regencyId)
    .executeTakeFirst();
}

export async function keepScreenedDay(tx: Tx, screenedOn: BusinessDate, criteriaVersion: string): Promise<void> {
  await tx
    .insertInto('assets.screeningDay')
    .values({ regencyId: tx.regencyId, screenedOn, criteriaVersion })
    .onConflict((conflict) => conflict.constraint('screening_day_pk').doUpdateSet({ screenedOn, criteriaVersion }))
    .execute();
}
