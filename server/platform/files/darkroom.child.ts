import exifr from 'exifr';
import sharp, { type Metadata } from 'sharp';
import { parseBusinessDate } from '../../kernel/business-date.ts';
import type { Developed, PhotoOrigin, Unreadable } from './darkroom.ts';

// A process of its own for one image: a file made to hurt takes this process with it and no other.
process.on('disconnect', () => process.exit());

/** A photo of a phone has 12 million, a scan of A4 at 300 dots an inch 9 million; a small file may claim thousands. */
const pixelsMax = 25_000_000;
const memoryBytesMax = 512 * 1024 * 1024;
const secondsMax = 30;
const large = 1600;
const small = 320;

sharp.cache(false);
sharp.concurrency(1);
// The bytes said JPEG, PNG or WebP when they came in; whatever the decoders take them for, no other one is at hand.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] });

const [path = ''] = process.argv.slice(2);
let origin: PhotoOrigin | undefined;

// Decoding happens on other threads, so this one can watch what it takes.
setInterval(() => {
  if (process.memoryUsage.rss() > memoryBytesMax) tell({ unreadable: 'too-heavy', origin });
}, 20).unref();

/** Only the header is read, so that what a bomb claims to be is known before any of it is unpacked. */
async function look(): Promise<Metadata | undefined> {
  return await sharp(path, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined);
}

async function develop(): Promise<void> {
  const header = await look();
  if (header === undefined) return tell({ unreadable: 'damaged', origin });
  origin = await originIn(header.exif);
  if (header.width * header.height > pixelsMax) return tell({ unreadable: 'too-many-pixels', origin });
  const sizes = await print().catch(reasonOf);
  tell(typeof sizes === 'string' ? { unreadable: sizes, origin } : { ...header.autoOrient, ...sizes, origin });
}

async function print(): Promise<{ large: Uint8Array; small: Uint8Array }> {
  const shown = await sharp(path, { limitInputPixels: pixelsMax, failOn: 'error', sequentialRead: true })
    .timeout({ seconds: secondsMax })
    .autoOrient()
    .resize({ width: large, height: large, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80 })
    .toBuffer();
  const preview = await sharp(shown)
    .resize({ width: small, height: small, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 70 })
    .toBuffer();
  return { large: shown, small: preview };
}

function reasonOf(error: unknown): Unreadable {
  const message = error instanceof Error ? error.message : '';
  return /timeout|memory/i.test(message) ? 'too-heavy' : 'damaged';
}

function tell(developed: Developed): void {
  process.send?.(developed, undefined, undefined, () => process.exit());
}

/** @param exif as it stands in a JPEG, PNG or WebP alike: `Exif`, two zeros, then a TIFF that may be anything at all */
async function originIn(exif: Buffer | undefined): Promise<PhotoOrigin | undefined> {
  const tiff = exif?.subarray(exif.toString('latin1', 0, 4) === 'Exif' ? 6 : 0);
  if (tiff === undefined) return undefined;
  const point = await exifr.gps(tiff).catch(() => undefined);
  const tags: Readonly<Record<string, unknown>> =
    (await exifr.parse(tiff, { pick: [...pickedTags], reviveValues: false }).catch(() => undefined)) ?? {};
  const origin = {
    ...pointFrom(point),
    cameraTime: localTimeFrom(tags.DateTimeOriginal) ?? localTimeFrom(tags.CreateDate) ?? null,
    cameraOffset:
      typeof tags.OffsetTimeOriginal === 'string' ? (offset.exec(tags.OffsetTimeOriginal)?.[0] ?? null) : null,
    camera: cameraFrom(tags),
  };
  return Object.values(origin).some((value) => value !== null) ? origin : undefined;
}

const pickedTags = ['DateTimeOriginal', 'CreateDate', 'OffsetTimeOriginal', 'Make', 'Model'] as const;
const offset = /^[+-](0\d|1[0-4]):[0-5]\d$/;

/** A phone without a fix writes 0, 0, which lies in the sea off Africa. */
function pointFrom(
  point: { latitude: number; longitude: number } | undefined,
): Pick<PhotoOrigin, 'latitude' | 'longitude'> {
  const { latitude = Number.NaN, longitude = Number.NaN } = point ?? {};
  const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return isOnEarth && (latitude !== 0 || longitude !== 0)
    ? { latitude, longitude }
    : { latitude: null, longitude: null };
}

/** `2025:11:20 09:12:33`, by a clock that may never have been set. */
function localTimeFrom(value: unknown): string | undefined {
  const parts =
    typeof value === 'string' ? /^(\d{4}):(\d\d):(\d\d) ((?:[01]\d|2[0-3])(?::[0-5]\d){2})/.exec(value) : null;
  const day = parts && parseBusinessDate(`${parts[1]}-${parts[2]}-${parts[3]}`);
  return day ? `${day}T${parts[4]}` : undefined;
}

function cameraFrom({ Make, Model }: Readonly<Record<string, unknown>>): string | null {
  const words = [Make, Model].filter((each): each is string => typeof each === 'string');
  return words.join(' ').replace(/\p{C}/gu, '').trim().slice(0, 80) || null;
}

await develop();
