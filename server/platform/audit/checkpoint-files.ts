import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { sync } from '../db/durable-copy.ts';
import { OperatorError } from '../db/embedded/operator-error.ts';
import type { Checkpoint, CheckpointKey } from './checkpoint.ts';

const closed = { additionalProperties: false };
/** What is carried away: copied to at least two agencies, and enough, with an export of the chain, to verify it. */
const CheckpointFile = Type.Object(
  {
    /** Of whoever signed, as PEM. Whoever verifies compares its id with the one he was told before. */
    publicKey: Type.String(),
    checkpoints: Type.Array(
      Type.Object(
        {
          regencyId: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
          seq: Type.Integer({ minimum: 1 }),
          hash: Type.String(),
          signedAt: Type.String(),
          keyId: Type.String(),
          signature: Type.String(),
        },
        closed,
      ),
    ),
  },
  closed,
);
type CheckpointFile = Static<typeof CheckpointFile>;

/** Writes one file per moment of signing, whole or not at all, durable before it counts. */
export async function writeCheckpointFile(
  folder: string,
  key: CheckpointKey,
  checkpoints: readonly Checkpoint[],
  signedAt: string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const publicKey = key.publicKey.export({ format: 'pem', type: 'spki' }).toString();
  const content: CheckpointFile = { publicKey, checkpoints: [...checkpoints] };
  const path = join(folder, `${signedAt.replaceAll(':', '-')}.json`);
  const file = await open(`${path}.part`, 'w');
  try {
    await file.writeFile(`${JSON.stringify(content, null, 1)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.part`, path);
  await sync(folder);
}

/** All checkpoints found in a folder, in order of signing, and the keys that signed them; nothing when the folder does not exist. */
export async function readCheckpointFiles(
  folder: string,
): Promise<{ checkpoints: Checkpoint[]; publicKeys: string[] }> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const checkpoints: Checkpoint[] = [];
  const publicKeys = new Set<string>();
  // One after another: a year has some fifty thousand, and only what they say is kept.
  for (const name of names.filter((each) => each.endsWith('.json')).toSorted()) {
    const file = await readCheckpointFile(join(folder, name));
    checkpoints.push(...file.checkpoints);
    publicKeys.add(file.publicKey);
  }
  return { checkpoints, publicKeys: [...publicKeys] };
}

async function readCheckpointFile(path: string): Promise<CheckpointFile> {
  const text = await readFile(path, 'utf8');
  try {
    return Value.Parse(CheckpointFile, JSON.parse(text));
  } catch (cause) {
    throw new OperatorError(`Titik periksa ${path} rusak. Ganti dengan salinannya dari lembaga lain, lalu ulangi.`, {
      cause,
    });
  }
}
