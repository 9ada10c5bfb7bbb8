import { sql } from 'kysely';
import type { BusinessDate, Instant } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { OpenPoint } from './closing.ts';

export interface Closing {
  readonly id: Id<'closing'>;
  readonly through: BusinessDate;
  readonly wasClosedTo: BusinessDate;
  readonly open: readonly OpenPoint[];
  readonly recordedRole: string;
  readonly onBehalf: boolean;
  readonly recordedAt: Instant;
}

/** The closings of a book, the last first. */
export async function closingsOf(tx: Tx, cooperativeId: Id<'cooperative'>): Promise<Closing[]> {
  const { rows } = await sql<Closing>`
    select id, through, was_closed_to, open_points::json as open, recorded_role, on_behalf, recorded_at from ledger.closing
    where regency_id = ${tx.regencyId} and cooperative_id = ${cooperativeId} order by through desc
  `.execute(tx);
  return rows;
}

/** Closes a book that the caller has taken. */
export async function insertClosing(
  tx: Tx,
  closing: {
    id: Id<'closing'>;
    cooperativeId: Id<'cooperative'>;
    through: BusinessDate;
    wasClosedTo: BusinessDate;
    open: readonly OpenPoint[];
    recordedBy: string | null;
    recordedRole: string;
    onBehalf: boolean;
  },
): Promise<void> {
  const { open, ...row } = closing;
  await tx
    .insertInto('ledger.closing')
    .values({ regencyId: tx.regencyId, ...row, openPoints: JSON.stringify(open) })
    .execute();
  await tx
    .updateTable('ledger.book')
    .set({ closedThrough: closing.through })
    .where('regencyId', '=', tx.regencyId)
    .where('cooperativeId', '=', closing.cooperativeId)
    .execute();
}
