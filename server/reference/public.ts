export { programmeStart } from './boundary/boundary.schema.ts';
export { findBoundaries, findBoundarySet, findVillageMap } from './boundary/boundary.store.ts';
export type { BoundaryFinding } from './boundary/boundary-finding.ts';
export { areaDm2Of, readPolygons, shapeOf } from './boundary/boundary-shape.ts';
export { importBoundaries } from './boundary/import-boundaries.command.ts';
export {
  matchVillage,
  type NamedVillage,
  nameKey,
  readPlaceName,
  type WrittenPlace,
} from './place-name.ts';
export {
  districtsOf,
  findRegencyByCode,
  findRegencyById,
  findVillageByCode,
  listDatasets,
  searchRegencies,
  villagesOf,
} from './region.store.ts';
export type { Regency, Village } from './region.ts';
export { seedRegions } from './seed-regions.command.ts';
export { splitVillage } from './split-village.command.ts';
