import { afterAll, describe, expect, test } from 'vitest';
import type { RoleName } from '../server/access/public.ts';
import * as calls from '../server/devices/device.schema.ts';
import { present } from '../server/kernel/assert.ts';
import type { Id } from '../server/kernel/ids.ts';
import { newId } from '../server/platform/clock.ts';
import { caller } from './testing/calls.ts';
import { testCities } from './testing/city.ts';
import { testOutlet } from './testing/outlet.ts';

// Every call of devices as the people it is for, each refusal once; what phones send has a file of its own (devices.test.ts).

const cities = testCities();
const outlet = testOutlet(cities);
const { ask, done, unmet } = caller(cities);

const own = () => present(cities.here.register[0], 'a cooperative').id;
const other = () => present(cities.here.register[1], 'another').id;
const newDevice = (changes: object = {}) => ({
  id: newId<'device'>(),
  cooperativeId: own(),
  name: 'HP gerai',
  ...changes,
});
const refusalOf = (asking: Promise<unknown>) =>
  asking.then(
    () => undefined,
    (problem: { type?: string }) => problem.type,
  );
const enrolBy = (code: string, deviceId?: Id<'device'>) =>
  outlet.ask(calls.enrolCall, { body: { code, ...(deviceId && { deviceId }) } });

describe('a phone is prepared', () => {
  test('by whoever may, for his own cooperative, once under one id', async () => {
    const device = newDevice();
    const first = await done('cooperative-manager', calls.addDeviceCall, { body: device });
    expect(first.json.code).toMatch(/^6471-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    const again = await done('cooperative-manager', calls.addDeviceCall, { body: device });
    expect(await refusalOf(enrolBy(first.json.code)), 'the first code no longer counts').toBe('devices/code-wrong');
    await enrolBy(again.json.code.toLowerCase().replaceAll('-', ' '));
    for (const body of [device, { ...device, name: 'HP lain' }])
      expect((await ask('cooperative-manager', calls.addDeviceCall, { body })).refusal).toBe('devices/id-reused');
    const foreign = newDevice({ cooperativeId: other() });
    expect((await ask('cooperative-manager', calls.addDeviceCall, { body: foreign })).refusal).toBe(
      'devices/other-cooperative',
    );
  });

  test.each(['cooperative-cashier', 'cooperative-treasurer', 'dinas-officer', 'partner', 'auditor'] as RoleName[])(
    'not by a %s',
    async (role) => {
      expect((await ask(role, calls.addDeviceCall, { body: newDevice() })).refusal).toBe('access/not-allowed');
    },
  );

  test('its code works once, for a quarter of an hour, and on no phone that is not it', async () => {
    const device = newDevice({ name: 'HP kode' });
    const { json } = await done('cooperative-manager', calls.addDeviceCall, { body: device });
    const { token } = await enrolBy(json.code);
    expect(await refusalOf(enrolBy(json.code))).toBe('devices/code-wrong');
    const renewed = await done('cooperative-manager', calls.renewDeviceCall, { params: { id: device.id }, body: {} });
    expect(await refusalOf(enrolBy(renewed.json.code)), 'an empty phone').toBe('devices/not-this-device');
    const fresh = await enrolBy(renewed.json.code, device.id);
    expect(fresh.token).not.toBe(token);
    expect(await refusalOf(outlet.ask(calls.joinCall, { token, body: { code: renewed.json.code } }))).toBe(
      'devices/not-enrolled',
    );
    const late = newDevice({ name: 'HP terlambat' });
    const slow = await done('cooperative-manager', calls.addDeviceCall, { body: late });
    await cities.owner.query(`update devices.device set code_until = now() - interval '1 second' where id = $1`, [
      late.id,
    ]);
    expect(await refusalOf(enrolBy(slow.json.code))).toBe('devices/code-wrong');
  });

  test('a guesser is stopped after twenty tries', async () => {
    const guesses = Array.from({ length: 25 }, () => refusalOf(enrolBy('6471-2222-2222')));
    expect(new Set(await Promise.all(guesses))).toEqual(new Set(['devices/code-wrong', 'auth/too-many-tries']));
    await cities.owner.query('delete from auth.attempt');
  });
});

describe('a person joins', () => {
  test('by a code he got himself, on the device it is for', async () => {
    const phone = await outlet.enrolPhone('HP orang', []);
    const elsewhere = await outlet.enrolPhone('HP sebelah', []);
    const { json } = await done('cooperative-cashier', calls.personCodeCall, { params: { id: phone.id }, body: {} });
    const join = (token: string) => outlet.ask(calls.joinCall, { token, body: { code: json.code } });
    expect(await refusalOf(join(elsewhere.token))).toBe('devices/other-cooperative');
    const joined = await join(phone.token);
    expect(await refusalOf(join(phone.token))).toBe('devices/code-wrong');

    const listed = await done('cooperative-manager', calls.listDevicesCall);
    const row = listed.json.rows.find(({ id }: { id: string }) => id === phone.id);
    expect(row).toMatchObject({ state: 'working', people: [{ id: joined.id }], waiting: 0, missing: 0, refused: 0 });
    const leave = { params: { id: phone.id, personId: joined.id }, body: {} };
    expect((await ask('cooperative-cashier', calls.removePersonCall, leave)).refusal).toBe('access/not-allowed');
    await done('cooperative-manager', calls.removePersonCall, leave);
    expect((await ask('cooperative-manager', calls.removePersonCall, leave)).status).toBe(404);
  });

  test('not on a device that was revoked', async () => {
    const phone = await outlet.enrolPhone('HP cabut', []);
    const revoke = { params: { id: phone.id }, body: { reason: 'hilang' } };
    await done('cooperative-chair', calls.revokeDeviceCall, revoke);
    await done('cooperative-chair', calls.revokeDeviceCall, revoke);
    const asked = { params: { id: phone.id }, body: {} };
    expect((await ask('cooperative-cashier', calls.personCodeCall, asked)).refusal).toBe('devices/revoked');
    expect(await refusalOf(outlet.ask(calls.joinCall, { token: phone.token, body: { code: '6471-2345-6789' } }))).toBe(
      'devices/revoked',
    );
  });
});

describe('what was refused', () => {
  test('is settled once, by who may, with a note', async () => {
    const phone = await outlet.enrolPhone('HP tolak', ['cooperative-cashier']);
    const personId = present(phone.people['cooperative-cashier'], 'the cashier');
    const item = {
      id: newId<'sent-call'>(),
      seq: 1,
      personId,
      name: 'test/none',
      body: '{}',
      madeAt: '2025-11-27T01:00:00Z',
    };
    const sentAt = '2025-11-27T01:00:00Z';
    await outlet.ask(calls.sendOutboxCall, {
      token: phone.token,
      body: { sentAt, madeSeq: 3, waiting: 1, items: [item] } as never,
    });
    const open = await done('cooperative-manager', calls.listSentCall, { query: { only: 'open', deviceId: phone.id } });
    expect(open.json.rows).toMatchObject([{ id: item.id, outcome: 'refused', body: '{}', settled: null }]);
    const devices = await done('cooperative-manager', calls.listDevicesCall);
    expect(devices.json.rows.find(({ id }: { id: string }) => id === phone.id)).toMatchObject({
      missing: 2,
      refused: 1,
    });
    const settle = { params: { id: item.id }, body: { note: 'dicatat dari kantor' } };
    expect((await ask('cooperative-cashier', calls.settleSentCall, settle)).refusal).toBe('access/not-allowed');
    await done('cooperative-treasurer', calls.settleSentCall, settle);
    expect((await ask('cooperative-treasurer', calls.settleSentCall, settle)).status).toBe(404);
  });
});

describe('row-level security', () => {
  test.each(['device', 'person', 'sent_call'])(
    'devices.%s shows and takes nothing of another cooperative',
    async (table) => {
      await outlet.enrolPhone(`HP ${table}`, ['cooperative-cashier']);
      const reach = {
        ...{ regencyId: cities.here.regency.id, scope: 'cooperatives' as const },
        ...{ cooperativeIds: [other()], knownCooperativeIds: [other()] },
      };
      const asNeighbour = (statement: string) =>
        cities.database.app.inRegency(reach, (tx) => tx.executeQuery({ sql: statement, parameters: [] } as never));
      expect((await asNeighbour(`select from devices.${table}`)).rows).toHaveLength(0);
      const columns = { device: 'waiting = 9', person: 'left_at = now()', sent_call: `settled_note = 'x'` }[table];
      expect((await asNeighbour(`update devices.${table} set ${columns}`)).numAffectedRows).toBe(0n);
      await expect(asNeighbour(`delete from devices.${table}`)).rejects.toMatchObject({ code: '42501' });
      await expect(
        asNeighbour(`insert into devices.device (regency_id, id, cooperative_id, name, recorded_role)
        values (${cities.here.regency.id}, gen_random_uuid(), '${own()}', 'curian', 'uji')`),
      ).rejects.toMatchObject({ code: '42501' });
    },
  );
});

afterAll(() => {
  const { never, undeclared } = unmet('devices');
  expect({ never: never.filter((line) => !/^devices\/(enrol|join|send-outbox|kit):/.test(line)), undeclared }).toEqual({
    never: [],
    undeclared: [],
  });
});
