import type { Instant } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import { audit, type Doer, recordedBy } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { nameContent, type Quota, refuseBeyondQuota } from '../../platform/files/content.store.ts';
import type { Vault, VaultedFile } from '../../platform/files/vault.ts';
import { assetRefusals } from '../asset.refusals.ts';
import { type AssetId, lockAsset } from '../asset.store.ts';
import { surveyRefusals } from './survey.refusals.ts';
import { photosMax } from './survey.schema.ts';
import { findSurveyPhoto, insertSurveyPhoto, photoIdsOf } from './survey.store.ts';

interface Photo {
  readonly id: Id<'survey-photo'>;
  readonly assetId: AssetId;
  readonly surveyId: Id<'survey'>;
  readonly name: string;
  readonly takenAt: Instant | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly accuracyM: number | null;
}

/**
 * Notes a photo whose content is safe in the vault. Its survey may come later. Idempotent on `photo.id`.
 * @throws assets/not-found, assets/id-reused, assets/photos-full, files/quota-of-person, files/quota-of-city
 */
export async function addSurveyPhoto(
  tx: Tx,
  doer: Doer,
  { vault, quota }: { vault: Vault; quota?: Quota },
  photo: Photo,
  content: VaultedFile,
  { sample = false }: { sample?: boolean } = {},
): Promise<void> {
  const asset = await lockAsset(tx, photo.assetId);
  if (asset === undefined) throw assetRefusals.notFound({});
  const known = await photoIdsOf(tx, photo.surveyId);
  if (known.length >= photosMax && !known.includes(photo.id)) throw surveyRefusals.photosFull({ max: photosMax });
  const userId = 'userId' in doer ? doer.userId : null;
  if (userId !== null && quota) await refuseBeyondQuota(tx, quota, { ...content, userId });
  await nameContent(tx, vault, content, userId);
  const { sha256, bytes } = content;
  const row = { ...photo, sha256, bytes, villageId: asset.villageId, sample, ...recordedBy(doer) };
  if (!(await insertSurveyPhoto(tx, row))) {
    const twin = await findSurveyPhoto(tx, photo.id);
    const isSame = twin?.sha256 === sha256 && twin.assetId === photo.assetId && twin.surveyId === photo.surveyId;
    if (!isSame) throw assetRefusals.idReused({ id: photo.id });
    return;
  }
  const { assetId, surveyId } = photo;
  await audit(tx, doer, 'assets/add-survey-photo', {
    kind: 'assets/survey-photo',
    id: photo.id,
    detail: { assetId, surveyId, sha256, bytes },
  });
}
