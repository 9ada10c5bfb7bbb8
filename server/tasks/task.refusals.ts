import { refusal } from '../kernel/refusal.ts';

export const taskRefusals = {
  notFound: refusal('tasks/not-found', 404, () => 'no such task, or not yours to see'),
  notYours: refusal<{ ownerRole: string }>('tasks/not-yours', 403, (d) => `the task waits for ${d.ownerRole}`),
  endsWithPaper: refusal('tasks/ends-with-paper', 409, () => 'it ends when the paper it is about is answered'),
  alreadySettled: refusal<{ outcome: string }>('tasks/already-settled', 409, (d) => `already ${d.outcome}`),
};
