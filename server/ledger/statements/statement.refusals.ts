import { refusal } from '../../kernel/refusal.ts';

export const statementRefusals = {
  bookNotFound: refusal(
    'ledger/book-not-found',
    404,
    () => 'this cooperative keeps no book, or it is not yours to see',
  ),
  accountNotFound: refusal('ledger/account-not-found', 404, () => 'no such account in this book'),
  periodReversed: refusal('ledger/period-reversed', 422, () => 'the period ends before it begins'),
  tooLongForPaper: refusal<{ lines: number; linesMax: number }>(
    'ledger/too-long-for-paper',
    422,
    ({ lines, linesMax }) => `${lines} lines, paper takes ${linesMax}`,
  ),
};
