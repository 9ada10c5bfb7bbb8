import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { axeFindings, noBrowser, openBrowser, shoot, visitAs } from './browser.ts';

const demo = inject('demo');

describe.skipIf(noBrowser)(`the audit log and lists as files, #2 ${noBrowser ?? ''}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test('the auditor finds what was done to one cooperative, sealed, and takes it away', async () => {
    const { page, complaints, close } = await visitAs(browser, demo, 'auditor');
    await page.goto('/app/koperasi', { waitUntil: 'networkidle' });
    await page.getByRole('link', { name: 'Koperasi Kelurahan Merah Putih Manggar', exact: true }).click();
    await page.getByRole('link', { name: 'Jejak', exact: true }).click();
    await page.getByRole('heading', { name: 'Jejak audit' }).waitFor();
    await page.getByText('mencatat fasilitas: dibangun').first().waitFor();
    await page
      .getByText(/^tersegel #\d+$/)
      .first()
      .waitFor();
    await page.getByText('Rincian').first().click();
    await shoot(page, 'audit-laptop');
    expect(await axeFindings(page)).toEqual([]);
    const taking = page.waitForEvent('download');
    await page.getByRole('button', { name: 'csv' }).click();
    const file = await taking;
    expect(file.suggestedFilename()).toMatch(/^jejak-audit-.*\.csv$/);
    const lines = (await readFile(await file.path(), 'utf8')).trim().split('\n');
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.slice(1).every((line) => !line.includes('access/enrol'))).toBe(true);
    await page.getByLabel('Sampai').fill('2020-01-01');
    await page.getByText('Tidak ada baris yang cocok dengan saringan ini.').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('pages go on by key, on a phone as wide as the phone', async () => {
    const { page, close } = await visitAs(browser, demo, 'city-administrator', 'phone');
    await page.goto('/app/jejak', { waitUntil: 'networkidle' });
    const first = await page
      .getByText(/^tersegel #\d+$/)
      .first()
      .textContent();
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    expect(await axeFindings(page)).toEqual([]);
    await shoot(page, 'audit-phone');
    await page.getByRole('button', { name: 'Berikutnya' }).click();
    await page.getByText(String(first), { exact: true }).waitFor({ state: 'detached' });
    await close();
  });

  test.each(['/app/koperasi', '/app/tempat-usaha', '/app/mitra', '/app/usulan', '/app/tugas', '/app/satgas'])(
    '%s is taken away as csv and xlsx, filtered as it is seen',
    async (path) => {
      const { page, close } = await visitAs(browser, demo, 'dinas-officer');
      await page.goto(path, { waitUntil: 'networkidle' });
      for (const ending of ['csv', 'xlsx']) {
        const taking = page.waitForEvent('download');
        await page.getByRole('button', { name: ending }).click();
        expect((await taking).suggestedFilename()).toMatch(new RegExp(`\\.${ending}$`));
      }
      await close();
    },
  );

  test('a filtered register is filtered in the file too', async () => {
    const { page, close } = await visitAs(browser, demo, 'dinas-officer');
    await page.goto('/app/koperasi?search=Damai', { waitUntil: 'networkidle' });
    const taking = page.waitForEvent('download');
    await page.getByRole('button', { name: 'csv' }).click();
    const text = await readFile(await (await taking).path(), 'utf8');
    expect(
      text
        .trim()
        .split('\n')
        .slice(1)
        .every((line) => line.includes('Damai')),
    ).toBe(true);
    await close();
  });
});
