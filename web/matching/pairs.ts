import type { ReplyOf } from '../../server/kernel/call.ts';
import type { getScenarioCall } from '../../server/matching/scenario.schema.ts';

/** What the next question locks and forbids, by name as well as by id. */
export type Pairs = Pick<ReplyOf<typeof getScenarioCall>, 'locked' | 'forbidden'>;
