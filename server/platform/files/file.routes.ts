import type { Actor } from '../../kernel/actor.ts';
import type { Id } from '../../kernel/ids.ts';
import { now } from '../clock.ts';
import { handleStream } from '../http/handle.ts';
import type { Http } from '../http/http.ts';
import { addFile } from './add-file.command.ts';
import { fileRefusals } from './file.refusals.ts';
import { addFileCall, bytesMax, getFileCall } from './file.schema.ts';
import { filesOf } from './file.store.ts';
import { downloadName, parseFileName } from './file-name.ts';
import type { MediaType } from './media-type.ts';
import type { Vault } from './vault.ts';

export async function fileRoutes(http: Http, vault: Vault): Promise<void> {
  await http.app.register(async (app) => {
    // Within these routes a body of any content type is a stream, because its own bytes say what it is.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, _payload, done) => done(null));

    handleStream({ ...http, app }, addFileCall, async ({ actor, query, inTx, request, reply }) => {
      const name = parseFileName(query.name);
      if (name === undefined) throw fileRefusals.badName({});
      const cooperativeId = query.cooperativeId ?? null;
      if (!isInReach(actor, cooperativeId)) throw fileRefusals.outOfReach({});
      // Refused half-way, the request is not cut off but answered; what it still sends ends with the connection.
      reply.header('connection', 'close');
      const content = request.raw.iterator({ destroyOnReturn: false });
      const kept = await vault.put(content, { bytesMax });
      const file = { ...kept, id: query.id, name, cooperativeId, uploadedAt: now(), uploadedBy: actor.userId };
      return await inTx((tx) => addFile(tx, actor, file));
    });

    handleStream({ ...http, app }, getFileCall, async ({ params, inTx, reply }) => {
      const [file] = await inTx((tx) => filesOf(tx, [params.id]));
      if (file === undefined) throw fileRefusals.notFound({});
      const content = await vault.open(file.sha256);
      return reply
        .headers({
          'content-type': file.mediaType,
          'content-length': file.bytes,
          'content-disposition': attachmentOf(downloadName(file.name, file.mediaType as MediaType)),
          'content-security-policy': "sandbox; default-src 'none'",
          'cross-origin-resource-policy': 'same-origin',
        })
        .send(content.createReadStream());
    });
  });
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
