import { parseBusinessDate } from '../../kernel/business-date.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { PhotoState } from '../../platform/files/file.schema.ts';
import { originsOf, type Photo, photosOf } from '../../platform/files/photo.store.ts';
import { handle } from '../../platform/http/handle.ts';
import type { Http } from '../../platform/http/http.ts';
import { assetRefusals } from '../asset.refusals.ts';
import { findAsset, type StoredAsset } from '../asset.store.ts';
import { listSurveysCall, type SurveyPhotoShown, type SurveyShown } from './survey.schema.ts';
import {
  findingsOf,
  photosOfAsset,
  type StoredSurvey,
  type StoredSurveyPhoto,
  type SurveyFinding,
  sharedContents,
  surveysOf,
} from './survey.store.ts';
import { type Point, photoFlags, surveySubjects } from './survey.ts';

export function listSurveysRoute(http: Http): void {
  handle(http, listSurveysCall, async ({ tx, params }) => {
    const asset = await findAsset(tx, params.id);
    if (asset === undefined) throw assetRefusals.notFound({});
    return await surveysShown(tx, asset);
  });
}

/** All visits to an asset with what was found and their photos, one query per kind of thing. */
async function surveysShown(
  tx: Tx,
  asset: StoredAsset,
): Promise<{ surveys: SurveyShown[]; loosePhotos: SurveyPhotoShown[] }> {
  const surveys = await surveysOf(tx, asset.id);
  const findings = Map.groupBy(
    await findingsOf(
      tx,
      surveys.map(({ id }) => id),
    ),
    ({ surveyId }) => surveyId,
  );
  const photos = await photosOfAsset(tx, asset.id);
  const hashes = photos.map(({ sha256 }) => sha256);
  const [shown, origins, shared] = [
    await photosOf(tx, hashes),
    await originsOf(tx, hashes),
    await sharedContents(tx, asset.id, hashes),
  ];
  const draw = (photo: StoredSurveyPhoto, survey: StoredSurvey | undefined): SurveyPhotoShown => {
    const origin = origins.get(photo.sha256);
    const place = survey === undefined ? undefined : placeOf(survey, asset);
    return {
      id: photo.id,
      name: photo.name,
      takenAt: photo.takenAt,
      shown: stateOf(shown.get(photo.sha256)),
      origin: origin ?? null,
      flags:
        survey === undefined
          ? []
          : photoFlags(
              origin,
              { surveyedOn: survey.surveyedOn, place, isElsewhere: shared.has(photo.sha256) },
              (cameraTime) => parseBusinessDate(cameraTime.slice(0, 10)),
            ),
    };
  };
  const bySurvey = Map.groupBy(photos, ({ surveyId }) => surveyId);
  const arrived = new Set(surveys.map(({ id }) => id));
  return {
    surveys: surveys.map((survey) => ({
      ...surveyRow(survey),
      findings: inFormOrder(findings.get(survey.id) ?? []),
      photos: (bySurvey.get(survey.id) ?? []).map((photo) => draw(photo, survey)),
    })),
    loosePhotos: photos.filter(({ surveyId }) => !arrived.has(surveyId)).map((photo) => draw(photo, undefined)),
  };
}

function inFormOrder(findings: readonly SurveyFinding[]): SurveyShown['findings'] {
  return surveySubjects.flatMap((each) =>
    findings.filter(({ subject }) => subject === each).map(({ subject, word, number }) => ({ subject, word, number })),
  );
}

function surveyRow(survey: StoredSurvey): Omit<SurveyShown, 'findings' | 'photos'> {
  const { id, surveyedOn, attendees, currentUserName, remarks, flags } = survey;
  const currentUse = survey.currentUse as SurveyShown['currentUse'];
  const { recordedRole, onBehalf, recordedAt, sample, accuracyM } = survey;
  const point = pointOf(survey);
  return {
    ...{ id, surveyedOn, attendees, currentUse, currentUserName, remarks, flags },
    ...{ recordedRole, onBehalf, recordedAt, sample },
    point: point === undefined ? null : { ...point, accuracyM },
  };
}

function placeOf(survey: StoredSurvey, asset: StoredAsset): Point | undefined {
  return pointOf(survey) ?? pointOf(asset);
}

function pointOf({ latitude, longitude }: Pick<StoredAsset, 'latitude' | 'longitude'>): Point | undefined {
  return latitude === null || longitude === null ? undefined : { latitude, longitude };
}

function stateOf(photo: Photo | undefined): PhotoState {
  if (photo === undefined || photo.state === 'waiting') return { state: 'waiting' };
  if (photo.state === 'unreadable') return photo;
  return { state: 'ready', width: photo.width, height: photo.height };
}
