export {
  type AssetId,
  findAsset,
  followAssets,
  insertAssets,
  type LatestObservation,
  latestObservations,
  lockAsset,
  type NewAsset,
  type StoredAsset,
} from './asset.store.ts';
export type { Observed, Subject } from './observation.ts';
export { recordObservations } from './record-observations.command.ts';
export { type ScreenedSite, type SiteResult, screeningForMatching } from './screening/for-matching.store.ts';
export { screenAssets } from './screening/screen-assets.command.ts';
export { type SiteUse, siteUses } from './site-use.ts';
