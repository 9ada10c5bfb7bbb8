import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checkpoint, CheckpointKey } from './checkpoint.ts';

/** What leaves the machine: copied to at least two agencies, and enough, with an export of the chain, to verify it. */
interface CheckpointFile {
  readonly publicKey: string;
  readonly checkpoints: readonly Checkpoint[];
}

/** Writes one file per moment of signing, whole or not at all, durable before it counts. */
export async function writeCheckpointFile(
  folder: string,
  key: CheckpointKey,
  checkpoints: readonly Checkpoint[],
  signedAt: string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const content: CheckpointFile = {
    publicKey: key.publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    checkpoints,
  };
  const path = join(folder, `${signedAt.replaceAll(':', '-')}.json`);
  const file = await open(`${path}.part`, 'w');
  try {
    await file.writeFile(`${JSON.stringify(content, null, 1)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.part`, path);
}

/** All checkpoints found in a folder, in order of signing; none when the folder does not exist. */
export async function readCheckpointFiles(folder: string): Promise<Checkpoint[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const files = await Promise.all(
    names
      .filter((name) => name.endsWith('.json'))
      .toSorted()
      .map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as CheckpointFile),
  );
  return files.flatMap((file) => file.checkpoints);
}
