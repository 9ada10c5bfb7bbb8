import type { FastifyInstance } from 'fastify';
import { type Call, pathOf } from '../../../kernel/call.ts';

export interface Answer {
  readonly status: number;
  /** Undefined when nothing was sent back. */
  readonly body: Record<string, unknown>;
  /** The `Set-Cookie` headers as sent. */
  readonly setCookies: readonly string[];
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Sends calls as a browser would: keeps its cookies, and has an address of its own. */
export interface Browser {
  readonly cookies: Map<string, string>;
  send(call: Call, sent?: Sent): Promise<Answer>;
}

interface Sent {
  readonly body?: unknown;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export function browser(app: FastifyInstance, address = '203.0.113.7', cookies = new Map<string, string>()): Browser {
  return {
    cookies,
    send: async (call, sent = {}) => {
      const answer = await app.inject({
        method: call.method,
        url: pathOf(call, sent.params ?? {}),
        remoteAddress: address,
        headers: {
          'sec-fetch-site': 'same-origin',
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          ...sent.headers,
        },
        ...(sent.body === undefined ? {} : { payload: sent.body as object }),
      });
      const setCookies = [answer.headers['set-cookie'] ?? []].flat();
      for (const cookie of setCookies) keep(cookies, cookie);
      const body = answer.payload === '' ? {} : answer.json<Record<string, unknown>>();
      return { status: answer.statusCode, body, setCookies, headers: answer.headers };
    },
  };
}

function keep(cookies: Map<string, string>, setCookie: string): void {
  const [pair = '', ...attributes] = setCookie.split('; ');
  const at = pair.indexOf('=');
  const isGone = attributes.some((attribute) => attribute.toLowerCase() === 'max-age=0');
  if (isGone) cookies.delete(pair.slice(0, at));
  else cookies.set(pair.slice(0, at), pair.slice(at + 1));
}
