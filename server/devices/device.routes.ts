import * as access from '../access/public.ts';
import * as cooperatives from '../cooperatives/public.ts';
import { present } from '../kernel/assert.ts';
import { pageOf } from '../kernel/page.ts';
import { usersById } from '../platform/auth/user.store.ts';
import { now, today } from '../platform/clock.ts';
import type { Tx } from '../platform/db/tx.ts';
import { handle, handlePublic } from '../platform/http/handle.ts';
import type { Http } from '../platform/http/http.ts';
import { wholeRegency } from '../platform/jobs/tasks.ts';
import * as reference from '../reference/public.ts';
import { type AdmittedDevice, admitDevice, type DeviceParts, enrol, join, shortName } from './admit-device.command.ts';
import * as calls from './device.schema.ts';
import { type DeviceId, type DeviceLine, type DevicePerson, deviceLines, peopleOn } from './device.store.ts';
import * as keep from './keep-devices.command.ts';
import { type SentAsked, type SentCall, sentPage } from './sent-call.store.ts';
import { takeOutbox } from './take-outbox.command.ts';

export function deviceRoutes(http: Http, given: Omit<DeviceParts, 'database'>): void {
  const parts: DeviceParts = { ...given, database: http.database };
  peopleRoutes(http, parts);
  phoneRoutes(http, parts);
}

/** What people ask, signed in. */
function peopleRoutes(http: Http, parts: DeviceParts): void {
  const cityOf = async (tx: Tx) => {
    const regency = await reference.findRegencyById(tx, tx.regencyId, today('Asia/Jakarta', parts.access.fixedToday));
    return present(regency, 'the regency of a transaction').code;
  };
  handle(http, calls.addDeviceCall, async ({ tx, actor, body }) => keep.addDevice(tx, actor, body, await cityOf(tx)));
  handle(http, calls.renewDeviceCall, async ({ tx, actor, params }) =>
    keep.renewDevice(tx, actor, params.id, await cityOf(tx)),
  );
  handle(http, calls.revokeDeviceCall, async ({ tx, actor, params, body }) => {
    await keep.revokeDevice(tx, actor, params.id, body.reason);
    return null;
  });
  handle(http, calls.personCodeCall, async ({ tx, actor, params }) =>
    keep.givePersonCode(tx, actor, params.id, await cityOf(tx)),
  );
  handle(http, calls.removePersonCall, async ({ tx, actor, params }) => {
    await keep.removePerson(tx, actor, { deviceId: params.id, personId: params.personId });
    return null;
  });
  handle(http, calls.listDevicesCall, async ({ tx, query }) => pageOf(await devicesShown(tx, query), query));
  handle(http, calls.listSentCall, ({ tx, query }) => sentShown(tx, query));
  handle(http, calls.settleSentCall, async ({ tx, actor, params, body }) => {
    await keep.settleSent(tx, actor, params.id, body.note);
    return null;
  });
}

/** What a phone asks: its token says which device it is, so nobody is signed in. */
function phoneRoutes(http: Http, parts: DeviceParts): void {
  handlePublic(http, calls.enrolCall, async ({ body, request }) => {
    const { token, ...admitted } = await enrol(parts, body, request.ip);
    return { token, ...(await outletOf(parts, admitted)) };
  });
  handlePublic(http, calls.joinCall, async ({ body, request }) => {
    const admitted = await admitDevice(parts, request.headers.authorization);
    return await join(parts, admitted, body, request.ip);
  });
  handlePublic(http, calls.sendOutboxCall, async ({ body, request }) => {
    const admitted = await admitDevice(parts, request.headers.authorization);
    return await takeOutbox(parts, admitted, body, (incident, err) => request.log.error({ incident, err }, 'defect'));
  });
  const kitCall = calls.kitCallOf(Object.fromEntries(parts.kit.map(({ name, shape }) => [name, shape])));
  handlePublic(http, kitCall, async ({ request }) => {
    const admitted = await admitDevice(parts, request.headers.authorization);
    return await kitOf(parts, admitted);
  });
}

async function outletOf({ database }: DeviceParts, { device, regency }: AdmittedDevice) {
  const { cooperativeId } = device;
  const names = await database.inRegency(wholeRegency(regency.id), (tx) => cooperatives.namesOf(tx, [cooperativeId]));
  return {
    device: { id: device.id, name: device.name },
    cooperative: { id: cooperativeId, name: present(names.get(cooperativeId), 'the cooperative of a device') },
    regency: { code: regency.code, timeZone: regency.timeZone },
  };
}

async function kitOf(parts: DeviceParts, admitted: AdmittedDevice) {
  const { device, regency } = admitted;
  const day = today(regency.timeZone, parts.access.fixedToday);
  const people = await parts.database.inRegency(wholeRegency(regency.id), (tx) => peopleOn(tx, [device.id]));
  const reach = { regencyId: regency.id, scope: 'cooperatives', cooperativeIds: [device.cooperativeId] } as const;
  const known = { ...reach, knownCooperativeIds: [device.cooperativeId] };
  const loaded = await parts.database.inRegency(known, async (tx) => {
    const entries: [string, unknown][] = [];
    for (const part of parts.kit) entries.push([part.name, await part.load(tx, device.cooperativeId, day)]);
    return Object.fromEntries(entries);
  });
  return {
    ...(await outletOf(parts, admitted)),
    ...{ at: now(), today: day, people: await peopleShown(parts, admitted, people), parts: loaded },
  };
}

async function peopleShown(parts: DeviceParts, { device, regency }: AdmittedDevice, people: readonly DevicePerson[]) {
  const userIds = people.map(({ userId }) => userId);
  const names = new Map((await usersById(parts.database.central, userIds)).map((user) => [user.id, user.name]));
  const on = { regencyId: regency.id, zone: regency.timeZone, at: now(), now: now() };
  const day = today(regency.timeZone, parts.access.fixedToday);
  const shown = [];
  for (const person of people) {
    const holds = await access.actorThen(parts.access, person, device.cooperativeId, { ...on, day });
    const name = shortName(present(names.get(person.userId), 'the user of a person'));
    shown.push({ id: person.id, name, mayWork: person.leftAt === null && holds !== undefined });
  }
  return shown;
}

async function devicesShown(tx: Tx, asked: Parameters<typeof deviceLines>[1]): Promise<calls.DeviceShown[]> {
  const lines = await deviceLines(tx, asked);
  const people = await peopleOn(
    tx,
    lines.map(({ id }) => id),
  );
  const users = await usersById(tx, [...new Set(people.map(({ userId }) => userId))]);
  const userName = new Map(users.map(({ id, name }) => [id, name]));
  const names = await cooperatives.namesOf(tx, [...new Set(lines.map(({ cooperativeId }) => cooperativeId))]);
  const peopleOf = (id: DeviceId) =>
    people
      .filter(({ deviceId, leftAt }) => deviceId === id && leftAt === null)
      .map((person) => ({ id: person.id, name: userName.get(person.userId) ?? '' }));
  return lines.map((line) => ({
    ...{ id: line.id, name: line.name, state: stateOf(line), people: peopleOf(line.id), onBehalf: line.onBehalf },
    cooperative: { id: line.cooperativeId, name: names.get(line.cooperativeId) ?? '' },
    ...{ seenAt: line.seenAt, aheadSeconds: line.aheadSeconds, waiting: line.waiting, refused: line.refused },
    missing: Math.max(0, line.madeSeq - line.arrived - line.waiting),
  }));
}

function stateOf({ revokedAt, enrolledAt, isSilent }: DeviceLine): calls.DeviceShown['state'] {
  if (revokedAt !== null) return 'revoked';
  if (enrolledAt === null) return 'waiting';
  return isSilent ? 'silent' : 'working';
}

async function sentShown(tx: Tx, asked: SentAsked) {
  const { rows, next, total } = await sentPage(tx, asked);
  const lines = await deviceLines(tx, {});
  const devices = new Map(lines.map(({ id, name }) => [id, name]));
  const people = await peopleOn(tx, [...new Set(rows.map(({ deviceId }) => deviceId))]);
  const users = await usersById(tx, [...new Set(people.map(({ userId }) => userId))]);
  const names = await cooperatives.namesOf(tx, [...new Set(rows.map(({ cooperativeId }) => cooperativeId))]);
  const nameOf = (row: SentCall) => {
    const person = people.find(({ id }) => id === row.personId);
    return users.find(({ id }) => id === person?.userId)?.name ?? null;
  };
  return {
    ...{ next, total },
    rows: rows.map((row) => ({
      ...{ id: row.id, seq: row.seq, name: row.name, person: nameOf(row), body: row.body },
      cooperative: { id: row.cooperativeId, name: names.get(row.cooperativeId) ?? '' },
      device: { id: row.deviceId, name: devices.get(row.deviceId) ?? '' },
      ...{ occurredAt: row.occurredAt, occurredOn: row.occurredOn, recordedAt: row.recordedAt },
      ...{ outcome: row.outcome as calls.SentShown['outcome'], flags: row.flags as calls.SentShown['flags'] },
      refusal: row.refusal === null ? null : { type: row.refusal, data: JSON.parse(row.refusalData ?? '{}') },
      settled: row.settledAt === null ? null : { at: row.settledAt, note: row.settledNote ?? '' },
    })),
  };
}
