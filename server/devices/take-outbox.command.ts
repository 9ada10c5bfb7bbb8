import { createHash } from 'node:crypto';
import type { TSchema } from 'typebox';
import * as access from '../access/public.ts';
import { present } from '../kernel/assert.ts';
import type { BusinessDate, Instant, TimeZone } from '../kernel/business-date.ts';
import { id } from '../kernel/ids.ts';
import { Refusal } from '../kernel/refusal.ts';
import { newId, now, today } from '../platform/clock.ts';
import { isAway, Outage } from '../platform/db/outage.ts';
import type { Tx } from '../platform/db/tx.ts';
import { compileValidator } from '../platform/http/validation.ts';
import { wholeRegency } from '../platform/jobs/tasks.ts';
import type { AdmittedDevice, DeviceParts } from './admit-device.command.ts';
import { sentRefusals } from './device.refusals.ts';
import type { SentAnswer, SentItem } from './device.schema.ts';
import { type DevicePerson, lockDevice, noteContact, peopleOn } from './device.store.ts';
import { dayOfFact, momentOfFact, type SentFlag } from './moment-of-fact.ts';
import type { Replayable } from './replayable.ts';
import { findSent, insertSent, isNumberUsed, type SentCall } from './sent-call.store.ts';

export interface SentOutbox {
  readonly sentAt: Instant;
  readonly madeSeq: number;
  readonly waiting: number;
  readonly items: readonly SentItem[];
}

/** Told of what is not the fault of the thing sent: the log, with the incident the phone shows. */
type NoteDefect = (incident: string, error: unknown) => void;

/**
 * Takes what a phone held, in the order of its numbers, each in a transaction of its own under the person who did it, exactly once: a thing
 * that comes again gets the answer it got. What is refused is kept with its content and does not stop the next. When the database goes away in
 * between, the answers end there and the phone sends the rest again.
 */
export async function takeOutbox(
  parts: DeviceParts,
  admitted: AdmittedDevice,
  sent: SentOutbox,
  noteDefect: NoteDefect,
): Promise<{ receivedAt: Instant; answers: SentAnswer[] }> {
  const { device, regency } = admitted;
  const receivedAt = now();
  const { aheadSeconds } = momentOfFact({ ...sent, madeAt: sent.sentAt, receivedAt, notBefore: receivedAt });
  const people = await parts.database.inRegency(wholeRegency(regency.id), async (tx) => {
    await noteContact(tx, device.id, { madeSeq: sent.madeSeq, waiting: sent.waiting, aheadSeconds });
    return await peopleOn(tx, [device.id]);
  });
  const answers: SentAnswer[] = [];
  for (const item of sent.items.toSorted((a, b) => a.seq - b.seq)) {
    const arrival = arrivalOf(parts, admitted, { item, sentAt: sent.sentAt, receivedAt });
    try {
      answers.push(await takeOne(parts, { ...admitted, people, ...arrival }, noteDefect));
    } catch (error) {
      if (!(error instanceof Outage || isAway(error)) || answers.length === 0) throw error;
      break;
    }
  }
  return { receivedAt, answers };
}

interface Arrival {
  readonly item: SentItem;
  readonly hash: string;
  readonly receivedAt: Instant;
  readonly at: Instant;
  readonly on: BusinessDate;
  readonly flags: readonly SentFlag[];
}

function arrivalOf(
  { access: { fixedToday } }: DeviceParts,
  { device, regency }: AdmittedDevice,
  { item, sentAt, receivedAt }: { item: SentItem; sentAt: Instant; receivedAt: Instant },
): Arrival {
  const enrolledAt = present(device.enrolledAt, 'when an admitted device was enrolled');
  const isMadeSince = item.seq > device.madeSeq && device.seenAt !== null;
  const notBefore = isMadeSince ? present(device.seenAt, 'its last contact') : enrolledAt;
  const { at, flags } = momentOfFact({ madeAt: item.madeAt, sentAt, receivedAt, notBefore });
  const zone: TimeZone = regency.timeZone;
  const on = dayOfFact(at, { zone, now: receivedAt, today: today(zone, fixedToday) });
  const content = JSON.stringify([item.seq, item.personId, item.name, item.madeAt, item.body]);
  return { item, hash: createHash('sha256').update(content).digest('base64url'), receivedAt, at, on, flags };
}

interface Taking extends Arrival, AdmittedDevice {
  readonly people: readonly DevicePerson[];
}

/** @throws Outage, and nothing else */
async function takeOne(parts: DeviceParts, taking: Taking, noteDefect: NoteDefect): Promise<SentAnswer> {
  try {
    return await record(parts, taking);
  } catch (error) {
    if (error instanceof Outage || isAway(error)) throw error;
    return await keepRefused(parts, taking, refusalFor(error, noteDefect));
  }
}

function refusalFor(error: unknown, noteDefect: NoteDefect): Refusal {
  if (error instanceof Refusal) return error;
  const incident = newId<'incident'>();
  noteDefect(incident, error);
  return sentRefusals.ourFault({ incident });
}

/** Records the thing and that it came, in one transaction of the person's. @throws a refusal */
async function record(parts: DeviceParts, taking: Taking): Promise<SentAnswer> {
  const { item, device, regency, at, on } = taking;
  const person = taking.people.find(({ id: known }) => known === item.personId);
  if (person === undefined) return await answeredBefore(parts, taking, sentRefusals.notOnThisDevice({}));
  const then = { regencyId: regency.id, zone: regency.timeZone, at, day: on, now: taking.receivedAt };
  const earlier = await access.actorThen(parts.access, person, device.cooperativeId, then);
  const hasLeft = person.leftAt !== null && Date.parse(at) >= Date.parse(person.leftAt);
  if (hasLeft) return await answeredBefore(parts, taking, sentRefusals.notOnThisDevice({}));
  if (earlier === undefined) return await answeredBefore(parts, taking, sentRefusals.grantNotHeld({}));
  const { actor, hasEnded } = earlier;
  const flags: SentFlag[] = [...taking.flags];
  if (hasEnded) flags.push('grant-ended');
  if (person.leftAt !== null) flags.push('person-left');
  return await parts.database.inRegency(actor.reach, async (tx) => {
    const before = await openFor(tx, taking);
    if (before !== undefined) return before;
    const call = callNamed(parts, item.name);
    if (!actor.permissions.has(call.can)) throw sentRefusals.mayNot({ permission: call.can });
    await call.record(tx, actor, contentOf(call, item), { at, on, cooperativeId: device.cooperativeId });
    return await keep(tx, taking, { flags });
  });
}

/** What may not be recorded now may have been recorded before, and then that is its answer. */
async function answeredBefore(parts: DeviceParts, taking: Taking, refusal: Refusal): Promise<SentAnswer> {
  const before = await parts.database.inRegency(wholeRegency(taking.regency.id), (tx) => openFor(tx, taking));
  if (before === undefined) throw refusal;
  return before;
}

/** Locks the device, so that its things come one after the other; the answer given before, if this thing came before. */
async function openFor(tx: Tx, { item, device, hash }: Taking): Promise<SentAnswer | undefined> {
  await lockDevice(tx, device.id);
  const there = await findSent(tx, item.id);
  if (there === undefined) return undefined;
  if (there.deviceId !== device.id || there.contentHash !== hash)
    return { id: item.id, outcome: 'refused', flags: [], refusal: toldOf(sentRefusals.otherContent({})) };
  return answerFrom(there);
}

async function keep(
  tx: Tx,
  { item, device, hash, at, on }: Taking,
  { flags, refusal }: { flags: readonly SentFlag[]; refusal?: Refusal },
): Promise<SentAnswer> {
  const reused = (await isNumberUsed(tx, device.id, item.seq)) ? (['number-reused'] as const) : [];
  const row = {
    ...{ id: item.id, cooperativeId: device.cooperativeId, deviceId: device.id, seq: item.seq },
    ...{ personId: item.personId, name: item.name, contentHash: hash, madeAt: item.madeAt },
    ...{ occurredAt: at, occurredOn: on, flags: [...flags, ...reused] },
    ...{ outcome: refusal === undefined ? 'recorded' : 'refused', refusal: refusal?.type ?? null },
    ...{ refusalData: refusal ? JSON.stringify(refusal.data) : null, body: refusal ? item.body : null },
  };
  await insertSent(tx, row);
  return answerFrom(row);
}

async function keepRefused(parts: DeviceParts, taking: Taking, refusal: Refusal): Promise<SentAnswer> {
  return await parts.database.inRegency(wholeRegency(taking.regency.id), async (tx) => {
    const before = await openFor(tx, taking);
    return before ?? (await keep(tx, taking, { flags: taking.flags, refusal }));
  });
}

function callNamed({ replayables }: DeviceParts, name: string): Replayable {
  const call = replayables.find((each) => each.name === name);
  if (call === undefined) throw sentRefusals.unknownCall({ name });
  return call;
}

/** A phone that was long away sends hundreds of one call: its check is made once. */
const checks = new WeakMap<TSchema, ReturnType<typeof compileValidator>>();

/** The content as its call takes it: read, and checked as any body is. @throws devices/unreadable, request/invalid */
function contentOf({ body: schema }: Replayable, { body }: SentItem): unknown {
  const check = checks.get(schema) ?? compileValidator({ schema, method: 'POST', url: '', httpPart: 'body' });
  checks.set(schema, check);
  let read: unknown;
  try {
    read = JSON.parse(body);
  } catch {
    throw sentRefusals.unreadable({});
  }
  const checked = check(read);
  if (typeof checked === 'object' && 'error' in checked && checked.error !== undefined) throw checked.error;
  return read;
}

function toldOf({ type, data }: Pick<Refusal, 'type' | 'data'>): NonNullable<SentAnswer['refusal']> {
  return { type, data: { ...data } };
}

function answerFrom(row: Pick<SentCall, 'id' | 'outcome' | 'flags' | 'refusal' | 'refusalData'>): SentAnswer {
  const answer = { id: id<'sent-call'>(row.id), flags: row.flags as SentFlag[] };
  if (row.refusal === null) return { ...answer, outcome: 'recorded' };
  const data: SentAnswer['refusal'] = { type: row.refusal, data: JSON.parse(row.refusalData ?? '{}') };
  return { ...answer, outcome: 'refused', refusal: data };
}
