import { pino } from 'pino';
import { Type } from 'typebox';
import { afterAll, beforeAll } from 'vitest';
import { createGate } from '../../server/access/gate.routes.ts';
import type { RoleName } from '../../server/access/public.ts';
import { deviceRoutes } from '../../server/devices/device.routes.ts';
import * as calls from '../../server/devices/device.schema.ts';
import * as devices from '../../server/devices/public.ts';
import { present } from '../../server/kernel/assert.ts';
import { type BodyOf, type Call, closed, pathOf, type ReplyOf } from '../../server/kernel/call.ts';
import { type Id, id } from '../../server/kernel/ids.ts';
import { refusal } from '../../server/kernel/refusal.ts';
import { newId } from '../../server/platform/clock.ts';
import { Outage } from '../../server/platform/db/outage.ts';
import { createHttp, type Http } from '../../server/platform/http/http.ts';
import { Problem } from '../../web/platform/problem.ts';
import type { TestCities } from './city.ts';

/** A sale as this test knows it. Nothing in its table keeps one from being there twice: only the way it travels does. */
const Sale = closed({ saleId: Type.String(), amount: Type.Integer({ minimum: 1 }) });

const tooDear = refusal<{ amount: number }>('test/too-dear', 422, ({ amount }) => `${amount} is too dear`);
export const tooMuch = 1_000_000;
export const poison = 666;
/** The database goes away while this is recorded, every other time. */
export const outage = 777;
let outages = 0;

const sale = devices.replayable({
  name: 'test/sell',
  can: 'sale.record',
  body: Sale,
  record: async (tx, actor, { saleId, amount }, { on, cooperativeId }) => {
    await tx
      .insertInto('devices.testSale' as never)
      .values({ regencyId: tx.regencyId, saleId, amount, soldOn: on, cooperativeId, userId: actor.userId } as never)
      .execute();
    if (amount === outage && outages++ % 2 === 0) throw new Outage('the database does not answer');
    if (amount === tooMuch) throw tooDear({ amount });
    if (amount === poison) throw new TypeError('a defect that this content brings to light');
  },
});
const approve = devices.replayable({
  name: 'test/approve',
  can: 'stock.approve',
  body: Sale,
  record: async () => null,
});

export interface EnrolledPhone {
  readonly id: Id<'device'>;
  readonly token: string;
  readonly people: Readonly<Partial<Record<RoleName, Id<'person'>>>>;
}

export interface Outlet {
  /** Another server over the same database, as after a restart. */
  restart(): Promise<void>;
  /** Asks what a phone asks. @throws Problem, as the phone's own code does */
  ask<C extends Call>(call: C, sent: { token?: string; body?: BodyOf<C> }): Promise<ReplyOf<C>>;
  /** Prepares a device, enrols it and lets people of these roles join. */
  enrolPhone(name: string, roles: readonly RoleName[]): Promise<EnrolledPhone>;
  sales(): Promise<{ saleId: string; amount: number; soldOn: string; userId: string }[]>;
}

/** A server with nothing but devices, over the people of the cities, that takes test sales. */
export function testOutlet(cities: TestCities): Outlet {
  let opened: Http | undefined;
  const http = () => present(opened, 'the outlet, which is there once the first test runs');
  const serve = async () => {
    const log = pino({ level: 'silent' });
    const gate = createGate(cities.access);
    const fresh = await createHttp({ database: cities.database.app, gate, config: cities.http.config, log });
    deviceRoutes(fresh, { access: cities.access, replayables: [sale, approve], kit: [] });
    await fresh.app.ready();
    return fresh;
  };
  beforeAll(async () => {
    await cities.owner.query(`
      create table devices.test_sale (regency_id integer not null, sale_id text not null, amount integer not null, sold_on date not null,
        cooperative_id uuid not null, user_id text not null);
      select platform.protect('devices.test_sale', 'record', 'select', 'insert');
      update auth.grant set valid_from = valid_from - 60`);
    opened = await serve();
  });
  afterAll(() => opened?.app.close());

  const ask: Outlet['ask'] = async (call, { token, body }) => {
    const answer = await http().app.inject({
      method: call.method as 'POST',
      url: pathOf(call, {}),
      ...(body ? { payload: body as object } : {}),
      ...(token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }),
    });
    const told = answer.json<Record<string, unknown>>();
    if (answer.statusCode < 400) return told as never;
    const { type, status: _, title, ...data } = told;
    const kind = answer.statusCode >= 500 ? (answer.statusCode === 503 ? 'outage' : 'defect') : 'refused';
    throw new Problem(kind, { type: String(type), status: answer.statusCode, title: String(title), data });
  };

  return {
    restart: async () => {
      const before = http();
      opened = await serve();
      await before.app.close();
    },
    ask,
    enrolPhone: async (name, roles) => {
      const manager = await cities.signIn('cooperative-manager');
      const base = `/api/regencies/${cities.here.code}/devices`;
      const cooperativeId = present(cities.here.register[0], 'a cooperative').id;
      const deviceId = newId<'device'>();
      const added = await manager.ask('POST', base, { id: deviceId, cooperativeId, name });
      const { token } = await ask(calls.enrolCall, { body: { code: String(added.json.code) } });
      const people: Partial<Record<RoleName, Id<'person'>>> = {};
      for (const role of roles) {
        const person = await cities.signIn(role);
        const { json } = await person.ask('POST', `${base}/${deviceId}/people`, {});
        const joined = await ask(calls.joinCall, { token, body: { code: String(json.code) } });
        people[role] = id<'person'>(joined.id);
      }
      return { id: deviceId, token, people };
    },
    sales: async () =>
      (
        await cities.owner.query<{ saleId: string; amount: number; soldOn: string; userId: string }>(
          `select sale_id as "saleId", amount, sold_on::text as "soldOn", user_id as "userId" from devices.test_sale`,
        )
      ).rows,
  };
}
