import { beforeAll, describe, expect, test } from 'vitest';
import { present } from '../server/kernel/assert.ts';
import { newId } from '../server/platform/clock.ts';
import type { Change } from '../server/reporting/change.schema.ts';
import type { Picture } from '../server/reporting/picture.schema.ts';
import { type Browser, testCities } from './testing/city.ts';

// Today is 27 Nov 2025. What a week brings is recorded first, then looked at by those who may see it.
const cities = testCities();
const base = () => `/api/regencies/${cities.here.code}`;
const own = () => present(cities.here.register[0], 'the cooperative of all local roles').id;
const other = () => present(cities.here.register[1], 'a cooperative of nobody here').id;
const source = { name: 'berita acara, 24 Nov 2025', date: '2025-11-24' };

let officer: Browser;

async function send(path: string, body: object): Promise<void> {
  const answer = await officer.ask('POST', `${base()}${path}`, body);
  expect([200, 204], `${path}: ${JSON.stringify(answer.json)}`).toContain(answer.status);
}

async function picture(browser: Browser, asOf?: string): Promise<Picture> {
  const answer = await browser.ask('GET', `${base()}/picture${asOf === undefined ? '' : `?asOf=${asOf}`}`);
  expect(answer.status).toBe(200);
  return answer.json as Picture;
}

async function changes(browser: Browser, query = ''): Promise<{ rows: Change[]; next: string | null; total: number }> {
  const answer = await browser.ask('GET', `${base()}/changes${query}`);
  expect(answer.status).toBe(200);
  return answer.json as { rows: Change[]; next: string | null; total: number };
}

beforeAll(async () => {
  officer = await cities.signIn('dinas-officer');
  await send('/proposals', { id: newId(), cooperativeId: own(), openedOn: '2025-11-22', source });
  await send(`/cooperatives/${other()}/facility-actions`, {
    id: newId(),
    state: 'proposed',
    effectiveOn: '2025-10-01',
    source,
  });
  await send(`/cooperatives/${own()}/operation-actions`, {
    id: newId(),
    state: 'trading',
    effectiveOn: '2025-11-24',
    source,
  });
  await send(`/cooperatives/${own()}/premises`, {
    id: newId(),
    use: 'outlet',
    placeId: newId(),
    placeName: 'Kantor kelurahan (contoh)',
    right: 'unclear',
    validFrom: '2025-11-25',
    source,
  });
  await send(`/cooperatives/${own()}/requirements`, {
    id: newId(),
    kind: 'tax-number',
    met: true,
    metOn: '2025-11-26',
    source,
  });
}, 90_000);

describe('the picture of a day', () => {
  test('counts every cooperative on both axes, and the sums are the city', async () => {
    const { facility, operation, premises, isWholeCity } = await picture(officer);
    expect(isWholeCity).toBe(true);
    expect(Object.values(facility).reduce((sum, count) => sum + count)).toBe(34);
    expect(facility.proposed).toBe(2);
    expect(operation).toEqual({ trading: 1, notTrading: 0, unknown: 33, withBumnPartner: 1 });
    expect(premises.outlet).toBe(1);
  });

  test('counts with which money is built, and each count opens as many rows; of a past day nobody can tell', async () => {
    const { json } = await officer.ask('GET', `${base()}/funding-sources`);
    const [source] = (json as { rows: { code: string; name: string }[] }).rows;
    const { code = '', name = '' } = source ?? {};
    const edited = await officer.ask('PUT', `${base()}/cooperatives/${own()}/profile`, { fundingCode: code });
    expect([200, 204], JSON.stringify(edited.json)).toContain(edited.status);
    const { funding } = await picture(officer);
    expect(funding).toEqual([
      { source: { code, name }, cooperatives: 1 },
      { source: null, cooperatives: 33 },
    ]);
    for (const [filter, count] of [
      [code, 1],
      ['none', 33],
    ]) {
      const list = await officer.ask('GET', `${base()}/cooperatives?funding=${filter}`);
      expect(list.json.total).toBe(count);
    }
    expect((await picture(officer, '2025-11-26')).funding).toBeNull();
  });

  test('of a past day knows nothing of what came later', async () => {
    const before = await picture(officer, '2025-11-21');
    expect(before.facility.proposed).toBe(1);
    expect(before.operation.trading).toBe(0);
    expect(before.premises.outlet).toBe(0);
    expect((await picture(officer, '2025-09-30')).facility.proposed).toBe(0);
  });

  test('of a day to come is that of today', async () => {
    expect((await picture(officer, '2030-01-01')).asOf).toBe('2025-11-27');
  });

  test('of a day that is none is refused', async () => {
    expect((await officer.ask('GET', `${base()}/picture?asOf=27-11-2025`)).status).toBe(400);
  });

  test('of a lurah and of a partner is that of their own cooperatives', async () => {
    for (const role of ['lurah', 'partner'] as const) {
      const { facility, isWholeCity, places } = await picture(await cities.signIn(role));
      expect(isWholeCity, role).toBe(false);
      expect(Object.values(facility).reduce((sum, count) => sum + count)).toBe(1);
      expect(places.map(({ cooperative }) => cooperative.id)).toEqual([own()]);
    }
  });
});

describe('the changes of a week', () => {
  test('are what began, with its source, newest first, and what was reported late', async () => {
    const { rows, total } = await changes(officer);
    expect(rows.map(({ on, kind, about, late }) => [on, kind, about, late])).toEqual([
      ['2025-11-27', 'partnership_begun', 'Perum Bulog', false],
      ['2025-11-26', 'requirement_met', 'NPWP', false],
      ['2025-11-25', 'premises_begun', 'outlet', false],
      ['2025-11-24', 'operation', 'trading', false],
      ['2025-11-22', 'facility', 'proposed', false],
      ['2025-11-22', 'proposal_opened', null, false],
    ]);
    expect(total).toBe(rows.length);
    expect(rows.every(({ cooperative }) => cooperative?.id === own())).toBe(true);
  });

  test('page by key without losing or doubling one', async () => {
    const whole = (await changes(officer)).rows.map((row) => row.id);
    const read: string[] = [];
    let after = '';
    for (;;) {
      const page = await changes(officer, `?limit=2${after}`);
      expect(page.total).toBe(whole.length);
      read.push(...page.rows.map((row) => row.id));
      if (page.next === null) break;
      after = `&after=${encodeURIComponent(page.next)}`;
    }
    expect(read).toEqual(whole);
  });

  test('of one kind only', async () => {
    expect((await changes(officer, '?kind=premises_begun')).rows.map((row) => row.about)).toEqual(['outlet']);
  });

  test('end with the day asked for', async () => {
    const { rows } = await changes(officer, '?asOf=2025-11-23');
    expect(rows.map((row) => row.kind).toSorted()).toEqual(['facility', 'proposal_opened']);
  });

  test('show a partner nothing that its lists would not show', async () => {
    const { rows } = await changes(await cities.signIn('partner'));
    const kinds = new Set(rows.map((row) => row.kind));
    expect(kinds).toEqual(new Set(['facility', 'operation', 'premises_begun', 'partnership_begun']));
  });

  test('of the other city are not there', async () => {
    expect((await officer.ask('GET', `/api/regencies/${cities.there.code}/changes`)).status).toBe(404);
  });

  test('stand first on the picture, which says how many there are', async () => {
    const { changes: shown } = await picture(officer);
    expect(shown.rows.map((row) => row.id)).toEqual((await changes(officer)).rows.map((row) => row.id));
    expect(shown.total).toBe(6);
  });
});
