import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { type FileHandle, mkdir, open, readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';

/** What a copied folder holds; paths are relative to it, with `/`. */
export interface Copied {
  readonly folders: string[];
  readonly files: CopiedFile[];
}

interface CopiedFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

interface FromTo {
  readonly from: string;
  readonly to: string;
}

/**
 * Copies all below one folder that is wanted into another. It is safe from a power cut only after `syncCopied`.
 * The source may be in use: what vanishes meanwhile is passed over, and a missing folder is an empty one.
 */
export async function copyFolder({ from, to }: FromTo, isWanted: (path: string) => boolean): Promise<Copied> {
  const copied: Copied = { folders: [], files: [] };
  await mkdir(to, { recursive: true, mode: 0o700 });
  const copyBelow = async (folder: string): Promise<void> => {
    for (const entry of await entriesOf(join(from, folder))) {
      const path = posix.join(folder, entry.name);
      if (!isWanted(path)) continue;
      if (entry.isDirectory()) {
        await mkdir(join(to, path), { mode: 0o700 });
        copied.folders.push(path);
        await copyBelow(path);
      } else if (entry.isFile()) {
        const file = await copyFile({ from, to }, path);
        if (file !== undefined) copied.files.push(file);
      }
    }
  };
  await copyBelow('');
  return copied;
}

/** @returns what was copied, or `undefined` when the source has vanished */
export async function copyFile({ from, to }: FromTo, path: string): Promise<CopiedFile | undefined> {
  await using source = await openIfThere(join(from, path));
  if (source === undefined) return undefined;
  await using copy = await open(join(to, path), 'wx', 0o600);
  const digest = new Digest();
  await copy.writeFile(digest.watch(source));
  return { path, ...digest.result() };
}

/** Size and hash of a file as it lies on disk; `undefined` when it is missing. */
export async function digestOf(file: string): Promise<Omit<CopiedFile, 'path'> | undefined> {
  await using handle = await openIfThere(file);
  if (handle === undefined) return undefined;
  const digest = new Digest();
  for await (const _ of digest.watch(handle));
  return digest.result();
}

/** Waits until a copy is on disk. Many at once, because the disk then commits them together: a quarter of the time. */
export async function syncCopied(to: string, { folders, files }: Copied): Promise<void> {
  const paths = ['', ...folders, ...files.map(({ path }) => path)];
  for (let i = 0; i < paths.length; i += 64)
    await Promise.all(paths.slice(i, i + 64).map((path) => sync(join(to, path))));
}

/** Of a folder, this makes the names in it durable. */
export async function sync(path: string): Promise<void> {
  await using handle = await open(path, 'r');
  await handle.sync();
}

export async function entriesOf(folder: string): Promise<Dirent[]> {
  return (await readdir(folder, { withFileTypes: true }).catch(undefinedIfMissing)) ?? [];
}

class Digest {
  #hash = createHash('sha256');
  #bytes = 0;

  async *watch(file: FileHandle): AsyncGenerator<Buffer> {
    const buffer = Buffer.allocUnsafe(262_144);
    for (;;) {
      const { bytesRead } = await file.read(buffer);
      if (bytesRead === 0) return;
      const chunk = buffer.subarray(0, bytesRead);
      this.#hash.update(chunk);
      this.#bytes += bytesRead;
      yield chunk;
    }
  }

  result(): { bytes: number; sha256: string } {
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }
}

async function openIfThere(file: string): Promise<FileHandle | undefined> {
  return await open(file, 'r').catch(undefinedIfMissing);
}

function undefinedIfMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
