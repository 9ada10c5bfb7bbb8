import type { Actor } from '../../kernel/actor.ts';
import { present } from '../../kernel/assert.ts';
import { audit } from '../audit/audit.ts';
import type { Tx } from '../db/tx.ts';
import { nameContent } from './content.store.ts';
import type { FileShown } from './file.schema.ts';
import { filesOf, insertFile, type NewFile } from './file.store.ts';
import type { Vault } from './vault.ts';

/**
 * Notes a file whose content is safe in the vault. Idempotent on `file.id`.
 * @throws files/id-reused
 */
export async function addFile(tx: Tx, vault: Vault, actor: Actor, file: NewFile): Promise<FileShown> {
  const { sha256, bytes, mediaType } = file;
  await nameContent(tx, vault, { sha256, bytes, mediaType }, actor.userId);
  if (await insertFile(tx, file)) {
    const about = file.cooperativeId === null ? {} : { cooperativeId: file.cooperativeId };
    await audit(
      tx,
      actor,
      'files/add-file',
      // The name may tell of a person, so the log goes without.
      { kind: 'platform/file', id: file.id, detail: { bytes, mediaType, sha256 } },
      about,
    );
  }
  const [shown] = await filesOf(tx, [file.id]);
  return present(shown, 'the file just added');
}
