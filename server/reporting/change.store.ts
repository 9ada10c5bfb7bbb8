import { type RawBuilder, sql } from 'kysely';
import { addDays, type BusinessDate, type TimeZone } from '../kernel/business-date.ts';
import type { Page } from '../kernel/page.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { Change } from './change.schema.ts';
import type { ChangeKind } from './change.ts';

/** Days that "this week" looks back. */
export const weekDays = 7;

interface Week {
  readonly after: BusinessDate;
  readonly until: BusinessDate;
  readonly zone: TimeZone;
}

/**
 * What changed in the week up to a day, newest first. Rows that the database does not show to the reader are not in it.
 * @param asked.kinds only these; none asked is an empty page
 */
export async function changesUntil(
  tx: Tx,
  week: { readonly day: BusinessDate; readonly zone: TimeZone },
  asked: { readonly kinds: readonly ChangeKind[]; readonly after?: string; readonly limit: number },
): Promise<Page<Change>> {
  if (asked.kinds.length === 0) return { rows: [], next: null, total: 0 };
  const bounds = { after: addDays(week.day, -weekDays), until: week.day, zone: week.zone };
  const parts = sql.join(
    asked.kinds.map((kind) => partOf[kind](tx, bounds)),
    sql` union all `,
  );
  const { rows } = await sql<Change & { total: number }>`
    with change as (${parts}),
    numbered as (
      select change.*, row_number() over (order by change.on desc, change.kind, change.id) as seq, count(*) over ()::integer as total
      from change)
    select numbered.kind || ' ' || numbered.id as id, numbered.on, numbered.kind, numbered.about, numbered.source, numbered.sample,
      numbered.late, numbered.total,
      case when cooperative.id is not null
        then jsonb_build_object('id', cooperative.id, 'name', cooperative.name) end as cooperative
    from numbered
    left join cooperatives.cooperative
      on cooperative.regency_id = ${tx.regencyId} and cooperative.id = numbered.cooperative_id
    where numbered.seq > coalesce(
      (select seq from numbered as seen where seen.kind || ' ' || seen.id = ${asked.after ?? null}::text), 0)
    order by numbered.seq
    limit ${asked.limit + 1}
  `.execute(tx);
  const page = rows.slice(0, asked.limit);
  return {
    rows: page.map(({ total: _, ...change }) => change),
    next: rows.length > page.length ? (page.at(-1)?.id ?? null) : null,
    total: rows[0]?.total ?? 0,
  };
}

type Part = (tx: Tx, week: Week) => RawBuilder<unknown>;

/** State actions take effect on a day and are told on another: the week has both, and says which came late. */
const stateAction =
  (axis: 'facility' | 'operation'): Part =>
  (tx, { after, until, zone }) =>
    sql`
    select id, effective_on as on, ${axis}::text as kind, state as about, cooperative_id, source_name as source, sample,
      effective_on <= ${after} as late
    from cooperatives.state_action as action
    where not exists (
        select from cooperatives.state_action as later where later.regency_id = ${tx.regencyId} and later.corrects_id = action.id)
      and regency_id = ${tx.regencyId} and axis = ${axis} and effective_on <= ${until}
      and (effective_on > ${after}
        or (recorded_at >= (${addDays(after, 1)}::timestamp at time zone ${zone})
          and recorded_at < (${addDays(until, 1)}::timestamp at time zone ${zone})))`;

const partOf: Readonly<Record<ChangeKind, Part>> = {
  facility: stateAction('facility'),
  operation: stateAction('operation'),
  premises_begun: (tx, { after, until }) => sql`
    select id, valid_from as on, 'premises_begun' as kind, use as about, cooperative_id, source_name as source, sample, false as late
    from cooperatives.premises where regency_id = ${tx.regencyId} and valid_from > ${after} and valid_from <= ${until}`,
  premises_ended: (tx, { after, until }) => sql`
    select id, valid_to as on, 'premises_ended' as kind, use as about, cooperative_id, source_name as source, sample, false as late
    from cooperatives.premises where regency_id = ${tx.regencyId} and valid_to > ${after} and valid_to <= ${until}`,
  partnership_begun: (tx, week) => partnership(tx, week, 'partnership_begun', sql`partnership.valid_from`),
  partnership_ended: (tx, week) => partnership(tx, week, 'partnership_ended', sql`partnership.valid_to`),
  requirement_met: (tx, { after, until }) => sql`
    select requirement.id, requirement.met_on as on, 'requirement_met' as kind, requirement_kind.name as about,
      requirement.cooperative_id, requirement.source_name as source, requirement.sample, false as late
    from cooperatives.requirement
    join reference.requirement_kind on requirement_kind.code = requirement.kind
      and requirement_kind.valid_from <= requirement.met_on
      and (requirement_kind.valid_to is null or requirement_kind.valid_to > requirement.met_on)
    where requirement.regency_id = ${tx.regencyId} and requirement.met
      and requirement.met_on > ${after} and requirement.met_on <= ${until}`,
  proposal_opened: (tx, { after, until }) => sql`
    select id, opened_on as on, 'proposal_opened' as kind, null as about, cooperative_id, source_name as source, sample, false as late
    from proposals.proposal where regency_id = ${tx.regencyId} and opened_on > ${after} and opened_on <= ${until}`,
  proposal_closed: (tx, { after, until }) => sql`
    select id, closed_on as on, 'proposal_closed' as kind, close_reason as about, cooperative_id, source_name as source, sample,
      false as late
    from proposals.proposal where regency_id = ${tx.regencyId} and closed_on > ${after} and closed_on <= ${until}`,
  task_settled: (tx, { after, until }) => sql`
    select id, settled_on as on, 'task_settled' as kind, coalesce(title, kind) as about, cooperative_id, null as source, sample,
      false as late
    from tasks.task where regency_id = ${tx.regencyId} and settled_on > ${after} and settled_on <= ${until}`,
  snapshot_taken: (tx, { after, until, zone }) => sql`
    select id, (taken_at at time zone ${zone})::date as on, 'snapshot_taken' as kind, as_of::text as about, null::uuid as cooperative_id,
      'SIMKOPDES' as source, false as sample, false as late
    from exchange.snapshot
    where regency_id = ${tx.regencyId}
      and taken_at >= (${addDays(after, 1)}::timestamp at time zone ${zone})
      and taken_at < (${addDays(until, 1)}::timestamp at time zone ${zone})`,
};

function partnership(tx: Tx, { after, until }: Week, kind: ChangeKind, on: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select partnership.id, ${on} as on, ${kind}::text as kind, partner.name as about, partnership.cooperative_id,
      partnership.source_name as source, partnership.sample, false as late
    from partners.partnership
    join partners.partner on partner.regency_id = ${tx.regencyId} and partner.id = partnership.partner_id
    where partnership.regency_id = ${tx.regencyId} and partnership.stage = 'active' and ${on} > ${after} and ${on} <= ${until}`;
}
