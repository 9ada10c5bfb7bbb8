import { refusal } from '../kernel/refusal.ts';

export const ledgerRefusals = {
  noBook: refusal('ledger/no-book', 422, () => 'this cooperative keeps no book yet'),
  idReused: refusal<{ id: string }>('ledger/id-reused', 409, ({ id }) => `${id} is another journal already`),
  unknownAccount: refusal('ledger/unknown-account', 422, () => 'no such account in this book'),
  alreadyReversed: refusal('ledger/already-reversed', 409, () => 'this journal was reversed before'),
};
