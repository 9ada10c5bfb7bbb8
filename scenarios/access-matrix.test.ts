import { describe, expect, test } from 'vitest';
import * as access from '../server/access/public.ts';
import { type Call, hasBody, routeOf } from '../server/kernel/call.ts';
import { newId } from '../server/platform/clock.ts';
import { registeredAssets, withRows } from './testing/assets.ts';
import { type Browser, testCities } from './testing/city.ts';
import { queryNeededBy } from './testing/sample-of.ts';

// quality.md S13, made from the table of calls: a call added later is in it by itself.
const cities = testCities();
const assets = registeredAssets(cities);

/** A request that has the call's form and names nothing that exists here; cooperative and asset may be of the other city. */
function requestOf(
  call: Call,
  regency: string,
  cooperativeId: string,
  assetId: string,
): { url: string; body: object | undefined } {
  const url = withRows(routeOf(call), { asset: assetId, scenario: newId() })
    .replace(':regency', regency)
    .replace(':cooperativeId', cooperativeId)
    .replace(':use', 'new_building')
    .replace(/:[A-Za-z]+/g, () => (call.path.startsWith('/cooperatives/') ? cooperativeId : newId()));
  const query = call.method === 'GET' ? queryNeededBy(call) : ''; // a read is told what it must be; nothing else is told anything
  return { url: url + query, body: hasBody(call) ? {} : undefined };
}

/** Whoever may make it gives nothing with it: it starts a run over the whole city. */
const asksForNothing = (call: Call) => !hasBody(call) && !call.path.includes(':') && queryNeededBy(call) === '';

const regencyCalls = () => cities.http.calls.filter((call) => call.within === 'regency');
const isIn = (call: Call, regency: string, cooperative: string, browser: Browser) => {
  const { url, body } = requestOf(call, regency, cooperative, assets.there);
  return browser.ask(call.method, url, body);
};

describe('S13 every call within a regency', () => {
  test('is refused to who is not signed in', async () => {
    for (const call of regencyCalls()) {
      const { url, body } = requestOf(call, cities.here.code, newId(), newId());
      const answer = await cities.http.app.inject({
        method: call.method as 'GET',
        url,
        ...(body ? { payload: body } : {}),
      });
      expect(answer.statusCode, call.name).toBe(401);
    }
  });

  test.each(access.roleNames)('as %s is only what the role may do, and only in his own city', async (role) => {
    const browser = await cities.signIn(role);
    const may = new Set<string>(access.roleOf(role).permissions);
    const foreign = cities.there.register[0]?.id ?? newId();
    expect(regencyCalls().length).toBeGreaterThan(20);
    for (const call of regencyCalls()) {
      const inHere = await isIn(call, cities.here.code, foreign, browser);
      if (!may.has(call.can)) expect(inHere.status, `${call.name} without ${call.can}`).toBe(403);
      else if (call.method !== 'GET')
        expect(asksForNothing(call) ? [200] : [400, 404, 415, 422], `${call.name} with nothing in it`).toContain(
          inHere.status,
        );
      else if (call.path.includes(':')) expect([200, 404], `${call.name} of the other city's`).toContain(inHere.status);
      for (const other of [foreign, assets.there])
        expect(JSON.stringify(inHere.json), `${call.name} tells nothing of the other city`).not.toContain(other);
      const nationwide = access.roleOf(role).scopes.includes('nation') && role !== 'ministry' && role !== 'auditor';
      const inThere = await isIn(call, cities.there.code, foreign, browser);
      if (!nationwide) expect(inThere.status, `${call.name} in the other city`).toBe(404);
    }
  });
});

describe('within one city', () => {
  const own = () => cities.here.register[0];
  const others = () => cities.here.register[1];
  const base = () => `/api/regencies/${cities.here.code}`;

  test.each(['lurah', 'cooperative-chair', 'cooperative-cashier', 'builder'] as const)(
    'a %s sees his own cooperative and no other, listed or by id',
    async (role) => {
      const browser = await cities.signIn(role);
      const list = await browser.ask('GET', `${base()}/cooperatives?limit=200`);
      const ids = (list.json.rows as { id: string }[]).map((row) => row.id);
      expect(ids).toContain(own()?.id);
      expect(ids).not.toContain(others()?.id);
      expect((await browser.ask('GET', `${base()}/cooperatives/${own()?.id}`)).status).toBe(200);
      expect((await browser.ask('GET', `${base()}/cooperatives/${others()?.id}`)).status).toBe(404);
    },
  );

  test('a partner sees the cooperatives it serves, and nobody of their people', async () => {
    const browser = await cities.signIn('partner');
    const list = await browser.ask('GET', `${base()}/cooperatives?limit=200`);
    expect(list.json.total).toBe(1);
    expect((await browser.ask('GET', `${base()}/cooperatives/${own()?.id}/officers`)).status).toBe(403);
    expect((await browser.ask('GET', `${base()}/cooperatives/${others()?.id}`)).status).toBe(404);
  });

  test('the auditor reads every list and writes nothing', async () => {
    const browser = await cities.signIn('auditor');
    expect((await browser.ask('GET', `${base()}/cooperatives?limit=200`)).json.total).toBe(34);
    for (const call of regencyCalls().filter((each) => each.method !== 'GET')) {
      expect((await isIn(call, cities.here.code, newId(), browser)).status, call.name).toBe(403);
    }
  });
});
