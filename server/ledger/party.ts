import type { Tx } from '../platform/db/tx.ts';

/** Names of those who stand behind receivables and payables, as far as the reader may know them. The ledger knows ids only. */
export type NamesOf = (tx: Tx, partyIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
