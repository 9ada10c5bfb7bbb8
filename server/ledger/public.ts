export type { Journal, Posted, Posting } from './journal.ts';
export { moneyAccountsOf } from './money-account.store.ts';
export { balanceWith } from './party.store.ts';
export { openBook, postJournals } from './post-journals.command.ts';
export { postingDay } from './posting-day.store.ts';
