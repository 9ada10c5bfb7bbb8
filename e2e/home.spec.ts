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
    ['lurah', 'phone', 1],
    ['partner', 'laptop', 7],
  ] as const)('of a %s on a %s counts his %i cooperatives, and axe finds nothing', async (role, shape, total) => {
    const { page, complaints, close } = await visitAs(browser, demo, role, shape);
    await page.goto('/app/');
    await page.locator('[data-ready]').first().waitFor();
    const stages = page.getByRole('region', { name: 'Gedung baru' }).getByRole('link');
    const counts = (await stages.allTextContents()).map((text) => Number(/\d+$/.exec(text.trim())?.[0]));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(total);
    await shoot(page, `home-${role}-${shape}`);
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });
});
