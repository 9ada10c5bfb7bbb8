import { sql } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import type { Tx } from '../platform/db/tx.ts';
import { withinReach } from '../platform/db/within-reach.ts';
import type { Picture } from './picture.schema.ts';

/** Open tasks as of a day, by who must act: who is waited for longest first. */
export async function waitingByRole(tx: Tx, day: BusinessDate): Promise<Picture['waiting']> {
  const { rows } = await sql<Picture['waiting'][number]>`
    select owner_role as role, count(*)::integer as open,
      count(*) filter (where due_on < ${day})::integer as late,
      max(greatest(${day}::date - opened_on, 0))::integer as longest_days
    from tasks.task
    where regency_id = ${tx.regencyId} and ${withinReach(tx, 'cooperative_id')} and opened_on <= ${day} and (settled_on is null or settled_on > ${day})
    group by owner_role
    order by longest_days desc, open desc, owner_role
  `.execute(tx);
  return rows;
}

/** For each cooperative the task that has waited longest on a day. */
export async function waitingByCooperative(
  tx: Tx,
  day: BusinessDate,
): Promise<Map<Id<'cooperative'>, { role: string; days: number }>> {
  const { rows } = await sql<{ cooperativeId: Id<'cooperative'>; role: string; days: number }>`
    select distinct on (cooperative_id) cooperative_id, owner_role as role, greatest(${day}::date - opened_on, 0) as days
    from tasks.task
    where regency_id = ${tx.regencyId} and ${withinReach(tx, 'cooperative_id')} and cooperative_id is not null
      and opened_on <= ${day} and (settled_on is null or settled_on > ${day})
    order by cooperative_id, opened_on, id
  `.execute(tx);
  return new Map(rows.map(({ cooperativeId, role, days }) => [cooperativeId, { role, days }]));
}

/** The cooperatives of the city that were there on a day, as `c`. */
const cooperativesOn = (tx: Tx, day: BusinessDate) => sql`
  (select * from cooperatives.cooperative
    where regency_id = ${tx.regencyId} and ${withinReach(tx, 'id', 'known')} and exists (
      select from cooperatives.service_area as area
      where area.regency_id = ${tx.regencyId} and area.cooperative_id = cooperative.id and area.valid_from <= ${day})) as c`;

/** The sources of what holds on a day: of the last action on each axis, found by index, so that it costs the same however much happened. */
export async function sourcesOn(tx: Tx, day: BusinessDate): Promise<Picture['sources']> {
  const { rows } = await sql<Picture['sources'][number]>`
    select distinct held.source_name as name, held.source_date as date, held.sample
    from ${cooperativesOn(tx, day)}
    cross join (values ('facility'), ('operation')) as axis (name)
    cross join lateral (
      select source_name, source_date, sample from cooperatives.state_action as action
      where action.regency_id = ${tx.regencyId} and action.cooperative_id = c.id and action.axis = axis.name
        and action.effective_on <= ${day}
        and action.id not in (
          select correction.corrects_id from cooperatives.state_action as correction
          where correction.regency_id = ${tx.regencyId} and correction.corrects_id is not null)
      order by action.effective_on desc, action.recorded_at desc, action.id desc
      limit 1) as held
    order by date desc, name
  `.execute(tx);
  return rows;
}

/** How many cooperatives work from somewhere, by use. */
export async function premisesCounts(tx: Tx, day: BusinessDate): Promise<Picture['premises']> {
  const { rows } = await sql<Picture['premises']>`
    select count(distinct cooperative_id) filter (where use = 'secretariat')::integer as secretariat,
      count(distinct cooperative_id) filter (where use = 'temporary_office')::integer as temporary_office,
      count(distinct cooperative_id) filter (where use = 'outlet')::integer as outlet,
      count(distinct cooperative_id) filter (where use = 'warehouse')::integer as warehouse
    from cooperatives.premises
    where regency_id = ${tx.regencyId} and ${withinReach(tx, 'cooperative_id', 'known')} and valid_from <= ${day} and (valid_to is null or valid_to > ${day})
  `.execute(tx);
  return rows[0] ?? { secretariat: 0, temporaryOffice: 0, outlet: 0, warehouse: 0 };
}

/** How many cooperatives build with which money, by the sources' names of a day. The most first, those of whom nobody has told last. */
export async function fundingCounts(tx: Tx, day: BusinessDate): Promise<NonNullable<Picture['funding']>> {
  const { rows } = await sql<NonNullable<Picture['funding']>[number]>`
    select case when source.code is not null then jsonb_build_object('code', source.code, 'name', source.name) end as source,
      count(*)::integer as cooperatives
    from ${cooperativesOn(tx, day)}
    left join reference.funding_source as source on source.code = c.funding_code
      and source.valid_from <= ${day} and (source.valid_to is null or source.valid_to > ${day})
    group by source.code, source.name
    order by source.code is null, cooperatives desc, source.code
  `.execute(tx);
  return rows;
}
