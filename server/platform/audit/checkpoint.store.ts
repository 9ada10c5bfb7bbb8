import { sql } from 'kysely';
import type { RegencyId } from '../../kernel/ids.ts';
import type { Central } from '../db/tx.ts';
import type { Head } from './chain.ts';
import type { Checkpoint } from './checkpoint.ts';

/** Heads that moved since they were last signed. */
export async function loadUnsignedHeads(central: Central): Promise<(Head & { regencyId: number })[]> {
  const { rows } = await sql<Head & { regencyId: number }>`
    select regency_id, seq, encode(hash, 'hex') as hash from audit.head where seq > checkpoint_seq order by regency_id
  `.execute(central);
  return rows;
}

export async function insertCheckpoints(central: Central, checkpoints: readonly Checkpoint[]): Promise<void> {
  const rows = sql`jsonb_to_recordset(${JSON.stringify(checkpoints)}::jsonb)
    as signed ("regencyId" integer, seq bigint, hash text, "signedAt" timestamptz, "keyId" text, signature text)`;
  await sql`
    insert into audit.checkpoint (regency_id, seq, hash, signed_at, key_id, signature)
    select "regencyId", seq, decode(hash, 'hex'), "signedAt", "keyId", decode(translate(signature, '-_', '+/') || '==', 'base64')
    from ${rows}
    on conflict on constraint checkpoint_pk do nothing
  `.execute(central);
  await sql`
    update audit.head h set checkpoint_seq = signed.seq
    from ${rows} where h.regency_id = signed."regencyId" and h.checkpoint_seq < signed.seq
  `.execute(central);
}

export async function loadCheckpoints(central: Central, regencyId: RegencyId): Promise<Checkpoint[]> {
  const { rows } = await sql<Checkpoint>`
    select regency_id, seq, encode(hash, 'hex') as hash, signed_at, key_id,
      translate(rtrim(encode(signature, 'base64'), '='), E'+/\n', '-_') as signature
    from audit.checkpoint where regency_id = ${regencyId} order by seq
  `.execute(central);
  return rows;
}
