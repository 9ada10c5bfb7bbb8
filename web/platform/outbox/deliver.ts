import { type SentAnswer, type sendOutboxCall, sentItemsMax } from '../../../server/devices/device.schema.ts';
import type { BodyOf, ReplyOf } from '../../../server/kernel/call.ts';
import { Problem } from '../problem.ts';
import type { Box } from './box.ts';
import { phoneMoment } from './clock.ts';
import type { OutboxItem } from './item.ts';

type Outbox = BodyOf<typeof sendOutboxCall>;
type Answered = ReplyOf<typeof sendOutboxCall>;

/** Makes the call. @throws Problem */
export type Post = (outbox: Outbox) => Promise<Answered>;

/**
 * How a round ended. `sent`: nothing waits that the server has not answered; `busy`: another tab is at it; else why it stopped, and what waits is
 * sent another time.
 */
export type Delivered = 'sent' | 'busy' | 'offline' | 'outage' | 'not-enrolled' | 'revoked' | 'defect';

/** Well below what a request may weigh. */
const bytesMax = 600_000;

/** One tab sends at a time. Where a browser has no locks two may, and the server takes each thing once all the same. */
export async function deliver(box: Box, post: Post, lockName: string): Promise<Delivered> {
  if (navigator.locks === undefined) return await deliverAll(box, post);
  return await navigator.locks.request(lockName, { ifAvailable: true }, async (lock) =>
    lock === null ? 'busy' : await deliverAll(box, post),
  );
}

/** Sends what waits, batch by batch, in the order of its numbers. With nothing to send it still says that it is there. */
async function deliverAll(box: Box, post: Post): Promise<Delivered> {
  let itemsMax = sentItemsMax;
  for (let round = 0; ; round++) {
    const batch = await box.nextBatch({ itemsMax, bytesMax });
    if (batch.length === 0 && round > 0) return 'sent';
    try {
      const { answers } = await post(await outboxOf(box, batch));
      const known = answers.filter(({ id }) => batch.some((item) => item.id === id));
      await box.settle(known);
      if (batch.length > 0 && known.length === 0) return 'outage';
      itemsMax = sentItemsMax;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (!isAboutContent(error)) return endOf(error);
      if (batch.length === 0) return 'defect';
      if (batch.length === 1) await box.settle(batch.map((item) => refusedHere(item, error)));
      itemsMax = Math.max(1, Math.floor(batch.length / 2));
    }
  }
}

async function outboxOf(box: Box, batch: readonly OutboxItem[]): Promise<Outbox> {
  const { made, waiting } = await box.counts();
  const items = batch.map(({ id, seq, personId, name, body, madeAt }) => ({ id, seq, personId, name, body, madeAt }));
  return { sentAt: phoneMoment(), madeSeq: made, waiting, items };
}

/** A request the server will never take, whatever the hour: one of the things in it is at fault, and is found by halving. */
function isAboutContent({ kind, status }: Problem): boolean {
  return kind === 'refused' && (status === 400 || status === 413 || status === 422);
}

function refusedHere({ id }: OutboxItem, { type, data }: Problem): SentAnswer {
  return { id, outcome: 'refused', flags: [], refusal: { type, data: { ...data } } };
}

function endOf({ kind, type }: Problem): Delivered {
  if (type === 'devices/revoked') return 'revoked';
  if (type === 'devices/not-enrolled') return 'not-enrolled';
  return kind === 'offline' || kind === 'defect' ? kind : 'outage';
}
