import { createHash, randomBytes } from 'node:crypto';
import type { AccessParts } from '../access/public.ts';
import { present } from '../kernel/assert.ts';
import { id, isId } from '../kernel/ids.ts';
import { audit } from '../platform/audit/audit.ts';
import { beginTry, forgetTry } from '../platform/auth/tries.ts';
import { usersById } from '../platform/auth/user.store.ts';
import { today } from '../platform/clock.ts';
import type { Database } from '../platform/db/database.ts';
import type { Tx } from '../platform/db/tx.ts';
import { wholeRegency } from '../platform/jobs/tasks.ts';
import * as reference from '../reference/public.ts';
import { deviceRefusals } from './device.refusals.ts';
import {
  type Device,
  type DeviceId,
  deviceOfCode,
  enrolDevice,
  enrolledDevice,
  markJoined,
  personOfCode,
} from './device.store.ts';
import { codeHash, isHash, regencyOfCode } from './one-time-code.ts';
import type { KitPart, Replayable } from './replayable.ts';

/** What serving devices needs; the calls they may make and what they must know come from the modules whose they are. */
export interface DeviceParts {
  readonly database: Database;
  readonly access: AccessParts;
  readonly replayables: readonly Replayable[];
  readonly kit: readonly KitPart[];
}

/** A phone that proved itself by its token. */
export interface AdmittedDevice {
  readonly device: Device;
  readonly regency: reference.Regency;
}

/** Tries from one address and at one city; a code is guessed once in a few billion tries, and lives a quarter of an hour. */
const triesMax = { address: 20, city: 200 };

/** Lets `work` try a code; only tries that fail count. @throws auth/too-many-tries */
async function trying<T>(
  { database: { central } }: DeviceParts,
  { address, city }: { address: string; city: string },
  work: () => Promise<T>,
): Promise<T> {
  const buckets = [
    { of: `device-code ${address}`, limit: triesMax.address },
    { of: `device-code ${city}`, limit: triesMax.city },
  ];
  await beginTry(central, buckets);
  const result = await work();
  await forgetTry(central, buckets);
  return result;
}

/**
 * Makes a phone the device of this code and gives it its token, once. A code for a device that was enrolled before works only on the phone
 * that says it is that device: another one would begin its numbers anew.
 * @throws devices/code-wrong, devices/not-this-device, auth/too-many-tries
 */
export async function enrol(
  parts: DeviceParts,
  sent: { code: string; deviceId?: DeviceId },
  address: string,
): Promise<AdmittedDevice & { token: string }> {
  const regency = await regencyFor(parts, regencyOfCode(sent.code));
  return await trying(parts, { address, city: regency?.code ?? '' }, async () => {
    if (regency === undefined) throw deviceRefusals.codeWrong({});
    return {
      regency,
      ...(await parts.database.inRegency(wholeRegency(regency.id), (tx) => enrolIn(tx, regency, sent))),
    };
  });
}

async function enrolIn(
  tx: Tx,
  regency: reference.Regency,
  sent: { code: string; deviceId?: DeviceId },
): Promise<{ device: Device; token: string }> {
  const device = await deviceOfCode(tx, codeHash(sent.code));
  if (device === undefined) throw deviceRefusals.codeWrong({});
  if (device.enrolledAt !== null && device.id !== sent.deviceId) throw deviceRefusals.notThisDevice({});
  const secret = randomBytes(32).toString('base64url');
  await enrolDevice(tx, device.id, tokenHash(secret));
  await auditOf(tx, 'devices/enrol', { kind: 'devices/device', id: device.id }, device);
  return { device, token: `${regency.code}.${device.id}.${secret}` };
}

/** @throws devices/not-enrolled, devices/revoked */
export async function admitDevice(parts: DeviceParts, authorization: string | undefined): Promise<AdmittedDevice> {
  const [, code = '', deviceId = '', secret = ''] =
    /^Bearer (\d\d\.\d\d)\.([0-9a-f-]{36})\.([\w-]{43})$/.exec(authorization ?? '') ?? [];
  const regency = isId(deviceId) ? await regencyFor(parts, code) : undefined;
  if (regency === undefined) throw deviceRefusals.notEnrolled({});
  const device = await parts.database.inRegency(wholeRegency(regency.id), (tx) =>
    enrolledDevice(tx, id<'device'>(deviceId)),
  );
  if (device === undefined || !isHash(tokenHash(secret), device.tokenHash)) throw deviceRefusals.notEnrolled({});
  if (device.revokedAt !== null) throw deviceRefusals.revoked({});
  return { device, regency };
}

/** The person who got himself this code joins the people of this device. @throws devices/code-wrong, devices/other-cooperative */
export async function join(
  parts: DeviceParts,
  { device, regency }: AdmittedDevice,
  sent: { code: string },
  address: string,
): Promise<{ id: ReturnType<typeof id<'person'>>; name: string }> {
  const joinIn = async (tx: Tx) => {
    const person = await personOfCode(tx, codeHash(sent.code));
    if (person === undefined) throw deviceRefusals.codeWrong({});
    if (person.deviceId !== device.id) throw deviceRefusals.otherCooperative({});
    await markJoined(tx, person.id);
    await auditOf(tx, 'devices/join', { kind: 'devices/person', id: person.id }, device);
    const [user] = await usersById(tx, [person.userId]);
    return { id: person.id, name: shortName(present(user, 'the user of a person').name) };
  };
  return await trying(parts, { address, city: regency.code }, () =>
    parts.database.inRegency(wholeRegency(regency.id), joinIn),
  );
}

/** On a phone that lies in an outlet a person is called by two of his names, which tell colleagues apart and strangers little. */
export function shortName(name: string): string {
  return name.trim().split(/\s+/).slice(0, 2).join(' ');
}

function auditOf(
  tx: Tx,
  action: `devices/${string}`,
  subject: { kind: string; id: string },
  { cooperativeId, name }: Device,
): Promise<void> {
  return audit(tx, { role: 'machine' }, action, { ...subject, cooperativeId, detail: { name } });
}

async function regencyFor({ access }: DeviceParts, code: string): Promise<reference.Regency | undefined> {
  const day = today('Asia/Jakarta', access.fixedToday);
  return await reference.findRegencyByCode(access.signIn.central, code, day);
}

function tokenHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
