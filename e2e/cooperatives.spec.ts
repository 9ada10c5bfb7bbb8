import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { present } from '../server/kernel/assert.ts';
import { axeFindings, noBrowser, openBrowser, type Visit, visit } from './browser.ts';

const { url, accounts } = inject('demo');

describe.skipIf(noBrowser)(`the cooperatives of the city, #2 ${noBrowser ?? ''}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  async function as(role: string, shape: 'laptop' | 'phone' = 'laptop'): Promise<Visit> {
    const { email, password } = present(
      accounts.find((account) => account.role === role),
      `the demo account ${role}`,
    );
    const visitor = await visit(browser, shape, { baseURL: url });
    const answer = await visitor.page.request.post('/api/auth/sign-in', {
      data: { email, password },
      headers: { origin: url },
    });
    expect(answer.status()).toBe(200);
    return visitor;
  }

  test('an officer of the Dinas records that a building began, and sees it in the history', async () => {
    const { page, complaints, close } = await as('dinas-officer');
    await page.goto('/app/koperasi?search=Kariangau');
    await page.getByRole('link', { name: /Kariangau/ }).click();
    await page.getByRole('button', { name: 'Catat fasilitas' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('button', { name: 'Catat fasilitas' }).click();
    await form.getByRole('alert').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await form.getByLabel('Keadaan baru').selectOption('under_construction');
    await form.getByLabel('Berlaku sejak').fill('2025-11-20');
    await form.getByLabel('Target selesai').fill('2026-02-20');
    await form.getByLabel('Nama sumber').fill('Berita acara peletakan batu pertama');
    await form.getByLabel('Tanggal sumber').fill('2025-11-20');
    await form.getByRole('button', { name: 'Catat fasilitas' }).click();
    await page.getByText('Fasilitas: Dibangun').waitFor();
    await page.getByText('loncat langkah').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test("a lurah is told politely that another kelurahan's cooperative is not his", async () => {
    const officer = await as('dinas-officer');
    await officer.page.goto('/app/koperasi?search=Kariangau');
    const address = await officer.page.getByRole('link', { name: /Kariangau/ }).getAttribute('href');
    await officer.close();
    const lurah = await as('lurah', 'phone');
    await lurah.page.goto(present(address, 'the address of the cooperative'));
    await lurah.page.getByText('Koperasi ini tidak ada, atau bukan bagian Anda.').waitFor();
    expect(await lurah.page.getByRole('button', { name: 'Catat fasilitas' }).count()).toBe(0);
    expect(await axeFindings(lurah.page)).toEqual([]);
    await lurah.close();
  });

  test('the keyboard alone leads from the register to a page, into a form and out again', async () => {
    const { page, close } = await as('dinas-officer');
    await page.goto('/app/koperasi?search=Manggar');
    const link = page.getByRole('link', { name: /Manggar$/ });
    await link.waitFor();
    await tabTo(page, /Manggar$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 2, name: 'Riwayat keadaan' }).waitFor();
    await tabTo(page, /^Catat fasilitas$/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('button:focus', { hasText: 'Catat fasilitas' }).waitFor();
    await close();
  });
});

/** Presses Tab until what is focused reads so. */
async function tabTo(page: Visit['page'], name: RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    const [focused = ''] = await page.locator(':focus').allTextContents();
    if (name.test(focused)) return;
  }
  throw new Error(`the keyboard does not reach ${name}`);
}
