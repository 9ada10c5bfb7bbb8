import { type FileHandle, open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { readLimits, UnreadableFile } from './read-cells.ts';

/** The parts of an archive that was found harmless. */
export interface ZipParts {
  has(name: string): boolean;
  readonly names: readonly string[];
  /** @throws UnreadableFile when there is no such part */
  read(name: string): Promise<Readable>;
  close(): void;
}

/** Small parts of XML are all alike and pack well; they hurt nobody. */
const anyRatioBelowBytes = 1024 * 1024;

/**
 * Opens an archive after looking at its directory alone: nothing is unpacked that says it is too large, and what says it is small is
 * held to that while it is read (`validateEntrySizes`).
 * @throws UnreadableFile
 */
export async function openParts(path: string): Promise<ZipParts> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }).catch(damaged);
  try {
    const entries = await entriesOf(zip);
    return {
      has: (name) => entries.has(name),
      names: [...entries.keys()],
      read: async (name) => {
        const entry = entries.get(name);
        if (entry === undefined) throw new UnreadableFile('damaged');
        return await zip.openReadStreamPromise(entry).catch(damaged);
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > readLimits.parts) throw new UnreadableFile('too-many-parts');
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  // Names that lead out of the archive (`../`, `/etc`, `C:`) are refused by yauzl itself.
  for await (const entry of eachOf(zip)) {
    unpacked += entry.uncompressedSize;
    const isBomb =
      entry.uncompressedSize > anyRatioBelowBytes && entry.uncompressedSize > readLimits.ratio * entry.compressedSize;
    if (unpacked > readLimits.unpackedBytes || isBomb) throw new UnreadableFile('unpacks-too-large');
    if (entry.isEncrypted()) throw new UnreadableFile('encrypted');
    if (entries.has(entry.fileName)) throw new UnreadableFile('damaged'); // two programs could read two different sheets
    entries.set(entry.fileName, entry);
  }
  return entries;
}

async function* eachOf(zip: ZipFile): AsyncGenerator<Entry> {
  try {
    yield* zip.eachEntry();
  } catch (error) {
    damaged(error);
  }
}

function damaged(error: unknown): never {
  throw new UnreadableFile('damaged', { cause: error });
}

/** The first bytes of a file. */
export async function headOf(path: string, length: number): Promise<Buffer> {
  await using file: FileHandle = await open(path, 'r');
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(length), position: 0 });
  return buffer.subarray(0, bytesRead);
}
