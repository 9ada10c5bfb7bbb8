import type { getAssetCall } from '../../server/assets/asset.schema.ts';
import type { ReplyOf } from '../../server/kernel/call.ts';

export type Asset = ReplyOf<typeof getAssetCall>;

export const assetTabs = ['summary', 'screening', 'surveys', 'documents', 'corrections', 'history'] as const;
