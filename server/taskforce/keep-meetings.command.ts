import * as cooperatives from '../cooperatives/public.ts';
import type { Id } from '../kernel/ids.ts';
import { audit, type Doer } from '../platform/audit/audit.ts';
import { insertOnce } from '../platform/db/insert-once.ts';
import type { Tx } from '../platform/db/tx.ts';
import * as tasks from '../tasks/public.ts';
import { taskforceRefusals } from './taskforce.refusals.ts';
import type { NewDecision, NewMeeting } from './taskforce.schema.ts';
import { findDecision, insertDecision, lockMeeting } from './taskforce.store.ts';

/** Records a meeting of the task force. Idempotent on its id. @throws taskforce/id-reused */
export async function addMeeting(tx: Tx, doer: Doer, meeting: NewMeeting, sample = false): Promise<void> {
  const { location = null, attendance = null, fileId = null, ...given } = meeting;
  const recordedBy = 'userId' in doer ? doer.userId : null;
  const row = { ...given, location, attendance, fileId, recordedBy, recordedRole: doer.role, sample };
  const met = await insertOnce(tx, 'taskforce.meeting', row);
  if (met === 'other') throw taskforceRefusals.idReused({ id: meeting.id });
  if (met === 'nothing') await audit(tx, doer, 'taskforce/add-meeting', { kind: 'taskforce/meeting', id: meeting.id });
}

/**
 * Records a decision and puts its actions on their owners' lists. Idempotent on its id.
 * @param isRole whether a name is a role somebody can hold; the roles are the access module's
 * @throws taskforce/not-found, id-reused, unknown-role, cooperative-not-found, due-before-meeting
 */
export async function addDecision(
  tx: Tx,
  doer: Doer,
  meetingId: Id<'meeting'>,
  decision: NewDecision,
  isRole: (name: string) => boolean,
  sample = false,
): Promise<void> {
  const meeting = await lockMeeting(tx, meetingId);
  if (!meeting) throw taskforceRefusals.notFound({});
  const twin = await findDecision(tx, decision.id);
  if (twin) {
    if (twin.text !== decision.text || twin.meetingId !== meetingId)
      throw taskforceRefusals.idReused({ id: decision.id });
    return;
  }
  const { heldOn } = meeting;
  const stranger = decision.actions.find((action) => !isRole(action.ownerRole));
  if (stranger) throw taskforceRefusals.unknownRole({ role: stranger.ownerRole });
  if (decision.actions.some((action) => action.dueOn !== undefined && action.dueOn < heldOn))
    throw taskforceRefusals.dueBeforeMeeting({});
  const { cooperativeId } = decision;
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
