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
export { recordObservations } from './record-observations.command.ts';
export { type SiteUse, siteUses } from './site-use.ts';
