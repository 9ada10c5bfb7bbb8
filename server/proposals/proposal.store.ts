import type { Selectable } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import type { ProposalsProposal } from '../platform/db/schema.generated.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { ProposalShown } from './proposal.schema.ts';

export async function proposalsWhere(
  tx: Tx,
  filter: { cooperativeId?: Id<'cooperative'>; stage?: ProposalShown['stage'] },
): Promise<ProposalShown[]> {
  let query = tx
    .selectFrom('proposals.proposal as p')
    .innerJoin('cooperatives.cooperative as c', (join) =>
      join.onRef('c.regencyId', '=', 'p.regencyId').onRef('c.id', '=', 'p.cooperativeId'),
    )
    .selectAll('p')
    .select('c.name')
    .where('p.regencyId', '=', tx.regencyId);
  if (filter.cooperativeId !== undefined) query = query.where('p.cooperativeId', '=', filter.cooperativeId);
  if (filter.stage !== undefined) query = query.where('p.stage', '=', filter.stage);
  const rows = await query.orderBy('p.openedOn').orderBy('c.name').orderBy('p.id').execute();
  return rows.map((row) => ({
    id: row.id,
    cooperative: { id: row.cooperativeId, name: row.name },
    openedOn: row.openedOn,
    stage: row.stage as ProposalShown['stage'],
    closedOn: row.closedOn,
    closeReason: row.closeReason,
    source: { name: row.sourceName, date: row.sourceDate, sample: row.sample },
    recordedRole: row.recordedRole,
    onBehalf: row.onBehalf,
  }));
}

export async function lockProposal(tx: Tx, id: Id<'proposal'>): Promise<Selectable<ProposalsProposal> | undefined> {
  return await tx
    .selectFrom('proposals.proposal')
    .selectAll()
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function updateClosed(
  tx: Tx,
  id: Id<'proposal'>,
  closedOn: BusinessDate,
  closeReason: string,
): Promise<void> {
  await tx
    .updateTable('proposals.proposal')
    .set({ stage: 'closed', closedOn, closeReason })
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .execute();
}
