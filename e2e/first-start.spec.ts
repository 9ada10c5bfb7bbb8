import { readFile } from 'node:fs/promises';
import { TOTP } from 'otpauth';
import { describe, expect, test } from 'vitest';
import { axeFindings, noBrowser, openBrowser, shoot, visit } from './browser.ts';
import { startServer } from './demo.ts';

const log = 'var/first-start-e2e.log';
const password = 'perahu biru di teluk';

describe.skipIf(noBrowser)(`the real thing, empty, started for the first time ${noBrowser ?? ''}`, () => {
  test('its console link makes the first administrator, who sets up his second factor before anything else', async () => {
    const { url, stop } = await startServer(['server/main.ts'], log);
    const browser = await openBrowser();
    try {
      const { page, complaints } = await visit(browser, 'laptop', { baseURL: url });
      const link = /\/app\/pasang#\S+/.exec(await readFile(log, 'utf8'))?.[0] ?? 'no link was printed';
      await page.goto(link);
      await page.getByRole('combobox', { name: 'Kota' }).fill('balikpapan');
      await page
        .getByRole('option', { name: /Balikpapan/ })
        .first()
        .click();
      await page.getByLabel('Nama').fill('Administrator Kota');
      await page.getByLabel('Surel').fill('admin@balikpapan.contoh.id');
      await page.getByLabel('Kata sandi').fill(password);
      await page.getByRole('button', { name: 'Mulai' }).click();

      await page.waitForURL('**/app/sandi-kedua**');
      await page.goto('/app/pengguna'); // there is no way around it
      await page.waitForURL('**/app/sandi-kedua**');
      expect(await axeFindings(page)).toEqual([]);
      await page.getByLabel('Kata sandi').fill(password);
      await page.getByRole('button', { name: 'Lanjutkan' }).click();
      const secret = await page.locator('code').first().textContent();
      await shoot(page, 'second-factor-laptop');
      expect(await axeFindings(page)).toEqual([]);
      const totp = new TOTP({ secret: secret ?? '' });
      await page.getByLabel('Enam angka').fill(totp.generate());
      await page.getByRole('button', { name: 'Selesaikan pemasangan' }).click();
      await page.getByRole('heading', { level: 1, name: 'Pengguna' }).waitFor(); // where he was going
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
      await stop();
    }
  });
});
