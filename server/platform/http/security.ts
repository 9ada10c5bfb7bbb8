import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { httpRefusals } from './http.refusals.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Fresh for each request: the only inline styles a page may carry are those with this nonce. */
    styleNonce: string;
  }
}

/** Everything comes from this origin; no inline script, no eval, no frame, no plug-in (quality S16, S41). */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    "base-uri 'none'",
    "connect-src 'self'",
    "font-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "worker-src 'self'",
  ].join('; ');
}

/** What browsers heed, on every answer whoever makes it. */
export function securityHeaders({ publicUrl }: Config, styleNonce: string): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(styleNonce),
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(self), geolocation=(self), microphone=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    ...(publicUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
}

export function newNonce(): string {
  return randomBytes(16).toString('base64url');
}

export function addSecurityHeaders(app: FastifyInstance, config: Config): void {
  app.decorateRequest('styleNonce', '');
  app.addHook('onRequest', async (request, reply) => {
    request.styleNonce = newNonce();
    reply.headers(securityHeaders(config, request.styleNonce));
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
  });
}

/** Open data may be read by pages of any site, refusals included, but without cookies: no origin is ever named. */
export function openPublicData(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/api/public/')) return;
    reply.headers({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'etag',
      'cross-origin-resource-policy': 'cross-origin',
    });
  });
  app.options('/api/public/*', async (_request, reply) =>
    reply
      .status(204)
      .headers({
        'access-control-allow-methods': 'GET, HEAD',
        'access-control-allow-headers': 'accept, if-none-match',
        'access-control-max-age': '86400',
      })
      .send(),
  );
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A write must come from a page of ours, or from a script that is no browser: browsers always say where they are
 * (`Sec-Fetch-Site`, `Origin`) and pages of other sites cannot lie about it.
 */
export function refuseCrossSite(app: FastifyInstance, config: Config): void {
  app.addHook('onRequest', async (request) => {
    if (!safe.has(request.method) && isCrossSite(request, config)) throw httpRefusals.crossSite({});
  });
}

function isCrossSite(request: FastifyRequest, config: Config): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  const origin = request.headers.origin;
  return origin !== undefined && origin !== config.publicUrl && origin !== `${request.protocol}://${request.host}`;
}
