import { type RawBuilder, type Selectable, sql } from 'kysely';
import { present } from '../kernel/assert.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import { type Id, id as idFrom } from '../kernel/ids.ts';
import type { MatchingScenario } from '../platform/db/schema.generated.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { Caveats } from './caveats.ts';
import type { SecondBest } from './explain.ts';
import type { Named } from './named.ts';
import type { Need, Pair, Problem, Weights } from './problem.ts';
import type { Comparison, Outcome, PublishedFigures, ScenarioLine, SecondBestShown } from './scenario.schema.ts';
import type { Answer } from './solve.ts';
import type { Use } from './use.ts';

export type ScenarioId = Id<'scenario'>;

/** A scenario without its input and answer, which for a large city are dozens of megabytes. */
export type StoredScenario = Omit<
  Selectable<MatchingScenario>,
  'id' | 'weights' | 'locked' | 'forbidden' | 'problem' | 'caveats' | 'answer'
> & {
  readonly id: ScenarioId;
  readonly weights: Weights;
  readonly locked: readonly Pair[];
  readonly forbidden: readonly Pair[];
  readonly caveats: Caveats;
};

/** A scenario with its input and, once solved, its answer: for who solves it. */
export interface WholeScenario extends StoredScenario {
  readonly problem: Problem;
  readonly answer: Answer | null;
}

export async function findScenario(tx: Tx, id: ScenarioId): Promise<StoredScenario | undefined> {
  const { rows } = await sql<StoredScenario>`
    select id, name, day, uses, weights, counts_unknown, locked, forbidden, state, run_id, rules_version, input_hash, caveats, sample,
      result_hash, solver, proven, gap_served, gap_burden, served_count, need_count, burden, unserved_permille,
      asked_at, asked_by, asked_role, solved_at, regency_id
    from matching.scenario where regency_id = ${tx.regencyId} and id = ${id}
  `.execute(tx);
  return rows[0];
}

export async function findWholeScenario(tx: Tx, id: ScenarioId): Promise<WholeScenario | undefined> {
  const { rows } = await sql<WholeScenario>`
    select * from matching.scenario where regency_id = ${tx.regencyId} and id = ${id}
  `.execute(tx);
  return rows[0];
}

/** What cooperatives and sites were called in a scenario, of those that are asked for; the database alone reads its input for it. */
export async function namesInScenario(
  tx: Tx,
  id: ScenarioId,
  pairs: readonly Pair[],
): Promise<ReadonlyMap<string, string>> {
  if (pairs.length === 0) return new Map();
  const ids = pairs.flatMap(({ cooperativeId, siteId }) => [cooperativeId, siteId]);
  const { rows } = await sql<{ id: string; name: string }>`
    select named ->> 'id' as id, named ->> 'name' as name
    from matching.scenario as s, jsonb_array_elements((s.problem -> 'sites') || (s.problem -> 'cooperatives')) as named
    where s.regency_id = ${tx.regencyId} and s.id = ${id} and named ->> 'id' = any (${ids}::text[])
  `.execute(tx);
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Scenarios, the last asked first, without their inputs and answers. */
export async function listScenarios(tx: Tx, only?: ScenarioId): Promise<ScenarioLine[]> {
  const { rows } = await sql<ScenarioLine>`
    select id, name, day, uses, weights, counts_unknown, state, run_id, proven, gap_served, gap_burden, served_count, need_count, burden,
      unserved_permille, solver, input_hash, result_hash, sample, asked_at, asked_role,
      (select published_on from matching.published where regency_id = ${tx.regencyId} and scenario_id = scenario.id) as published_on
    from matching.scenario
    where regency_id = ${tx.regencyId} and (${only ?? null}::uuid is null or id = ${only ?? null}::uuid)
    order by asked_at desc, id desc
    limit 200
  `.execute(tx);
  return rows;
}

export interface NewScenario {
  readonly id: ScenarioId;
  readonly name: string;
  readonly day: BusinessDate;
  readonly uses: readonly Use[];
  readonly weights: Weights;
  readonly countsUnknown: boolean;
  readonly locked: readonly Pair[];
  readonly forbidden: readonly Pair[];
  readonly rulesVersion: string;
  readonly inputHash: string;
  readonly problem: Problem;
  readonly caveats: Caveats;
  readonly sample: boolean;
  readonly askedBy: string | null;
  readonly askedRole: string;
}

/** @returns false when something has that id already */
export async function insertScenario(tx: Tx, scenario: NewScenario): Promise<boolean> {
  const { weights, locked, forbidden, problem, caveats, uses, ...columns } = scenario;
  const json = { weights, locked, forbidden, problem, caveats };
  const asText = Object.fromEntries(Object.entries(json).map(([name, value]) => [name, JSON.stringify(value)]));
  const inserted = await tx
    .insertInto('matching.scenario')
    .values({ ...columns, ...(asText as Record<keyof typeof json, string>), uses: [...uses], regencyId: tx.regencyId })
    .onConflict((conflict) => conflict.constraint('scenario_pk').doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function setRun(tx: Tx, id: ScenarioId, runId: Id<'run'>): Promise<void> {
  await tx
    .updateTable('matching.scenario')
    .set({ runId })
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .execute();
}

export interface FoundAnswer {
  readonly answer: Answer;
  readonly resultHash: string;
  readonly solver: string;
  readonly servedCount: number;
  readonly needCount: number;
  readonly solvedAt: string;
}

/** Keeps an answer, once. @returns false when there is one already */
export async function keepAnswer(tx: Tx, id: ScenarioId, found: FoundAnswer): Promise<boolean> {
  const { answer, ...columns } = found;
  const { numUpdatedRows } = await tx
    .updateTable('matching.scenario')
    .set({
      ...columns,
      state: 'solved',
      answer: JSON.stringify(answer),
      proven: answer.proven,
      gapServed: answer.gap.served,
      gapBurden: answer.gap.burden,
      burden: answer.burden,
      unservedPermille: answer.unservedPermille,
    })
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .where('state', '=', 'asked')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export interface NewOutcome {
  readonly cooperativeId: string;
  readonly use: Use;
  readonly assetId: string | null;
  readonly metres: number | null;
  readonly score: number | null;
  readonly burden: number | null;
  readonly readyIdr: number | null;
  readonly explanation: unknown;
  readonly named: Named;
}

export async function insertOutcomes(tx: Tx, scenario: StoredScenario, outcomes: readonly NewOutcome[]): Promise<void> {
  await sql`
    insert into matching.outcome (regency_id, scenario_id, cooperative_id, use, scenario_name, day, asset_id, metres, score, burden,
      ready_idr, explanation, named, sample, counts_unknown)
    select ${tx.regencyId}::integer, ${scenario.id}::uuid, "cooperativeId", use, ${scenario.name}::text, ${scenario.day}::date, "assetId",
      metres, score, burden, "readyIdr", explanation, named, ${scenario.sample}::boolean, ${scenario.countsUnknown}::boolean
    from jsonb_to_recordset(${JSON.stringify(outcomes)}::jsonb)
      as given ("cooperativeId" uuid, use text, "assetId" uuid, metres integer, score integer, burden bigint, "readyIdr" bigint,
        explanation jsonb, named jsonb)
  `.execute(tx);
}

const usesInOrder = sql`array['new_building', 'outlet', 'warehouse', 'secretariat', 'temporary_office']`;

const shownOutcome = (tx: Tx): RawBuilder<unknown> => sql`
  select outcome.scenario_id, outcome.scenario_name, outcome.day, outcome.use, outcome.metres, outcome.score, outcome.burden, outcome.ready_idr,
    outcome.explanation, outcome.named, outcome.sample,
    jsonb_build_object('id', cooperative.id, 'name', cooperative.name, 'village', village.name, 'district', district.name) as cooperative,
    case when outcome.asset_id is not null then jsonb_build_object('id', outcome.asset_id, 'name', outcome.named -> 'sites' -> outcome.asset_id::text ->> 'name',
      'code', outcome.named -> 'sites' -> outcome.asset_id::text ->> 'code', 'village', outcome.named -> 'sites' -> outcome.asset_id::text ->> 'village')
    end as site
  from matching.outcome
  join cooperatives.cooperative on cooperative.regency_id = ${tx.regencyId} and cooperative.id = outcome.cooperative_id
  join lateral (
    select area.village_id from cooperatives.service_area as area
    where area.regency_id = ${tx.regencyId} and area.cooperative_id = cooperative.id and area.valid_from <= outcome.day
      and (area.valid_to is null or area.valid_to > outcome.day)
    order by area.village_id limit 1
  ) as served on true
  join reference.region as village on village.id = served.village_id
  join reference.region as district on district.id = village.parent_id`;

/** What a scenario says, by its uses' order and the cooperatives' names. */
export async function outcomesOf(tx: Tx, id: ScenarioId): Promise<Outcome[]> {
  const { rows } = await sql<Outcome>`
    ${shownOutcome(tx)}
    where outcome.regency_id = ${tx.regencyId} and outcome.scenario_id = ${id}
    order by array_position(${usesInOrder}, outcome.use), cooperative.name, cooperative.id
  `.execute(tx);
  return rows;
}

/** A scenario and all it says. */
export async function answerOf(tx: Tx, id: ScenarioId): Promise<{ line: ScenarioLine; outcomes: Outcome[] }> {
  const [line] = await listScenarios(tx, id);
  return { line: present(line, 'a scenario'), outcomes: await outcomesOf(tx, id) };
}

/** What holds for one cooperative: of each use what is published, else what the last scenario said that was not a what if. */
export async function outcomesFor(
  tx: Tx,
  cooperativeId: Id<'cooperative'>,
): Promise<(Outcome & { publishedOn: BusinessDate | null })[]> {
  const { rows } = await sql<Outcome & { publishedOn: BusinessDate | null }>`
    select * from (
      select distinct on (said.use) said.*, published.published_on
      from (${shownOutcome(tx)}
        where outcome.regency_id = ${tx.regencyId} and outcome.cooperative_id = ${cooperativeId} and not outcome.counts_unknown) as said
      left join matching.published on published.regency_id = ${tx.regencyId} and published.scenario_id = said.scenario_id
      order by said.use, published.published_on nulls last, said.day desc, said.scenario_id desc) as held
    order by array_position(${usesInOrder}, use)
  `.execute(tx);
  return rows;
}

export interface Which {
  readonly id: ScenarioId;
  readonly cooperativeId: Id<'cooperative'>;
  readonly use: Use;
}

export async function chosenAsset(tx: Tx, { id, cooperativeId, use }: Which): Promise<string | null | undefined> {
  const row = await tx
    .selectFrom('matching.outcome')
    .select('assetId')
    .where('regencyId', '=', tx.regencyId)
    .where('scenarioId', '=', id)
    .where('cooperativeId', '=', cooperativeId)
    .where('use', '=', use)
    .executeTakeFirst();
  return row?.assetId;
}

export async function insertSecondBest(tx: Tx, which: Which, found: SecondBest, named: Named): Promise<void> {
  const moved = found.moved.map(({ need, from, to }) => ({ ...need, from, to }));
  await sql`
    insert into matching.second_best (regency_id, scenario_id, cooperative_id, use, asset_id, burden_more, served_fewer, moved, named, proven)
    values (${tx.regencyId}, ${which.id}, ${which.cooperativeId}, ${which.use}, ${found.siteId}, ${found.burdenMore}, ${found.servedFewer},
      ${JSON.stringify(moved)}::jsonb, ${JSON.stringify(named)}::jsonb, ${found.answer.proven})
    on conflict do nothing
  `.execute(tx);
}

interface StoredSecondBest {
  readonly assetId: string | null;
  readonly burdenMore: number;
  readonly servedFewer: number;
  readonly moved: readonly (Need & { readonly from: string | null; readonly to: string | null })[];
  readonly named: Named;
  readonly proven: boolean;
}

export async function findSecondBest(tx: Tx, which: Which): Promise<SecondBestShown | undefined> {
  const { rows } = await sql<StoredSecondBest>`
    select asset_id, burden_more, served_fewer, moved, named, proven
    from matching.second_best
    where regency_id = ${tx.regencyId} and scenario_id = ${which.id} and cooperative_id = ${which.cooperativeId} and use = ${which.use}
  `.execute(tx);
  const [row] = rows;
  if (row === undefined) return undefined;
  const { named } = row;
  const siteName = (id: string | null) => (id === null ? null : (named.sites[id]?.name ?? id));
  return {
    site: siteName(row.assetId),
    ...{ burdenMore: row.burdenMore, servedFewer: row.servedFewer, proven: row.proven },
    moved: row.moved.map(({ cooperativeId, use, from, to }) => ({
      cooperative: named.cooperatives[cooperativeId] ?? cooperativeId,
      ...{ use, from: siteName(from), to: siteName(to) },
    })),
  };
}

/** What changes from one scenario to another, needs of either. */
export async function differences(tx: Tx, before: ScenarioId, after: ScenarioId): Promise<Comparison['rows']> {
  const { rows } = await sql<Comparison['rows'][number]>`
    select jsonb_build_object('id', cooperative.id, 'name', cooperative.name) as cooperative, turn.use, turn.before, turn.after, turn.change
    from (
      select cooperative_id, use,
        a.named -> 'sites' -> a.asset_id::text ->> 'name' as before, b.named -> 'sites' -> b.asset_id::text ->> 'name' as after,
        case when a.asset_id is null then 'gained' when b.asset_id is null then 'lost' else 'moved' end as change
      from (select * from matching.outcome where regency_id = ${tx.regencyId} and scenario_id = ${before}) as a
      full join (select * from matching.outcome where regency_id = ${tx.regencyId} and scenario_id = ${after}) as b
        using (cooperative_id, use)
      where coalesce(a.asset_id::text, '') <> coalesce(b.asset_id::text, '')) as turn
    join cooperatives.cooperative on cooperative.regency_id = ${tx.regencyId} and cooperative.id = turn.cooperative_id
    order by turn.change, cooperative.name, turn.use
  `.execute(tx);
  return rows;
}

export async function readyIdrOf(tx: Tx, id: ScenarioId): Promise<number> {
  const { rows } = await sql<{ sum: number }>`
    select coalesce(sum(ready_idr), 0)::bigint as sum from matching.outcome where regency_id = ${tx.regencyId} and scenario_id = ${id}
  `.execute(tx);
  return present(rows[0], 'a sum').sum;
}

/** Puts one scenario in the place of the one published before. */
export async function setPublished(tx: Tx, id: ScenarioId, day: BusinessDate): Promise<void> {
  await sql`insert into matching.published (regency_id, scenario_id, published_on) values (${tx.regencyId}, ${id}, ${day})
    on conflict (regency_id) do update set scenario_id = excluded.scenario_id, published_on = excluded.published_on`.execute(
    tx,
  );
}

async function publishedScenario(tx: Tx): Promise<ScenarioId | undefined> {
  const row = await tx
    .selectFrom('matching.published')
    .select('scenarioId')
    .where('regencyId', '=', tx.regencyId)
    .executeTakeFirst();
  return row && idFrom<'scenario'>(row.scenarioId);
}

/** The outcomes of the scenario that is published, for whoever shows them. */
export async function publishedOutcomes(tx: Tx): Promise<Outcome[]> {
  const id = await publishedScenario(tx);
  return id === undefined ? [] : await outcomesOf(tx, id);
}

/** The published scenario in figures, of what the reader may see. */
export async function publishedFigures(tx: Tx): Promise<PublishedFigures | null> {
  const { rows } = await sql<PublishedFigures>`
    select scenario_id as id, min(day) as day, bool_or(sample) as sample,
      jsonb_agg(jsonb_build_object('use', use, 'served', served, 'needs', needs) order by array_position(${usesInOrder}, use)) as uses
    from (
      select outcome.scenario_id, outcome.use, min(outcome.day) as day, bool_or(outcome.sample) as sample,
        count(outcome.asset_id) as served, count(*) as needs
      from matching.published
      join matching.outcome on outcome.regency_id = ${tx.regencyId} and outcome.scenario_id = published.scenario_id
      where published.regency_id = ${tx.regencyId}
      group by outcome.scenario_id, outcome.use) as by_use
    group by scenario_id
  `.execute(tx);
  return rows[0] ?? null;
}
