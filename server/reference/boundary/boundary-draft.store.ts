import { type Selectable, sql } from 'kysely';
import type { Id } from '../../kernel/ids.ts';
import type { TerritoryBoundaryDraft } from '../../platform/db/schema.generated.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { BoundaryReport } from './boundary.ts';

type DraftId = Id<'boundary-draft'>;

export type BoundaryDraft = Selectable<TerritoryBoundaryDraft>;

type NewDraft = Omit<BoundaryDraft, 'regencyId' | 'report' | 'revision' | 'uploadedAt'>;

/** Empties what the drafts before it held; gives false when the id is known. */
export async function insertDraft(tx: Tx, draft: NewDraft): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('territory.boundaryDraft')
    .values({ ...draft, regencyId: tx.regencyId })
    .onConflict((conflict) => conflict.constraint('boundary_draft_pk').doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) return false;
  await emptied(tx).where('id', '<>', draft.id).where('content', 'is not', null).execute();
  return true;
}

const emptied = (tx: Tx) =>
  tx.updateTable('territory.boundaryDraft').set({ content: null }).where('regencyId', '=', tx.regencyId);

const drafts = (tx: Tx) => tx.selectFrom('territory.boundaryDraft').selectAll().where('regencyId', '=', tx.regencyId);

export async function findDraft(tx: Tx, id: DraftId): Promise<BoundaryDraft | undefined> {
  return await drafts(tx).where('id', '=', id).executeTakeFirst();
}

/** Held until the transaction ends, so that two who take it at once do so in turn. */
export async function lockDraft(tx: Tx, id: DraftId): Promise<BoundaryDraft | undefined> {
  return await drafts(tx).where('id', '=', id).forUpdate().executeTakeFirst();
}

/** The newest, without its content. */
export async function lastDraft(tx: Tx): Promise<Omit<BoundaryDraft, 'content'> | undefined> {
  return await tx
    .selectFrom('territory.boundaryDraft')
    .select(['regencyId', 'id', 'fileName', 'source', 'licence', 'validFrom', 'sha256', 'runId', 'report', 'revision'])
    .select(['uploadedBy', 'uploadedAt'])
    .where('regencyId', '=', tx.regencyId)
    .orderBy('uploadedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function keepReport(
  tx: Tx,
  id: DraftId,
  { errors, warnings }: Pick<BoundaryReport, 'errors' | 'warnings'>,
): Promise<void> {
  await change(tx, id, { report: sql`${JSON.stringify({ errors, warnings })}::jsonb` });
}

/** Another job works on it now. */
export async function keepRun(tx: Tx, id: DraftId, runId: Id<'run'>): Promise<void> {
  await change(tx, id, { runId });
}

export async function keepTaken(tx: Tx, id: DraftId, revision: number): Promise<void> {
  await change(tx, id, { revision, content: null });
}

async function change(tx: Tx, id: DraftId, set: object): Promise<void> {
  await tx
    .updateTable('territory.boundaryDraft')
    .set(set)
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .execute();
}
