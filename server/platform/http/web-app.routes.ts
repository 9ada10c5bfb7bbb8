import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Http } from './http.ts';

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
  http.app.get('/app', sendPage);
  http.app.get('/app/*', sendPage);
}
