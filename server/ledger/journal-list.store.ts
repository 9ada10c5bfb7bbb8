import { sql } from 'kysely';
import type { BusinessDate, Instant } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { countedMax, type Page } from '../kernel/page.ts';
import type { Rupiah } from '../kernel/rupiah.ts';
import type { Tx } from '../platform/db/tx.ts';
import { withinReach } from '../platform/db/within-reach.ts';
import type { JournalListed } from './journal.schema.ts';

const columns = sql`j.id, j.number, j.occurred_on, j.posted_on, j.is_late, j.source_kind, j.description, j.evidence, j.sample,
  undone.number as reverses, undoing.number as reversed_by,
  (select coalesce(sum(p.amount_idr) filter (where p.amount_idr > 0), 0)::bigint from ledger.posting as p
   where p.regency_id = j.regency_id and p.journal_id = j.id) as amount_idr`;
const beside = sql`
  left join ledger.journal as undone on undone.regency_id = j.regency_id and undone.id = j.reverses_id
  left join ledger.journal as undoing on undoing.regency_id = j.regency_id and undoing.reverses_id = j.id`;

interface Asked {
  readonly cooperativeId: Id<'cooperative'>;
  readonly from?: BusinessDate;
  readonly to?: BusinessDate;
  readonly late?: boolean;
  readonly after?: string;
  readonly limit?: number;
}

/** The journal book of a cooperative, the last first; the cursor is the number of the last one seen. */
export async function journalsOf(tx: Tx, asked: Asked): Promise<Page<JournalListed>> {
  const { cooperativeId, from, to, late, after, limit = 50 } = asked;
  const where = sql`j.regency_id = ${tx.regencyId} and ${withinReach(tx, 'j.cooperative_id')} and j.cooperative_id = ${cooperativeId}
    ${from === undefined ? sql`` : sql`and j.posted_on >= ${from}`} ${to === undefined ? sql`` : sql`and j.posted_on <= ${to}`}
    ${late === undefined ? sql`` : sql`and j.is_late = ${late}`}`;
  const before = after === undefined ? sql`` : sql`and j.number < ${cursorOf(after)}`;
  const { rows } = await sql<JournalListed>`
    select ${columns} from ledger.journal as j ${beside} where ${where} ${before} order by j.number desc limit ${limit + 1}
  `.execute(tx);
  const counted = await sql<{ count: number }>`
    select count(*)::integer as count from (select from ledger.journal as j where ${where} limit ${countedMax + 1}) as counted
  `.execute(tx);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page,
    next: last && rows.length > limit ? String(last.number) : null,
    total: counted.rows[0]?.count ?? 0,
  };
}

/** A cursor nobody gave finds nothing. */
function cursorOf(after: string): number {
  return /^\d{1,15}$/.test(after) ? Number(after) : 0;
}

interface JournalTold extends JournalListed {
  readonly cooperativeId: Id<'cooperative'>;
  readonly cooperative: string;
  readonly recordedRole: string;
  readonly onBehalf: boolean;
  readonly recordedAt: Instant;
  readonly postings: readonly {
    readonly accountCode: string;
    readonly accountName: string;
    readonly amountIdr: Rupiah;
    readonly partyId: string | null;
  }[];
}

/** A journal with its lines, where the reader may see it. */
export async function findJournal(tx: Tx, id: Id<'journal'>): Promise<JournalTold | undefined> {
  const { rows } = await sql<JournalTold>`
    select ${columns}, j.cooperative_id, c.name as cooperative, j.recorded_role, j.on_behalf, j.recorded_at,
      (select json_agg(json_build_object('accountCode', p.account_code, 'accountName', a.name, 'amountIdr', p.amount_idr, 'partyId', p.party_id)
         order by p.seq)
       from ledger.posting as p
       join ledger.account as a on a.regency_id = p.regency_id and a.cooperative_id = p.cooperative_id and a.code = p.account_code
       where p.regency_id = j.regency_id and p.journal_id = j.id) as postings
    from ledger.journal as j ${beside}
    join cooperatives.cooperative as c on c.regency_id = j.regency_id and c.id = j.cooperative_id
    where j.regency_id = ${tx.regencyId} and ${withinReach(tx, 'j.cooperative_id')} and j.id = ${id}
  `.execute(tx);
  return rows[0];
}
