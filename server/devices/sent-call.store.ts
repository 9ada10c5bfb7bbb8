import { type Selectable, sql } from 'kysely';
import type { Id } from '../kernel/ids.ts';
import { countedMax } from '../kernel/page.ts';
import type { DevicesSentCall } from '../platform/db/schema.generated.ts';
import type { Tx } from '../platform/db/tx.ts';
import { withinReach } from '../platform/db/within-reach.ts';
import type { DeviceId } from './device.store.ts';

export type SentCallId = Id<'sent-call'>;
export type SentCall = Selectable<DevicesSentCall>;

export async function findSent(tx: Tx, id: SentCallId): Promise<SentCall | undefined> {
  return await tx
    .selectFrom('devices.sentCall')
    .selectAll()
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Another thing of this device had the same number: a phone put back to an older state. */
export async function isNumberUsed(tx: Tx, deviceId: DeviceId, seq: number): Promise<boolean> {
  const row = await tx
    .selectFrom('devices.sentCall')
    .select('id')
    .where('regencyId', '=', tx.regencyId)
    .where('deviceId', '=', deviceId)
    .where('seq', '=', seq)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertSent(
  tx: Tx,
  sent: Omit<SentCall, 'regencyId' | 'recordedAt' | 'settledAt' | 'settledBy' | 'settledNote'>,
): Promise<void> {
  await tx
    .insertInto('devices.sentCall')
    .values({ ...sent, regencyId: tx.regencyId })
    .execute();
  if (sent.flags.includes('number-reused')) return;
  await tx
    .updateTable('devices.device')
    .set({ arrived: sql`arrived + 1`, waiting: sql`greatest(waiting - 1, 0)` })
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', sent.deviceId)
    .execute();
}

export interface SentAsked {
  readonly cooperativeId?: Id<'cooperative'>;
  readonly deviceId?: DeviceId;
  readonly only?: 'open' | 'flagged';
  readonly after?: SentCallId;
  readonly limit?: number;
}

function sentWhere(tx: Tx, { cooperativeId, deviceId, only }: SentAsked) {
  return tx
    .selectFrom('devices.sentCall')
    .where('regencyId', '=', tx.regencyId)
    .where(withinReach(tx, 'cooperative_id'))
    .$if(cooperativeId !== undefined, (query) => query.where('cooperativeId', '=', cooperativeId ?? null))
    .$if(deviceId !== undefined, (query) => query.where('deviceId', '=', deviceId ?? null))
    .$if(only === 'open', (query) => query.where('outcome', '=', 'refused').where('settledAt', 'is', null))
    .$if(only === 'flagged', (query) => query.where(sql<boolean>`cardinality(flags) > 0`));
}

/** The latest first; the cursor is the id of the last row seen. */
export async function sentPage(
  tx: Tx,
  asked: SentAsked,
): Promise<{ rows: SentCall[]; next: string | null; total: number }> {
  const limit = asked.limit ?? 50;
  const rows = await sentWhere(tx, asked)
    .selectAll()
    .$if(asked.after !== undefined, (query) =>
      query.where(sql<boolean>`(recorded_at, id) < (
        select s.recorded_at, s.id from devices.sent_call as s where s.regency_id = ${tx.regencyId} and s.id = ${asked.after})`),
    )
    .orderBy('recordedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page,
    next: last !== undefined && rows.length > limit ? last.id : null,
    total: await sentCount(tx, asked),
  };
}

async function sentCount(tx: Tx, asked: SentAsked): Promise<number> {
  const counted = await tx
    .selectFrom(
      sentWhere(tx, asked)
        .select('id')
        .limit(countedMax + 1)
        .as('counted'),
    )
    .select((of) => of.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return counted.total;
}

/** False when nothing of this id waits for a person. */
export async function markSettled(
  tx: Tx,
  id: SentCallId,
  { by, note }: { by: string; note: string },
): Promise<boolean> {
  const settled = await tx
    .updateTable('devices.sentCall')
    .set({ settledAt: sql`now()`, settledBy: by, settledNote: note })
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .where('outcome', '=', 'refused')
    .where('settledAt', 'is', null)
    .executeTakeFirst();
  return settled.numUpdatedRows === 1n;
}
