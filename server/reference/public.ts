export { boundaryRefusals } from './boundary/boundary.refusals.ts';
export { findBoundaries, findBoundarySet, findVillageMap } from './boundary/boundary.store.ts';
export type { BoundaryFinding } from './boundary/boundary-finding.ts';
export { type BoundariesImported, type BoundaryFile, importBoundaries } from './boundary/import-boundaries.command.ts';
export type { DrawnVillage } from './boundary/village-map.ts';
export {
  matchVillage,
  type NamedVillage,
  nameKey,
  readPlaceName,
  type VillageMatch,
  type WrittenPlace,
} from './place-name.ts';
export {
  districtsOf,
  findRegencyByCode,
  findRegencyById,
  findVillageByCode,
  listDatasets,
  listProvinces,
  resolveVillage,
  searchRegencies,
  successorsOf,
  villagesOf,
} from './region.store.ts';
export type { District, Province, Regency, Village } from './region.ts';
export { seedRegions } from './seed-regions.command.ts';
export { splitVillage } from './split-village.command.ts';
