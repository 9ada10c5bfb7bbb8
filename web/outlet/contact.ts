import { Type } from 'typebox';
import { enrolCall, joinCall, kitCallOf, sendOutboxCall } from '../../server/devices/device.schema.ts';
import { CountSheet } from '../../server/inventory/count/count-sheet.schema.ts';
import type { ReplyOf } from '../../server/kernel/call.ts';
import { AwaitedGoods } from '../../server/procurement/receipt/awaited.schema.ts';
import { askAsDevice } from '../platform/outbox/ask-as-device.ts';
import type { Box } from '../platform/outbox/box.ts';
import { type Delivered, deliver } from '../platform/outbox/deliver.ts';
import { Problem } from '../platform/problem.ts';

// All that needs the server. It is loaded after the first picture, because a phone works without it.

const kitCall = kitCallOf({ sheet: CountSheet, awaited: Type.Array(AwaitedGoods) });

/** What the phone knows of its outlet. */
export type Kit = ReplyOf<typeof kitCall>;
export type Enrolled = ReplyOf<typeof enrolCall>;

const lockName = 'lumbung-outlet-send';

export function enrol(code: string, deviceId: Enrolled['device']['id'] | undefined): Promise<Enrolled> {
  return askAsDevice(enrolCall, { body: { code, ...(deviceId === undefined ? {} : { deviceId }) } });
}

export function join(token: string, code: string): Promise<ReplyOf<typeof joinCall>> {
  return askAsDevice(joinCall, { token, body: { code } });
}

/** Sends what waits, then learns what is new. */
export async function contact(box: Box, token: string): Promise<{ delivered: Delivered; kit?: Kit }> {
  const delivered = await deliver(box, (outbox) => askAsDevice(sendOutboxCall, { token, body: outbox }), lockName);
  if (delivered !== 'sent') return { delivered };
  try {
    return { delivered, kit: await askAsDevice(kitCall, { token }) };
  } catch (error) {
    if (error instanceof Problem) return { delivered: error.kind === 'offline' ? 'offline' : 'outage' };
    throw error;
  }
}
