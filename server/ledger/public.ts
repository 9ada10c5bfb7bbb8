export { findBook, findJournalOf } from './book.store.ts';
export { accountsToOpenWith } from './chart/chart.store.ts';
export type { Journal, Posting } from './journal.ts';
export { moneyAccountsOf } from './money-account.store.ts';
export { balanceWith } from './party.store.ts';
export { openBook, postJournals } from './post-journals.command.ts';
export { postingDay } from './posting-day.store.ts';
