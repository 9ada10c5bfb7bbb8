import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { axeFindings, noBrowser, openBrowser, shoot, visit } from './browser.ts';

const { url, accounts } = inject('demo');

describe('every account of the demo', () => {
  test.each(accounts)('$role signs in and is told what it may wear', async ({ email, password, role }) => {
    const entered = await fetch(`${url}/api/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ email, password }),
    });
    expect(entered.status).toBe(200);
    const cookie = entered.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    const me = await fetch(`${url}/api/me`, { headers: { cookie } });
    expect(await me.json()).toMatchObject({ email, hats: [{ role }] });
  });
});

describe.skipIf(noBrowser)(`signing in through the browser ${noBrowser ?? ''}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test.each([
    { role: 'city-administrator', shape: 'laptop', screens: ['/app/akun', '/app/pengguna'] },
    { role: 'cooperative-chair', shape: 'phone', screens: ['/app/akun'] },
  ] as const)(
    '$role on a $shape is refused with a wrong password, then arrives where he was going, and home',
    async ({ role, shape, screens }) => {
      const { page, complaints, close } = await visit(browser, shape, { baseURL: url });
      const account = accounts.find((each) => each.role === role);
      await page.goto('/app/akun'); // asks to sign in, and leads back
      await page.getByLabel('Surel').fill(account?.email ?? '');
      await page.getByLabel('Kata sandi').fill('bukan kata sandinya');
      await page.getByRole('button', { name: 'Masuk' }).click();
      await page.getByText('Surel atau kata sandi tidak cocok. Periksa lalu coba lagi.').first().waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await page.getByLabel('Kata sandi').fill(account?.password ?? '');
      await page.getByRole('button', { name: 'Masuk' }).click();
      await page.waitForURL('**/app/akun');
      await page.goto('/app/');
      await page.getByRole('heading', { level: 1 }).waitFor();
      for (const path of screens) {
        await page.goto(path, { waitUntil: 'networkidle' });
        await page.getByRole('heading', { level: 1 }).waitFor();
        await shoot(page, `${path.slice('/app/'.length)}-${shape}`);
        expect(await axeFindings(page)).toEqual([]);
      }
      expect(complaints).toEqual([]);
      await close();
    },
  );

  test.each(['/app/pasang', '/app/undangan'])('%s without its secret says what is wrong', async (path) => {
    const { page, complaints, close } = await visit(browser, 'phone', { baseURL: url });
    await page.goto(path, { waitUntil: 'networkidle' });
    await page.getByText('Tautan ini tidak utuh').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });
});
