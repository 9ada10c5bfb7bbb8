import type { BusinessDate } from '../kernel/business-date.ts';
import { refusal } from '../kernel/refusal.ts';

export const taskforceRefusals = {
  notFound: refusal('taskforce/not-found', 404, () => 'no such meeting, or not yours to see'),
  idReused: refusal<{ id: string }>('taskforce/id-reused', 409, (d) => `${d.id} already names something else`),
  unknownRole: refusal<{ role: string }>(
    'taskforce/unknown-role',
    422,
    (d) => `${d.role} is no role that can settle an action`,
  ),
  cooperativeNotFound: refusal('taskforce/cooperative-not-found', 422, () => 'no such cooperative'),
  cooperativeNeeded: refusal<{ role: string }>(
    'taskforce/cooperative-needed',
    422,
    (d) => `${d.role} works in one kelurahan and sees no action without a cooperative`,
  ),
  inFuture: refusal<{ today: BusinessDate }>('taskforce/in-future', 422, (d) => `held after ${d.today}`),
  unknownFile: refusal<{ id: string }>('taskforce/unknown-file', 422, (d) => `no file ${d.id} that you may see`),
  dueBeforeMeeting: refusal('taskforce/due-before-meeting', 422, () => 'an action cannot be due before its meeting'),
};
