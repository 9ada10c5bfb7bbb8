import type { Tx } from '../platform/db/tx.ts';
import type { AssetId } from './asset.store.ts';
import type { DocumentShown } from './edit.schema.ts';

/** Newest first. Everybody who sees the asset sees that the document is there. */
export async function documentsOf(tx: Tx, id: AssetId): Promise<Omit<DocumentShown, 'isReadable'>[]> {
  const rows = await tx
    .selectFrom('assets.assetDocument')
    .select(['id', 'kind', 'title', 'number', 'datedOn', 'fileId', 'recordedAt', 'recordedRole'])
    .where('regencyId', '=', tx.regencyId)
    .where('assetId', '=', id)
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind as DocumentShown['kind'] }));
}
