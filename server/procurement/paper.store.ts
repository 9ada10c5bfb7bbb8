import { sql } from 'kysely';
import type { Met } from '../platform/db/insert-once.ts';
import { meetSent } from '../platform/db/meet-sent.ts';
import type { Tx } from '../platform/db/tx.ts';

/** Papers of an order, or of a sale between cooperatives, that their authors give an id. */
type Paper =
  | 'order'
  | 'orderStep'
  | 'delivery'
  | 'receipt'
  | 'invoice'
  | 'payment'
  | 'goodsReturn'
  | 'surplusSale'
  | 'surplusStep';

/** Whether a paper was sent before: the very same, or something else under its id. */
export async function meetPaper<Sent extends { readonly id: string }>(
  tx: Tx,
  paper: Paper,
  sent: Sent,
): Promise<{ met: Met; contentHash: string }> {
  await sql`select pg_advisory_xact_lock(hashtext('procurement'), hashtext(${sent.id}))`.execute(tx); // a twin waits here and then meets it
  return await meetSent(tx, `procurement.${paper}`, sent);
}
