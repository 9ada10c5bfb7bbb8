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
    ['dinas-head', 'laptop', '31'],
    ['dinas-head', 'phone', '31'],
    ['lurah', 'phone', '0'],
    ['partner', 'laptop', '6'],
  ] as const)('of a %s on a %s counts %s in proposal, and axe finds nothing', async (role, shape, proposed) => {
    const { page, complaints, close } = await visitAs(browser, demo, role, shape);
    await page.goto('/app/');
    await page.locator('[data-ready]').first().waitFor();
    await page.getByRole('link', { name: new RegExp(`^${proposed} diusulkan`) }).waitFor();
    await shoot(page, `home-${role}-${shape}`);
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });
});
