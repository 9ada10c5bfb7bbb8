import type { Readable } from 'node:stream';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { readLimits, UnreadableFile } from './read-cells.ts';

/** What is done with the elements of a part; names come without their prefix, which programs choose as they like. */
export interface XmlHandlers {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** So much without a tag between is no text of a cell. */
const untaggedMax = 8 * readLimits.cellLength;

/**
 * Reads a part piece by piece; between pieces others may run. No document type, so no entities of its own.
 * @throws UnreadableFile
 */
export async function* readXml(part: Readable, handlers: XmlHandlers): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let since = 0;
  parser.on('doctype', () => {
    throw new UnreadableFile('damaged');
  });
  parser.on('error', (error) => {
    throw new UnreadableFile('damaged', { cause: error });
  });
  parser.on('opentag', (tag: SaxesTagPlain) => {
    since = 0;
    handlers.open?.(localName(tag.name), tag.attributes);
  });
  parser.on('closetag', (tag: SaxesTagPlain) => {
    since = 0;
    handlers.close?.(localName(tag.name));
  });
  if (handlers.text !== undefined) parser.on('text', handlers.text);
  part.setEncoding('utf8');
  try {
    for await (const piece of part as AsyncIterable<string>) {
      parser.write(piece);
      since += piece.length;
      if (since > untaggedMax) throw new UnreadableFile('cell-too-long');
      yield;
    }
    parser.close();
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile('damaged', { cause: error });
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Reads a whole part for what its handlers gather. */
export async function gatherXml(part: Readable, handlers: XmlHandlers): Promise<void> {
  const pieces = readXml(part, handlers);
  while (!(await pieces.next()).done);
}
