import { type Static, type TSchema, Type } from 'typebox';
import type { TimeZone } from '../kernel/business-date.ts';
import { call, closed } from '../kernel/call.ts';
import { day, idOf, moment, orNull, paging, regencyCode, text } from '../kernel/shapes.ts';
import { deviceRefusals as no } from './device.refusals.ts';
import { sentFlags } from './moment-of-fact.ts';

const deviceId = idOf<'device'>();
const cooperativeId = idOf<'cooperative'>();
const count = Type.Integer({ minimum: 0, maximum: 9_007_199_254_740_991 });
const flags = Type.Array(Type.Enum([...sentFlags]));
const refusalData = Type.Record(Type.String(), Type.Unknown());

/** The digits of the regency and eight signs that nobody mistakes for another: `6471-K7QF-2M9X`, typed with or without dashes. */
export const codeSigns = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const code = Type.String({ minLength: 12, maxLength: 20, pattern: '^[0-9A-Za-z -]+$' });

const Code = closed({ code: Type.String(), until: moment });

export const addDeviceCall = call({
  name: 'devices/add-device',
  method: 'POST',
  path: '/devices',
  can: 'device.enrol',
  body: closed({ id: deviceId, cooperativeId, name: text(60) }),
  reply: Code,
  refusals: [no.idReused, no.otherCooperative],
});

/** A code for a phone that still holds its data but whose token is over, or that was revoked by mistake. */
export const renewDeviceCall = call({
  name: 'devices/renew-device',
  method: 'POST',
  path: '/devices/:id/code',
  can: 'device.enrol',
  params: Type.Object({ id: deviceId }),
  body: closed({}),
  reply: Code,
});

export const revokeDeviceCall = call({
  name: 'devices/revoke-device',
  method: 'POST',
  path: '/devices/:id/revocation',
  can: 'device.enrol',
  params: Type.Object({ id: deviceId }),
  body: closed({ reason: text(300) }),
});

/** Whoever will work on a device gets himself a code, signed in, and chooses his PIN on the device. */
export const personCodeCall = call({
  name: 'devices/person-code',
  method: 'POST',
  path: '/devices/:id/people',
  can: 'device.use',
  params: Type.Object({ id: deviceId }),
  body: closed({}),
  reply: Code,
  refusals: [no.revoked],
});

export const removePersonCall = call({
  name: 'devices/remove-person',
  method: 'POST',
  path: '/devices/:id/people/:personId/leave',
  can: 'device.enrol',
  params: Type.Object({ id: deviceId, personId: idOf<'person'>() }),
  body: closed({}),
});

export const deviceStates = ['waiting', 'working', 'silent', 'revoked'] as const;

const DeviceShown = closed({
  id: deviceId,
  cooperative: closed({ id: cooperativeId, name: Type.String() }),
  name: Type.String(),
  state: Type.Enum([...deviceStates]),
  people: Type.Array(closed({ id: idOf<'person'>(), name: Type.String() })),
  seenAt: orNull(moment),
  aheadSeconds: orNull(Type.Integer()),
  /** Still on the phone when it was last seen. */
  waiting: count,
  /** Made on the phone, neither here nor there: its data was cleared, or it is still on its way. */
  missing: count,
  /** Refused and not settled. */
  refused: count,
  onBehalf: Type.Boolean(),
});
export type DeviceShown = Static<typeof DeviceShown>;

/** What has not arrived makes stock untrue, so whoever reads stock sees the phones it comes from. */
export const listDevicesCall = call({
  name: 'devices/list-devices',
  method: 'GET',
  path: '/devices',
  can: 'stock.read',
  query: closed({ ...paging, cooperativeId: Type.Optional(cooperativeId) }),
  reply: closed({
    rows: Type.Array(DeviceShown),
    next: Type.Union([Type.String(), Type.Null()]),
    total: Type.Integer(),
  }),
  export: {
    file: 'perangkat',
    columns: [
      { title: 'Koperasi', from: 'cooperative.name', holds: 'text' },
      { title: 'Perangkat', from: 'name', holds: 'text' },
      {
        title: 'Keadaan',
        from: 'state',
        holds: 'text',
        words: {
          waiting: 'menunggu didaftarkan',
          working: 'bekerja',
          silent: 'lama tak terdengar',
          revoked: 'dicabut',
        },
      },
      { title: 'Orang', from: 'people.name', holds: 'text' },
      { title: 'Terakhir terhubung', from: 'seenAt', holds: 'text' },
      { title: 'Belum terkirim', from: 'waiting', holds: 'integer' },
      { title: 'Hilang', from: 'missing', holds: 'integer' },
      { title: 'Ditolak', from: 'refused', holds: 'integer' },
    ],
  },
});

const SentShown = closed({
  id: idOf<'sent-call'>(),
  cooperative: closed({ id: cooperativeId, name: Type.String() }),
  device: closed({ id: deviceId, name: Type.String() }),
  seq: count,
  name: Type.String(),
  person: orNull(Type.String()),
  occurredAt: moment,
  occurredOn: day,
  recordedAt: moment,
  outcome: Type.Enum(['recorded', 'refused']),
  flags,
  refusal: orNull(closed({ type: Type.String(), data: refusalData })),
  /** JSON, of what was refused. */
  body: orNull(Type.String()),
  settled: orNull(closed({ at: moment, note: Type.String() })),
});
export type SentShown = Static<typeof SentShown>;

/** What the phones of one or all cooperatives sent, the latest first; what was refused and waits for a person alone, where asked. */
export const listSentCall = call({
  name: 'devices/list-sent',
  method: 'GET',
  path: '/devices/sent',
  can: 'stock.read',
  query: closed({
    ...paging,
    after: Type.Optional(idOf<'sent-call'>()),
    cooperativeId: Type.Optional(cooperativeId),
    deviceId: Type.Optional(deviceId),
    only: Type.Optional(Type.Enum(['open', 'flagged'])),
  }),
  reply: closed({
    rows: Type.Array(SentShown),
    next: Type.Union([Type.String(), Type.Null()]),
    total: Type.Integer(),
  }),
  export: {
    file: 'kiriman-perangkat',
    columns: [
      { title: 'Koperasi', from: 'cooperative.name', holds: 'text' },
      { title: 'Perangkat', from: 'device.name', holds: 'text' },
      { title: 'Nomor', from: 'seq', holds: 'integer' },
      { title: 'Isi', from: 'name', holds: 'text' },
      { title: 'Orang', from: 'person', holds: 'text' },
      { title: 'Tanggal', from: 'occurredOn', holds: 'date' },
      { title: 'Diterima', from: 'recordedAt', holds: 'text' },
      { title: 'Hasil', from: 'outcome', holds: 'text', words: { recorded: 'tercatat', refused: 'ditolak' } },
      { title: 'Sebab', from: 'refusal.type', holds: 'text' },
      { title: 'Tanda', from: 'flags', holds: 'text' },
      { title: 'Penyelesaian', from: 'settled.note', holds: 'text' },
    ],
  },
});

/** Someone has seen to what was refused, and says how: entered by hand, counted anew, or never happened. */
export const settleSentCall = call({
  name: 'devices/settle-sent',
  method: 'POST',
  path: '/devices/sent/:id/settlement',
  can: 'stock.approve',
  params: Type.Object({ id: idOf<'sent-call'>() }),
  body: closed({ note: text(300) }),
});

// What follows a phone asks, proving itself by its token: nobody is signed in on it.

const OutletShown = closed({
  device: closed({ id: deviceId, name: Type.String() }),
  cooperative: closed({ id: cooperativeId, name: Type.String() }),
  regency: closed({ code: regencyCode, timeZone: Type.Unsafe<TimeZone>(Type.String()) }),
});

export const enrolCall = call({
  name: 'devices/enrol',
  method: 'POST',
  path: '/device/enrolment',
  within: 'public',
  can: 'anyone',
  body: closed({
    code,
    /** The device this phone was before, if it still holds its data. */
    deviceId: Type.Optional(deviceId),
  }),
  reply: closed({ token: Type.String(), ...OutletShown.properties }),
  refusals: [no.codeWrong, no.notThisDevice],
});

export const joinCall = call({
  name: 'devices/join',
  method: 'POST',
  path: '/device/people',
  within: 'public',
  can: 'anyone',
  body: closed({ code }),
  reply: closed({ id: idOf<'person'>(), name: Type.String() }),
  refusals: [no.codeWrong, no.otherCooperative, no.notEnrolled, no.revoked],
});

/** Content up to this long; a count of 500 items is about half of it. */
export const sentBodyMax = 65_536;
/** Things in one request; a phone that was long away sends several. */
export const sentItemsMax = 200;

const SentItem = closed({
  id: idOf<'sent-call'>(),
  seq: Type.Integer({ minimum: 1, maximum: 9_007_199_254_740_991 }),
  personId: idOf<'person'>(),
  name: Type.String({ minLength: 3, maxLength: 80 }),
  /** JSON within the JSON: one content that cannot be read, or not kept, spoils no other. */
  body: Type.String({ maxLength: sentBodyMax }),
  madeAt: moment,
});
export type SentItem = Static<typeof SentItem>;

const SentAnswer = closed({
  id: idOf<'sent-call'>(),
  outcome: Type.Enum(['recorded', 'refused']),
  flags,
  refusal: Type.Optional(closed({ type: Type.String(), data: refusalData })),
});
export type SentAnswer = Static<typeof SentAnswer>;

/**
 * A phone sends what it holds, in the order of its numbers, and says what time it thinks it is and how much it has made and still holds.
 * Every thing is a transaction of its own; answers may be fewer than things, and what has none is sent again.
 */
export const sendOutboxCall = call({
  name: 'devices/send-outbox',
  method: 'POST',
  path: '/device/outbox',
  within: 'public',
  can: 'anyone',
  body: closed({
    sentAt: moment,
    madeSeq: count,
    waiting: count,
    items: Type.Array(SentItem, { maxItems: sentItemsMax }),
  }),
  reply: closed({ receivedAt: moment, answers: Type.Array(SentAnswer) }),
  refusals: [no.notEnrolled, no.revoked],
});

/** What a phone must know to work without network: who works on it, and a part for each module whose work is done there. */
export function kitCallOf<Parts extends Record<string, TSchema>>(parts: Parts) {
  return call({
    name: 'devices/kit',
    method: 'GET',
    path: '/device/kit',
    within: 'public',
    can: 'anyone',
    reply: closed({
      ...OutletShown.properties,
      at: moment,
      today: day,
      people: Type.Array(closed({ id: idOf<'person'>(), name: Type.String(), mayWork: Type.Boolean() })),
      parts: closed(parts),
    }),
    refusals: [no.notEnrolled, no.revoked],
  });
}
