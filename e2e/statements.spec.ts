import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { axeFindings, noBrowser, openBrowser, shoot, visitAs } from './browser.ts';

const demo = inject('demo');
const names = ['Neraca', 'Perhitungan hasil usaha', 'Arus kas', 'Perubahan ekuitas', 'Neraca saldo'];

/** What stands in the row of this name, its first amount. */
const amountIn = async (page: Page, name: string) =>
  (await page
    .getByRole('row', { name: new RegExp(`^${name} `) })
    .getByRole('cell')
    .first()
    .textContent()) ?? '';

describe.skipIf(noBrowser)(`the statements of a book ${noBrowser ?? ''}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test('are read by the Dinas from the city down to the lines of an account, and taken away', async () => {
    const { page, complaints, close } = await visitAs(browser, demo, 'dinas-head');
    await page.goto('/app/buku/laporan', { waitUntil: 'networkidle' });
    await page.getByText('tidak digabung').waitFor();
    await shoot(page, 'keuangan-kota');
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('navigation', { name: 'Laporan' }).waitFor();
    expect(await amountIn(page, 'Total aset')).toBe(await amountIn(page, 'Total kewajiban dan ekuitas'));
    await shoot(page, 'neraca');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'PDF', exact: true }).click(),
    ]);
    expect((await readFile(await file.path())).subarray(0, 5).toString()).toBe('%PDF-');
    for (const name of names) {
      await page.getByRole('link', { name, exact: true }).click();
      await page.getByRole('table', { name }).waitFor();
      expect(await axeFindings(page)).toEqual([]);
    }
    await page.getByRole('link', { name: /^411000 / }).click();
    await page.getByRole('heading', { level: 1, name: /^Buku besar 411000/ }).waitFor();
    const [workbook] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Setahun, lembar per bulan' }).click(),
    ]);
    expect(workbook.suggestedFilename()).toBe('buku-411000-2025.xlsx');
    expect(complaints).toEqual([]);
    await close();
  });

  test('are the treasurer\u2019s own at once, also on a phone, where Buku Kas begins with what last month left', async () => {
    const { page, complaints, close } = await visitAs(browser, demo, 'cooperative-treasurer', 'phone');
    await page.goto('/app/buku/laporan?statement=incomeStatement', { waitUntil: 'networkidle' });
    await page.getByText('Partisipasi neto anggota').waitFor();
    await shoot(page, 'phu-360');
    await page.goto('/app/buku/kas', { waitUntil: 'networkidle' });
    await page.getByText('Saldo Bulan Lalu').waitFor();
    await page.getByLabel('Akun').selectOption('111100');
    await page.getByRole('heading', { level: 1, name: 'Buku Kas kecil gerai' }).waitFor();
    await shoot(page, 'buku-kas-360');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByLabel('Bulan').fill('2024-12');
    await page.getByText('Saldo Bulan Lalu').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});
