import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { axeFindings, noBrowser, openBrowser, shoot, visit } from './browser.ts';

const { url } = inject('demo');
const article = {
  cooperatives: 34,
  facility: { none: 0, proposed: 31, designated: 0, underConstruction: 3, handedOver: 0 },
  operation: { trading: 7, notTrading: 0, unknown: 27, withBumnPartner: 7 },
};

test.each(['2025-10-21', '2025-11-27'])("the article's numbers stand on %s, with their source", async (asOf) => {
  const answer = await fetch(`${url}/api/public/regencies/64.71/summary?asOf=${asOf}`);
  const summary = (await answer.json()) as { sources: unknown[] };
  expect(summary).toMatchObject({ ...article, asOf });
  expect(summary.sources).toContainEqual({
    name: 'Siaran pers Pemerintah Kota Balikpapan, 21 Oktober 2025',
    date: '2025-10-21',
    sample: false,
    about: ['facility'],
  });
});

describe.skipIf(noBrowser)(`the public page, #2 ${noBrowser ?? ''}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  const grahaIndah = '/kota/64.71/kelurahan/64.71.03.1006';
  const pages = [
    ['city', '/kota/64.71', 'Kota Balikpapan'],
    ['city-en', '/kota/64.71?lang=en', 'Kota Balikpapan'],
    ['city-past', '/kota/64.71?asOf=2025-10-16', 'Kota Balikpapan'],
    ['city-before', '/kota/64.71?asOf=2025-01-01', 'Kota Balikpapan'],
    ['kelurahan', grahaIndah, 'Graha Indah'],
    ['missing', '/kota/64.71/kelurahan/64.71.99.9999', 'Halaman ini tidak ada'],
  ] as const;

  describe.each(['laptop', 'phone'] as const)('on a %s', (shape) => {
    test.each(pages)(
      '%s reads without JavaScript, fits its width, and axe finds nothing',
      async (name, path, title) => {
        const reader = await visit(browser, shape, { baseURL: url, javaScriptEnabled: false });
        await reader.page.goto(path);
        expect(await reader.page.locator('h1').textContent()).toBe(title);
        expect(reader.complaints).toEqual([]);
        await shoot(reader.page, `public-${name}-${shape}`);
        await reader.close();

        const { page, complaints, close } = await visit(browser, shape, { baseURL: url });
        await page.goto(path, { waitUntil: 'networkidle' });
        expect(await axeFindings(page)).toEqual([]);
        expect(await overflow(page)).toBe(0);
        expect(complaints).toEqual([]);
        await close();
      },
    );

    test('says in its first sentence what is built and who sells', async () => {
      const { page, close } = await visit(browser, shape, { baseURL: url, javaScriptEnabled: false });
      await page.goto('/');
      const headline = page.locator('.headline');
      expect(await headline.textContent()).toMatch(
        /^3 dari 34 gedung baru sedang dibangun\. 7 koperasi sudah berjualan\.$/,
      );
      const place = await headline.boundingBox();
      expect((place?.y ?? Infinity) + (place?.height ?? Infinity)).toBeLessThan(400);
      await close();
    });
  });

  test('with keys alone a reader passes the map, opens a kelurahan, looks at a past day and comes back', async () => {
    const { page, close } = await visit(browser, 'laptop', { baseURL: url });
    await page.goto('/kota/64.71');
    await pressUntil(page, 'Tab', 'Langsung ke isi');
    await page.keyboard.press('Enter');
    await pressUntil(page, 'Tab', 'Lewati peta, ke daftar kelurahan');
    await page.keyboard.press('Enter');
    await pressUntil(page, 'Tab', 'Graha Indah');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${grahaIndah}`);
    expect(await page.locator('h1').textContent()).toBe('Graha Indah');
    expect(await page.locator('.now').allInnerTexts()).toEqual(['Berjualan, mitra BUMN', 'Dibangun']);
    await page.locator('input[type=date]').fill('2025-09-01');
    await pressUntil(page, 'Tab', 'Tampilkan');
    await page.keyboard.press('Enter');
    await page.waitForURL('**asOf=2025-09-01');
    expect(await page.locator('.now').allInnerTexts()).toEqual(['Belum diketahui', 'Belum ada']);
    await page.getByRole('link', { name: 'Kota Balikpapan' }).press('Enter');
    await page.waitForURL('**/kota/64.71?asOf=2025-09-01');
    await close();
  });

  test('names who says so under each thing it says, and marks what is invented', async () => {
    const { page, close } = await visit(browser, 'phone', { baseURL: url, javaScriptEnabled: false });
    await page.goto(grahaIndah);
    const sources = await page.locator('.source').allInnerTexts();
    expect(sources).toEqual([
      'Sumber: Prokaltim, September 2025, 15 Sep 2025',
      'Sumber: Siaran pers Pemerintah Kota Balikpapan, 21 Oktober 2025',
      'Sumber: Daftar harga koperasi, 1 Nov 2025 contoh',
      'Sumber: data contoh, 21 Okt 2025 contoh',
      'Sumber: Prokaltim, September 2025, 15 Sep 2025; data contoh, 21 Okt 2025 contoh',
    ]);
    expect(await page.locator('.prices tr').allInnerTexts()).toHaveLength(6);
    expect(await page.locator('.prices .tag').count()).toBe(6);
    expect(await page.locator('footer code').textContent()).toMatch(/^[0-9a-f]{16}$/);
    await close();
  });

  test('costs at most 60 KB and can be read within a second on slow 4G', async () => {
    const { page, close } = await visit(browser, 'phone', { baseURL: url });
    const network = await page.context().newCDPSession(page);
    await network.send('Network.enable');
    await network.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 150,
      downloadThroughput: (1.6 * 1_048_576) / 8,
      uploadThroughput: (750 * 1024) / 8,
    });
    let bytes = 0;
    network.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await page.goto('/kota/64.71', { waitUntil: 'networkidle' });
    const painted = await page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity,
    );
    expect(bytes).toBeGreaterThan(2_000);
    expect(bytes).toBeLessThan(60_000);
    expect(painted).toBeLessThan(1_000);
    await close();
  });
});

function overflow(page: Page): Promise<number> {
  return page.evaluate<number>('Math.max(0, document.documentElement.scrollWidth - innerWidth)');
}

async function pressUntil(page: Page, key: string, name: string): Promise<void> {
  for (let times = 0; times < 60; times++) {
    await page.keyboard.press(key);
    const focused = await page.evaluate<string>('document.activeElement.textContent.trim()');
    if (focused === name) return;
  }
  throw new Error(`60 times ${key} did not reach ${name}`);
}
