import { type Insertable, type Selectable, sql } from 'kysely';
import type { Id } from '../../kernel/ids.ts';
import type { AssetsSurvey, AssetsSurveyPhoto } from '../../platform/db/schema.generated.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { AssetId } from '../asset.store.ts';
import type { SurveyFlag } from './survey.ts';

type SurveyId = Id<'survey'>;
type PhotoId = Id<'survey-photo'>;
export type StoredSurvey = Omit<Selectable<AssetsSurvey>, 'attendees' | 'flags'> & {
  attendees: { name: string; office: string }[];
  flags: SurveyFlag[];
};
export type NewSurvey = Omit<Insertable<AssetsSurvey>, 'regencyId' | 'recordedAt'>;
export type StoredSurveyPhoto = Selectable<AssetsSurveyPhoto>;
export type NewSurveyPhoto = Omit<Insertable<AssetsSurveyPhoto>, 'regencyId' | 'recordedAt'>;

/** Beyond it nobody looks; the latest are read. */
const shownMax = 200;

/** @returns false when something has that id already */
export async function insertSurvey(tx: Tx, survey: NewSurvey): Promise<boolean> {
  const inserted = await tx
    .insertInto('assets.survey')
    .values({ ...survey, regencyId: tx.regencyId })
    .onConflict((conflict) => conflict.constraint('survey_pk').doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function findSurvey(tx: Tx, id: SurveyId): Promise<StoredSurvey | undefined> {
  return (await tx
    .selectFrom('assets.survey')
    .selectAll()
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .executeTakeFirst()) as StoredSurvey | undefined;
}

/** Latest visit first. */
/** Whether a survey of this asset measured exactly this point. */
export async function isSurveyedPoint(
  tx: Tx,
  assetId: AssetId,
  [longitude, latitude]: readonly [number, number],
): Promise<boolean> {
  const found = await tx
    .selectFrom('assets.survey')
    .select('id')
    .where('regencyId', '=', tx.regencyId)
    .where('assetId', '=', assetId)
    .where('longitude', '=', longitude)
    .where('latitude', '=', latitude)
    .executeTakeFirst();
  return found !== undefined;
}

export async function surveysOf(tx: Tx, assetId: AssetId): Promise<StoredSurvey[]> {
  return (await tx
    .selectFrom('assets.survey')
    .selectAll()
    .where('regencyId', '=', tx.regencyId)
    .where('assetId', '=', assetId)
    .orderBy('surveyedOn', 'desc')
    .orderBy('id', 'desc')
    .limit(shownMax)
    .execute()) as StoredSurvey[];
}

export interface SurveyFinding {
  readonly surveyId: SurveyId;
  readonly subject: string;
  readonly word: string | null;
  readonly number: number | null;
}

export async function findingsOf(tx: Tx, surveyIds: readonly SurveyId[]): Promise<SurveyFinding[]> {
  if (surveyIds.length === 0) return [];
  const { rows } = await sql<SurveyFinding>`
    select survey_id, subject, word, number from assets.observation
    where regency_id = ${tx.regencyId} and survey_id = any (${surveyIds}::uuid[])
  `.execute(tx);
  return rows;
}

/** @returns false when something has that id already */
export async function insertSurveyPhoto(tx: Tx, photo: NewSurveyPhoto): Promise<boolean> {
  const inserted = await tx
    .insertInto('assets.surveyPhoto')
    .values({ ...photo, regencyId: tx.regencyId })
    .onConflict((conflict) => conflict.constraint('survey_photo_pk').doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function findSurveyPhoto(tx: Tx, id: PhotoId): Promise<StoredSurveyPhoto | undefined> {
  return await tx
    .selectFrom('assets.surveyPhoto')
    .selectAll()
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function photosOfAsset(tx: Tx, assetId: AssetId): Promise<StoredSurveyPhoto[]> {
  return await tx
    .selectFrom('assets.surveyPhoto')
    .selectAll()
    .where('regencyId', '=', tx.regencyId)
    .where('assetId', '=', assetId)
    .orderBy('id')
    .limit(shownMax * 30)
    .execute();
}

export async function photoIdsOf(tx: Tx, surveyId: SurveyId): Promise<PhotoId[]> {
  const rows = await tx
    .selectFrom('assets.surveyPhoto')
    .select('id')
    .where('regencyId', '=', tx.regencyId)
    .where('surveyId', '=', surveyId)
    .execute();
  return rows.map(({ id }) => id);
}

/** Contents that also serve as photos of another asset, as far as the reader sees. */
export async function sharedContents(tx: Tx, assetId: AssetId, sha256s: readonly string[]): Promise<Set<string>> {
  if (sha256s.length === 0) return new Set();
  const { rows } = await sql<{ sha256: string }>`
    select distinct sha256 from assets.survey_photo
    where regency_id = ${tx.regencyId} and sha256 = any (${sha256s}::text[]) and asset_id <> ${assetId}
  `.execute(tx);
  return new Set(rows.map(({ sha256 }) => sha256));
}
