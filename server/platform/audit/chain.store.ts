import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../kernel/business-date.ts';
import type { RegencyId } from '../../kernel/ids.ts';
import type { Central, Tx } from '../db/tx.ts';
import type { Entry, Head, Link } from './chain.ts';

/** A link with what it seals; `entry` is null when someone deleted it. */
export interface Sealed extends Link {
  readonly entry: Entry | null;
}

/** `audit.entry e` in the form that is hashed, independent of time zone and formatting settings. */
const entryAsHashed: RawBuilder<Entry> = sql`json_build_object(
  'id', e.id, 'recordedAt', to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
  'userId', e.user_id, 'grantId', e.grant_id, 'role', e.role, 'onBehalf', e.on_behalf, 'action', e.action,
  'subjectKind', e.subject_kind, 'subjectId', e.subject_id, 'cooperativeId', e.cooperative_id, 'reason', e.reason, 'detail', e.detail)`;

/** The oldest committed entries that no link seals yet, regency by regency. */
export async function loadUnsealed(central: Central, limit: number): Promise<{ regencyId: number; entry: Entry }[]> {
  const { rows } = await sql<{ regencyId: number; entry: Entry }>`
    select u.regency_id, ${entryAsHashed} as entry
    from audit.unsealed u join audit.entry e on e.regency_id = u.regency_id and e.id = u.entry_id
    order by u.regency_id, u.entry_id
    limit ${limit}
  `.execute(central);
  return rows;
}

export async function loadHeads(central: Central, regencyIds: readonly number[]): Promise<Map<number, Head>> {
  const { rows } = await sql<Head & { regencyId: number }>`
    select regency_id, seq, encode(hash, 'hex') as hash from audit.head where regency_id = any(${regencyIds}::integer[])
  `.execute(central);
  return new Map(rows.map((row) => [row.regencyId, row]));
}

/** Writes links and the heads they lead to, and takes their entries off the waiting list. */
export async function insertLinks(central: Central, links: readonly (Link & { regencyId: number })[]): Promise<void> {
  const rows = sql`jsonb_to_recordset(${JSON.stringify(links)}::jsonb)
    as link ("regencyId" integer, seq bigint, "entryId" uuid, "prevHash" text, hash text)`;
  await sql`
    insert into audit.seal (regency_id, seq, entry_id, prev_hash, hash)
    select "regencyId", seq, "entryId", decode("prevHash", 'hex'), decode(hash, 'hex') from ${rows}
  `.execute(central);
  await sql`
    insert into audit.head (regency_id, seq, hash)
    select distinct on ("regencyId") "regencyId", seq, decode(hash, 'hex') from ${rows} order by "regencyId", seq desc
    on conflict on constraint head_pk do update set seq = excluded.seq, hash = excluded.hash, sealed_at = excluded.sealed_at
  `.execute(central);
  await sql`
    delete from audit.unsealed u using ${rows} where u.regency_id = link."regencyId" and u.entry_id = link."entryId"
  `.execute(central);
}

/** The last sealed head of the transaction's regency: printed on documents and on the public page. */
export async function lastSealedHead(tx: Tx): Promise<(Head & { sealedAt: Instant }) | undefined> {
  const { rows } = await sql<Head & { sealedAt: Instant }>`
    select seq, encode(hash, 'hex') as hash, sealed_at from audit.head where regency_id = ${tx.regencyId}
  `.execute(tx);
  return rows[0];
}

/** Links in one read: enough to hash for a moment, few enough to hold. */
const pageRows = 5_000;

/** A regency's whole chain in order, page by page, so that memory does not grow with history. */
export async function* readChain(central: Central, regencyId: RegencyId): AsyncGenerator<readonly Sealed[]> {
  let after = Number.MIN_SAFE_INTEGER; // below the first link too: a forged link 0 must be seen
  while (true) {
    const { rows } = await sql<Sealed>`
      select s.seq, s.entry_id, encode(s.prev_hash, 'hex') as prev_hash, encode(s.hash, 'hex') as hash,
        case when e.id is not null then ${entryAsHashed} end as entry
      from audit.seal s left join audit.entry e on e.regency_id = s.regency_id and e.id = s.entry_id
      where s.regency_id = ${regencyId} and s.seq > ${after}
      order by s.seq
      limit ${pageRows}
    `.execute(central);
    if (rows.length > 0) yield rows;
    if (rows.length < pageRows) return;
    after = rows.at(-1)?.seq ?? after;
  }
}

/** Entries that wait for the sealer, and entries or waiting marks that stand alone because someone tampered. */
export async function countUnchained(
  central: Central,
  regencyId: RegencyId,
): Promise<{ waiting: number; unsealed: string[]; vanished: string[] }> {
  const { rows } = await sql<{ waiting: number; unsealed: string[]; vanished: string[] }>`
    select
      (select count(*) from audit.unsealed u where u.regency_id = ${regencyId}) as waiting,
      array(select e.id::text from audit.entry e where e.regency_id = ${regencyId}
        and not exists (select from audit.seal s where s.regency_id = ${regencyId} and s.entry_id = e.id)
        and not exists (select from audit.unsealed u where u.regency_id = ${regencyId} and u.entry_id = e.id)
        order by e.id limit 100) as unsealed,
      array(select u.entry_id::text from audit.unsealed u where u.regency_id = ${regencyId}
        and not exists (select from audit.entry e where e.regency_id = ${regencyId} and e.id = u.entry_id)
        order by u.entry_id limit 100) as vanished
  `.execute(central);
  return rows[0] ?? { waiting: 0, unsealed: [], vanished: [] };
}

/** Every regency that left a trace anywhere in the audit schema. */
export async function listAuditedRegencies(central: Central): Promise<RegencyId[]> {
  const { rows } = await sql<{ regencyId: RegencyId }>`
    select regency_id from audit.entry union select regency_id from audit.seal union select regency_id from audit.head
    union select regency_id from audit.checkpoint union select regency_id from audit.unsealed
    order by regency_id
  `.execute(central);
  return rows.map((row) => row.regencyId);
}
