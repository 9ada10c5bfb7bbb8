import { describe, expect, test } from 'vitest';
import { sendOutboxCall } from '../server/devices/device.schema.ts';
import { present } from '../server/kernel/assert.ts';
import { type Instant, instantOf } from '../server/kernel/business-date.ts';
import type { Id } from '../server/kernel/ids.ts';
import { newId, nowMs } from '../server/platform/clock.ts';
import { testCities, today } from './testing/city.ts';
import { type EnrolledPhone, poison, testOutlet, tooMuch } from './testing/outlet.ts';

// What a phone sends, through HTTP, with calls of this test's own: docs/rules/devices.md, quality.md R14, R16, R20, R21.

const cities = testCities();
const outlet = testOutlet(cities);

const at = (msAgo: number): Instant => instantOf(nowMs() - msAgo);
const hour = 3_600_000;

interface Told {
  seq: number;
  amount?: number;
  name?: string;
  body?: string;
  personId?: Id<'person'>;
  madeAt?: Instant;
  id?: Id<'sent-call'>;
}

function itemOf(phone: EnrolledPhone, told: Told) {
  const saleId = newId<'sale'>();
  const body = told.body ?? JSON.stringify({ saleId, amount: told.amount ?? 5_000 });
  const cashier = present(phone.people['cooperative-cashier'], 'the cashier');
  const { seq, id = newId<'sent-call'>(), personId = cashier, name = 'test/sell', madeAt = at(0) } = told;
  return { id, seq, personId, name, body, madeAt };
}

async function send(
  phone: EnrolledPhone,
  items: readonly ReturnType<typeof itemOf>[],
  { aheadMs = 0, madeSeq = Math.max(0, ...items.map(({ seq }) => seq)) } = {},
) {
  const body = { sentAt: at(-aheadMs), madeSeq, waiting: items.length, items: [...items] };
  return await outlet.ask(sendOutboxCall, { token: phone.token, body });
}

const saleIdOf = ({ body }: { body: string }) => (JSON.parse(body) as { saleId: string }).saleId;
const salesOf = async (items: readonly { body: string }[]) => {
  const ids = new Set(items.map(saleIdOf));
  return (await outlet.sales()).filter(({ saleId }) => ids.has(saleId));
};

describe('what a phone sends', () => {
  test('is recorded under the person who did it, on the day he did it', async () => {
    const phone = await outlet.enrolPhone('HP kasir', ['cooperative-cashier', 'cooperative-manager']);
    const mine = itemOf(phone, { seq: 1 });
    const his = itemOf(phone, { seq: 2, personId: present(phone.people['cooperative-manager'], 'the manager') });
    const { answers } = await send(phone, [his, mine]);
    expect(answers).toEqual([mine, his].map(({ id }) => ({ id, outcome: 'recorded', flags: [] })));
    const sold = await salesOf([mine, his]);
    expect(sold.map(({ soldOn }) => soldOn)).toEqual([today, today]);
    expect(new Set(sold.map(({ userId }) => userId)).size).toBe(2);
  });

  test('R14 sent fifty times at once has one effect and one answer', async () => {
    const phone = await outlet.enrolPhone('HP ganda', ['cooperative-cashier']);
    const items = [1, 2, 3].map((seq) => itemOf(phone, { seq }));
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(phone, items)));
    for (const each of answers) expect(each.answers).toEqual(answers[0]?.answers);
    expect(await salesOf(items)).toHaveLength(3);
  });

  test('under an id that has another content is refused and changes nothing', async () => {
    const phone = await outlet.enrolPhone('HP lain isi', ['cooperative-cashier']);
    const first = itemOf(phone, { seq: 1 });
    const other = { ...itemOf(phone, { seq: 1, amount: 7_000 }), id: first.id };
    await send(phone, [first]);
    const { answers } = await send(phone, [other]);
    expect(answers).toMatchObject([{ outcome: 'refused', refusal: { type: 'devices/other-content' } }]);
    expect(await salesOf([first])).toHaveLength(1);
    expect(await salesOf([other])).toHaveLength(0);
    expect((await send(phone, [first])).answers, 'and the first keeps its answer').toMatchObject([
      { outcome: 'recorded' },
    ]);
  });

  test('R16 whose answer was lost gets the same one thirty days later', async () => {
    const phone = await outlet.enrolPhone('HP lama', ['cooperative-cashier']);
    const item = itemOf(phone, { seq: 1 });
    const { answers } = await send(phone, [item]);
    await cities.owner.query(
      `update devices.device set seen_at = seen_at - interval '30 days', enrolled_at = enrolled_at - interval '30 days' where id = $1`,
      [phone.id],
    );
    expect((await send(phone, [item])).answers).toEqual(answers);
    expect(await salesOf([item])).toHaveLength(1);
  });

  test('R21 with poison in it: all others are recorded, the poison is kept for a person and never tried again', async () => {
    const phone = await outlet.enrolPhone('HP racun', ['cooperative-cashier']);
    const odd = [
      itemOf(phone, { seq: 10, amount: poison }),
      itemOf(phone, { seq: 20, amount: tooMuch }),
      itemOf(phone, { seq: 30, body: '{"saleId": ' }),
      itemOf(phone, { seq: 40, body: '{"saleId": "a\\u0000b", "amount": 1}' }),
      itemOf(phone, { seq: 50, body: '{"saleId": "x", "amount": -4}' }),
      itemOf(phone, { seq: 60, name: 'test/no-such-call' }),
      itemOf(phone, { seq: 70, personId: newId<'person'>() }),
      itemOf(phone, { seq: 80, name: 'test/approve' }),
    ];
    const good = Array.from({ length: 191 }, (_, n) => n + 1)
      .filter((seq) => seq % 10 !== 0 || seq > 80)
      .map((seq) => itemOf(phone, { seq }));
    const { answers } = await send(phone, [...good, ...odd]);
    expect(answers).toHaveLength(good.length + odd.length);
    expect(await salesOf(good)).toHaveLength(good.length);
    const refused = answers.filter(({ outcome }) => outcome === 'refused');
    expect(refused.map(({ refusal }) => refusal?.type)).toEqual([
      'devices/our-fault',
      'test/too-dear',
      'devices/unreadable',
      'request/invalid',
      'request/invalid',
      'devices/unknown-call',
      'devices/not-on-this-device',
      'devices/may-not',
    ]);
    const again = await send(phone, odd);
    expect(again.answers, 'the same no, incident and all: it was not tried again').toEqual(refused);

    const manager = await cities.signIn('cooperative-manager');
    const listed = await manager.ask(
      'GET',
      `/api/regencies/${cities.here.code}/devices/sent?only=open&deviceId=${phone.id}`,
    );
    expect(listed.json.total).toBe(odd.length);
    expect(JSON.stringify(listed.json.rows)).toContain('test/too-dear');
  });

  test('under an id, or by a person, of another device is refused, and the next is taken', async () => {
    const [mine, other] = [
      await outlet.enrolPhone('HP satu', ['cooperative-cashier']),
      await outlet.enrolPhone('HP dua', ['cooperative-cashier']),
    ];
    const his = itemOf(other, { seq: 1 });
    await send(other, [his]);
    const far = itemOf(mine, { seq: 1 });
    const neighbour = present(cities.here.register[1], 'another cooperative').id;
    const farDevice = newId<'device'>();
    await cities.owner.query(
      `insert into devices.device (regency_id, id, cooperative_id, name, recorded_role) values ($1, $2, $3, 'HP jauh', 'machine')`,
      [cities.here.regency.id, farDevice, neighbour],
    );
    await cities.owner.query(
      `insert into devices.sent_call (regency_id, id, cooperative_id, device_id, seq, person_id, name, content_hash, made_at, occurred_at, occurred_on,
        flags, outcome) values ($1, $2, $3, $4, 1, $5, 'test/sell', 'x', now(), now(), current_date, '{}', 'recorded')`,
      [cities.here.regency.id, far.id, neighbour, farDevice, newId()],
    );
    const sent = [
      far,
      { ...itemOf(mine, { seq: 2 }), id: his.id },
      itemOf(mine, { seq: 3, personId: present(other.people['cooperative-cashier'], 'the other cashier') }),
      itemOf(mine, { seq: 4 }),
    ];
    const { answers } = await send(mine, sent);
    expect(answers.map(({ refusal }) => refusal?.type)).toEqual([
      'devices/other-content',
      'devices/other-content',
      'devices/not-on-this-device',
      undefined,
    ]);
    expect(await salesOf(sent)).toHaveLength(1);
  });

  test('by a device that was revoked, unknown or silent for more than 90 days is not taken', async () => {
    const phone = await outlet.enrolPhone('HP dicabut', ['cooperative-cashier']);
    const item = itemOf(phone, { seq: 1 });
    const manager = await cities.signIn('cooperative-manager');
    const path = `/api/regencies/${cities.here.code}/devices/${phone.id}/revocation`;
    expect((await manager.ask('POST', path, { reason: 'hilang di pasar' })).status).toBe(204);
    await expect(send(phone, [item])).rejects.toMatchObject({ type: 'devices/revoked', status: 403 });
    const stranger = { ...phone, token: phone.token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')) };
    await expect(send(stranger, [item])).rejects.toMatchObject({ type: 'devices/not-enrolled', status: 401 });
    const silent = await outlet.enrolPhone('HP diam', ['cooperative-cashier']);
    await cities.owner.query(`update devices.device set seen_at = now() - interval '91 days' where id = $1`, [
      silent.id,
    ]);
    await expect(send(silent, [item])).rejects.toMatchObject({ type: 'devices/not-enrolled' });
    expect(await salesOf([item])).toHaveLength(0);
  });
});

describe('R20 when it was done', () => {
  test('comes from the phone’s clock as far as ours allows; it is recorded and flagged, in the order of its numbers', async () => {
    const phone = await outlet.enrolPhone('HP jam salah', ['cooperative-cashier']);
    await cities.owner.query(
      `update devices.device set enrolled_at = enrolled_at - interval '9 days', seen_at = seen_at - interval '9 days' where id = $1`,
      [phone.id],
    );
    const dayMs = 24 * hour;
    const ahead = itemOf(phone, { seq: 1, madeAt: at(2 * dayMs - dayMs) }); // done two days ago by a clock a day ahead
    const before = itemOf(phone, { seq: 2, madeAt: at(40 * dayMs) }); // before the phone was here
    const { answers } = await send(phone, [before, ahead], { aheadMs: dayMs });
    expect(answers.map(({ id, flags }) => [id, flags])).toEqual([
      [ahead.id, ['clock-skew']],
      [before.id, ['clock-skew', 'moment-bounded']],
    ]);
    const days = new Map((await salesOf([ahead, before])).map(({ saleId, soldOn }) => [saleId, soldOn]));
    expect(days.get(saleIdOf(ahead))).toBe('2025-11-25');
    expect(['2025-11-18', '2025-11-17']).toContain(days.get(saleIdOf(before)));
  });

  test('from clocks of 1970, 2099 and of no time at all: each is recorded or refused, and spoils no other', async () => {
    const phone = await outlet.enrolPhone('HP tahun lain', ['cooperative-cashier']);
    const odd = ['1970-01-01T00:00:00Z', '2099-12-31T23:59:59Z', '9999-12-31T23:59:59.999Z'] as Instant[];
    const { answers } = await send(
      phone,
      odd.map((madeAt, n) => itemOf(phone, { seq: n + 1, madeAt })),
    );
    expect(answers.map(({ outcome, flags }) => [outcome, flags])).toEqual(
      odd.map(() => ['recorded', ['moment-bounded']]),
    );
    for (const aheadMs of [-nowMs(), 74 * 365 * 24 * hour]) {
      const items = [itemOf(phone, { seq: aheadMs < 0 ? 4 : 5, madeAt: at(-aheadMs) })];
      const { answers: skewed } = await send(phone, items, { aheadMs });
      expect(skewed).toMatchObject([{ outcome: 'recorded', flags: ['clock-skew'] }]);
    }
    for (const [n, madeAt] of (['0000-01-01T00:00:00Z', '2016-12-31T23:59:60Z'] as Instant[]).entries())
      await expect(send(phone, [itemOf(phone, { seq: 6 + n, madeAt })]), madeAt).rejects.toMatchObject({
        type: 'request/invalid',
      });
  });

  test('what was not there at a contact was done after it', async () => {
    const phone = await outlet.enrolPhone('HP mundur', ['cooperative-cashier']);
    await send(phone, [itemOf(phone, { seq: 1 })]);
    const { answers } = await send(phone, [itemOf(phone, { seq: 2, madeAt: at(5 * hour) })]);
    expect(answers).toMatchObject([{ outcome: 'recorded', flags: ['moment-bounded'] }]);
  });
});

describe('whose grant ended', () => {
  test('before he did it: refused and kept; after he did it: recorded and flagged', async () => {
    const phone = await outlet.enrolPhone('HP mantan', ['cooperative-cashier']);
    await cities.owner.query(
      `update devices.device set enrolled_at = enrolled_at - interval '2 days', seen_at = seen_at - interval '2 days' where id = $1`,
      [phone.id],
    );
    const grant = `(select grant_id from devices.person where device_id = '${phone.id}')`;
    await cities.owner.query(
      `update auth.grant set ended_at = now() - interval '1 hour', valid_to = current_date where id = ${grant}`,
    );
    try {
      const held = itemOf(phone, { seq: 1, madeAt: at(3 * hour) });
      const over = itemOf(phone, { seq: 2, madeAt: at(hour / 2) });
      const { answers } = await send(phone, [held, over]);
      expect(answers).toMatchObject([
        { id: held.id, outcome: 'recorded', flags: ['grant-ended'] },
        { id: over.id, outcome: 'refused', refusal: { type: 'devices/grant-not-held' } },
      ]);
    } finally {
      await cities.owner.query(`update auth.grant set ended_at = null, valid_to = 'infinity' where id = ${grant}`);
    }
  });

  test('and who left the device is as one whose grant ended', async () => {
    const phone = await outlet.enrolPhone('HP pindah', ['cooperative-cashier']);
    await cities.owner.query(
      `update devices.device set enrolled_at = enrolled_at - interval '1 day', seen_at = seen_at - interval '1 day' where id = $1`,
      [phone.id],
    );
    await cities.owner.query(`update devices.person set left_at = now() - interval '1 hour' where device_id = $1`, [
      phone.id,
    ]);
    const [before, after] = [
      itemOf(phone, { seq: 1, madeAt: at(2 * hour) }),
      itemOf(phone, { seq: 2, madeAt: at(1_000) }),
    ];
    expect((await send(phone, [before, after])).answers).toMatchObject([
      { outcome: 'recorded', flags: ['person-left'] },
      { outcome: 'refused', refusal: { type: 'devices/not-on-this-device' } },
    ]);
  });
});
