import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { axeFindings, noBrowser, openBrowser, shoot, visitAs } from './browser.ts';

const demo = inject('demo');

const served = async (page: Page) => (await page.getByRole('heading', { name: /terlayani · / }).textContent()) ?? '';

describe.skipIf(noBrowser)(`a match, #3 ${noBrowser ?? ''}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test('is asked for, explains all 34, moves a weight, locks a pair and is compared with what was before', async () => {
    const { page, complaints, close } = await visitAs(browser, demo, 'dinas-head');
    await page.goto('/app/cocokkan', { waitUntil: 'networkidle' });
    await page.getByLabel('Nama skenario').fill('tanpa beli tanah');
    await shoot(page, 'match-list');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Jalankan' }).click();
    await page.getByText('optimal terbukti').waitFor({ timeout: 60_000 });
    expect(await served(page)).toMatch(/^\d+ terlayani · \d+ belum/);
    const lines = page.locator('details');
    expect(await lines.count()).toBe(34);
    await lines.filter({ hasText: '(belum)' }).first().locator('summary').click();
    await page.getByText('sudah dihitung ulang').first().waitFor();
    await lines.first().locator('summary').click();
    await page.getByRole('button', { name: 'Hitung pilihan kedua' }).click();
    await page.getByText(/Tanpa pasangan ini/).waitFor({ timeout: 60_000 });
    await shoot(page, 'match-scenario');
    expect(await axeFindings(page)).toEqual([]);
    const before = page.url();

    await page.getByRole('button', { name: 'Larang pasangan ini' }).click();
    await page.getByLabel('Nama skenario').fill('tanpa pasangan pertama');
    const weight = page.getByRole('slider', { name: 'Jarak ke warga' });
    await weight.focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('button', { name: 'Jalankan' }).click();
    await page.waitForURL((url) => url.href !== before && url.search.includes('with='), { timeout: 60_000 });
    await page.getByText('optimal terbukti').waitFor({ timeout: 60_000 });
    await page.getByText(/dibanding pembandingnya/).waitFor();
    await page.getByText('Dilarang: ').waitFor();
    await shoot(page, 'match-compared');

    await lines.first().locator('summary').click();
    await page.getByRole('button', { name: 'Kunci pasangan ini' }).click();
    await page.getByText('Dikunci: ').waitFor();
    await page.getByLabel('Nama skenario').fill('terkunci');
    await page.getByRole('button', { name: 'Jalankan' }).click();
    await page.getByRole('heading', { level: 1, name: 'terkunci' }).waitFor({ timeout: 60_000 });
    await page.getByText('optimal terbukti').waitFor({ timeout: 60_000 });
    expect(complaints).toEqual([]);
    await close();
  }, 240_000);

  test('is read on a phone', async () => {
    const { page, complaints, close } = await visitAs(browser, demo, 'dinas-head', 'phone');
    await page.goto('/app/cocokkan', { waitUntil: 'networkidle' });
    await page.getByRole('link', { name: 'tanpa beli tanah' }).first().click();
    await page.getByText('optimal terbukti').waitFor();
    await page.locator('details').last().locator('summary').click();
    await page.getByText('Apa yang akan menolong').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    expect(await axeFindings(page)).toEqual([]);
    await shoot(page, 'match-scenario-phone');
    await page.goto('/app/cocokkan', { waitUntil: 'networkidle' });
    await shoot(page, 'match-list-phone');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    expect(complaints).toEqual([]);
    await close();
  }, 120_000);

  test.each(['laptop', 'phone'] as const)(
    'the published one says on a %s why Damai has no lot and what would unlock it',
    async (shape) => {
      const { page, complaints, close } = await visitAs(browser, demo, 'mayor', shape);
      await page.goto('/app/cocokkan', { waitUntil: 'networkidle' });
      await page.getByRole('main').getByRole('link', { name: 'dasar', exact: true }).click();
      await page.getByText('optimal terbukti').waitFor();
      const damai = page
        .locator('details')
        .filter({ has: page.getByText('Damai', { exact: true }) })
        .first();
      await damai.locator('summary').click();
      await damai.getByRole('heading', { name: 'Apa yang kurang' }).waitFor();
      const said = (await damai.textContent()) ?? '';
      expect(said).toContain('luas lahan tidak memenuhi');
      expect(said).toMatch(/gabung/i); // two small lots side by side
      await shoot(page, `match-published-${shape}`);
      expect(await axeFindings(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await close();
    },
  );
});
