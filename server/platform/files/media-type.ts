export type MediaType = keyof typeof extensions;

export const extensions = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
} as const;

export function isImage(mediaType: MediaType): boolean {
  return mediaType !== 'application/pdf';
}

/** The parts of a file that decide what programs take it for. */
export interface Ends {
  /** The first `headBytes`. */
  readonly head: Buffer;
  /** The last `tailBytes`. Overlaps the head in a small file. */
  readonly tail: Buffer;
  readonly bytes: number;
}

/** As far as a browser looks for a type (WHATWG MIME sniffing); PDF readers look for their mark in the first 1,024. */
export const headBytes = 1_445;
/** As far as zip readers look for the end of an archive: 22 bytes and the longest comment. */
export const tailBytes = 22 + 65_535;

/**
 * What a file is, by its own bytes; `undefined` for anything we do not take, and for a file that is two things at once: an image
 * that is also a page, a PDF or a zip archive. SVG and HTML have no mark of their own, so they are never accepted.
 * Images are not decoded here: their size in pixels is the affair of whoever decodes them.
 */
export function mediaTypeOf(ends: Ends): MediaType | undefined {
  const type = claimedType(ends);
  if (type === undefined || holdsMarkup(ends.head) || ends.tail.includes('PK\x05\x06', 0, 'latin1')) return undefined;
  if (type !== 'application/pdf' && ends.head.includes('%PDF-')) return undefined;
  return type;
}

function claimedType({ head, tail, bytes }: Ends): MediaType | undefined {
  const starts = (mark: string, at = 0): boolean =>
    head.subarray(at, at + mark.length).equals(Buffer.from(mark, 'latin1'));
  if (starts('%PDF-')) return /%%EOF[\s\0]*$/.test(tail.toString('latin1')) ? 'application/pdf' : undefined;
  // Phones append their own data after the image, so the end of a JPEG says nothing.
  if (starts('\xff\xd8\xff')) return 'image/jpeg';
  if (starts('\x89PNG\r\n\x1a\n')) return tail.subarray(-12).equals(pngEnd) ? 'image/png' : undefined;
  if (starts('RIFF') && starts('WEBP', 8)) return head.readUInt32LE(4) + 8 === bytes ? 'image/webp' : undefined;
  return undefined;
}

const pngEnd = Buffer.from('\0\0\0\0IEND\xae\x42\x60\x82', 'latin1');

function holdsMarkup(head: Buffer): boolean {
  return /<(?:!doctype|html|head|body|script|svg|iframe|object|embed)\b/i.test(head.toString('latin1'));
}
