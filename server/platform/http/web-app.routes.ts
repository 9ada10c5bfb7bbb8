import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Http } from './http.ts';

/**
 * The outlet's light app under /gerai. Its worker and manifest lie beside its page, because a worker rules over the folder it comes from; they
 * are asked for anew each time, or a phone would stay with an old version.
 */
async function outletRoutes(http: Http, folder: string): Promise<void> {
  const [page, worker, manifest] = await Promise.all(
    ['index.html', 'sw.js', 'manifest.webmanifest'].map((name) => readFile(join(folder, 'outlet', name), 'utf8')),
  );
  const send = (reply: FastifyReply, type: string, content: string | undefined) =>
    reply.type(type).header('cache-control', 'no-cache').send(content);
  http.app.get('/gerai', (_request, reply) => reply.redirect('/gerai/'));
  http.app.get('/gerai/', (request, reply) =>
    send(reply, 'text/html; charset=utf-8', page?.replaceAll('__CSP_NONCE__', request.styleNonce)),
  );
  http.app.get('/gerai/sw.js', (_request, reply) => send(reply, 'text/javascript; charset=utf-8', worker));
  http.app.get('/gerai/manifest.webmanifest', (_request, reply) => send(reply, 'application/manifest+json', manifest));
}

/**
 * The staff's web app under /app: built files by their hashed names, kept for a year and sent as compressed at build time,
 * and for every other path of the app its one page, which carries the request's own nonce.
 */
export async function webAppRoutes(http: Http, folder: string): Promise<void> {
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  const sendPage = (request: FastifyRequest, reply: FastifyReply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(page.replaceAll('__CSP_NONCE__', request.styleNonce));

  await http.app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/app/assets/',
    decorateReply: false,
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
    index: false,
  });
  await outletRoutes(http, folder);
  http.app.get('/app', sendPage);
  http.app.get('/app/*', sendPage);
}
