import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { audit, type Doer, recordedBy } from '../platform/audit/audit.ts';
import { insertOnce } from '../platform/db/insert-once.ts';
import type { Tx } from '../platform/db/tx.ts';
import { cooperativeRefusals } from './cooperative.refusals.ts';
import { lockCooperative } from './cooperative.store.ts';
import { refuseMissingEvidence } from './refuse-missing-evidence.command.ts';
import type { RequirementReport } from './requirement.schema.ts';
import { isRequirement } from './requirement.store.ts';

/**
 * Records that a required item is there (or, with `met: false`, that it is not after all); the latest record of a kind holds.
 * Idempotent on `report.id`.
 * @throws cooperatives/not-found, id-reused, dates-reversed, in-future, unknown-requirement, unknown-file
 */
export async function recordRequirement(
  tx: Tx,
  doer: Doer,
  cooperativeId: Id<'cooperative'>,
  report: RequirementReport,
  today: BusinessDate,
  sample = false,
): Promise<void> {
  await lockCooperative(tx, cooperativeId);
  const { source, metOn = null, number = null, expiresOn = null, fileId = null, note = null, ...given } = report;
  if (!(await isRequirement(tx, report.kind, today)))
    throw cooperativeRefusals.unknownRequirement({ kind: report.kind });
  await refuseMissingEvidence(tx, report, today);
  if (metOn !== null && metOn > today) throw cooperativeRefusals.inFuture({ today });
  if (metOn !== null && expiresOn !== null && expiresOn <= metOn) throw cooperativeRefusals.datesReversed({});
  const met = await insertOnce(tx, 'cooperatives.requirement', {
    ...given,
    cooperativeId,
    metOn,
    number,
    expiresOn,
    fileId,
    note,
    ...recordedBy(doer),
    sourceName: source.name,
    sourceDate: source.date,
    sample,
  });
  if (met === 'other') throw cooperativeRefusals.idReused({ id: report.id });
  if (met === 'same') return;
  const detail = { kind: report.kind, met: report.met, metOn, expiresOn };
  await audit(
    tx,
    doer,
    'cooperatives/record-requirement',
    { kind: 'cooperatives/requirement', id: report.id },
    { cooperativeId, detail },
  );
}
