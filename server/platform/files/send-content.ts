import type { FastifyReply } from 'fastify';
import { fileRefusals } from './file.refusals.ts';
import type { PhotoSize } from './file.schema.ts';
import type { Photo } from './photo.store.ts';
import type { Vault } from './vault.ts';

/** Sends a content of the vault so that nothing in it can act: whatever it is, a browser gives it no script, no origin and no other type. */
export async function sendContent(
  reply: FastifyReply,
  vault: Vault,
  sha256: string,
  mediaType: string,
): Promise<FastifyReply> {
  const content = await vault.open(sha256);
  const { size } = await content.stat();
  return reply
    .headers({
      'content-type': mediaType,
      'content-length': size,
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
    })
    .send(content.createReadStream());
}

/** Sends what we made of an image. @throws files/not-ready, files/unreadable */
export async function sendPhoto(
  reply: FastifyReply,
  vault: Vault,
  photo: Photo,
  size: PhotoSize = 'large',
): Promise<FastifyReply> {
  if (photo.state === 'waiting') throw fileRefusals.notReady({});
  if (photo.state === 'unreadable') throw fileRefusals.unreadable({ why: photo.why });
  return await sendContent(reply, vault, size === 'large' ? photo.largeSha256 : photo.smallSha256, 'image/webp');
}
