import { nowMs } from '../clock.ts';
import type { Central } from '../db/tx.ts';
import { repeat } from '../jobs/repeat.ts';
import { insertCheckpoints, loadUnsignedHeads } from './checkpoint.store.ts';
import { type CheckpointKey, signHead } from './checkpoint.ts';
import { writeCheckpointFile } from './checkpoint-files.ts';
import { sealWaiting } from './sealer.ts';

const sealEveryMs = 1_000;
const signEveryMs = 600_000;

export interface AuditKeeping {
  /** The login `lumbung_jobs`, which alone may seal. */
  readonly central: Central;
  readonly key: CheckpointKey;
  /** Where checkpoints are left to be carried away. */
  readonly folder: string;
}

/**
 * Seals each second and signs the heads each ten minutes, until stopped.
 * @returns what stops it, sealing and signing once more, so that a clean stop leaves no unsigned tail
 */
export function keepAudit(keeping: AuditKeeping, note: (error: Error) => void): () => Promise<void> {
  const sealer = repeat(() => sealWaiting(keeping.central), sealEveryMs, note);
  const signer = repeat(() => signHeads(keeping), signEveryMs, note);
  return async () => {
    await Promise.all([sealer.stop(), signer.stop()]);
    await sealWaiting(keeping.central)
      .then(() => signHeads(keeping))
      .catch(note); // with the database away it is done at the next start
  };
}

/** Signs every head that moved since it was last signed. The file comes first: a checkpoint that left counts, whatever happens here. */
export async function signHeads({ central, key, folder }: AuditKeeping): Promise<number> {
  const heads = await loadUnsignedHeads(central);
  if (heads.length === 0) return 0;
  const signedAt = Temporal.Instant.fromEpochMilliseconds(nowMs()).toString();
  const checkpoints = heads.map((head) => signHead(key, head, signedAt));
  await writeCheckpointFile(folder, key, checkpoints, signedAt);
  await central.transaction().execute((tx) => insertCheckpoints(tx, checkpoints));
  return checkpoints.length;
}
