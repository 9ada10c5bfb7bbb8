import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { assert, Defect } from '../../kernel/assert.ts';
import { nowMs } from '../clock.ts';
import { digestOf, entriesOf, sync } from '../db/durable-copy.ts';
import { Outage } from '../db/outage.ts';
import { fileRefusals } from './file.refusals.ts';
import { headBytes, type MediaType, mediaTypeOf, tailBytes } from './media-type.ts';

export interface VaultedFile {
  /** SHA-256 of the content in hex: its name in the vault, so the same content is kept once. */
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: MediaType;
}

/** Contents of files under one folder, by their hash. Who may see which is not known here. */
export interface Vault {
  /**
   * Takes a content in. Resolves only when it is on the disk, name and all, so that losing power loses nothing acknowledged.
   * @throws files/too-large as soon as it is, files/not-accepted, Outage when the disk is full; nothing is kept then
   */
  put(content: AsyncIterable<Uint8Array>, limit: { bytesMax: number }): Promise<VaultedFile>;
  /** @throws Defect when no such content is kept, for rows are written after contents */
  open(sha256: string): Promise<FileHandle>;
  /** @throws Outage when the content just put is gone: a sweep removed its older twin in the same moment */
  assertThere(sha256: string): Promise<void>;
  /** Where a content lies, for a process that reads it by itself. */
  pathOf(sha256: string): string;
}

const draftsKeptMs = 24 * 3_600_000;
const unnamedKeptMs = 24 * 3_600_000;

/** Opens the vault below `folder`, usually `var/files`; drafts that a crash left behind more than a day ago are removed. */
export async function openVault(folder: string): Promise<Vault> {
  const drafts = join(folder, 'drafts');
  await mkdir(drafts, { recursive: true, mode: 0o700 });
  await removeOldDrafts(drafts);

  return {
    async put(content, { bytesMax }) {
      const draft = join(drafts, randomUUID());
      try {
        const received = await receive(content, draft, bytesMax);
        const shelf = shelfOf(folder, received.sha256);
        await mkdir(shelf, { recursive: true, mode: 0o700 });
        await rename(draft, join(shelf, received.sha256));
        await sync(shelf); // a new name is on the disk only once its folder is
        await sync(folder);
        return received;
      } catch (error) {
        if (codeOf(error) === 'ENOSPC') throw new Outage('the disk is full', { cause: error });
        throw error;
      } finally {
        await rm(draft, { force: true });
      }
    },
    async open(sha256) {
      return await open(pathIn(folder, sha256), 'r').catch((error: unknown) => {
        if (codeOf(error) === 'ENOENT') throw new Defect(`the content ${sha256} is missing from the vault`);
        throw error;
      });
    },
    async assertThere(sha256) {
      if (!(await isKept(folder, sha256))) throw new Outage('the content was swept as it came');
    },
    pathOf: (sha256) => pathIn(folder, sha256),
  };
}

export async function isKept(folder: string, sha256: string): Promise<boolean> {
  return (await stat(pathIn(folder, sha256)).catch(undefinedIfMissing)) !== undefined;
}

/** Names of shelves, of 256 at most. */
export async function shelvesIn(folder: string): Promise<string[]> {
  return (await entriesOf(folder)).map(({ name }) => name).filter((name) => /^[0-9a-f]{2}$/.test(name));
}

/** The contents of a shelf that were put there longer ago than a day: no upload of them can still be under way. */
export async function oldContents(folder: string, shelf: string): Promise<string[]> {
  const old: string[] = [];
  for (const { name } of await entriesOf(join(folder, shelf))) {
    const modified = (await stat(join(folder, shelf, name)).catch(undefinedIfMissing))?.mtimeMs;
    if (modified !== undefined && nowMs() - modified > unnamedKeptMs) old.push(name);
  }
  return old;
}

/** Removes contents for good, but not one that was put anew since it was found old. */
export async function removeContents(folder: string, shelf: string, names: readonly string[]): Promise<number> {
  const still = new Set(await oldContents(folder, shelf));
  const gone = names.filter((name) => still.has(name));
  for (const name of gone) await rm(join(folder, shelf, name), { force: true });
  return gone.length;
}

/** Reads every content to its last byte. A damaged one is not what its name says: the disk has rotted, or somebody changed it. */
export async function checkContents(folder: string): Promise<{ kept: number; damaged: string[] }> {
  const damaged: string[] = [];
  let kept = 0;
  for (const shelf of await shelvesIn(folder)) {
    for (const { name } of await entriesOf(join(folder, shelf))) {
      const digest = await digestOf(join(folder, shelf, name));
      if (digest === undefined) continue; // swept meanwhile
      kept++;
      if (digest.sha256 !== name) damaged.push(name);
    }
  }
  return { kept, damaged };
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function pathIn(folder: string, sha256: string): string {
  assert(/^[0-9a-f]{64}$/.test(sha256), 'not a SHA-256');
  return join(shelfOf(folder, sha256), sha256);
}

function undefinedIfMissing(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error;
}

/** 256 folders, so that none grows beyond what file systems list quickly. */
function shelfOf(folder: string, sha256: string): string {
  return join(folder, sha256.slice(0, 2));
}

async function receive(content: AsyncIterable<Uint8Array>, draft: string, bytesMax: number): Promise<VaultedFile> {
  await using file = await open(draft, 'wx+', 0o600);
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.length;
    if (bytes > bytesMax) throw fileRefusals.tooLarge({ bytesMax });
    hash.update(chunk);
    await file.writeFile(chunk);
  }
  const head = await readAt(file, 0, Math.min(bytes, headBytes));
  const tailLength = Math.min(bytes, tailBytes);
  const mediaType = mediaTypeOf({ head, tail: await readAt(file, bytes - tailLength, tailLength), bytes });
  if (mediaType === undefined) throw fileRefusals.notAccepted({});
  await file.sync();
  return { sha256: hash.digest('hex'), bytes, mediaType };
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(length), position });
  assert(bytesRead === length, 'a draft is shorter than what was written');
  return buffer;
}

async function removeOldDrafts(drafts: string): Promise<void> {
  for (const name of await readdir(drafts)) {
    const draft = join(drafts, name);
    if (nowMs() - (await stat(draft)).mtimeMs > draftsKeptMs) await rm(draft, { force: true });
  }
}
