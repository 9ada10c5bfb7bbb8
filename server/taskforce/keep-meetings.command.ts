import { isDeepStrictEqual } from 'node:util';
import * as access from '../access/public.ts';
import * as cooperatives from '../cooperatives/public.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { audit, type Doer } from '../platform/audit/audit.ts';
import { insertOnce } from '../platform/db/insert-once.ts';
import type { Tx } from '../platform/db/tx.ts';
import { filesOf } from '../platform/files/file.store.ts';
import * as tasks from '../tasks/public.ts';
import { taskforceRefusals } from './taskforce.refusals.ts';
import type { DecisionShown, NewDecision, NewMeeting } from './taskforce.schema.ts';
import { decisionsOf, insertDecision, lockMeeting, meetingOfDecision } from './taskforce.store.ts';

/** Records a meeting that was held. Idempotent on its id. @throws taskforce/id-reused, in-future, unknown-file */
export async function addMeeting(
  tx: Tx,
  doer: Doer,
  meeting: NewMeeting,
  today: BusinessDate,
  sample = false,
): Promise<void> {
  if (meeting.heldOn > today) throw taskforceRefusals.inFuture({ today });
  if (meeting.fileId !== undefined && (await filesOf(tx, [meeting.fileId])).length === 0)
    throw taskforceRefusals.unknownFile({ id: meeting.fileId });
  const { location = null, attendance = null, fileId = null, ...given } = meeting;
  const recordedBy = 'userId' in doer ? doer.userId : null;
  const row = { ...given, location, attendance, fileId, recordedBy, recordedRole: doer.role, sample };
  const met = await insertOnce(tx, 'taskforce.meeting', row);
  if (met === 'other') throw taskforceRefusals.idReused({ id: meeting.id });
  if (met === 'nothing') await audit(tx, doer, 'taskforce/add-meeting', { kind: 'taskforce/meeting', id: meeting.id });
}

/**
 * Records a decision and puts its actions on their owners' lists. Idempotent on its id.
 * @throws taskforce/not-found, id-reused, unknown-role, cooperative-needed, cooperative-not-found, due-before-meeting
 */
export async function addDecision(
  tx: Tx,
  doer: Doer,
  meetingId: Id<'meeting'>,
  decision: NewDecision,
  sample = false,
): Promise<void> {
  const meeting = await lockMeeting(tx, meetingId);
  if (!meeting) throw taskforceRefusals.notFound({});
  const meetingOfTwin = await meetingOfDecision(tx, decision.id);
  if (meetingOfTwin !== undefined) {
    const twin = (await decisionsOf(tx, meetingOfTwin)).find(({ id }) => id === decision.id);
    if (meetingOfTwin === meetingId && isSame(twin, decision)) return;
    throw taskforceRefusals.idReused({ id: decision.id });
  }
  const { heldOn } = meeting;
  const { cooperativeId } = decision;
  for (const { ownerRole } of decision.actions) refuseUnableOwner(ownerRole, cooperativeId);
  if (decision.actions.some((action) => action.dueOn !== undefined && action.dueOn < heldOn))
    throw taskforceRefusals.dueBeforeMeeting({});
  if (cooperativeId !== undefined && !(await cooperatives.cooperativeExists(tx, cooperativeId)))
    throw taskforceRefusals.cooperativeNotFound({});

  const recordedBy = 'userId' in doer ? doer.userId : null;
  await insertDecision(tx, {
    id: decision.id,
    meetingId,
    text: decision.text,
    cooperativeId: cooperativeId ?? null,
    recordedBy,
  });
  const about = {
    kind: 'task-force-action',
    openedOn: heldOn,
    sample,
    ...(cooperativeId === undefined ? {} : { cooperativeId }),
  };
  await tasks.open(
    tx,
    doer,
    decision.actions.map((action, part) => ({
      ...about,
      ...action,
      origin: { kind: 'taskforce/decision', id: decision.id, part },
    })),
  );
  const subject = { kind: 'taskforce/decision', id: decision.id };
  await audit(tx, doer, 'taskforce/add-decision', subject, cooperativeId === undefined ? {} : { cooperativeId });
}

/** An action must reach somebody who can settle it: a role that may, and for a local role a cooperative that says where. */
function refuseUnableOwner(ownerRole: string, cooperativeId: Id<'cooperative'> | undefined): void {
  const role = access.isRoleName(ownerRole) ? access.roleOf(ownerRole) : undefined;
  if (!role?.permissions.includes('task.settle')) throw taskforceRefusals.unknownRole({ role: ownerRole });
  if (cooperativeId === undefined && !role.scopes.includes('regency'))
    throw taskforceRefusals.cooperativeNeeded({ role: ownerRole });
}

function isSame(twin: DecisionShown | undefined, sent: NewDecision): boolean {
  const partsOf = (list: readonly { title: string | null; ownerRole: string; dueOn?: string | null }[]) =>
    list.map(({ title, ownerRole, dueOn = null }) => ({ title, ownerRole, dueOn }));
  return (
    twin?.text === sent.text &&
    twin.cooperative?.id === sent.cooperativeId &&
    isDeepStrictEqual(partsOf(twin.actions), partsOf(sent.actions))
  );
}
