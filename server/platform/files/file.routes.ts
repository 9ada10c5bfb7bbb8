import type { Actor } from '../../kernel/actor.ts';
import type { Id } from '../../kernel/ids.ts';
import { now } from '../clock.ts';
import type { Tx } from '../db/tx.ts';
import { handleStream } from '../http/handle.ts';
import type { Http } from '../http/http.ts';
import { addFile } from './add-file.command.ts';
import { refuseBeyondQuota } from './content.store.ts';
import { fileRefusals } from './file.refusals.ts';
import { addFileCall, bytesMax, type FileShown, getFileCall, getPhotoCall } from './file.schema.ts';
import { filesOf } from './file.store.ts';
import { downloadName, parseFileName } from './file-name.ts';
import { isImage } from './media-type.ts';
import { type Photo, photosOf } from './photo.store.ts';
import { receive, takeStreams } from './receive.ts';
import { sendContent, sendPhoto } from './send-content.ts';
import type { Vault } from './vault.ts';

export async function fileRoutes(http: Http, vault: Vault): Promise<void> {
  const { quota } = http.config;
  await http.app.register(async (app) => {
    takeStreams(app);

    handleStream({ ...http, app }, addFileCall, async (asked) => {
      const { actor, query, inTx } = asked;
      const name = parseFileName(query.name);
      if (name === undefined) throw fileRefusals.badName({});
      const cooperativeId = query.cooperativeId ?? null;
      if (!isInReach(actor, cooperativeId)) throw fileRefusals.outOfReach({});
      const kept = await receive(asked, vault, quota, bytesMax);
      const file = { ...kept, id: query.id, name, cooperativeId, uploadedAt: now(), uploadedBy: actor.userId };
      return await inTx(async (tx) => {
        await refuseBeyondQuota(tx, quota, { ...kept, userId: actor.userId });
        return await addFile(tx, vault, actor, file);
      });
    });

    handleStream({ ...http, app }, getFileCall, async ({ params, inTx, reply }) => {
      const { file, photo } = await inTx((tx) => fileWithPhoto(tx, params.id));
      const name = downloadName(file.name, photo === undefined ? file.mediaType : 'image/webp');
      reply.header('content-disposition', attachmentOf(name));
      if (photo !== undefined) return await sendPhoto(reply, vault, photo, 'large');
      return await sendContent(reply, vault, file.sha256, file.mediaType);
    });

    handleStream({ ...http, app }, getPhotoCall, async ({ params, query, inTx, reply }) => {
      const { photo } = await inTx((tx) => fileWithPhoto(tx, params.id));
      if (photo === undefined) throw fileRefusals.notFound({});
      return await sendPhoto(reply.header('content-disposition', 'inline'), vault, photo, query.size);
    });
  });
}

/** A file within reach and, of an image, what is shown in its place. @throws files/not-found */
async function fileWithPhoto(tx: Tx, id: Id<'file'>): Promise<{ file: FileShown; photo: Photo | undefined }> {
  const [file] = await filesOf(tx, [id]);
  if (file === undefined) throw fileRefusals.notFound({});
  if (!isImage(file.mediaType)) return { file, photo: undefined };
  return { file, photo: (await photosOf(tx, [file.sha256])).get(file.sha256) ?? { state: 'waiting' } };
}

/** Documents of the city are added by who works for the whole of it; what row-level security would refuse anyway is refused politely. */
function isInReach({ reach }: Actor, cooperativeId: Id<'cooperative'> | null): boolean {
  return reach.scope === 'regency' || (cooperativeId !== null && reach.cooperativeIds.includes(cooperativeId));
}

/** Always to be saved, never shown; the name in the form that holds any letter (RFC 8187). */
function attachmentOf(name: string): string {
  const encoded = encodeURIComponent(name).replace(/['()]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
  return `attachment; filename*=UTF-8''${encoded}`;
}
