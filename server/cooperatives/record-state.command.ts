import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { audit, type Doer, recordedBy } from '../platform/audit/audit.ts';
import type { Tx } from '../platform/db/tx.ts';
import { enqueue } from '../platform/jobs/enqueue.ts';
import { cooperativeRefusals } from './cooperative.refusals.ts';
import type { StateActionShown } from './cooperative.schema.ts';
import { lockCooperative } from './cooperative.store.ts';
import { refuseMissingEvidence } from './refuse-missing-evidence.command.ts';
import { type Axis, actionOn, type FacilityState, flagsOf, type OperationState } from './state.ts';
import { cacheState, insertStateActions, type StoredStateAction, shown, stateActionsOf } from './state-action.store.ts';

/** A change of state as somebody reports it. */
export interface StateReport {
  readonly id: Id<'state-action'>;
  readonly cooperativeId: Id<'cooperative'>;
  readonly axis: Axis;
  readonly state: FacilityState | OperationState;
  readonly effectiveOn: BusinessDate;
  readonly targetOn?: BusinessDate;
  readonly reason?: string;
  readonly source: { readonly name: string; readonly date: BusinessDate; readonly sample?: boolean };
  readonly fileId?: Id<'file'>;
  readonly correctsId?: Id<'state-action'>;
}

/**
 * Records a change of a cooperative's facility or operation and rewrites the cached state, in one transaction.
 * Idempotent on `report.id`. A skipped step or a late report is a fact: recorded and flagged, not refused.
 * @throws cooperatives/not-found, in-future, already-so, already-corrected, corrects-other, target-before-start, unknown-file, id-reused
 */
export async function recordState(
  tx: Tx,
  doer: Doer,
  report: StateReport,
  today: BusinessDate,
): Promise<StateActionShown> {
  await lockCooperative(tx, report.cooperativeId);
  const before = await stateActionsOf(tx, report.cooperativeId);
  const twin = before.find((action) => action.id === report.id);
  if (twin) return repeated(twin, report, before);
  await refuseMissingEvidence(tx, report, today);
  refuseImpossible(before, report, today);

  await insertStateActions(tx, [
    {
      id: report.id,
      cooperativeId: report.cooperativeId,
      axis: report.axis,
      state: report.state,
      effectiveOn: report.effectiveOn,
      ...recordedBy(doer),
      reason: report.reason ?? null,
      sourceName: report.source.name,
      sourceDate: report.source.date,
      sample: report.source.sample ?? false,
      fileId: report.fileId ?? null,
      targetOn: report.targetOn ?? null,
      flags: flagsOf(before, report),
      correctsId: report.correctsId ?? null,
    },
  ]);
  const after = await stateActionsOf(tx, report.cooperativeId);
  await cacheState(tx, report.cooperativeId, after, today);
  await audit(
    tx,
    doer,
    `cooperatives/record-${report.axis}`,
    { kind: 'cooperatives/state-action', id: report.id },
    {
      cooperativeId: report.cooperativeId,
      detail: { state: report.state, effectiveOn: report.effectiveOn, corrects: report.correctsId },
      ...(report.reason === undefined ? {} : { reason: report.reason }),
    },
  );
  await enqueue(tx, 'publication/refresh', { cooperativeIds: [report.cooperativeId] });
  return shownAmong(report.id, after);
}

function refuseImpossible(before: readonly StoredStateAction[], report: StateReport, today: BusinessDate): void {
  if (report.effectiveOn > today) throw cooperativeRefusals.inFuture({ today });
  if (report.targetOn !== undefined && report.targetOn < report.effectiveOn)
    throw cooperativeRefusals.targetBeforeStart({});
  if (report.correctsId !== undefined) {
    const corrected = before.find((action) => action.id === report.correctsId);
    if (corrected?.axis !== report.axis) throw cooperativeRefusals.correctsOther({ id: report.correctsId });
    return; // taking back a mistake leaves things as they were before it, so a correction may say what is so already
  }
  const current = actionOn(before, report.axis, report.effectiveOn);
  if (current?.state === report.state)
    throw cooperativeRefusals.alreadySo({ state: current.state, since: current.effectiveOn });
}

/** The same report sent again answers as the first time; the same id with other content is refused. */
function repeated(twin: StoredStateAction, report: StateReport, all: readonly StoredStateAction[]): StateActionShown {
  const { row } = twin;
  const isSame =
    twin.axis === report.axis &&
    twin.state === report.state &&
    twin.effectiveOn === report.effectiveOn &&
    twin.correctsId === (report.correctsId ?? null) &&
    row.reason === (report.reason ?? null) &&
    row.sourceName === report.source.name &&
    row.sourceDate === report.source.date &&
    row.fileId === (report.fileId ?? null) &&
    row.targetOn === (report.targetOn ?? null);
  if (!isSame) throw cooperativeRefusals.idReused({ id: report.id });
  return shownAmong(twin.id, all);
}

function shownAmong(id: Id<'state-action'>, actions: readonly StoredStateAction[]): StateActionShown {
  const corrected = new Set(actions.map((action) => action.correctsId));
  const action = actions.find((candidate) => candidate.id === id);
  if (!action) throw cooperativeRefusals.notFound({});
  return shown(action.row, corrected);
}

declare module '../platform/jobs/enqueue.ts' {
  interface TaskPayloads {
    /** Rewrites what the public sees of these cooperatives. */
    'publication/refresh': { cooperativeIds: string[] };
  }
}
