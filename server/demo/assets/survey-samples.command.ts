import { Readable } from 'node:stream';
import * as assets from '../../assets/public.ts';
import { present } from '../../kernel/assert.ts';
import { instant } from '../../kernel/business-date.ts';
import { newId } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Vault } from '../../platform/files/vault.ts';
import { demoToday } from '../facts.ts';
import type { SampleAsset } from './sample-asset.ts';
import { drawPicture } from './sample-picture.ts';
import { type Visit, visits } from './visits.ts';

const surveyor = { role: 'machine', today: demoToday } as const;
const noon = '04:10:00Z'; // 12.10 in Balikpapan

/** Records a few visits, which found again what the Dinas had seen there before; where only some kelurahan are filled, those in them. */
export async function surveySamples(
  tx: Tx,
  rows: readonly { asset: SampleAsset; id: assets.AssetId }[],
): Promise<void> {
  for (const visit of visits) {
    const visited = rows.find((row) => row.asset.key === visit.key);
    if (visited === undefined) continue;
    const { asset, id } = visited;
    const { revision } = present(await assets.findAsset(tx, id), visit.key);
    await assets.recordSurvey(tx, surveyor, id, draftOf(visit, asset, revision), {
      ...{ sample: true, authority: 'dinas-officer' },
    });
  }
}

function draftOf({ id, on, attendees, remarks }: Visit, asset: SampleAsset, seenRevision: number): assets.SurveyDraft {
  const { latitude, longitude } = asset.fields;
  const seen = asset.observations.filter(({ authority }) => authority === 'dinas-officer');
  return {
    ...{ id, remarks, seenRevision, surveyedOn: on, surveyedAt: instant(`${on}T${noon}`) },
    attendees: [...attendees],
    ...(latitude && longitude && { point: { latitude, longitude, accuracyM: 8 } }),
    findings: seen.flatMap(({ subject, word, number }) => {
      const known = assets.surveySubjects.find((each) => each === subject);
      const value = { ...(word !== undefined && { word }), ...(number !== undefined && { number }) };
      return known === undefined ? [] : [{ id: newId<'observation'>(), subject: known, ...value }];
    }),
  };
}

/** Adds the pictures of those visits, drawn now. What a start that was cut off has left to do, the next one does. */
export async function addSamplePhotos(
  inCity: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  vault: Vault,
): Promise<void> {
  for (const { id, key, on, photos } of visits) {
    const { survey, known } = await inCity(async (tx) => ({
      survey: await assets.findSurvey(tx, id),
      known: await assets.surveyPhotoIds(tx, id),
    }));
    if (survey === undefined) return;
    for (const { id: photoId, name, shows } of photos.filter((photo) => !known.includes(photo.id))) {
      const picture = await drawPicture(shows, key);
      const content = await vault.put(Readable.from([picture]), { bytesMax: picture.length });
      const where = { latitude: survey.latitude, longitude: survey.longitude, accuracyM: survey.accuracyM };
      const photo = {
        id: photoId,
        assetId: survey.assetId,
        surveyId: id,
        name,
        takenAt: instant(`${on}T${noon}`),
        ...where,
      };
      await inCity((tx) => assets.addSurveyPhoto(tx, surveyor, { vault }, photo, content, { sample: true }));
    }
  }
}
