import { sql } from 'kysely';
import { now } from '../clock.ts';
import type { Tx } from '../db/tx.ts';
import type { PhotoOrigin, Unreadable } from './darkroom.ts';

/** What is shown in place of an image. */
export type Photo =
  | { readonly state: 'waiting' }
  | { readonly state: 'unreadable'; readonly why: Unreadable }
  | {
      readonly state: 'ready';
      readonly width: number;
      readonly height: number;
      readonly largeSha256: string;
      readonly smallSha256: string;
    };

/** By the hash of the original; of an image that the job has not come to yet there is none. */
export async function photosOf(tx: Tx, sha256s: readonly string[]): Promise<Map<string, Photo>> {
  if (sha256s.length === 0) return new Map();
  const rows = await tx
    .selectFrom('platform.photo')
    .select(['sha256', 'unreadable', 'width', 'height', 'largeSha256', 'smallSha256'])
    .where('regencyId', '=', tx.regencyId)
    .where('sha256', 'in', sha256s)
    .execute();
  return new Map(rows.map(({ sha256, ...row }) => [sha256, photoFrom(row)]));
}

function photoFrom(row: {
  unreadable: string | null;
  width: number | null;
  height: number | null;
  largeSha256: string | null;
  smallSha256: string | null;
}): Photo {
  const { unreadable, width, height, largeSha256, smallSha256 } = row;
  if (width !== null && height !== null && largeSha256 !== null && smallSha256 !== null)
    return { state: 'ready', width, height, largeSha256, smallSha256 };
  return { state: 'unreadable', why: unreadable as Unreadable };
}

/** Once for a content, whoever comes second. */
export async function insertPhoto(tx: Tx, sha256: string, photo: Exclude<Photo, { state: 'waiting' }>): Promise<void> {
  const row =
    photo.state === 'ready'
      ? {
          width: photo.width,
          height: photo.height,
          largeSha256: photo.largeSha256,
          smallSha256: photo.smallSha256,
        }
      : { unreadable: photo.why };
  await tx
    .insertInto('platform.photo')
    .values({ regencyId: tx.regencyId, sha256, ...row, developedAt: now() })
    .onConflict((conflict) => conflict.constraint('photo_pk').doNothing())
    .execute();
}

export async function insertOrigin(tx: Tx, sha256: string, origin: PhotoOrigin): Promise<void> {
  await tx
    .insertInto('platform.photoOrigin')
    .values({ regencyId: tx.regencyId, sha256, ...origin, recordedAt: now() })
    .onConflict((conflict) => conflict.constraint('photo_origin_pk').doNothing())
    .execute();
}

/** What cameras wrote, by the hash of the original. Row-level security shows it to who acts for the whole city; to others, none. */
export async function originsOf(tx: Tx, sha256s: readonly string[]): Promise<Map<string, PhotoOrigin>> {
  if (sha256s.length === 0) return new Map();
  const rows = await tx
    .selectFrom('platform.photoOrigin')
    .select(['sha256', 'latitude', 'longitude', 'cameraTime', 'cameraOffset', 'camera'])
    .where('regencyId', '=', tx.regencyId)
    .where('sha256', 'in', sha256s)
    .execute();
  return new Map(rows.map(({ sha256, ...origin }) => [sha256, origin]));
}

/** Images received over an hour ago that the job has not come to: it gave up in an outage, or they are older than the job. */
export async function waitingPhotos(tx: Tx, limit: number): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    select sha256 from platform.content as c
    where regency_id = ${tx.regencyId} and media_type <> 'application/pdf' and received_by is not null
      and received_at < now() - interval '1 hour'
      and not exists (select from platform.photo as p where p.regency_id = c.regency_id and p.sha256 = c.sha256)
    order by received_at limit ${limit}
  `.execute(tx);
  return rows.map(({ sha256 }) => sha256);
}
