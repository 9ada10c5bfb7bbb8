import * as cooperatives from '../cooperatives/public.ts';
import type { Actor } from '../kernel/actor.ts';
import { present } from '../kernel/assert.ts';
import type { Instant } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { audit, recordedBy } from '../platform/audit/audit.ts';
import { newId } from '../platform/clock.ts';
import type { Tx } from '../platform/db/tx.ts';
import { httpRefusals } from '../platform/http/http.refusals.ts';
import { deviceRefusals } from './device.refusals.ts';
import {
  type Device,
  type DeviceId,
  findDevice,
  giveDeviceCode,
  insertDevice,
  insertPerson,
  markLeft,
  revokeDeviceRow,
} from './device.store.ts';
import { newCode } from './one-time-code.ts';
import { findSent, markSettled, type SentCallId } from './sent-call.store.ts';

export interface Code {
  readonly code: string;
  readonly until: Instant;
}

/**
 * Prepares a phone for a cooperative: the code is shown this once and enrols one phone within a quarter of an hour.
 * Asked again with the same id it gives another code, as long as no phone is enrolled.
 * @throws devices/id-reused, devices/other-cooperative
 */
export async function addDevice(
  tx: Tx,
  actor: Actor,
  asked: { id: DeviceId; cooperativeId: Id<'cooperative'>; name: string },
  regencyCode: string,
): Promise<Code> {
  const reach = actor.reach;
  const isOurs = reach.scope === 'regency' || reach.cooperativeIds.includes(asked.cooperativeId);
  if (!isOurs || !(await cooperatives.cooperativeExists(tx, asked.cooperativeId)))
    throw deviceRefusals.otherCooperative({});
  if (!(await insertDevice(tx, { ...asked, ...recordedBy(actor) }))) {
    const there = await findDevice(tx, asked.id);
    const isSame = there?.name === asked.name && there.cooperativeId === asked.cooperativeId && !there.enrolledAt;
    if (!isSame) throw deviceRefusals.idReused({ id: asked.id });
  }
  return await codeFor(tx, actor, 'devices/add-device', asked, regencyCode);
}

/** @throws request/not-found */
export async function renewDevice(tx: Tx, actor: Actor, id: DeviceId, regencyCode: string): Promise<Code> {
  const device = await seenDevice(tx, id);
  return await codeFor(tx, actor, 'devices/renew-device', device, regencyCode);
}

async function codeFor(
  tx: Tx,
  actor: Actor,
  action: `devices/${string}`,
  { id, cooperativeId, name }: Pick<Device, 'id' | 'cooperativeId' | 'name'>,
  regencyCode: string,
): Promise<Code> {
  const { code, hash } = newCode(regencyCode);
  const until = present(await giveDeviceCode(tx, id, hash), 'the device just seen');
  await audit(tx, actor, action, { kind: 'devices/device', id, cooperativeId, detail: { name } });
  return { code, until };
}

/** From the next request on the phone is told nothing more and nothing of it is taken. @throws request/not-found */
export async function revokeDevice(tx: Tx, actor: Actor, id: DeviceId, reason: string): Promise<void> {
  const { cooperativeId, revokedAt } = await seenDevice(tx, id);
  if (revokedAt !== null) return;
  await revokeDeviceRow(tx, id, { by: actor.userId, reason });
  await audit(tx, actor, 'devices/revoke-device', { kind: 'devices/device', id, cooperativeId }, { reason });
}

/** A code by which the one who asks, and nobody else, joins the people of this device. @throws request/not-found, devices/revoked */
export async function givePersonCode(tx: Tx, actor: Actor, deviceId: DeviceId, regencyCode: string): Promise<Code> {
  const { cooperativeId, revokedAt } = await seenDevice(tx, deviceId);
  if (revokedAt !== null) throw deviceRefusals.revoked({});
  const { code, hash } = newCode(regencyCode);
  const id = newId<'person'>();
  const { userId, grantId } = actor;
  const until = await insertPerson(tx, { id, cooperativeId, deviceId, userId, grantId, codeHash: hash });
  await audit(tx, actor, 'devices/person-code', { kind: 'devices/device', id: deviceId, cooperativeId });
  return { code, until: present(until, 'the end of a code') };
}

/** @throws request/not-found */
export async function removePerson(
  tx: Tx,
  actor: Actor,
  who: { deviceId: DeviceId; personId: Id<'person'> },
): Promise<void> {
  const { cooperativeId } = await seenDevice(tx, who.deviceId);
  if (!(await markLeft(tx, who))) throw httpRefusals.notFound({});
  await audit(tx, actor, 'devices/remove-person', { kind: 'devices/person', id: who.personId, cooperativeId });
}

/** @throws request/not-found when nothing of this id waits for a person */
export async function settleSent(tx: Tx, actor: Actor, id: SentCallId, note: string): Promise<void> {
  const sent = await findSent(tx, id);
  if (sent === undefined || !(await markSettled(tx, id, { by: actor.userId, note }))) throw httpRefusals.notFound({});
  const { cooperativeId } = sent;
  await audit(tx, actor, 'devices/settle-sent', { kind: 'devices/sent-call', id, cooperativeId }, { reason: note });
}

async function seenDevice(tx: Tx, id: DeviceId): Promise<Device> {
  const device = await findDevice(tx, id);
  if (device === undefined) throw httpRefusals.notFound({});
  return device;
}
