import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { type ReadFile, type ReadRow, readLimits, rowsInBatch, UnreadableFile } from './read-cells.ts';

const recordLengthMax = 200_000;
const delimiters = [';', ',', '\t'] as const;
const lookedAtBytes = 256 * 1024;

/**
 * Opens a text file of values: UTF-8 with or without a mark, UTF-16 with one, else Windows-1252 as older spreadsheets write it; divided
 * by semicolons, commas or tabs, whichever makes most columns.
 * @throws UnreadableFile at once or while rows are read
 */
export async function openCsv(path: string): Promise<ReadFile> {
  const encoding = await encodingOf(path);
  await using file = await open(path, 'r');
  const head = decoded(await firstBytes(file, lookedAtBytes), encoding);
  const { delimiter, fromLine } = delimiterOf(head);
  return {
    kind: 'csv',
    sheets: [{ name: '', rows: () => csvRows(path, { encoding, delimiter, fromLine }) }],
    close: () => undefined,
  };
}

async function firstBytes(file: FileHandle, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(length), position: 0 });
  return buffer.subarray(0, bytesRead);
}

type Encoding = 'utf-8' | 'utf-16le' | 'windows-1252';

/** Windows-1252 is what is left: every byte is a letter there, so it can only be told by what is not UTF-8. */
async function encodingOf(path: string): Promise<Encoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isFirst = true;
  for await (const piece of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    if (isFirst && piece[0] === 0xff && piece[1] === 0xfe) return 'utf-16le';
    isFirst = false;
    if (piece.includes(0)) throw new UnreadableFile('not-a-spreadsheet');
    try {
      decoder.decode(piece, { stream: true });
    } catch {
      return 'windows-1252';
    }
  }
  if (isFirst) throw new UnreadableFile('empty');
  return 'utf-8';
}

function decoded(bytes: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(bytes);
}

/** `sep=;` in the first line is a word to the spreadsheet program, not a row. */
export function delimiterOf(head: string): { delimiter: string; fromLine: number } {
  const said = /^\uFEFF?sep=([;,\t])\r?\n/.exec(head)?.[1];
  if (said !== undefined) return { delimiter: said, fromLine: 2 };
  const lines = head
    .replaceAll(/"[^"]*"/g, '')
    .split(/\r?\n/)
    .slice(0, 200);
  // Columns are what most lines agree on: a comma in an address or in a price divides few lines, and those unevenly.
  const agreement = (delimiter: string): number => {
    const widths = lines.map((line) => line.split(delimiter).length).filter((width) => width > 1);
    return Math.max(0, ...[...Map.groupBy(widths, (width) => width)].map(([width, own]) => own.length * 1_000 + width));
  };
  const [best] = delimiters.toSorted((a, b) => agreement(b) - agreement(a));
  return { delimiter: best ?? ';', fromLine: 1 };
}

interface Format {
  readonly encoding: Encoding;
  readonly delimiter: string;
  readonly fromLine: number;
}

async function* csvRows(path: string, { encoding, delimiter, fromLine }: Format): AsyncGenerator<readonly ReadRow[]> {
  const parser = parse({
    delimiter,
    bom: true,
    from_line: fromLine,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: recordLengthMax,
  });
  pipeline(decodedPieces(path, encoding), parser, () => undefined); // what breaks it, breaks the loop below
  let line = fromLine - 1;
  let count = 0;
  let batch: ReadRow[] = [];
  try {
    for await (const record of parser as AsyncIterable<readonly string[]>) {
      line += 1;
      const row = rowOf(record, line);
      if (row === undefined) continue;
      count += 1;
      if (count > readLimits.rows) throw new UnreadableFile('too-many-rows');
      batch.push(row);
      if (batch.length < rowsInBatch) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    throw error instanceof UnreadableFile ? error : unreadable(error);
  }
  if (batch.length > 0) yield batch;
}

function unreadable(error: unknown): UnreadableFile {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return new UnreadableFile(code === 'CSV_MAX_RECORD_SIZE' ? 'cell-too-long' : 'damaged', { cause: error });
}

function rowOf(record: readonly string[], line: number): ReadRow | undefined {
  let isEmpty = true;
  const cells = record.slice(0, readLimits.columns).map((text) => {
    if (text === '') return null;
    if (text.length > readLimits.cellLength) throw new UnreadableFile('cell-too-long');
    isEmpty = false;
    return { text, holds: 'text' as const };
  });
  return isEmpty ? undefined : { line, cells };
}

/** UTF-8 goes through as bytes; the parser decodes it and drops its mark. */
function decodedPieces(path: string, encoding: Encoding): Readable {
  const bytes = createReadStream(path, { highWaterMark: 256 * 1024 });
  if (encoding === 'utf-8') return bytes;
  async function* text() {
    const decoder = new TextDecoder(encoding);
    for await (const piece of bytes as AsyncIterable<Buffer>) yield decoder.decode(piece, { stream: true });
    yield decoder.decode();
  }
  return Readable.from(text(), { objectMode: false });
}
