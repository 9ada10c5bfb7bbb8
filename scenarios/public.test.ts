import { describe, expect, test } from 'vitest';
import * as cooperatives from '../server/cooperatives/public.ts';
import { present } from '../server/kernel/assert.ts';
import { rupiah } from '../server/kernel/rupiah.ts';
import * as partners from '../server/partners/public.ts';
import { newId } from '../server/platform/clock.ts';
import type { Tx } from '../server/platform/db/tx.ts';
import { wholeRegency } from '../server/platform/jobs/tasks.ts';
import * as publication from '../server/publication/public.ts';
import { testCities, today } from './testing/city.ts';

const cities = testCities();
const machine = { role: 'machine' } as const;
const base = '/api/public/regencies/64.71';

/** Addresses as the browser reads them: `=` and `&` are written as entities. */
const read = (body: string) => body.replaceAll('&#61;', '=').replaceAll('&#38;', '&');

const get = (url: string, headers: Record<string, string> = {}) => cities.http.app.inject({ url, headers });

/** The first cooperative of the city, whose kelurahan the page tests open. */
const first = () => present(cities.here.register[0], 'a cooperative');
const villagePath = () => `/kota/64.71/kelurahan/${present(first().villages[0], 'its kelurahan').code}`;

/** Records facts and carries out what they leave to be done, as the job would. */
async function recordAndPublish(work: (tx: Tx) => Promise<void> = async () => undefined): Promise<void> {
  await cities.http.database.inRegency(wholeRegency(cities.here.regency.id), async (tx) => {
    await work(tx);
    const ids = cities.here.register.map(({ id }) => id);
    await publication.publish(tx, ids, today);
  });
}

describe('the summary of a city', () => {
  test('of a day before the cooperatives were founded is of none; of a day to come, of today', async () => {
    await recordAndPublish();
    expect((await get(`${base}/summary?asOf=2025-07-06`)).json()).toMatchObject({
      cooperatives: 0,
      asOf: '2025-07-06',
    });
    expect((await get(`${base}/summary?asOf=2031-01-01`)).json()).toMatchObject({ cooperatives: 34, asOf: today });
    expect((await get(`${base}/summary`)).json()).toMatchObject({
      cooperatives: 34,
      facility: { none: 34, proposed: 0, designated: 0, underConstruction: 0, handedOver: 0 },
      operation: { trading: 0, notTrading: 0, unknown: 34, withBumnPartner: 0 },
    });
  });

  test.each(['2025-02-30', 'kemarin', '2025-1-1', '%27'])('refuses the day "%s"', async (day) => {
    expect((await get(`${base}/summary?asOf=${day}`)).statusCode).toBe(400);
  });

  test('of a city nobody knows is 404, in a form that pages of other sites may read', async () => {
    const answer = await get('/api/public/regencies/99.99/summary', { origin: 'https://koran.example' });
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ type: 'publication/unknown-city', code: '99.99' });
    expect(answer.headers['access-control-allow-origin']).toBe('*');
  });
});

describe('pages of other sites', () => {
  const foreign = { origin: 'https://koran.example', 'sec-fetch-site': 'cross-site' };

  test.each(['summary', 'cooperatives', 'cooperatives.geojson', 'cooperatives.csv', 'boundaries.geojson'])(
    'may read %s, also after asking first',
    async (file) => {
      const answer = await get(`${base}/${file}`, foreign);
      expect([answer.statusCode, answer.headers['access-control-allow-origin']]).toEqual([200, '*']);
      expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
      expect(answer.headers['cache-control']).toMatch(/^public, max-age=60/);
      const asked = await cities.http.app.inject({ method: 'OPTIONS', url: `${base}/${file}`, headers: foreign });
      expect([asked.statusCode, asked.headers['access-control-allow-methods']]).toEqual([204, 'GET, HEAD']);
    },
  );

  test.each(['/api/me', '/api/regencies/64.71/cooperatives', '/api/auth/sessions', '/kota/64.71', '/openapi.json'])(
    'may not read %s',
    async (url) => {
      expect((await get(url, foreign)).headers['access-control-allow-origin']).toBeUndefined();
    },
  );
});

describe('what did not change is not sent again', () => {
  test.each([
    ['summary', () => `${base}/summary`],
    ['csv', () => `${base}/cooperatives.csv`],
    ['city page', () => '/kota/64.71'],
    ['village page', () => villagePath()],
  ])('%s: 304 without content, until a fact changes', async (_name, url) => {
    await recordAndPublish();
    const once = await get(url());
    const tag = present(once.headers.etag, 'an ETag');
    const again = await get(url(), { 'if-none-match': `"other", ${tag}` });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    const other = await get(url(), { 'if-none-match': 'W/"other"' });
    expect([other.statusCode, other.body]).toEqual([200, once.body]);

    const price = { id: newId<'commodity-price'>(), commodityCode: 'sugar-kg', carried: true };
    const priceIdr = rupiah(17_000 + Math.round(performance.now()));
    await recordAndPublish((tx) =>
      cooperatives.recordCommodity(
        tx,
        machine,
        first().id,
        { ...price, priceIdr, effectiveOn: today, source: { name: `nota ${priceIdr}`, date: today } },
        today,
      ),
    );
    expect((await get(url(), { 'if-none-match': tag })).statusCode).toBe(200);
  });

  test('what is private has no ETag and is kept by nobody', async () => {
    const answer = await (await cities.signIn('dinas-head')).ask('GET', '/api/regencies/64.71/cooperatives');
    expect(answer.status).toBe(200);
    expect((await get('/api/me')).headers).toMatchObject({ 'cache-control': 'no-store' });
    expect((await get('/api/me')).headers.etag).toBeUndefined();
  });
});

describe('hostile names', () => {
  const hostile = `<img src=x onerror=alert(1)>"'&`;
  const formula = '=HYPERLINK("http://jahat.example","klik")';

  test('are text on the page and no formula in the table', async () => {
    await recordAndPublish(async (tx) => {
      const partnerId = newId<'partner'>();
      await partners.addPartner(tx, machine, { id: partnerId, name: formula, kind: 'other' });
      await partners.addPartnership(tx, machine, {
        id: newId(),
        cooperativeId: first().id,
        partnerId,
        goods: ['staples'],
        stage: 'active',
        validFrom: today,
        source: { name: hostile, date: today },
      });
      await cooperatives.addPremises(tx, machine, first().id, {
        id: newId(),
        placeId: newId(),
        use: 'outlet',
        placeName: hostile,
        right: 'lent_by_owner',
        validFrom: today,
        source: { name: hostile, date: today },
      });
    });
    for (const url of ['/kota/64.71', villagePath()]) {
      const { body, headers } = await get(url);
      expect(body).not.toMatch(/<img|<script|onerror=alert\(1\)>"/);
      expect(read(body)).toContain('&#60;img src=x onerror=alert(1)&#62;');
      expect(headers['content-security-policy']).toContain("default-src 'none'");
    }
    const { body } = await get(`${base}/cooperatives.csv`);
    expect(body).toContain(`"'=HYPERLINK(`);
    expect(body).not.toMatch(/(^|,)"?=/m);
  });

  test.each(['<script>alert(1)</script>', '"><svg onload=alert(1)>', '../../etc/passwd'])(
    'an address with %s is answered with a page that does not repeat it raw',
    async (text) => {
      const answer = await get(
        `/kota/64.71/kelurahan/${encodeURIComponent(text)}?asOf=${encodeURIComponent(text)}&lang=${encodeURIComponent(text)}`,
      );
      expect(answer.statusCode).toBe(404);
      expect(answer.body).not.toMatch(/<script|<svg onload|etc\/passwd"/);
    },
  );
});

describe('a page that cannot be shown', () => {
  test.each([
    ['/tidak/ada', 404, 'Halaman ini tidak ada'],
    ['/kota/99.99', 404, 'Halaman ini tidak ada'],
    ['/kota/64.71/kelurahan/99.99.99.9999', 404, 'Halaman ini tidak ada'],
    ['/kota/%E0%A4%A', 400, 'Halaman ini tidak ada'],
    ['/tidak/ada?lang=en', 404, 'There is no such page'],
  ])('%s is %i, in words, with the way on', async (url, status, title) => {
    const answer = await get(url);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([status, 'text/html; charset=utf-8']);
    expect(answer.body).toContain(`<h1>${title}</h1>`);
    expect(answer.body).toContain('class="button" href="/');
    expect(answer.body).toContain('noindex');
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test.each(['/api/tidak-ada', '/api/public/tidak-ada', '/app/assets/tidak-ada.js'])('%s stays data', async (url) => {
    const answer = await get(url);
    expect(answer.statusCode).toBe(404);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });
});

describe('a page of a past day', () => {
  test('says which day, and its links stay there, in both languages', async () => {
    await recordAndPublish();
    const body = read((await get('/kota/64.71?asOf=2025-10-21&lang=en')).body);
    expect(body).toContain('As of 21 Oct 2025');
    expect(body).toContain(`href="${villagePath()}?asOf=2025-10-21&lang=en"`);
    expect(body).toContain('href="/kota/64.71?asOf=2025-10-21" lang="id"');
    const village = read((await get(`${villagePath()}?asOf=2025-10-21`)).body);
    expect(village).toContain('Keadaan per 21 Okt 2025.');
    expect(village).toContain('href="/kota/64.71?asOf=2025-10-21"');
  });

  test('that does not exist is today', async () => {
    expect((await get('/kota/64.71?asOf=2025-02-30')).body).toContain('Keadaan per 27 Nov 2025');
  });

  test('before the city began says so and draws no empty map', async () => {
    const { body, statusCode } = await get('/kota/64.71?asOf=2020-01-01');
    expect(statusCode).toBe(200);
    expect(body).toContain('Belum ada koperasi kelurahan di sini pada 1 Jan 2020.');
    expect(body).not.toMatch(/NaN|undefined/);
  });
});

test('search engines find both languages, and machines what is theirs', async () => {
  const body = read((await get(`${villagePath()}?asOf=2025-10-21`)).body);
  expect(body).toMatch(/<title>[^<]+, Kota Balikpapan<\/title>/);
  expect(body).toMatch(/<link rel="alternate" href="http[^"]+lang=en" hreflang="en">/);
  expect((await get('/robots.txt')).body).toContain('Disallow: /app/');
  expect((await get('/lumbung.svg')).headers['content-type']).toContain('image/svg+xml');
  expect((await get('/favicon.ico')).headers.location).toBe('/lumbung.svg');
  const font = present(/\/huruf\/[0-9a-f]+\.woff2/.exec(body)?.[0], 'the font');
  expect((await get(font)).headers).toMatchObject({
    'content-type': 'font/woff2',
    'cache-control': 'public, max-age=31536000',
  });
});
