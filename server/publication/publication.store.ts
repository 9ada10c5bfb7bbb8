import { type RawBuilder, sql } from 'kysely';
import { present } from '../kernel/assert.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import type { Central, Tx } from '../platform/db/tx.ts';
import type { Counts, PublishedCooperative, PublishedSource } from './summary.ts';

/** One rewriting of a city's publication at a time, so that two that overlap do not mix. */
export async function lockPublication(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('publication'), ${tx.regencyId})`.execute(tx);
}

/** A published state of a cooperative and the day from which it holds. */
export type PublishedFrom = PublishedCooperative & { readonly effectiveOn: BusinessDate };

/**
 * What the working tables say of these cooperatives, in the form it is published, on every day on which something the public sees
 * changes or will change; by cooperative and day. Each cooperative is read by its own keys, so that one fact in a city of thousands
 * costs what it costs in a city of ten.
 */
export async function publishableHistory(tx: Tx, ids: readonly Id<'cooperative'>[]): Promise<PublishedFrom[]> {
  const regency = sql`${tx.regencyId}::integer`;
  const { rows } = await sql<PublishedFrom>`
    with asked as (
      select cooperative.id as cooperative_id, cooperative.name
      from unnest(${ids}::uuid[]) as wanted (id)
      join cooperatives.cooperative on cooperative.regency_id = ${regency} and cooperative.id = wanted.id),
    area as (
      select area.* from asked join cooperatives.service_area as area on area.regency_id = ${regency} and area.cooperative_id = asked.cooperative_id),
    founded as (
      select cooperative_id, min(valid_from) as day from area group by cooperative_id),
    dated as (
      select cooperative_id, valid_from as day from area
      union select cooperative_id, valid_to from area
      union select area.cooperative_id, code.valid_from from area
        join reference.region_code as code on code.region_id = area.village_id and code.authority = 'kemendagri' and code.valid_from > area.valid_from
      union select action.cooperative_id, action.effective_on from asked
        join cooperatives.state_action as action on action.regency_id = ${regency} and action.cooperative_id = asked.cooperative_id
      union select premises.cooperative_id, change.day from asked
        join cooperatives.premises on premises.regency_id = ${regency} and premises.cooperative_id = asked.cooperative_id
        cross join lateral (values (premises.valid_from), (premises.valid_to)) as change (day)
      union select price.cooperative_id, price.effective_on from asked
        join cooperatives.commodity_price as price on price.regency_id = ${regency} and price.cooperative_id = asked.cooperative_id
      union select partnership.cooperative_id, change.day from asked
        join partners.partnership on partnership.regency_id = ${regency} and partnership.cooperative_id = asked.cooperative_id
        cross join lateral (values (partnership.valid_from), (partnership.valid_to)) as change (day))
    select asked.cooperative_id, asked.name, dated.day as effective_on, coalesce(village.list, '[]') as villages,
      coalesce(facility.state, 'none') as facility, facility.effective_on as facility_since, facility.target_on as facility_target,
      coalesce(operation.state, 'unknown') as operation, operation.effective_on as operation_since,
      coalesce(partner.bumn, false) as with_bumn_partner, coalesce(partner.list, '[]') as partners,
      coalesce(premises.list, '[]') as premises, coalesce(price.list, '[]') as commodities,
      coalesce(facility.sources, '[]') || coalesce(operation.sources, '[]') || coalesce(partner.sources, '[]')
        || coalesce(premises.sources, '[]') || coalesce(price.sources, '[]') as sources
    from asked
    join founded using (cooperative_id)
    join dated on dated.cooperative_id = asked.cooperative_id and dated.day >= founded.day and dated.day < 'infinity'
    ${standingState(regency, 'facility')}
    ${standingState(regency, 'operation')}
    left join lateral (
      select jsonb_agg(jsonb_build_object('code', code.code, 'name', village.name, 'district', district.name) order by code.code) as list
      from area
      join reference.region as village on village.id = area.village_id
      join reference.region as district on district.id = village.parent_id
      join reference.region_code as code on code.region_id = village.id and code.authority = 'kemendagri'
        and code.valid_from <= dated.day and code.valid_to > dated.day
      where area.cooperative_id = asked.cooperative_id and area.valid_from <= dated.day and (area.valid_to is null or area.valid_to > dated.day)
    ) as village on true
    left join lateral (
      select bool_or(partner.kind = 'bumn') as bumn,
        jsonb_agg(jsonb_build_object('name', partner.name, 'kind', partner.kind, 'goods', partnership.goods, 'since', partnership.valid_from,
          'sample', partnership.sample) order by partner.name, partnership.id) as list,
        jsonb_agg(distinct ${sourceOf('partnership', 'partnership')}) as sources
      from partners.partnership
      join partners.partner on partner.regency_id = ${regency} and partner.id = partnership.partner_id
      where partnership.regency_id = ${regency} and partnership.cooperative_id = asked.cooperative_id and partnership.stage = 'active'
        and partnership.valid_from <= dated.day and (partnership.valid_to is null or partnership.valid_to > dated.day)
    ) as partner on true
    left join lateral (
      select jsonb_agg(jsonb_build_object('use', premises.use, 'place', place.name, 'address', place.address,
          'latitude', place.latitude, 'longitude', place.longitude, 'right', premises.right_kind, 'since', premises.valid_from,
          'sample', premises.sample) order by premises.use, premises.id) as list,
        jsonb_agg(distinct ${sourceOf('premises', 'premises')}) as sources
      from cooperatives.premises
      join cooperatives.place on place.regency_id = ${regency} and place.id = premises.place_id
      where premises.regency_id = ${regency} and premises.cooperative_id = asked.cooperative_id
        and premises.valid_from <= dated.day and (premises.valid_to is null or premises.valid_to > dated.day)
    ) as premises on true
    left join lateral (
      select jsonb_agg(jsonb_build_object('code', commodity.code, 'name', commodity.name, 'packLabel', commodity.pack_label,
          'goods', commodity.goods, 'priceIdr', latest.price_idr, 'since', latest.effective_on, 'sample', latest.sample) order by commodity.seq) as list,
        jsonb_agg(distinct ${sourceOf('price', 'latest')}) as sources
      from (
        select distinct on (price.commodity_code) price.*
        from cooperatives.commodity_price as price
        where price.regency_id = ${regency} and price.cooperative_id = asked.cooperative_id and price.effective_on <= dated.day
        order by price.commodity_code, price.effective_on desc, price.recorded_at desc, price.id desc
      ) as latest
      join reference.commodity on commodity.code = latest.commodity_code
      where latest.carried
    ) as price on true
    order by asked.cooperative_id, effective_on
  `.execute(tx);
  return rows;
}

/** The last action on an axis in effect by `dated.day` that no other corrects: what `cooperatives.states_on` says of a whole city. */
function standingState(regency: RawBuilder<unknown>, axis: 'facility' | 'operation'): RawBuilder<unknown> {
  return sql`left join lateral (
      select action.state, action.effective_on, action.target_on, jsonb_build_array(${sourceOf(axis, 'action')}) as sources
      from cooperatives.state_action as action
      where action.regency_id = ${regency} and action.cooperative_id = asked.cooperative_id and action.axis = ${sql.lit(axis)}
        and action.effective_on <= dated.day
        and not exists (
          select from cooperatives.state_action as correction
          where correction.regency_id = ${regency} and correction.corrects_id = action.id)
      order by action.effective_on desc, action.recorded_at desc, action.id desc
      limit 1
    ) as ${sql.ref(axis)} on true`;
}

function sourceOf(about: PublishedSource['about'], row: string): RawBuilder<unknown> {
  const column = (name: string) => sql.ref(`${row}.${name}`);
  return sql`jsonb_build_object('about', ${sql.lit(about)}, 'name', ${column('source_name')}, 'date', ${column('source_date')},
    'sample', ${column('sample')})`;
}

/** Puts a cooperative's history in place of the published one. */
export async function replacePublished(
  tx: Tx,
  ids: readonly Id<'cooperative'>[],
  history: readonly PublishedFrom[],
): Promise<void> {
  await sql`delete from publication.cooperative_state where regency_id = ${tx.regencyId} and cooperative_id = any (${ids}::uuid[])`.execute(
    tx,
  );
  await sql`
    insert into publication.cooperative_state (regency_id, cooperative_id, effective_on, name, villages, facility, facility_since, facility_target,
      operation, operation_since, with_bumn_partner, partners, premises, commodities, sources)
    select ${tx.regencyId}::integer, "cooperativeId", "effectiveOn", name, villages, facility, "facilitySince", "facilityTarget",
      operation, "operationSince", "withBumnPartner", partners, premises, commodities, sources
    from jsonb_to_recordset(${JSON.stringify(history)}::jsonb) as row ("cooperativeId" uuid, "effectiveOn" date, name text, villages jsonb,
      facility text, "facilitySince" date, "facilityTarget" date, operation text, "operationSince" date, "withBumnPartner" boolean,
      partners jsonb, premises jsonb, commodities jsonb, sources jsonb)
  `.execute(tx);
  await sql`delete from publication.village_served where regency_id = ${tx.regencyId} and cooperative_id = any (${ids}::uuid[])`.execute(
    tx,
  );
  await sql`
    insert into publication.village_served (regency_id, village_code, cooperative_id)
    select distinct state.regency_id, village ->> 'code', state.cooperative_id
    from publication.cooperative_state as state cross join jsonb_array_elements(state.villages) as village
    where state.regency_id = ${tx.regencyId} and state.cooperative_id = any (${ids}::uuid[])
  `.execute(tx);
}

/** Every published state of these cooperatives, by cooperative and day. */
export async function publishedHistoriesOf(tx: Tx, ids: readonly Id<'cooperative'>[]): Promise<PublishedFrom[]> {
  const { rows } = await sql<PublishedFrom>`
    select cooperative_id, effective_on, name, villages, facility, facility_since, facility_target, operation, operation_since,
      with_bumn_partner, partners, premises, commodities, sources
    from publication.cooperative_state
    where regency_id = ${tx.regencyId} and cooperative_id = any (${ids}::uuid[])
    order by cooperative_id, effective_on
  `.execute(tx);
  return rows;
}

/** Cooperatives that exist or are published, by id, from the one after `after`. */
export async function listCooperatives(tx: Tx, after: string | undefined, limit: number): Promise<Id<'cooperative'>[]> {
  const { rows } = await sql<{ id: Id<'cooperative'> }>`
    select id from (
      select id from cooperatives.cooperative where regency_id = ${tx.regencyId}
      union select cooperative_id from publication.cooperative_state where regency_id = ${tx.regencyId}
    ) as known
    where ${after ?? null}::uuid is null or id > ${after ?? null}::uuid
    order by id limit ${limit}
  `.execute(tx);
  return rows.map((row) => row.id);
}

/** The counts of what is published on a day. `withBumnPartner` is a part of `trading`, as in `countStates`. */
export async function countsOn(tx: Tx, day: BusinessDate): Promise<Counts> {
  const { rows } = await sql<Counts>`
    select count(*) as cooperatives,
      jsonb_build_object('none', count(*) filter (where facility = 'none'), 'proposed', count(*) filter (where facility = 'proposed'),
        'designated', count(*) filter (where facility = 'designated'),
        'underConstruction', count(*) filter (where facility = 'under_construction'),
        'handedOver', count(*) filter (where facility = 'handed_over')) as facility,
      jsonb_build_object('trading', count(*) filter (where operation = 'trading'),
        'notTrading', count(*) filter (where operation = 'not_trading'), 'unknown', count(*) filter (where operation = 'unknown'),
        'withBumnPartner', count(*) filter (where operation = 'trading' and with_bumn_partner)) as operation
    from (
      select distinct on (cooperative_id) facility, operation, with_bumn_partner
      from publication.cooperative_state
      where regency_id = ${tx.regencyId} and effective_on <= ${day}
      order by cooperative_id, effective_on desc
    ) as published
  `.execute(tx);
  return present(rows[0], 'the counts of a city');
}

/** The sources of what is published on a day, each once for each thing it is about. */
export async function sourcesOn(tx: Tx, day: BusinessDate): Promise<PublishedSource[]> {
  const { rows } = await sql<{ source: PublishedSource }>`
    select distinct jsonb_array_elements(sources) as source
    from (
      select distinct on (cooperative_id) sources
      from publication.cooperative_state
      where regency_id = ${tx.regencyId} and effective_on <= ${day}
      order by cooperative_id, effective_on desc
    ) as published
  `.execute(tx);
  return rows.map((row) => row.source);
}

interface Summary extends Counts {
  readonly asOf: BusinessDate;
  readonly sources: readonly PublishedSource[];
}

/** The counts kept where national figures are added up, with their sources; none before the first publishing. */
export async function findSummary(tx: Tx): Promise<Summary | undefined> {
  const { rows } = await sql<Summary>`
    select as_of, cooperatives, facility, operation, sources from publication.regency_summary where regency_id = ${tx.regencyId}
  `.execute(tx);
  return rows[0];
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

/** Keeps the city's newest counts, and the sources they rest on, where citizens and national figures read one row. */
export async function upsertSummary(tx: Tx, asOf: BusinessDate): Promise<void> {
  const { cooperatives, facility, operation } = await countsOn(tx, asOf);
  const sources = JSON.stringify(await sourcesOn(tx, asOf));
  await sql`
    insert into publication.regency_summary (regency_id, as_of, cooperatives, facility, operation, sources)
    values (${tx.regencyId}, ${asOf}, ${cooperatives}, ${JSON.stringify(facility)}, ${JSON.stringify(operation)}, ${sources})
    on conflict (regency_id) do update set as_of = excluded.as_of, cooperatives = excluded.cooperatives,
      facility = excluded.facility, operation = excluded.operation, sources = excluded.sources, refreshed_at = now()
  `.execute(tx);
}

/** The counts of a day and the sources they rest on: of the newest day from one row, of any other from what was published. */
export async function summaryOn(tx: Tx, day: BusinessDate): Promise<Counts & { sources: readonly PublishedSource[] }> {
  const newest = await findSummary(tx);
  if (newest?.asOf === day) return newest;
  return { ...(await countsOn(tx, day)), sources: await sourcesOn(tx, day) };
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
export async function publishedHistory(tx: Tx, villageCode: string, day: BusinessDate): Promise<PublishedFrom[]> {
  const { rows } = await sql<PublishedFrom>`
    select state.cooperative_id, state.effective_on, state.name, state.villages, state.facility, state.facility_since, state.facility_target,
      state.operation, state.operation_since, state.with_bumn_partner, state.partners, state.premises, state.commodities, state.sources
    from publication.village_served as served
    join publication.cooperative_state as state on state.regency_id = ${tx.regencyId} and state.cooperative_id = served.cooperative_id
    where served.regency_id = ${tx.regencyId} and served.village_code = ${villageCode} and state.effective_on <= ${day}
      and exists (select from jsonb_array_elements(state.villages) as village where village ->> 'code' = ${villageCode})
    order by state.effective_on
  `.execute(tx);
  return rows;
}
