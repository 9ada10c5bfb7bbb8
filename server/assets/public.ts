export {
  type AssetId,
  findAsset,
  insertAssets,
  type NewAsset,
} from './asset.store.ts';
export { examineAll } from './examine.command.ts';
export {
  checkImport,
  layDownAtOnce,
  refusedForSize as kibRefusedForSize,
  takeImport,
} from './kib/import-kib.command.ts';
export type { KibCounts, KibHead, KibImportShown } from './kib/kib.schema.ts';
export { openErrorSheet as openKibErrorSheet } from './kib/kib.sheets.ts';
export { findImport as findKibImport } from './kib/kib-import.store.ts';
export type { KibProblem } from './kib/kib-problem.ts';
export { listRows as listKibRows } from './kib/kib-row.store.ts';
export type { Observed, Subject } from './observation.ts';
export { recordObservations } from './record-observations.command.ts';
export { measureOn, type NamedMeasure } from './screening/criterion.store.ts';
export { type ScreenedSite, type SiteResult, screeningForMatching } from './screening/for-matching.store.ts';
export { screenAssets } from './screening/screen-assets.command.ts';
export { endScreening } from './screening/screen-city.command.ts';
export { siteUses } from './site-use.ts';
export { addSurveyPhoto } from './survey/add-survey-photo.command.ts';
export { recordSurvey } from './survey/record-survey.command.ts';
export type { SurveyDraft } from './survey/survey.schema.ts';
export { findSurvey, photoIdsOf as surveyPhotoIds } from './survey/survey.store.ts';
export { surveySubjects } from './survey/survey.ts';
