import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { axeFindings, noBrowser, openBrowser, shoot, visitAs } from './browser.ts';

const demo = inject('demo');
const folder = process.env.LUMBUNG_TEST_DATA ?? '../shared/data';
const file = (kind: string) => join(folder, `simkopdes-balikpapan-${kind}.csv`);
const missing = noBrowser ?? (existsSync(file('stats')) ? undefined : `the SIMKOPDES files are not in ${folder}`);

describe.skipIf(missing)(`SIMKOPDES beside ours, #2 ${missing ?? ''}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test('three files are checked, then taken, then stand beside what we hold', async () => {
    const { page, complaints, close } = await visitAs(browser, demo, 'dinas-officer');
    await page.goto('/app/simkopdes', { waitUntil: 'networkidle' });
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('link', { name: 'Ambil data SIMKOPDES' }).click();
    await page.getByLabel('Lokasi').setInputFiles(file('locations'));
    await page.getByLabel('Statistik').setInputFiles(file('stats'));
    await page.getByLabel('Aset lahan').setInputFiles(file('land-assets'));
    await page.getByLabel('Keadaan per tanggal').fill('2025-11-20');
    await page.getByRole('button', { name: 'Periksa' }).click();
    await page.getByText('Ini baru pemeriksaan').waitFor();
    await shoot(page, 'simkopdes-check-laptop');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Ambil data ini' }).click();
    await page.getByText('Data sudah diambil.').waitFor();
    await page.goto('/app/simkopdes', { waitUntil: 'networkidle' });
    await shoot(page, 'simkopdes-laptop');
    await page.getByText('Sumber: SIMKOPDES').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  test('implausible figures, the same files again and an older day are told before anything is taken', async () => {
    const { page, complaints, close } = await visitAs(browser, demo, 'dinas-officer');
    await page.goto('/app/simkopdes/impor', { waitUntil: 'networkidle' });
    await page.getByLabel('Lokasi').setInputFiles(file('locations'));
    await page.getByLabel('Statistik').setInputFiles(file('stats'));
    await page.getByLabel('Aset lahan').setInputFiles(file('land-assets'));
    await page.getByLabel('Keadaan per tanggal').fill('2025-11-20');
    await page.getByRole('button', { name: 'Periksa' }).click();
    await page.getByText('Data yang sama sudah pernah diambil').waitFor();
    await page.getByText(/Batu Ampar.*Prapatan.* memegang 58,75%/).waitFor();
    expect(await page.getByRole('button', { name: 'Ambil data ini' }).count()).toBe(0);
    await page.getByLabel('Keadaan per tanggal').fill('2025-11-19');
    await page.getByRole('button', { name: 'Periksa' }).click();
    await page.getByText('Ambil sebagai riwayat bila memang data lama').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    const stats = readFileSync(file('stats'), 'utf8').replaceAll('283427500', '2834275000');
    await page
      .getByLabel('Statistik')
      .setInputFiles({ name: 'stats.csv', mimeType: 'text/csv', buffer: Buffer.from(stats) });
    await page.getByLabel('Keadaan per tanggal').fill('2025-11-21');
    await page.getByRole('button', { name: 'Periksa' }).click();
    await page.getByText('Nilai transaksi melonjak dari Rp').waitFor();
    await shoot(page, 'simkopdes-jump-laptop');
    expect(complaints).toEqual([]);
    await close();
  });

  test('where theirs and ours do not go together the cooperative’s page says so and leads to the task', async () => {
    const { page, complaints, close } = await visitAs(browser, demo, 'dinas-officer');
    await page.goto('/app/simkopdes?landStatus=Selesai', { waitUntil: 'networkidle' });
    await page
      .locator('td')
      .getByRole('link', { name: /Graha Indah/ })
      .click();
    await page.getByText('Status lahan di sana Selesai, gerai di sini dibangun.').waitFor();
    await page.getByText('Status lahan: Selesai').waitFor();
    await shoot(page, 'simkopdes-beside-laptop');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('link', { name: /Tugas terbuka sejak 27 Nov 2025, menunggu Petugas Dinas/ }).click();
    await page.getByRole('heading', { name: 'Siapa menunggu siapa' }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('the table folds on a phone', async () => {
    const { page, close } = await visitAs(browser, demo, 'mayor', 'phone');
    await page.goto('/app/simkopdes', { waitUntil: 'networkidle' });
    await shoot(page, 'simkopdes-phone');
    expect(await axeFindings(page)).toEqual([]);
    await close();
  });
});
