import { sql } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import type { Central, Tx } from '../platform/db/tx.ts';
import type { Counts, PublishedCooperative } from './summary.ts';

/** One rewriting of a city's publication at a time, so that two that overlap do not mix. */
export async function lockPublication(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('publication'), ${tx.regencyId})`.execute(tx);
}

/** Days on which something the public sees of these cooperatives changed or will change. */
export async function daysOfChange(tx: Tx, ids: readonly Id<'cooperative'>[]): Promise<BusinessDate[]> {
  const { rows } = await sql<{ day: BusinessDate }>`
    with asked as (select ${tx.regencyId}::integer as regency_id, unnest(${ids}::uuid[]) as cooperative_id)
    select valid_from as day from asked join cooperatives.service_area using (regency_id, cooperative_id)
    union select valid_to from asked join cooperatives.service_area using (regency_id, cooperative_id)
    union select effective_on from asked join cooperatives.state_action using (regency_id, cooperative_id)
    union select valid_from from asked join cooperatives.premises using (regency_id, cooperative_id)
    union select valid_to from asked join cooperatives.premises using (regency_id, cooperative_id)
    union select effective_on from asked join cooperatives.commodity_price using (regency_id, cooperative_id)
    union select valid_from from asked join partners.partnership using (regency_id, cooperative_id)
    union select valid_to from asked join partners.partnership using (regency_id, cooperative_id)
    order by day
  `.execute(tx);
  return rows.map((row) => row.day).filter((day) => day !== null);
}

/** What the working tables say of these cooperatives on a day, in the form it is published. */
export async function publishableOn(
  tx: Tx,
  ids: readonly Id<'cooperative'>[],
  day: BusinessDate,
): Promise<PublishedCooperative[]> {
  const { rows } = await sql<PublishedCooperative>`
    with regency as (select ${tx.regencyId}::integer as id),
    state as (
      select state.* from regency, cooperatives.states_on(regency.id, ${day}) as state where state.cooperative_id = any (${ids}::uuid[])),
    action as (
      select state.cooperative_id, action.id, action.source_name, action.source_date, action.sample, action.target_on
      from state join regency on true
      join cooperatives.state_action as action on action.regency_id = regency.id and action.id in (state.facility_action_id, state.operation_action_id)),
    village as (
      select area.cooperative_id,
        jsonb_agg(jsonb_build_object('code', code.code, 'name', village.name, 'district', district.name) order by code.code) as list
      from regency
      join cooperatives.service_area as area on area.regency_id = regency.id
      join reference.region as village on village.id = area.village_id
      join reference.region as district on district.id = village.parent_id
      join reference.region_code as code on code.region_id = village.id and code.authority = 'kemendagri'
        and code.valid_from <= ${day} and code.valid_to > ${day}
      where area.valid_from <= ${day} and (area.valid_to is null or area.valid_to > ${day})
      group by area.cooperative_id),
    partner as (
      select active.cooperative_id, bool_or(active.kind = 'bumn') as bumn,
        jsonb_agg(jsonb_build_object('name', active.partner_name, 'kind', active.kind, 'goods', active.goods) order by active.partner_name) as list
      from regency, partners.active_on(regency.id, ${day}) as active group by active.cooperative_id),
    premises as (
      select premises.cooperative_id, jsonb_agg(jsonb_build_object('use', premises.use, 'place', place.name, 'address', place.address,
          'latitude', place.latitude, 'longitude', place.longitude, 'right', premises.right_kind, 'since', premises.valid_from,
          'sample', premises.sample) order by premises.use, premises.id) as list
      from regency
      join cooperatives.premises on premises.regency_id = regency.id
      join cooperatives.place on place.regency_id = regency.id and place.id = premises.place_id
      where premises.valid_from <= ${day} and (premises.valid_to is null or premises.valid_to > ${day})
      group by premises.cooperative_id),
    price as (
      select price.cooperative_id, jsonb_agg(jsonb_build_object('code', commodity.code, 'name', commodity.name, 'packLabel', commodity.pack_label,
          'goods', commodity.goods, 'priceIdr', price.price_idr, 'since', price.effective_on, 'sample', price.sample) order by commodity.seq) as list
      from regency, cooperatives.prices_on(regency.id, ${day}) as price
      join reference.commodity on commodity.code = price.commodity_code
      group by price.cooperative_id),
    source as (
      select action.cooperative_id,
        jsonb_agg(distinct jsonb_build_object('name', action.source_name, 'date', action.source_date, 'sample', action.sample)) as list
      from action group by action.cooperative_id)
    select state.cooperative_id, state.name, coalesce(village.list, '[]') as villages,
      state.facility, state.facility_since,
      (select action.target_on from action where action.id = state.facility_action_id) as facility_target,
      state.operation, state.operation_since, coalesce(partner.bumn, false) as with_bumn_partner,
      coalesce(partner.list, '[]') as partners, coalesce(premises.list, '[]') as premises,
      coalesce(price.list, '[]') as commodities, coalesce(source.list, '[]') as sources
    from state
    left join village using (cooperative_id)
    left join partner using (cooperative_id)
    left join premises using (cooperative_id)
    left join price using (cooperative_id)
    left join source using (cooperative_id)
  `.execute(tx);
  return rows;
}

/** Puts a cooperative's history in place of the published one. */
export async function replacePublished(
  tx: Tx,
  ids: readonly Id<'cooperative'>[],
  history: readonly (PublishedCooperative & { readonly effectiveOn: BusinessDate })[],
): Promise<void> {
  const { regencyId } = tx;
  await sql`delete from publication.cooperative_state where regency_id = ${regencyId} and cooperative_id = any (${ids}::uuid[])`.execute(
    tx,
  );
  if (history.length === 0) return;
  const rows = history.map(({ villages, partners, premises, commodities, sources, ...row }) => ({
    ...row,
    regencyId,
    villages: JSON.stringify(villages),
    partners: JSON.stringify(partners),
    premises: JSON.stringify(premises),
    commodities: JSON.stringify(commodities),
    sources: JSON.stringify(sources),
  }));
  await tx.insertInto('publication.cooperativeState').values(rows).execute();
}

/** What is published of a city on a day, by name. */
export async function publishedOn(tx: Tx, day: BusinessDate): Promise<PublishedCooperative[]> {
  const { rows } = await sql<PublishedCooperative>`
    select * from (
      select distinct on (cooperative_id) cooperative_id, name, villages, facility, facility_since, facility_target, operation, operation_since,
        with_bumn_partner, partners, premises, commodities, sources
      from publication.cooperative_state
      where regency_id = ${tx.regencyId} and effective_on <= ${day}
      order by cooperative_id, effective_on desc
    ) as published order by name
  `.execute(tx);
  return rows;
}

/** Keeps the city's newest counts where national figures are added up. */
export async function upsertSummary(tx: Tx, asOf: BusinessDate, counts: Counts): Promise<void> {
  const { cooperatives, facility, operation } = counts;
  await sql`
    insert into publication.regency_summary (regency_id, as_of, cooperatives, facility, operation)
    values (${tx.regencyId}, ${asOf}, ${cooperatives}, ${JSON.stringify(facility)}, ${JSON.stringify(operation)})
    on conflict (regency_id) do update set as_of = excluded.as_of, cooperatives = excluded.cooperatives,
      facility = excluded.facility, operation = excluded.operation, refreshed_at = now()
  `.execute(tx);
}

/** The newest counts of every city, from one row each. */
export async function summariesOfCities(
  central: Central,
): Promise<(Counts & { code: string; name: string; asOf: BusinessDate })[]> {
  const { rows } = await sql<Counts & { code: string; name: string; asOf: BusinessDate }>`
    select code.code, regency.name, summary.cooperatives, summary.facility, summary.operation, summary.as_of
    from publication.regency_summary as summary
    join reference.region as regency on regency.id = summary.regency_id
    join reference.region_code as code on code.region_id = regency.id and code.authority = 'kemendagri' and code.valid_to = 'infinity'
    order by code.code
  `.execute(central);
  return rows;
}

/** The published states of the cooperative that serves a kelurahan, up to a day, oldest first. */
export async function publishedHistory(
  tx: Tx,
  villageCode: string,
  day: BusinessDate,
): Promise<(PublishedCooperative & { effectiveOn: BusinessDate })[]> {
  const { rows } = await sql<PublishedCooperative & { effectiveOn: BusinessDate }>`
    select cooperative_id, effective_on, name, villages, facility, facility_since, facility_target, operation, operation_since,
      with_bumn_partner, partners, premises, commodities, sources
    from publication.cooperative_state as state
    where regency_id = ${tx.regencyId} and effective_on <= ${day}
      and exists (select from jsonb_array_elements(state.villages) as village where village ->> 'code' = ${villageCode})
    order by effective_on
  `.execute(tx);
  return rows;
}
