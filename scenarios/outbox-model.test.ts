import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendOutboxCall } from '../server/devices/device.schema.ts';
import { present } from '../server/kernel/assert.ts';
import type { BodyOf } from '../server/kernel/call.ts';
import { newId } from '../server/platform/clock.ts';
import { type Box, openBox } from '../web/platform/outbox/box.ts';
import { deliver, type Post } from '../web/platform/outbox/deliver.ts';
import { Problem } from '../web/platform/problem.ts';
import { testCities } from './testing/city.ts';
import { type EnrolledPhone, outage, testOutlet } from './testing/outlet.ts';

// quality.md R15: the phone's own code and the server's, with the worst network between them. `MODEL_SEEDS=2000` is the nightly form.

const seeds = Number(process.env.MODEL_SEEDS ?? 100);
const firstSeed = Number(process.env.MODEL_SEED ?? 1);
const steps = 12;

const cities = testCities();
const outlet = testOutlet(cities);

type Outbox = BodyOf<typeof sendOutboxCall>;

/** One phone with two tabs open on it. */
interface Phone extends EnrolledPhone {
  readonly boxName: string;
  tabs: [Box, Box];
}

const phones: Phone[] = [];
const openTabs = async (name: string): Promise<[Box, Box]> => [
  await openBox(name, () => undefined),
  await openBox(name, () => undefined),
];

beforeAll(async () => {
  for (const boxName of ['model-satu', 'model-dua']) {
    const phone = await outlet.enrolPhone(boxName, ['cooperative-cashier']);
    phones.push({ ...phone, boxName, tabs: await openTabs(boxName) });
  }
});
afterAll(() => {
  for (const { tabs } of phones) for (const tab of tabs) tab.close();
});

/** Mulberry32: the same seed, the same bad day. */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const lost = () => new Problem('offline', { type: 'platform/offline', status: 0, title: 'lost' });

/** A line that loses requests and answers, doubles, delays and reorders them, and cuts answers short. */
function badLine(reach: Post, chance: () => number) {
  const late: Outbox[] = [];
  const post: Post = async (outbox) => {
    const luck = chance();
    if (luck < 0.15) throw lost();
    if (luck < 0.3) {
      late.push(outbox); // comes another time, after younger ones
      throw lost();
    }
    if (luck < 0.45) {
      await reach(outbox);
      throw lost(); // the answer is what gets lost
    }
    if (luck < 0.6) return (await Promise.all([reach(outbox), reach(outbox)]))[1];
    const answered = await reach(outbox);
    if (luck > 0.75) return answered;
    return { ...answered, answers: answered.answers.slice(0, Math.floor(chance() * answered.answers.length)) };
  };
  const deliverLate = async () => {
    while (late.length > 0) {
      const [outbox] = late.splice(Math.floor(chance() * late.length), 1);
      if (outbox !== undefined) await reach(outbox).catch(() => undefined);
    }
  };
  return { post, deliverLate };
}

const reachOf =
  ({ token }: Phone): Post =>
  (outbox) =>
    outlet.ask(sendOutboxCall, { token, body: outbox });

/** A phone without any idea of "once": each time it sends, a thing has another id. */
const reachForgetfully =
  (phone: Phone): Post =>
  async (outbox) => {
    const ids = new Map(outbox.items.map(({ id }) => [newId<'sent-call'>(), id]));
    const fresh = [...ids.keys()];
    const items = outbox.items.map((item, n) => ({ ...item, id: present(fresh[n], 'its id') }));
    const answered = await reachOf(phone)({ ...outbox, items });
    return {
      ...answered,
      answers: answered.answers.map((answer) => ({ ...answer, id: ids.get(answer.id) ?? answer.id })),
    };
  };

async function badDay(seed: number, reach: (phone: Phone) => Post = reachOf) {
  const chance = chanceOf(seed);
  const made = new Map<string, number>();
  const lines = phones.map((phone) => badLine(reach(phone), chance));
  const deliverOn = (n: number, tab: number) => {
    const phone = present(phones[n], 'a phone');
    return deliver(present(phone.tabs[tab], 'a tab'), present(lines[n], 'its line').post, phone.boxName);
  };
  for (let step = 0; step < steps; step++) {
    const n = Math.floor(chance() * phones.length);
    const phone = present(phones[n], 'a phone');
    const tab = Math.floor(chance() * 2);
    const luck = chance();
    if (luck < 0.5) await sell(phone, tab, chance, made);
    else if (luck < 0.7) await deliverOn(n, tab);
    else if (luck < 0.85) await Promise.all([deliverOn(n, 0), deliverOn(n, 1), deliverOn(1 - n, 0)]);
    else if (luck < 0.9) await present(lines[n], 'its line').deliverLate();
    else if (luck < 0.96) await restartPhone(phone);
    else await outlet.restart();
  }
  for (const { deliverLate } of lines) await deliverLate();
  for (const phone of phones) {
    for (let round = 0; round < 5; round++) await deliver(phone.tabs[0], reach(phone), phone.boxName);
    expect(await phone.tabs[1].counts()).toMatchObject({ waiting: 0, refused: 0 });
  }
  const arrived = new Map<string, number[]>();
  for (const { saleId, amount } of await outlet.sales())
    if (made.has(saleId)) arrived.set(saleId, [...(arrived.get(saleId) ?? []), amount]);
  return { made, arrived };
}

async function sell(phone: Phone, tab: number, chance: () => number, made: Map<string, number>): Promise<void> {
  const saleId = newId<'sale'>();
  const amount = chance() < 0.1 ? outage : 1_000 + Math.floor(chance() * 90_000);
  const personId = present(phone.people['cooperative-cashier'], 'the cashier');
  const body = JSON.stringify({ saleId, amount });
  await present(phone.tabs[tab], 'a tab').keep({ personId, name: 'test/sell', body, label: 'Penjualan' });
  made.set(saleId, amount);
}

async function restartPhone(phone: Phone): Promise<void> {
  for (const tab of phone.tabs) tab.close();
  phone.tabs = await openTabs(phone.boxName);
}

describe('R15 what two phones with two tabs each make, over the worst of networks', () => {
  test(`arrives exactly once, to the rupiah, on ${seeds} bad days`, { timeout: 20_000 + seeds * 2_000 }, async () => {
    for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
      const { made, arrived } = await badDay(seed);
      const once = new Map([...made].map(([saleId, amount]) => [saleId, [amount]]));
      expect(arrived, `MODEL_SEED=${seed} MODEL_SEEDS=1`).toEqual(once);
    }
    const numbers = await cities.owner.query<{ seqs: string; last: string; reused: string }>(
      `select count(distinct seq) as seqs, max(seq) as last, count(*) filter (where 'number-reused' = any (flags)) as reused
       from devices.sent_call group by device_id`,
    );
    for (const { seqs, last, reused } of numbers.rows) expect([seqs, reused]).toEqual([last, '0']);
  });

  test('and would arrive twice if a thing had no id of its own: the control', async () => {
    const doubled: number[] = [];
    for (let seed = 1; seed <= 5; seed++) {
      const { arrived } = await badDay(seed, reachForgetfully);
      doubled.push(...[...arrived.values()].filter((times) => times.length > 1).map((times) => times.length));
    }
    expect(doubled.length).toBeGreaterThan(0);
  });
});
