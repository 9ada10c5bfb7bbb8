import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';
import { assert } from '../../kernel/assert.ts';

export interface ZipPart {
  readonly name: string;
  readonly text: Iterable<string> | AsyncIterable<string>;
}

const sizeInFile = 0xffff_ffff;
const afterData = 0x0008; // sizes and checksum follow the data
const deflated = 8;
const version = 20;
const firstOfJanuary1980 = 0x0021; // the same bytes for the same content, whenever it is written

/** Streams a zip archive of UTF-8 parts; holds no part in memory. Up to 4 GiB, which zip without its 64-bit extension can name. */
export async function* zip(parts: Iterable<ZipPart>): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text } of parts) {
    const start = offset;
    const local = Buffer.concat([
      fields([4, 0x0403_4b50], ...entry({ crc: 0, packed: 0, plain: 0 }, name)),
      Buffer.from(name),
    ]);
    yield local;
    const sizes = { crc: 0, packed: 0, plain: 0 };
    for await (const chunk of deflate(text, sizes)) {
      sizes.packed += chunk.length;
      yield chunk;
    }
    const trailer = fields([4, 0x0807_4b50], [4, sizes.crc], [4, sizes.packed], [4, sizes.plain]);
    yield trailer;
    offset += local.length + sizes.packed + trailer.length;
    assert(offset < sizeInFile && sizes.plain < sizeInFile, `${name} is too big for a zip archive`);
    directory.push(
      fields([4, 0x0201_4b50], [2, version], ...entry(sizes, name), [2, 0], [2, 0], [2, 0], [4, 0], [4, start]),
      Buffer.from(name),
    );
  }
  const entries = directory.length / 2;
  const listing = Buffer.concat(directory);
  yield listing;
  yield fields([4, 0x0605_4b50], [2, 0], [2, 0], [2, entries], [2, entries], [4, listing.length], [4, offset], [2, 0]);
}

interface Sizes {
  crc: number;
  packed: number;
  plain: number;
}

/** The fields that a local header and a directory entry share, in their order. */
function entry(sizes: Sizes, name: string): [number, number][] {
  return [
    [2, version],
    [2, afterData],
    [2, deflated],
    [2, 0],
    [2, firstOfJanuary1980],
    [4, sizes.crc],
    [4, sizes.packed],
    [4, sizes.plain],
    [2, Buffer.byteLength(name)],
    [2, 0],
  ];
}

function fields(...sized: readonly (readonly [size: number, value: number])[]): Buffer {
  const bytes = Buffer.alloc(sized.reduce((sum, [size]) => sum + size, 0));
  let at = 0;
  for (const [size, value] of sized) at = bytes.writeUIntLE(value, at, size);
  return bytes;
}

function deflate(text: ZipPart['text'], sizes: Sizes): AsyncIterable<Buffer> {
  async function* measured(): AsyncGenerator<Buffer> {
    for await (const piece of text) {
      const bytes = Buffer.from(piece);
      sizes.crc = crc32(bytes, sizes.crc);
      sizes.plain += bytes.length;
      yield bytes;
    }
  }
  // A failing source destroys the output with its error, a reader that leaves destroys the source: nothing is left to do here.
  return pipeline(Readable.from(measured(), { objectMode: false }), createDeflateRaw(), () => undefined);
}
