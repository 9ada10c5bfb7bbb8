import { type Selectable, sql } from 'kysely';
import type { Instant } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import type { DevicesDevice, DevicesPerson } from '../platform/db/schema.generated.ts';
import type { Tx } from '../platform/db/tx.ts';
import { withinReach } from '../platform/db/within-reach.ts';

export type DeviceId = Id<'device'>;
export type Device = Selectable<DevicesDevice>;
export type DevicePerson = Selectable<DevicesPerson>;

/** A token counts so long after the phone was last seen. */
const tokenDays = 90;
/** A code is typed within this time, or made anew. */
const codeMinutes = 15;

const codeUntil = sql<Instant>`now() + make_interval(mins => ${codeMinutes})`;

export async function insertDevice(
  tx: Tx,
  device: Pick<Device, 'id' | 'cooperativeId' | 'name' | 'recordedBy' | 'recordedRole' | 'onBehalf'>,
): Promise<boolean> {
  const inserted = await tx
    .insertInto('devices.device')
    .values({ ...device, regencyId: tx.regencyId })
    .onConflict((conflict) => conflict.columns(['regencyId', 'id']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

export async function findDevice(tx: Tx, id: DeviceId): Promise<Device | undefined> {
  return await tx
    .selectFrom('devices.device')
    .selectAll()
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** What one device sends is taken one thing after the other, also when it sends it twice at once. */
export async function lockDevice(tx: Tx, id: DeviceId): Promise<void> {
  await tx
    .selectFrom('devices.device')
    .select('id')
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .forUpdate()
    .execute();
}

/** @returns until when the code counts */
export async function giveDeviceCode(tx: Tx, id: DeviceId, codeHash: Buffer): Promise<Instant | undefined> {
  const row = await tx
    .updateTable('devices.device')
    .set({ codeHash, codeUntil })
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .returning('codeUntil')
    .executeTakeFirst();
  return row?.codeUntil ?? undefined;
}

/** The device a code is for, while it counts. */
export async function deviceOfCode(tx: Tx, codeHash: Buffer): Promise<Device | undefined> {
  return await tx
    .selectFrom('devices.device')
    .selectAll()
    .where('regencyId', '=', tx.regencyId)
    .where('codeHash', '=', codeHash)
    .where('codeUntil', '>', sql<Instant>`now()`)
    .forUpdate()
    .executeTakeFirst();
}

/** From now on the phone that holds this token is the device; the code is used up, a revocation is over. */
export async function enrolDevice(tx: Tx, id: DeviceId, tokenHash: Buffer): Promise<void> {
  await tx
    .updateTable('devices.device')
    .set({
      ...{ codeHash: null, codeUntil: null, tokenHash, revokedAt: null, revokedBy: null, revokedReason: null },
      ...{ enrolledAt: sql`coalesce(enrolled_at, now())`, seenAt: sql`coalesce(seen_at, now())` },
    })
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .execute();
}

/** The device of this id if its token still counts by its age; whether it is the right token is for the caller to see. */
export async function enrolledDevice(tx: Tx, id: DeviceId): Promise<Device | undefined> {
  return await tx
    .selectFrom('devices.device')
    .selectAll()
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .where('seenAt', '>', sql<Instant>`now() - make_interval(days => ${tokenDays})`)
    .executeTakeFirst();
}

/** Keeps what a phone says of itself. How much it has made only ever grows: an old request may come late. */
export async function noteContact(
  tx: Tx,
  id: DeviceId,
  { madeSeq, waiting, aheadSeconds }: { madeSeq: number; waiting: number; aheadSeconds: number },
): Promise<void> {
  await tx
    .updateTable('devices.device')
    .set({
      seenAt: sql`now()`,
      aheadSeconds: Math.max(-2_000_000_000, Math.min(2_000_000_000, aheadSeconds)),
      madeSeq: sql`greatest(made_seq, ${madeSeq})`,
      waiting: Math.min(waiting, 2_000_000_000),
    })
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .execute();
}

export async function revokeDeviceRow(
  tx: Tx,
  id: DeviceId,
  { by, reason }: { by: string; reason: string },
): Promise<void> {
  await tx
    .updateTable('devices.device')
    .set({ revokedAt: sql`now()`, revokedBy: by, revokedReason: reason, codeHash: null, codeUntil: null })
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .execute();
}

export async function peopleOn(tx: Tx, deviceIds: readonly DeviceId[]): Promise<DevicePerson[]> {
  if (deviceIds.length === 0) return [];
  return await tx
    .selectFrom('devices.person')
    .selectAll()
    .where('regencyId', '=', tx.regencyId)
    .where('deviceId', 'in', deviceIds)
    .where('joinedAt', 'is not', null)
    .orderBy('id')
    .execute();
}

export async function insertPerson(
  tx: Tx,
  person: Pick<DevicePerson, 'id' | 'cooperativeId' | 'deviceId' | 'userId' | 'grantId' | 'codeHash'>,
): Promise<Instant | null> {
  const row = await tx
    .insertInto('devices.person')
    .values({ ...person, regencyId: tx.regencyId, codeUntil })
    .returning('codeUntil')
    .executeTakeFirstOrThrow();
  return row.codeUntil;
}

export async function personOfCode(tx: Tx, codeHash: Buffer): Promise<DevicePerson | undefined> {
  return await tx
    .selectFrom('devices.person')
    .selectAll()
    .where('regencyId', '=', tx.regencyId)
    .where('codeHash', '=', codeHash)
    .where('codeUntil', '>', sql<Instant>`now()`)
    .forUpdate()
    .executeTakeFirst();
}

export async function markJoined(tx: Tx, id: Id<'person'>): Promise<void> {
  await tx
    .updateTable('devices.person')
    .set({ joinedAt: sql`now()`, codeHash: null, codeUntil: null })
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .execute();
}

/** False when there is no such person at work there. */
export async function markLeft(
  tx: Tx,
  { deviceId, personId }: { deviceId: DeviceId; personId: Id<'person'> },
): Promise<boolean> {
  const left = await tx
    .updateTable('devices.person')
    .set({ leftAt: sql`now()` })
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', personId)
    .where('deviceId', '=', deviceId)
    .where('leftAt', 'is', null)
    .executeTakeFirst();
  return left.numUpdatedRows === 1n;
}

export interface DeviceLine extends Device {
  /** By its token's age. */
  readonly isSilent: boolean;
  readonly refused: number;
}

/** Devices this reader sees, with how many of the things they made have come and how many wait for a person. */
export async function deviceLines(
  tx: Tx,
  { cooperativeId }: { cooperativeId?: Id<'cooperative'> },
): Promise<DeviceLine[]> {
  return await tx
    .selectFrom('devices.device as d')
    .selectAll('d')
    .select([
      sql<boolean>`coalesce(d.seen_at < now() - make_interval(days => ${tokenDays}), false)`.as('isSilent'),
      sql<number>`(select count(*) from devices.sent_call as s where s.regency_id = d.regency_id and s.device_id = d.id
        and s.outcome = 'refused' and s.settled_at is null)`.as('refused'),
    ])
    .where('d.regencyId', '=', tx.regencyId)
    .where(withinReach(tx, 'd.cooperative_id'))
    .$if(cooperativeId !== undefined, (query) => query.where('d.cooperativeId', '=', cooperativeId ?? null))
    .orderBy('d.revokedAt', (order) => order.desc().nullsFirst())
    .orderBy('d.name')
    .orderBy('d.id')
    .execute();
}
