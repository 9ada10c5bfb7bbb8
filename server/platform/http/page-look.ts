import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { FastifyReply } from 'fastify';
import type { Http } from './http.ts';

/** How public pages look: one sheet that travels inside the page, and what the browser may fetch later. */
export interface Look {
  readonly sheet: string;
  readonly font: { readonly path: string; readonly content: Buffer };
  readonly icon: string;
}

/** @param files style sheets in their order, in which FONT-ADDRESS stands for where the font is served; font (woff2) and icon (svg) */
export async function loadLook(files: { sheets: readonly URL[]; font: URL; icon: URL }): Promise<Look> {
  const content = await readFile(files.font);
  const path = `/huruf/${sha256(content, 'hex').slice(0, 16)}.woff2`;
  const sheets = await Promise.all(files.sheets.map((sheet) => readFile(sheet, 'utf8')));
  return {
    sheet: compact(sheets.join('\n').replace('FONT-ADDRESS', path)),
    font: { path, content },
    icon: await readFile(files.icon, 'utf8'),
  };
}

/** Nothing but the page, its own sheet, its icon and its font: no script at all, ours or another's. */
export function pagePolicy({ sheet }: Look): string {
  return [
    "default-src 'none'",
    "base-uri 'none'",
    "font-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self'",
    `style-src 'sha256-${sha256(Buffer.from(sheet), 'base64')}'`,
  ].join('; ');
}

const robots = 'User-agent: *\nDisallow: /app/\nDisallow: /api/\n';

export function serveLook({ app }: Http, { font, icon }: Look): void {
  const keep = (reply: FastifyReply, days: number) => reply.header('cache-control', `public, max-age=${days * 86_400}`);
  app.get(font.path, async (_request, reply) => keep(reply, 365).type('font/woff2').send(font.content));
  app.get('/lumbung.svg', async (_request, reply) => keep(reply, 7).type('image/svg+xml').send(icon));
  app.get('/favicon.ico', async (_request, reply) => keep(reply, 7).redirect('/lumbung.svg', 301));
  app.get('/robots.txt', async (_request, reply) => keep(reply, 1).type('text/plain; charset=utf-8').send(robots));
}

function compact(sheet: string): string {
  return sheet
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/;}/g, '}')
    .trim();
}

function sha256(content: Buffer, encoding: 'hex' | 'base64'): string {
  return createHash('sha256').update(content).digest(encoding);
}
