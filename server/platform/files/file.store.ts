import type { Id } from '../../kernel/ids.ts';
import type { Tx } from '../db/tx.ts';
import { fileRefusals } from './file.refusals.ts';
import type { FileShown } from './file.schema.ts';
import type { MediaType } from './media-type.ts';

export interface NewFile extends FileShown {
  readonly uploadedBy: string;
}

/** @returns false when this very file was there already. @throws files/id-reused when the id names another */
export async function insertFile(tx: Tx, file: NewFile): Promise<boolean> {
  const inserted = await tx
    .insertInto('platform.file')
    .values({ ...file, regencyId: tx.regencyId })
    .onConflict((conflict) => conflict.constraint('file_pk').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted !== undefined) return true;
  const [known] = await filesOf(tx, [file.id]);
  const isSame =
    known?.sha256 === file.sha256 && known.cooperativeId === file.cooperativeId && known.name === file.name;
  if (!isSame) throw fileRefusals.idReused({ id: file.id });
  return false;
}

/** The files of these ids that the reader may see, in no order. */
export async function filesOf(tx: Tx, ids: readonly Id<'file'>[]): Promise<FileShown[]> {
  if (ids.length === 0) return [];
  return await tx
    .selectFrom('platform.file')
    .select(['id', 'cooperativeId', 'name', 'mediaType', 'bytes', 'sha256', 'uploadedAt'])
    .where('regencyId', '=', tx.regencyId)
    .where('id', 'in', ids)
    .$narrowType<{ mediaType: MediaType }>()
    .execute();
}
