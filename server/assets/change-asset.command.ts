import { isDeepStrictEqual } from 'node:util';
import type { Updateable } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import { audit, type Doer, recordedBy } from '../platform/audit/audit.ts';
import type { AssetsAsset } from '../platform/db/schema.generated.ts';
import type { Tx } from '../platform/db/tx.ts';
import { assetRefusals } from './asset.refusals.ts';
import {
  type AssetId,
  type ChangeKind,
  followAssets,
  insertChanges,
  lockAsset,
  type StoredAsset,
  updateAsset,
} from './asset.store.ts';
import { examineAssets, isJudged } from './examine.command.ts';
import { screenAssets } from './screening/screen-assets.command.ts';

type Wanted = Omit<Updateable<AssetsAsset>, 'regencyId' | 'id' | 'revision' | 'updatedAt' | 'villageId'> & {
  readonly villageId?: StoredAsset['villageId'];
};

export interface Edit {
  readonly id: AssetId;
  /** The one the editor was shown. */
  readonly revision: number;
  readonly kind: ChangeKind;
  readonly action: `assets/${string}`;
  readonly today: BusinessDate;
  readonly reason?: string;
  /** What it shall be, decided by looking at what it is; may refuse. */
  decide(asset: StoredAsset): Wanted;
}

/**
 * Changes an asset: history, kelurahan of what hangs on it, findings, screening and audit follow in the same transaction. What says what
 * is there already changes nothing, whatever its revision, so that sending twice has one effect.
 * @throws assets/not-found, assets/changed-meanwhile, and what `decide` refuses
 */
export async function changeAsset(tx: Tx, doer: Doer, edit: Edit): Promise<void> {
  const { id, kind, reason } = edit;
  const asset = await lockAsset(tx, id);
  if (asset === undefined) throw assetRefusals.notFound({});
  const wanted = edit.decide(asset);
  const changes = changesOf(asset, wanted);
  const fields = Object.keys(changes);
  if (fields.length === 0) return;
  if (asset.revision !== edit.revision) throw assetRefusals.changedMeanwhile({ revision: asset.revision });
  await updateAsset(tx, id, asset.revision + 1, wanted);
  const villageId = wanted.villageId === undefined ? asset.villageId : wanted.villageId;
  if (villageId !== asset.villageId) await followAssets(tx, [{ id, villageId }]);
  const about = reason === undefined ? {} : { reason };
  await insertChanges(tx, recordedBy(doer), [{ asset: { id, villageId }, kind, changes, ...about }]);
  if (isJudged(fields)) await examineAssets(tx, [id], edit.today);
  await screenAssets(tx, [id], edit.today);
  await audit(tx, doer, edit.action, { kind: 'assets/asset', id, detail: { fields } }, about);
}

function changesOf(asset: StoredAsset, wanted: Wanted): Record<string, [unknown, unknown]> {
  const before: Readonly<Record<string, unknown>> = asset;
  const isChanged = ([field, value]: [string, unknown]) => !isDeepStrictEqual(before[field], value);
  return Object.fromEntries(
    Object.entries(wanted)
      .filter(isChanged)
      .map(([field, value]) => [field, [before[field] ?? null, value ?? null]]),
  );
}
