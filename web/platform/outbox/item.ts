import type { SentAnswer } from '../../../server/devices/device.schema.ts';
import type { Instant } from '../../../server/kernel/business-date.ts';
import type { Id } from '../../../server/kernel/ids.ts';

/**
 * A call that waits to be made, as data. `waiting`: only here; `recorded`: on the server, its content gone from here; `refused`: the server says
 * no and keeps the content too. It stays to be read until someone has.
 */
export interface OutboxItem {
  readonly id: Id<'sent-call'>;
  /** Counted from one on this device, without gaps, and never used again. */
  readonly seq: number;
  readonly personId: Id<'person'>;
  readonly name: string;
  /** JSON; empty once recorded. */
  readonly body: string;
  readonly madeAt: Instant;
  /** What people call it in a list; it outlives the content, so no amount is in it. */
  readonly label: string;
  readonly state: 'waiting' | 'recorded' | 'refused';
  readonly flags: SentAnswer['flags'];
  readonly refusal?: NonNullable<SentAnswer['refusal']>;
}

export type NewItem = Pick<OutboxItem, 'personId' | 'name' | 'body' | 'label'>;
