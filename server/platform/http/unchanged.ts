import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** Answers that may be kept if asked about each time: what is public, and what a call says its reader's browser may keep. */
const mayBeKept = /^(public|private, no-cache)/;

/**
 * Gives every answer that may be kept an ETag of its content, and who has it already gets 304 and no content: on a slow line a page that did
 * not change costs one short question. Weak, as the same content may travel compressed or not.
 */
export function answerUnchanged(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const isKept = mayBeKept.test(String(reply.getHeader('cache-control') ?? ''));
    if (!isKept || reply.statusCode !== 200 || typeof payload !== 'string') return payload;
    const tag = `W/"${createHash('sha256').update(payload).digest('base64url').slice(0, 22)}"`;
    void reply.headers({ etag: tag, vary: 'accept-encoding' });
    if (!knows(request.headers['if-none-match'], tag)) return payload;
    void reply.status(304).removeHeader('content-length').removeHeader('content-type');
    return '';
  });
}

/** Proxies may send a strong form of a weak tag, or several. */
function knows(sent: string | undefined, tag: string): boolean {
  const bare = (text: string) => text.trim().replace(/^W\//, '');
  return (sent ?? '').split(',').some((each) => bare(each) === bare(tag) || each.trim() === '*');
}
