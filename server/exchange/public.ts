export { besideOf } from './beside.ts';
export { describeImport, describeProblem } from './import-report.ts';
export { type ImportReport, importSimkopdesPublic, type SnapshotDraft } from './import-simkopdes-public.command.ts';
export type { Beside } from './simkopdes.schema.ts';
export type { NamedFile } from './simkopdes-files.ts';
export {
  countLandStatuses,
  findingsOfSnapshot,
  findSnapshot,
  type LandStatusCount,
  type Snapshot,
  valuesOfSnapshot,
} from './snapshot.store.ts';
