import type { Actor } from '../../kernel/actor.ts';
import type { BusinessDate } from '../../kernel/business-date.ts';
import { type Id, id as idFrom } from '../../kernel/ids.ts';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { startRun } from '../../platform/jobs/run.store.ts';
import { boundaryRefusals } from './boundary.refusals.ts';
import { findDraft, insertDraft, keepRun, lastDraft, lockDraft } from './boundary-draft.store.ts';

export interface DraftGiven {
  readonly id: Id<'boundary-draft'>;
  readonly fileName: string;
  readonly source: string;
  readonly licence: string;
  readonly validFrom: BusinessDate;
  readonly content: string;
  readonly sha256: string;
}

/**
 * Lays a file down to be checked. Idempotent on the id: sent again it is not checked again.
 * @returns the run that checks it
 * @throws reference/boundary-draft-id-reused
 */
export async function layDown(tx: Tx, actor: Actor, draft: DraftGiven): Promise<Id<'run'>> {
  const known = await findDraft(tx, draft.id);
  if (known !== undefined) {
    if (known.sha256 !== draft.sha256 || known.uploadedBy !== actor.userId) throw boundaryRefusals.draftIdReused({});
    return idFrom<'run'>(known.runId);
  }
  const runId = await startRun(tx, actor, 'reference/check-boundaries', { draftId: draft.id });
  // Two that send the same file at the same moment: one of them lays it down, the other is asked to send again.
  if (!(await insertDraft(tx, { ...draft, runId, uploadedBy: actor.userId }))) throw boundaryRefusals.draftIdReused({});
  const { fileName, sha256, source } = draft;
  const subject = { kind: 'reference/boundary-draft', id: draft.id };
  await audit(tx, actor, 'reference/add-boundary-draft', subject, { detail: { fileName, sha256, source } });
  return runId;
}

/**
 * Starts the taking of the newest draft, once its check found no error.
 * @throws reference/boundary-draft-not-found, reference/boundary-draft-not-fit
 */
export async function startTaking(tx: Tx, actor: Actor, id: Id<'boundary-draft'>): Promise<Id<'run'>> {
  const draft = await lockDraft(tx, id);
  if (draft === undefined) throw boundaryRefusals.draftNotFound({});
  const report = draft.report as { errors: readonly unknown[] } | null;
  const isNewest = (await lastDraft(tx))?.id === id;
  if (!isNewest || draft.revision !== null || report === null || report.errors.length > 0)
    throw boundaryRefusals.draftNotFit({});
  const runId = await startRun(tx, actor, 'reference/take-boundaries', { draftId: id });
  await keepRun(tx, id, runId);
  return runId;
}
