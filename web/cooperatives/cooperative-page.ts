import type { getCooperativeCall } from '../../server/cooperatives/cooperative.schema.ts';
import type { ReplyOf } from '../../server/kernel/call.ts';

export type Cooperative = ReplyOf<typeof getCooperativeCall>;

export const cooperativeTabs = ['summary', 'premises', 'sites', 'officers', 'requirements', 'goods', 'beside'] as const;
