import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { assert } from '../../kernel/assert.ts';
import { nowMs } from '../clock.ts';
import { sync } from '../db/durable-copy.ts';
import { Outage } from '../db/outage.ts';

/** A file that waits: whose it is, and the SHA-256 of its content. */
export interface Waiting {
  readonly key: string;
  readonly sha256: string;
}

/** Files that wait to be read once. */
export interface Inbox {
  /**
   * Resolves when the content is on the disk. A content that is larger is refused as soon as it is, and nothing of it is kept.
   * @returns undefined when it was too large
   */
  put(
    key: string,
    content: AsyncIterable<Uint8Array>,
    limit: { bytesMax: number },
  ): Promise<{ sha256: string; bytes: number } | undefined>;
  /** Where a file lies, for who reads it. It may be gone: read already, or lost with the folder, which no backup holds. */
  pathOf(waiting: Waiting): string;
  drop(waiting: Waiting): Promise<void>;
}

/** What nobody came to read within a week is thrown away. */
const keptMs = 7 * 24 * 3_600_000;

/** Opens the inbox in `folder`, usually `var/inbox`. */
export async function openInbox(folder: string): Promise<Inbox> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await removeOld(folder);
  const pathOf = ({ key, sha256 }: Waiting): string => {
    assert(/^[0-9a-f-]{36}$/.test(key) && /^[0-9a-f]{64}$/.test(sha256), 'not a key with a SHA-256');
    return join(folder, `${key}.${sha256}`);
  };
  return {
    async put(key, content, { bytesMax }) {
      const draft = join(folder, `draft-${randomUUID()}`);
      try {
        const received = await receive(content, draft, bytesMax);
        if (received === undefined) return undefined;
        await rename(draft, pathOf({ key, sha256: received.sha256 }));
        await sync(folder); // a new name is on the disk only once its folder is
        return received;
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOSPC')
          throw new Outage('the disk is full', { cause: error });
        throw error;
      } finally {
        await rm(draft, { force: true });
      }
    },
    pathOf,
    drop: (waiting) => rm(pathOf(waiting), { force: true }),
  };
}

async function receive(content: AsyncIterable<Uint8Array>, draft: string, bytesMax: number) {
  await using file = await open(draft, 'wx', 0o600);
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of content) {
    bytes += piece.length;
    if (bytes > bytesMax) return undefined;
    hash.update(piece);
    await file.writeFile(piece);
  }
  await file.sync();
  return { sha256: hash.digest('hex'), bytes };
}

async function removeOld(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined); // another process may be faster
    if (found !== undefined && nowMs() - found.mtimeMs > keptMs) await rm(path, { force: true });
  }
}
