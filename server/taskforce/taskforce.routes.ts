import { pageOf } from '../kernel/page.ts';
import { handle } from '../platform/http/handle.ts';
import type { Http } from '../platform/http/http.ts';
import { addDecision, addMeeting } from './keep-meetings.command.ts';
import { taskforceRefusals } from './taskforce.refusals.ts';
import { addDecisionCall, addMeetingCall, getMeetingCall, listMeetingsCall } from './taskforce.schema.ts';
import { decisionsOf, meetings } from './taskforce.store.ts';

export function taskforceRoutes(http: Http): void {
  handle(http, listMeetingsCall, async ({ tx, query }) => pageOf(await meetings(tx), query));
  handle(http, getMeetingCall, async ({ tx, params }) => {
    const [meeting] = await meetings(tx, params.id);
    if (!meeting) throw taskforceRefusals.notFound({});
    return { ...meeting, list: await decisionsOf(tx, params.id) };
  });
  handle(http, addMeetingCall, async ({ tx, actor, body }) => {
    await addMeeting(tx, actor, body, actor.today);
    return null;
  });
  handle(http, addDecisionCall, async ({ tx, actor, params, body }) => {
    await addDecision(tx, actor, params.meetingId, body);
    return null;
  });
}
