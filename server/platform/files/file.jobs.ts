import type { Tx } from '../db/tx.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { type Timed, tasks } from '../jobs/tasks.ts';
import { nameContent } from './content.store.ts';
import { type Developed, develop } from './darkroom.ts';
import { insertOrigin, insertPhoto, photosOf, waitingPhotos } from './photo.store.ts';
import type { Vault } from './vault.ts';

/** Beyond it the rest waits for the next night. */
const waitingMax = 2_000;

/** An image is shown only as we made it anew; that takes a second, and its sender does not wait for it. */
export function fileTasks(vault: Vault) {
  return tasks({
    'files/develop-photo': async ({ sha256 }, job) => {
      const known = await job.inRegency((tx) => photosOf(tx, [sha256]));
      if (known.has(sha256)) return undefined;
      const developed = await develop(vault.pathOf(sha256), job.signal);
      const keep = await putAway(vault, developed);
      await job.inRegency(async (tx) => {
        if (developed.origin !== undefined) await insertOrigin(tx, sha256, developed.origin);
        await keep(tx, sha256);
      });
      return undefined;
    },
    'files/develop-waiting': async (_told, job) => {
      await job.inRegency(async (tx) => {
        for (const sha256 of await waitingPhotos(tx, waitingMax)) await enqueue(tx, 'files/develop-photo', { sha256 });
      });
      return undefined;
    },
  });
}

/** Both sizes are on the disk before a row names them. */
async function putAway(vault: Vault, developed: Developed): Promise<(tx: Tx, sha256: string) => Promise<void>> {
  if ('unreadable' in developed)
    return (tx, sha256) => insertPhoto(tx, sha256, { state: 'unreadable', why: developed.unreadable });
  const large = await vault.put(once(developed.large), { bytesMax: sizeBytesMax });
  const small = await vault.put(once(developed.small), { bytesMax: sizeBytesMax });
  return async (tx, sha256) => {
    for (const size of [large, small]) await nameContent(tx, vault, size, null);
    const { width, height } = developed;
    await insertPhoto(tx, sha256, {
      state: 'ready',
      width,
      height,
      largeSha256: large.sha256,
      smallSha256: small.sha256,
    });
  };
}

/** 1600 by 1600 pixels of pure noise. */
const sizeBytesMax = 8 * 1024 * 1024;

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Photos whose job gave up are taken up again when it is night. */
export const waitingPhotosNightly: Timed = { task: 'files/develop-waiting', told: {}, at: '50 17 * * *' };

declare module '../jobs/enqueue.ts' {
  interface TaskPayloads {
    'files/develop-photo': { sha256: string };
    'files/develop-waiting': Record<string, never>;
  }
}
