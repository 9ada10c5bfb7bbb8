import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from './tx.ts';

/**
 * What a table's policy says anyway, said in the statement: who sees some cooperatives finds their rows by index, where the policy alone
 * would be asked of every row of the city. Of whoever sees the whole city it asks nothing.
 * @param kind of the table's policy: of `known` tables a partner's cooperatives count too
 */
export function withinReach(
  { reach }: Tx,
  cooperativeId: string,
  kind: 'record' | 'known' = 'record',
): RawBuilder<SqlBool> {
  if (reach.scope === 'regency') return sql`true`;
  const ids = kind === 'known' ? reach.knownCooperativeIds : reach.cooperativeIds;
  return sql`${sql.ref(cooperativeId)} = any (${ids}::uuid[])`;
}
