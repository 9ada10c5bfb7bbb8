import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { kibA, landMerges, xlsxOf } from '../server/assets/kib/testing/kib-samples.ts';
import { axeFindings, noBrowser, openBrowser, shoot, visitAs } from './browser.ts';

const demo = inject('demo');
const address = 'Jl. Contoh No. 1, Kel. Manggar';

/** One good row, one whose address names no kelurahan, and three that must go back. */
const flawed = kibA([
  { register: '900001', name: 'Tanah Contoh Impor', address, certificateNumber: 'Contoh 1' },
  { register: '900002', address: 'Jl. Tanpa Kelurahan', certificateNumber: 'Contoh 2' },
  { register: '', address, certificateNumber: 'Contoh 3' },
  { register: '900004', area: '1,240', address, certificateNumber: 'Contoh 4' },
  { register: '900005', certificateDate: '31-02-2020', address, certificateNumber: 'Contoh 5' },
]);

async function upload(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.goto('/app/aset/impor', { waitUntil: 'networkidle' });
  await page.getByLabel('Berkas KIB').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  await page.getByLabel('Keadaan per tanggal').fill('2025-11-26');
  await page.getByRole('button', { name: 'Unggah dan periksa' }).click();
  await page.getByText(name, { exact: true }).first().waitFor();
}

describe.skipIf(noBrowser)(`a register on screen, #3 ${noBrowser ?? ''}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test('is uploaded, looked at, taken, and what is wrong comes back to be corrected', { timeout: 90_000 }, async () => {
    const { page, complaints, close } = await visitAs(browser, demo, 'bkad-officer');
    await upload(page, 'kib-a.xlsx', await xlsxOf(flawed, landMerges));
    await page.getByText('Salah (3)').waitFor();
    await page.getByText('dapat berarti dua hal').waitFor();
    await page.getByText('register kosong').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shoot(page, 'kib-report-laptop');
    const [sheet] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Unduh lembar perbaikan (3 baris)' }).click(),
    ]);
    expect(sheet.suggestedFilename()).toBe('perbaikan-kib-a.xlsx');
    await page.getByRole('button', { name: 'Ambil 2 baris' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Ambil 2 baris' }).click();
    await page.getByText('Sudah diambil pada').waitFor({ timeout: 20_000 });
    expect(await axeFindings(page)).toEqual([]);
    await page.goto('/app/aset?search=Tanah+Contoh+Impor', { waitUntil: 'networkidle' });
    await page.getByRole('link', { name: 'Tanah Contoh Impor' }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('that cannot be read says why and what to do, also on a phone', { timeout: 60_000 }, async () => {
    const { page, close } = await visitAs(browser, demo, 'bkad-officer', 'phone');
    await upload(page, 'salah.csv', Buffer.from('Laporan;Bulanan\n1;2\n'));
    await page.getByText('Kepala tabel KIB tidak ditemukan').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shoot(page, 'kib-refused-phone');
    await upload(page, 'kib-b.xlsx', await xlsxOf(flawed, landMerges));
    await page.getByText('Salah (3)').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shoot(page, 'kib-report-phone');
    await close();
  });

  test('is no screen of a lurah', async () => {
    const { page, close } = await visitAs(browser, demo, 'lurah');
    await page.goto('/app/aset/impor', { waitUntil: 'networkidle' });
    expect(await page.getByLabel('Berkas KIB').count()).toBe(0);
    await close();
  });
});
