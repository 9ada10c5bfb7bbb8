import { refusal } from '../kernel/refusal.ts';

export const taskforceRefusals = {
  notFound: refusal('taskforce/not-found', 404, () => 'no such meeting, or not yours to see'),
  idReused: refusal<{ id: string }>('taskforce/id-reused', 409, (d) => `${d.id} already names something else`),
  unknownRole: refusal<{ role: string }>('taskforce/unknown-role', 422, (d) => `no role ${d.role}`),
  cooperativeNotFound: refusal('taskforce/cooperative-not-found', 422, () => 'no such cooperative'),
  dueBeforeMeeting: refusal('taskforce/due-before-meeting', 422, () => 'an action cannot be due before its meeting'),
};
