import type { BusinessDate } from '../kernel/business-date.ts';
import { refusal } from '../kernel/refusal.ts';

export const ledgerRefusals = {
  noBook: refusal('ledger/no-book', 422, () => 'this cooperative keeps no book yet'),
  idReused: refusal<{ id: string }>('ledger/id-reused', 409, ({ id }) => `${id} is another journal already`),
  unknownAccount: refusal('ledger/unknown-account', 422, () => 'no such account in this book'),
  alreadyReversed: refusal('ledger/already-reversed', 409, () => 'this journal was reversed before'),
  journalNotFound: refusal('ledger/journal-not-found', 404, () => 'no such journal, or not yours to see'),
  unbalanced: refusal<{ differenceIdr: number }>(
    'ledger/unbalanced',
    422,
    ({ differenceIdr }) => `debit and credit differ by ${differenceIdr}`,
  ),
  emptyLine: refusal<{ line: number }>('ledger/empty-line', 422, ({ line }) => `line ${line} says nothing`),
  tooLarge: refusal('ledger/too-large', 422, () => 'no account moves by so much in a month'),
  keptByStock: refusal<{ code: string }>(
    'ledger/kept-by-stock',
    422,
    ({ code }) => `${code} follows the goods: it moves with them only`,
  ),
  inFuture: refusal<{ today: BusinessDate }>(
    'ledger/in-future',
    422,
    ({ today }) => `nothing is posted after ${today}`,
  ),
  beforeBook: refusal<{ openedOn: BusinessDate }>(
    'ledger/before-book',
    422,
    ({ openedOn }) => `the book begins on ${openedOn}`,
  ),
  beforeJournal: refusal<{ occurredOn: BusinessDate }>(
    'ledger/before-journal',
    422,
    ({ occurredOn }) => `what is undone happened on ${occurredOn}`,
  ),
  reversedElsewhere: refusal(
    'ledger/reversed-elsewhere',
    422,
    () => 'this journal tells of a paper; that paper is corrected, and the journal with it',
  ),
  draftNotFound: refusal('ledger/draft-not-found', 404, () => 'no such draft, or not yours to see'),
  ownDraft: refusal('ledger/own-draft', 422, () => 'whoever drafts a journal does not answer it'),
  notYourDraft: refusal('ledger/not-your-draft', 422, () => 'only its drafter takes a draft back'),
  answered: refusal<{ answer: string }>('ledger/answered', 409, ({ answer }) => `was ${answer} before`),
  accountTaken: refusal('ledger/account-taken', 409, () => 'this code has an account already'),
  accountInUse: refusal('ledger/account-in-use', 422, () => 'something stands on this account'),
  notMonthEnd: refusal('ledger/not-month-end', 422, () => 'a book is closed to the end of a month'),
  notOverYet: refusal<{ today: BusinessDate }>(
    'ledger/not-over-yet',
    422,
    ({ today }) => `on ${today} that month is not over`,
  ),
  closedAlready: refusal<{ closedThrough: BusinessDate }>(
    'ledger/closed-already',
    409,
    ({ closedThrough }) => `meanwhile closed through ${closedThrough}`,
  ),
  notAllReported: refusal<{ count: number }>(
    'ledger/not-all-reported',
    422,
    ({ count }) => `${count} things have not reported yet`,
  ),
};
