import type { Kysely } from 'kysely';
import type { Reach } from '../../kernel/actor.ts';
import type { RegencyId } from '../../kernel/ids.ts';
import type { DB } from './schema.generated.ts';

/**
 * One transaction of one regency. Row-level security lets it see that regency only; every statement names
 * `regency_id = tx.regencyId` as well, so that it finds its index and, on Citus, its shard.
 */
export type Tx = Kysely<DB> & {
  readonly regencyId: RegencyId;
  /** What its policies let it see. */
  readonly reach: Reach;
  /** Has `run` called once the transaction is durable; never when it rolls back. For signals only: what must happen is written. */
  afterCommit(run: () => void): void;
};

/** Tables without a tenant: users, sessions, grants, reference data. Joined to a regency's rows in code, never in SQL. */
export type Central = Kysely<DB>;
