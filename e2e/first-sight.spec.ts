import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { axeFindings, noBrowser, openBrowser, shoot, visit } from './browser.ts';

describe.skipIf(noBrowser)(`what a visitor sees first ${noBrowser ?? ''}`, () => {
  const { url } = inject('demo');
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  describe.each(['laptop', 'phone'] as const)('on a %s', (shape) => {
    test.each([
      { name: 'public page', path: '/' },
      { name: 'sign-in', path: '/app/masuk' },
    ])('the $name opens without complaint, and axe finds nothing', async ({ name, path }) => {
      const { page, complaints, close } = await visit(browser, shape, { baseURL: url });
      await page.goto(path, { waitUntil: 'networkidle' });
      await shoot(page, `${name.replace(' ', '-')}-${shape}`);
      expect(complaints).toEqual([]);
      expect(await axeFindings(page)).toEqual([]);
      await close();
    });
  });
});
