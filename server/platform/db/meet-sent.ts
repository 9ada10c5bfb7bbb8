import { sql } from 'kysely';
import type { Met } from './insert-once.ts';
import type { DB } from './schema.generated.ts';
import type { Tx } from './tx.ts';

type TableWithHash = {
  [T in keyof DB]: DB[T] extends { regencyId: unknown; id: unknown; contentHash: unknown } ? T : never;
}[keyof DB];

/**
 * Whether a paper was sent before: the very same, or something else under its id. For papers of several rows, where `insertOnce` compares one. The
 * hash is of what was sent and is kept with it. The caller holds a lock that a twin waits for.
 */
export async function meetSent(
  tx: Tx,
  table: TableWithHash,
  sent: { readonly id: string },
): Promise<{ met: Met; contentHash: string }> {
  const { rows } = await sql<{ contentHash: string; there: string | null }>`
    select sent.content_hash, paper.content_hash as there
    from (select encode(sha256(convert_to(${JSON.stringify(sent)}::jsonb::text, 'UTF8')), 'hex') as content_hash) as sent
    left join ${sql.table(table)} as paper on paper.regency_id = ${tx.regencyId} and paper.id = ${sent.id}
  `.execute(tx);
  const { contentHash = '', there = null } = rows[0] ?? {};
  return { contentHash, met: there === null ? 'nothing' : there === contentHash ? 'same' : 'other' };
}
