import { expect } from 'vitest';
import type * as access from '../../server/access/public.ts';
import { type Call, pathOf } from '../../server/kernel/call.ts';
import type { Browser, TestCities } from './city.ts';

interface Sent {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
}

export interface Answer {
  readonly status: number;
  /** The refusal's name, or nothing. */
  readonly refusal: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads the members it wants of whatever came back
  readonly json: any;
}

export interface Caller {
  /** Asks one call in Balikpapan as a role. */
  ask(role: access.RoleName, call: Call, sent?: Sent): Promise<Answer>;
  /** Asks what must be done. */
  done(role: access.RoleName, call: Call, sent?: Sent): Promise<Answer>;
  /** Every refusal that the calls of these modules declare and no test has met, and every one met that none declares. */
  unmet(...modules: string[]): { never: string[]; undeclared: string[] };
}

/** Asks calls as people do, and keeps which refusals were met, so that a test can say that none is missing. */
export function caller(cities: TestCities): Caller {
  const browsers = new Map<access.RoleName, Promise<Browser>>();
  const met = new Map<string, Set<string>>();
  const browserOf = (role: access.RoleName) => {
    const browser = browsers.get(role) ?? cities.signIn(role);
    browsers.set(role, browser);
    return browser;
  };
  const ask: Caller['ask'] = async (role, call, { params = {}, query, body } = {}) => {
    const path = pathOf(call, { regency: cities.here.code, ...params });
    const search = query === undefined ? '' : `?${new URLSearchParams(query)}`;
    const { status, json } = await (await browserOf(role)).ask(call.method, path + search, body);
    const refusal = status >= 400 ? String(json.type) : undefined;
    if (refusal !== undefined) met.set(call.name, (met.get(call.name) ?? new Set()).add(refusal));
    return { status, refusal, json };
  };
  return {
    ask,
    done: async (role, call, sent) => {
      const answer = await ask(role, call, sent);
      expect(answer.refusal, `${call.name} as ${role}: ${JSON.stringify(answer.json)}`).toBeUndefined();
      return answer;
    },
    unmet: (...modules) => {
      const calls = cities.http.calls.filter((call) => modules.includes(call.name.split('/')[0] ?? ''));
      const declared = (call: Call) => call.refusals.map((kind) => kind.type);
      const metBy = (call: Call) => [...(met.get(call.name) ?? [])].filter((type) => !isOfEveryCall(type));
      const pairs = (from: (call: Call) => string[], but: (call: Call) => string[]) =>
        calls.flatMap((call) =>
          from(call)
            .filter((type) => !but(call).includes(type))
            .map((type) => `${call.name}: ${type}`),
        );
      return { never: pairs(declared, metBy), undeclared: pairs(metBy, declared) };
    },
  };
}

/** What any call may answer, whoever declares it. */
function isOfEveryCall(type: string): boolean {
  return type.startsWith('request/') || type.startsWith('access/');
}
