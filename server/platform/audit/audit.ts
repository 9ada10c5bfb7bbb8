import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '../../kernel/actor.ts';
import type { Id } from '../../kernel/ids.ts';
import { newId } from '../clock.ts';
import type { Tx } from '../db/tx.ts';
import { canonicalJson, type Json } from './canonical-json.ts';

/** Nobody signed in: a job at night, or an operator at the command line. */
export interface Machine {
  readonly role: 'machine' | 'command-line';
}

/** Who answers for an act. */
export type Doer = Pick<Actor, 'userId' | 'grantId' | 'role' | 'onBehalf'> | Machine;

/** The columns that say, beside a record, who entered it and whether for a cooperative that is not his own. */
export function recordedBy(doer: Doer): { recordedBy: string | null; recordedRole: string; onBehalf: boolean } {
  const person = 'userId' in doer ? doer : undefined;
  return { recordedBy: person?.userId ?? null, recordedRole: doer.role, onBehalf: person?.onBehalf ?? false };
}

/** What was acted upon. `cooperativeId` and `detail` of a subject win over those of the whole act. */
export interface Subject {
  readonly kind: string;
  readonly id: string | number;
  readonly cooperativeId?: Id<'cooperative'>;
  readonly detail?: Detail;
}

/** What changed. Personal data enters as `saltedHash` only, so that erasing a person does not break the chain. */
export type Detail = { readonly [member: string]: Json | undefined };

/**
 * Appends one entry per subject in the caller's transaction, so that neither the act nor its trace exists alone.
 * The sealer chains the entries within two seconds after the commit.
 * @param action the call's name, as `cooperatives/record-facility`
 */
export async function audit(
  tx: Tx,
  doer: Doer,
  action: `${string}/${string}`,
  subjects: Subject | readonly Subject[],
  about: { reason?: string; cooperativeId?: Id<'cooperative'>; detail?: Detail } = {},
): Promise<void> {
  const person = 'userId' in doer ? doer : undefined;
  const entries = [subjects].flat().map((subject) => ({
    id: newId<'audit-entry'>(),
    subject_kind: subject.kind,
    subject_id: String(subject.id),
    cooperative_id: subject.cooperativeId ?? about.cooperativeId ?? null,
    detail: { ...about.detail, ...subject.detail },
  }));
  if (entries.length === 0) return;
  const rows = canonicalJson(entries); // refuses here what the sealer could not hash later
  await sql`
    insert into audit.entry (regency_id, id, user_id, grant_id, role, on_behalf, action, subject_kind, subject_id, cooperative_id, reason, detail)
    select ${tx.regencyId}::integer, id, ${person?.userId ?? null}::text, ${person?.grantId ?? null}::uuid, ${doer.role}::text,
      ${person?.onBehalf ?? false}::boolean, ${action}::text, subject_kind, subject_id, cooperative_id, ${about.reason ?? null}::text, detail
    from jsonb_to_recordset(${rows}::jsonb) as row (id uuid, subject_kind text, subject_id text, cooperative_id uuid, detail jsonb)
  `.execute(tx);
  await sql`
    insert into audit.unsealed (regency_id, entry_id)
    select ${tx.regencyId}::integer, id from jsonb_to_recordset(${rows}::jsonb) as row (id uuid)
  `.execute(tx);
}

/** A trace of a personal value that only who holds the salt can compare with the value; erasing the salt erases the trace. */
export function saltedHash(value: string, salt: Uint8Array): string {
  return createHmac('sha256', salt).update(value, 'utf8').digest('base64url');
}
