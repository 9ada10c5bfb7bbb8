import { sql } from 'kysely';
import type { BusinessDate, TimeZone } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import type { Tx } from '../platform/db/tx.ts';

/** Names of the enrolled phones of a cooperative that may still hold work of these days: not seen since they ended, or holding some when last seen. */
export async function silentDevices(
  tx: Tx,
  cooperativeId: Id<'cooperative'>,
  through: BusinessDate,
  zone: TimeZone,
): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from devices.device
    where regency_id = ${tx.regencyId} and cooperative_id = ${cooperativeId} and enrolled_at is not null and revoked_at is null
      and enrolled_at < (${through}::date + 1)::timestamp at time zone ${zone}
      and (waiting > 0 or coalesce(seen_at, enrolled_at) < (${through}::date + 1)::timestamp at time zone ${zone})
    order by name
  `.execute(tx);
  return rows.map(({ name }) => name);
}
