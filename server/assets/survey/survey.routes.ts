import { present } from '../../kernel/assert.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { fileRefusals } from '../../platform/files/file.refusals.ts';
import { parseFileName } from '../../platform/files/file-name.ts';
import { isImage } from '../../platform/files/media-type.ts';
import { photosOf } from '../../platform/files/photo.store.ts';
import { receive, takeStreams } from '../../platform/files/receive.ts';
import { sendPhoto } from '../../platform/files/send-content.ts';
import type { Vault } from '../../platform/files/vault.ts';
import { handle, handleStream } from '../../platform/http/handle.ts';
import type { Http } from '../../platform/http/http.ts';
import * as reference from '../../reference/public.ts';
import { assetRefusals } from '../asset.refusals.ts';
import { type AssetId, findAsset, latestObservations, type StoredAsset } from '../asset.store.ts';
import { addSurveyPhoto } from './add-survey-photo.command.ts';
import { recordSurvey } from './record-survey.command.ts';
import { surveyRefusals } from './survey.refusals.ts';
import {
  addSurveyPhotoCall,
  getSurveyPhotoCall,
  keptOfSurveyCall,
  photoBytesMax,
  recordSurveyCall,
  surveySheetCall,
} from './survey.schema.ts';
import { findSurvey, findSurveyPhoto, photoIdsOf } from './survey.store.ts';
import { surveySubjects } from './survey.ts';

export async function surveyRoutes(http: Http, vault: Vault): Promise<void> {
  handle(http, recordSurveyCall, async ({ tx, actor, params, body }) => ({
    id: body.id,
    flags: await recordSurvey(tx, actor, params.id, body),
  }));
  handle(http, keptOfSurveyCall, async ({ tx, params: { surveyId } }) => ({
    survey: (await findSurvey(tx, surveyId)) !== undefined,
    photoIds: await photoIdsOf(tx, surveyId),
  }));
  handle(http, surveySheetCall, async ({ tx, actor, params }) => {
    const asset = await getAsset(tx, params.id);
    const seen = await latestObservations(tx, actor.today, [asset.id]);
    const villages = await reference.villagesOf(tx, tx.regencyId, actor.today);
    const { id, name, address, revision, sample, latitude, longitude } = asset;
    return {
      ...{ id, name, address, revision, sample },
      object: asset.object === 'building' ? ('building' as const) : ('land' as const),
      village: villages.find((village) => village.id === asset.villageId)?.name ?? null,
      point: latitude === null || longitude === null ? null : { latitude, longitude },
      known: seen
        .filter(({ subject }) => surveySubjects.some((each) => each === subject))
        .map(({ subject, word, number, observedOn }) => ({ subject, word, number, observedOn })),
    };
  });
  await http.app.register(async (app) => {
    takeStreams(app);
    photoRoutes({ ...http, app }, vault);
  });
}

function photoRoutes(http: Http, vault: Vault): void {
  const { quota } = http.config;
  handleStream(http, addSurveyPhotoCall, async (asked) => {
    const { actor, params, query, inTx } = asked;
    const name = parseFileName(query.name);
    if (name === undefined) throw fileRefusals.badName({});
    // Before the body is read, so that nobody sends 5 MB about an asset that is not his.
    await inTx((tx) => getAsset(tx, params.id));
    const content = await receive(asked, vault, quota, photoBytesMax);
    if (!isImage(content.mediaType)) throw surveyRefusals.notAPhoto({});
    const { takenAt = null, latitude = null, longitude = null, accuracyM = null } = query;
    const photo = { id: query.id, assetId: params.id, surveyId: params.surveyId, name, takenAt };
    const place =
      latitude === null || longitude === null
        ? { latitude: null, longitude: null, accuracyM: null }
        : { latitude, longitude, accuracyM };
    await inTx((tx) => addSurveyPhoto(tx, actor, { vault, quota }, { ...photo, ...place }, content));
    return { id: query.id };
  });
  handleStream(http, getSurveyPhotoCall, async ({ params, query, inTx, reply }) => {
    const photo = await inTx(async (tx) => {
      const found = await findSurveyPhoto(tx, params.photoId);
      if (found?.assetId !== params.id) throw surveyRefusals.photoNotFound({});
      const { sha256 } = present(found, 'the photo just found');
      return (await photosOf(tx, [sha256])).get(sha256) ?? { state: 'waiting' as const };
    });
    return await sendPhoto(reply.header('content-disposition', 'inline'), vault, photo, query.size);
  });
}

/** @throws assets/not-found, also for an asset of another territory */
async function getAsset(tx: Tx, id: AssetId): Promise<StoredAsset> {
  const asset = await findAsset(tx, id);
  if (asset === undefined) throw assetRefusals.notFound({});
  return asset;
}
