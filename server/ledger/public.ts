export type { Journal, Posted, Posting } from './journal.ts';
export { openBook, postJournals } from './post-journals.command.ts';
