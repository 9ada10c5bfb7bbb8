import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { addressHeader, cookiePrefix } from './library.ts';

/** Where a request comes from: all that signing in reads of it. */
export interface Visitor {
  readonly cookies: ReadonlyMap<string, string>;
  /** As the trusted proxies say; never a header that anyone may send. */
  readonly address: string;
  readonly userAgent: string;
}

export const cookieNames = {
  session: `${cookiePrefix}.session_token`,
  secondFactor: `${cookiePrefix}.two_factor`,
  device: `${cookiePrefix}.device`,
};

export function visitorOf(request: FastifyRequest): Visitor {
  return {
    cookies: cookiesOf(request.headers.cookie ?? ''),
    address: request.ip,
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
  };
}

function cookiesOf(header: string): Map<string, string> {
  const pairs = header.split(';').map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return [name.trim(), value.join('=').trim()] as const;
  });
  return new Map(pairs.filter(([name]) => name !== ''));
}

/** What the library may see of a visitor: the one cookie that the step at hand is about. */
export function headersFor(visitor: Visitor, cookie?: string): Headers {
  const headers = new Headers({ [addressHeader]: visitor.address, 'user-agent': visitor.userAgent });
  const value = cookie === undefined ? undefined : visitor.cookies.get(cookie);
  if (cookie !== undefined && value !== undefined) headers.set('cookie', `${cookie}=${value}`);
  return headers;
}

/** The address, or for IPv6 the /64 that one subscriber gets. */
export function networkOf(address: string): string {
  return address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address;
}

/** A browser where this account once signed in keeps its own count of tries, so that strangers cannot lock its owner out. */
export function isKnownDevice(visitor: Visitor, email: string, secret: string): boolean {
  const [device = '', mac = ''] = (visitor.cookies.get(cookieNames.device) ?? '').split('.');
  const expected = Buffer.from(deviceMac(device, email, secret));
  const sent = Buffer.from(mac);
  return device !== '' && sent.length === expected.length && timingSafeEqual(sent, expected);
}

export function deviceCookie(device: string, email: string, secret: string): string {
  const value = `${device}.${deviceMac(device, email, secret)}`;
  return `${cookieNames.device}=${value}; Max-Age=31536000; Path=/; HttpOnly; Secure; SameSite=Lax`;
}

export function deviceOf(visitor: Visitor): string | undefined {
  return visitor.cookies.get(cookieNames.device)?.split('.')[0];
}

function deviceMac(device: string, email: string, secret: string): string {
  return createHmac('sha256', secret).update(`known-device\0${device}\0${email}`).digest('base64url');
}
