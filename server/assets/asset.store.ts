import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { newId, now } from '../platform/clock.ts';
import type { AssetsAsset } from '../platform/db/schema.generated.ts';
import type { Tx } from '../platform/db/tx.ts';

export type AssetId = Id<'asset'>;
export type StoredAsset = Selectable<AssetsAsset>;
export type NewAsset = Omit<
  Insertable<AssetsAsset>,
  'regencyId' | 'searchText' | 'nameKey' | 'areaDm2' | 'revision' | 'registeredAt' | 'updatedAt'
>;

/** Tables whose rows are about an asset and lie where it lies: their policies go by the same kelurahan. */
export const followers = [
  'assets.observation',
  'assets.assetChange',
  'assets.survey',
  'assets.surveyPhoto',
  'assets.screening',
  'assets.finding',
  'assets.assetDocument',
  'assets.legalCorrection',
] as const;

/** Registers assets, all or none. What the ids and identities already name is the caller's to find out before. */
export async function insertAssets(tx: Tx, assets: readonly NewAsset[]): Promise<void> {
  const rowsMax = 500; // below the 65,535 parameters of a statement
  for (let from = 0; from < assets.length; from += rowsMax) {
    const rows = assets.slice(from, from + rowsMax).map((asset) => ({ ...asset, regencyId: tx.regencyId }));
    await tx.insertInto('assets.asset').values(rows).execute();
  }
}

export async function findAsset(tx: Tx, id: AssetId): Promise<StoredAsset | undefined> {
  return await tx
    .selectFrom('assets.asset')
    .selectAll()
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Reads an asset and keeps others from changing it until the transaction ends. */
export async function lockAsset(tx: Tx, id: AssetId): Promise<StoredAsset | undefined> {
  return await tx
    .selectFrom('assets.asset')
    .selectAll()
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** @param revision the next one. The caller holds the lock. */
export async function updateAsset(
  tx: Tx,
  id: AssetId,
  revision: number,
  wanted: Omit<Updateable<AssetsAsset>, 'regencyId' | 'id' | 'revision'>,
): Promise<void> {
  const { parcel, ...others } = wanted;
  await tx
    .updateTable('assets.asset')
    .set({
      ...others,
      ...(parcel === undefined ? {} : { parcel: parcel === null ? null : JSON.stringify(parcel) }),
      revision,
      updatedAt: now(),
    })
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .execute();
}

/** Takes what is kept about assets along into the kelurahan where the assets lie now. */
export async function followAssets(tx: Tx, moves: readonly { id: AssetId; villageId: number | null }[]): Promise<void> {
  if (moves.length === 0) return;
  for (const table of followers) {
    await sql`
      update ${sql.table(table)} as f set village_id = moved.village_id
      from jsonb_to_recordset(${JSON.stringify(moves.map(({ id, villageId }) => ({ id, village_id: villageId })))}::jsonb)
        as moved (id uuid, village_id integer)
      where f.regency_id = ${tx.regencyId} and f.asset_id = moved.id
    `.execute(tx);
  }
}

export type ChangeKind =
  | 'registered'
  | 'reimported'
  | 'described'
  | 'located'
  | 'used'
  | 'withdrawn'
  | 'returned'
  | 'documented'
  | 'correction_proposed'
  | 'correction_settled';

export interface AssetChange {
  readonly asset: { readonly id: AssetId; readonly villageId: number | null };
  readonly kind: ChangeKind;
  /** What changed, from what to what. */
  readonly changes: Readonly<Record<string, readonly [before: unknown, after: unknown]>>;
  readonly reason?: string;
  readonly importId?: string;
}

/**
 * Writes history. The audit line is the caller's: one for an act, however many assets it changes.
 * @param by as `recordedBy(doer)` gives it
 */
export async function insertChanges(
  tx: Tx,
  by: { recordedBy: string | null; recordedRole: string; onBehalf: boolean },
  changes: readonly AssetChange[],
): Promise<void> {
  const rowsMax = 2_000;
  for (let from = 0; from < changes.length; from += rowsMax) {
    const rows = changes.slice(from, from + rowsMax).map(({ asset, kind, changes, reason, importId }) => ({
      id: newId<'asset-change'>(),
      assetId: asset.id,
      villageId: asset.villageId,
      kind,
      changes: JSON.stringify(changes),
      reason: reason ?? null,
      importId: importId ?? null,
      ...by,
      regencyId: tx.regencyId,
    }));
    await tx.insertInto('assets.assetChange').values(rows).execute();
  }
}

export interface LatestObservation {
  readonly assetId: AssetId;
  readonly subject: string;
  readonly word: string | null;
  readonly number: number | null;
  readonly observedOn: BusinessDate;
  readonly authority: string;
  readonly note: string | null;
  readonly sample: boolean;
}

/** What was last seen of each subject by a day, of some assets or of all within reach. */
export async function latestObservations(
  tx: Tx,
  day: BusinessDate,
  assetIds?: readonly AssetId[],
): Promise<LatestObservation[]> {
  const { rows } = await sql<LatestObservation>`
    select distinct on (asset_id, subject) asset_id, subject, word, number, observed_on, authority, note, sample
    from assets.observation
    where regency_id = ${tx.regencyId} and observed_on <= ${day}
      and (${assetIds === undefined} or asset_id = any (${assetIds ?? []}::uuid[]))
    order by asset_id, subject, observed_on desc, id desc
  `.execute(tx);
  return rows;
}
