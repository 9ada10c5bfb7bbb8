import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { axeFindings, noBrowser, openBrowser, shoot, visitAs } from './browser.ts';

const demo = inject('demo');

describe.skipIf(noBrowser)(`the first screen, #2 ${noBrowser ?? ''}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test.each([
    ['dinas-head', 'laptop', 34],
    ['dinas-head', 'phone', 34],
    ['partner', 'laptop', 7],
  ] as const)('of a %s on a %s counts his %i cooperatives, and axe finds nothing', async (role, shape, total) => {
    const { page, complaints, close } = await visitAs(browser, demo, role, shape);
    await page.goto('/app/');
    const stages = page.getByRole('region', { name: 'Gedung baru' }).getByRole('link');
    await stages.first().waitFor();
    await page.locator('[data-ready]').first().waitFor();
    const counts = (await stages.allTextContents()).map((text) => Number(/\d+$/.exec(text.trim())?.[0]));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(total);
    await shoot(page, `home-${role}-${shape}`);
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  test('of a lurah on a phone says how his one cooperative stands, in words', async () => {
    const { page, complaints, close } = await visitAs(browser, demo, 'lurah', 'phone');
    await page.goto('/app/');
    const his = page.getByRole('region', { name: 'Manggar' });
    await his.getByText('dibangun').waitFor();
    expect(await his.getByRole('link').first().textContent()).toBe('Koperasi Kelurahan Merah Putih Manggar');
    await shoot(page, 'home-lurah-phone');
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  test.each([
    ['dinas-head', ''],
    ['dinas-head', '?asOf=2025-10-21'],
    ['partner', ''],
  ] as const)('of a %s%s: every figure opens as many rows', async (role, day) => {
    const { page, complaints, close } = await visitAs(browser, demo, role);
    await page.goto(`/app/${day}`);
    await page.getByRole('region', { name: 'Tempat usaha' }).getByRole('link').first().waitFor();
    const figures = await page
      .getByRole('region', { name: /^(Gedung baru|Usaha|Tempat usaha|Siapa menunggu siapa)$/ })
      .getByRole('link')
      .evaluateAll((links) =>
        links.map((link) => {
          const said = link.closest('li') ?? link; // whom it waits for is named by the link, how many beside it
          return { href: link.getAttribute('href') ?? '', count: Number(/\d+/.exec(said.textContent ?? '')?.[0]) };
        }),
      );
    expect(figures.length).toBeGreaterThanOrEqual(13);
    const opened: typeof figures = [];
    for (const { href } of figures) {
      await page.goto(href);
      const count = await page.getByText(/^\d+ baris$/).textContent();
      opened.push({ href, count: Number.parseInt(count ?? '', 10) });
    }
    expect(opened).toEqual(figures);
    expect(complaints).toEqual([]);
    await close();
  });
});
