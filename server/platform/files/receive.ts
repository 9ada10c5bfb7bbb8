import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../kernel/actor.ts';
import type { Tx } from '../db/tx.ts';
import { type Quota, refuseBeyondQuota } from './content.store.ts';
import type { Vault, VaultedFile } from './vault.ts';

/** Within routes registered on `app` a body of any content type is a stream, because its own bytes say what it is. */
export function takeStreams(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
}

/** Of a call whose body is a file. */
interface Upload {
  readonly actor: Actor;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  inTx<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/**
 * Takes the body of a request into the vault, and asks the quota by its declared length first, so that nobody sends in vain what
 * will not be taken. Whoever names the content in a row asks the quota again, in that transaction.
 * @throws files/quota-of-person, files/quota-of-city, files/too-large, files/not-accepted
 */
export async function receive(
  { actor, request, reply, inTx }: Upload,
  vault: Vault,
  quota: Quota,
  bytesMax: number,
): Promise<VaultedFile> {
  const declared = Number(request.headers['content-length'] ?? 0);
  await inTx((tx) => refuseBeyondQuota(tx, quota, { userId: actor.userId, bytes: Math.min(declared, bytesMax) }));
  // Refused half-way, the request is not cut off but answered; what it still sends ends with the connection.
  reply.header('connection', 'close');
  return await vault.put(request.raw.iterator({ destroyOnReturn: false }), { bytesMax });
}
