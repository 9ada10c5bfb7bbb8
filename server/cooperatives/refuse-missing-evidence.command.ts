import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import type { Tx } from '../platform/db/tx.ts';
import { filesOf } from '../platform/files/file.store.ts';
import { cooperativeRefusals } from './cooperative.refusals.ts';

/**
 * What a reported fact rests on must be there: a source of the past, and a file that the reporter may see himself.
 * @throws cooperatives/in-future, unknown-file
 */
export async function refuseMissingEvidence(
  tx: Tx,
  { source, fileId }: { source: { date: BusinessDate }; fileId?: Id<'file'> },
  today: BusinessDate,
): Promise<void> {
  if (source.date > today) throw cooperativeRefusals.inFuture({ today });
  if (fileId !== undefined && (await filesOf(tx, [fileId])).length === 0)
    throw cooperativeRefusals.unknownFile({ id: fileId });
}
