import type { FastifyInstance } from 'fastify';

const finishMsMax = 5_000;

/** Takes no new requests and lets those under way finish; a client that dawdles is cut off, so that none can keep us from stopping. */
export async function closeInTime(app: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), finishMsMax);
  await app.close();
  clearTimeout(cut);
}
