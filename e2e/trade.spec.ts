import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { axeFindings, noBrowser, openBrowser, shoot, visitAs } from './browser.ts';

const demo = inject('demo');

/** What a screen of books or trade must show of the demo: its address, who opens it, and a text that only its data can put there. */
const screens = [
  ['/app/kelebihan', 'cooperative-manager', 'Jual beli'],
  ['/app/kelebihan?tab=board', 'cooperative-manager', 'Beras medium, 5 × karung 50 kg'],
  ['/app/kelebihan?tab=suggestions', 'dinas-officer', 'MinyaKita 1 liter, 3 × dus 12 x 1 liter'],
  ['/app/kelebihan', 'dinas-head', 'Gula pasir, 5 × karung 50 kg'],
] as const;

describe.skipIf(noBrowser)(`trade between outlets, #4 ${noBrowser ?? ''}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test.each(screens)('%s shows %s what the demo holds', async (address, role, text) => {
    for (const shape of ['laptop', 'phone'] as const) {
      const { page, complaints, close } = await visitAs(browser, demo, role, shape);
      await page.goto(address);
      await page.getByText(text).first().waitFor();
      expect(await axeFindings(page)).toEqual([]);
      const excess = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(excess).toBeLessThanOrEqual(0);
      await shoot(page, `trade-${role}-${address.split('=')[1] ?? 'sales'}-${shape}`);
      expect(complaints).toEqual([]);
      await close();
    }
  });

  test('a manager offers goods, is told at the field what is missing, and takes the notice down again', async () => {
    const { page, complaints, close } = await visitAs(browser, demo, 'cooperative-manager');
    await page.goto('/app/kelebihan?tab=board');
    await page.getByRole('button', { name: 'Pasang di papan' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Jenis').selectOption('offer');
    await form.getByLabel('Barang').selectOption('sugar-kg');
    await form.getByLabel('Jumlah kemasan').fill('1');
    await form.getByLabel('Berlaku sampai').fill('2025-12-05');
    await form.getByRole('button', { name: 'Pasang di papan' }).click();
    await form.getByText('Tulis harga per kemasan untuk barang yang ditawarkan.', { exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await form.getByLabel('Harga per kemasan').fill('820000');
    await form.getByRole('button', { name: 'Pasang di papan' }).click();
    const row = page.getByRole('row', { name: /Gula pasir, 1 × karung 50 kg/ });
    await row.getByRole('button', { name: 'Turunkan' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Turunkan' }).click();
    await row.waitFor({ state: 'hidden' });
    expect(complaints).toEqual([]);
    await close();
  });

  test('the Dinas opens a sale and sees each step of the two, down to the money', async () => {
    const { page, complaints, close } = await visitAs(browser, demo, 'dinas-officer');
    await page.goto('/app/kelebihan');
    await page.getByRole('link', { name: /Gula pasir/ }).click();
    await page.getByText('Masuk buku penjual').waitFor();
    await page.getByText('Uang diterima penjual').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shoot(page, 'trade-sale-laptop');
    expect(complaints).toEqual([]);
    await close();
  });
});
