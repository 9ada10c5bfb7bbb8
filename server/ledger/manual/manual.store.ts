import { type RawBuilder, sql } from 'kysely';
import { type Id, isId } from '../../kernel/ids.ts';
import { onConstraint } from '../../platform/db/outage.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { withinReach } from '../../platform/db/within-reach.ts';
import type { Posting } from '../journal.ts';
import { ledgerRefusals } from '../ledger.refusals.ts';
import type { ManualShown } from './manual.schema.ts';
import type { Manual, ManualAnswer, ManualState } from './manual.ts';

/** The lines of a draft, in order. @throws ledger/unknown-account */
export async function insertLines(
  tx: Tx,
  manual: { id: Id<'manual'>; cooperativeId: Id<'cooperative'> },
  lines: readonly Posting[],
): Promise<void> {
  await tx
    .insertInto('ledger.manualLine')
    .values(
      lines.map((line, at) => ({
        ...{ regencyId: tx.regencyId, manualId: manual.id, seq: at + 1, cooperativeId: manual.cooperativeId },
        ...{ accountCode: line.accountCode, amountIdr: line.amountIdr, partyId: line.partyId ?? null },
      })),
    )
    .execute()
    .catch(onConstraint({ manual_line_account_fk: () => ledgerRefusals.unknownAccount({}) }));
}

/** A draft with its lines and its answer. */
export async function findManual(tx: Tx, id: Id<'manual'>): Promise<Manual | undefined> {
  const { rows } = await sql<Omit<Manual, 'lines'> & { lines: (Posting & { partyId: string | null })[] }>`
    select m.id, m.cooperative_id, m.occurred_on, m.description, m.evidence, m.reverses_id, m.sample, m.recorded_by, a.answer,
      a.recorded_by as answered_by,
      (select json_agg(json_build_object('accountCode', l.account_code, 'amountIdr', l.amount_idr, 'partyId', l.party_id) order by l.seq)
       from ledger.manual_line as l where l.regency_id = ${tx.regencyId} and l.manual_id = m.id) as lines
    from ledger.manual as m
    left join ledger.manual_answer as a on a.regency_id = ${tx.regencyId} and a.manual_id = m.id
    where m.regency_id = ${tx.regencyId} and m.id = ${id}
  `.execute(tx);
  const [row] = rows;
  return (
    row && {
      ...row,
      lines: row.lines.map(({ partyId, ...line }) => ({ ...line, ...(partyId !== null && { partyId }) })),
    }
  );
}

/** Says what became of a draft. @throws ledger/answered, where another just did */
export async function insertAnswer(
  tx: Tx,
  manual: Pick<Manual, 'id' | 'cooperativeId' | 'recordedBy'>,
  given: {
    answer: ManualAnswer;
    reason: string | null;
    recordedBy: string | null;
    recordedRole: string;
    onBehalf: boolean;
  },
): Promise<void> {
  const { id: manualId, cooperativeId, recordedBy: draftedBy } = manual;
  await tx
    .insertInto('ledger.manualAnswer')
    .values({ regencyId: tx.regencyId, manualId, cooperativeId, draftedBy, ...given })
    .execute()
    .catch(onConstraint({ manual_answer_by_another: () => ledgerRefusals.ownDraft({}) }));
}

interface Listed extends Omit<ManualShown, 'answers' | 'cooperative' | 'reverses' | 'number'> {
  readonly cooperativeId: Id<'cooperative'>;
  readonly cooperative: string;
  readonly recordedBy: string | null;
  readonly answer: ManualAnswer | null;
  readonly reverses: number | null;
  readonly number: number | null;
}

/** Drafts the reader may see, the last first. A cursor that is none leads to no row. */
export async function manualsWhere(
  tx: Tx,
  filter: {
    cooperativeId?: Id<'cooperative'> | undefined;
    state?: ManualState | undefined;
    before?: string | undefined;
    limit: number;
  },
): Promise<Listed[]> {
  const { rows } = await sql<Listed>`
    select m.id, m.cooperative_id, c.name as cooperative, m.occurred_on, m.description, m.evidence, m.sample, m.recorded_by, m.on_behalf,
      m.recorded_role as drafted_role, a.answer, coalesce(a.answer, 'drafted') as state, a.reason, undone.number as reverses, entered.number,
      lines.amount_idr, lines.lines
    from ledger.manual as m
    join cooperatives.cooperative as c on c.regency_id = ${tx.regencyId} and c.id = m.cooperative_id
    left join ledger.manual_answer as a on a.regency_id = ${tx.regencyId} and a.manual_id = m.id
    left join ledger.journal as undone on undone.regency_id = ${tx.regencyId} and undone.id = m.reverses_id
    left join ledger.journal as entered on entered.regency_id = ${tx.regencyId} and entered.cooperative_id = m.cooperative_id
      and entered.source_kind = 'ledger/manual' and entered.source_id = m.id
    cross join lateral (
      select coalesce(sum(l.amount_idr) filter (where l.amount_idr > 0), 0)::bigint as amount_idr,
        json_agg(json_build_object('accountCode', l.account_code, 'accountName', account.name, 'amountIdr', l.amount_idr) order by l.seq) as lines
      from ledger.manual_line as l
      join ledger.account as account on account.regency_id = ${tx.regencyId} and account.cooperative_id = l.cooperative_id and account.code = l.account_code
      where l.regency_id = ${tx.regencyId} and l.manual_id = m.id) as lines
    where m.regency_id = ${tx.regencyId} and ${withinReach(tx, 'm.cooperative_id')} ${chosen(filter)}
      ${filter.before === undefined ? sql`` : isId(filter.before) ? sql`and m.id < ${filter.before}` : sql`and false`}
    order by m.id desc limit ${filter.limit}
  `.execute(tx);
  return rows;
}

function chosen({
  cooperativeId,
  state,
}: {
  cooperativeId?: string | undefined;
  state?: ManualState | undefined;
}): RawBuilder<unknown> {
  return sql`
    ${cooperativeId === undefined ? sql`` : sql`and m.cooperative_id = ${cooperativeId}`}
    ${state === undefined ? sql`` : sql`and coalesce(a.answer, 'drafted') = ${state}`}`;
}

export async function countManuals(
  tx: Tx,
  filter: { cooperativeId?: Id<'cooperative'> | undefined; state?: ManualState | undefined },
  countedMax: number,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from (
      select from ledger.manual as m
      left join ledger.manual_answer as a on a.regency_id = ${tx.regencyId} and a.manual_id = m.id
      where m.regency_id = ${tx.regencyId} and ${withinReach(tx, 'm.cooperative_id')} ${chosen(filter)}
      limit ${countedMax}) as counted
  `.execute(tx);
  return rows[0]?.count ?? 0;
}

/** How many drafts of facts of these days nobody has answered yet. */
export async function openDraftsThrough(tx: Tx, cooperativeId: Id<'cooperative'>, day: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from ledger.manual as m
    where m.regency_id = ${tx.regencyId} and m.cooperative_id = ${cooperativeId} and m.occurred_on <= ${day}
      and not exists (select from ledger.manual_answer as a where a.regency_id = ${tx.regencyId} and a.manual_id = m.id)
  `.execute(tx);
  return rows[0]?.count ?? 0;
}
