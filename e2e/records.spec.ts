import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { axeFindings, noBrowser, openBrowser, shoot, visitAs } from './browser.ts';

const demo = inject('demo');

/** The smallest PDF a check of magic bytes and ending takes for one. */
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

async function openOwn(page: Page, tab: string): Promise<void> {
  await page.goto('/app/koperasi', { waitUntil: 'networkidle' });
  await page.locator('td a').first().click();
  await page.getByRole('navigation', { name: 'Bagian halaman koperasi' }).waitFor();
  await page.getByRole('link', { name: tab, exact: true }).last().click();
}

async function submit(page: Page, verb: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: verb, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

describe.skipIf(noBrowser)(`records of one cooperative, #2 ${noBrowser ?? ''}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test.each([
    ['cooperative-chair', 'dicatat oleh Ketua koperasi'],
    ['facilitator', 'diisi oleh Pendamping, atas nama koperasi'],
  ])('a %s keeps a requirement with its document, an officer, a price and a place', async (role, recorded) => {
    const { page, complaints, close } = await visitAs(browser, demo, role);
    await openOwn(page, 'Syarat');
    await page.getByRole('button', { name: 'Catat', exact: true }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Tanggal terpenuhi').fill('2025-11-20');
    await dialog.getByLabel('Dokumen').setInputFiles({ name: 'akta.pdf', mimeType: 'application/pdf', buffer: pdf });
    await dialog.getByText('Berkas sudah terkirim.').waitFor();
    await dialog.getByLabel('Nama sumber').fill('Akta pendirian');
    await dialog.getByLabel('Tanggal sumber').fill('2025-11-20');
    await submit(page, 'Catat');
    await page.getByText(recorded).first().waitFor();
    const taking = page.waitForEvent('download');
    await page
      .getByRole('button', { name: /Unduh berkas/ })
      .first()
      .click();
    expect((await taking).suggestedFilename()).toBe('akta.pdf');

    await page.getByRole('link', { name: 'Barang & harga', exact: true }).click();
    await page.getByRole('button', { name: 'Catat harga' }).first().click();
    await dialog.getByLabel('Harga').fill('64000');
    await dialog.getByLabel('Berlaku sejak').fill('2025-11-27');
    await dialog.getByLabel('Nama sumber').fill('Papan harga gerai');
    await dialog.getByLabel('Tanggal sumber').fill('2025-11-27');
    await submit(page, 'Catat harga');
    await page.getByRole('button', { name: 'Catat harga' }).first().click();
    expect(await dialog.getByLabel('Harga').inputValue()).toBe('64.000');
    await page.keyboard.press('Escape');

    await page.getByRole('link', { name: 'Pengurus & pengawas', exact: true }).click();
    await page.getByRole('button', { name: 'Tambah orang' }).click();
    await dialog.getByLabel('Badan').selectOption('board');
    await dialog.getByLabel('Jabatan').selectOption('treasurer');
    await dialog.getByLabel('Nama', { exact: true }).fill(`Contoh ${role}`);
    await dialog.getByLabel('Menjabat sejak').fill('2025-11-20');
    await dialog.getByLabel('Nama sumber').fill('Berita acara rapat');
    await dialog.getByLabel('Tanggal sumber').fill('2025-11-20');
    await shoot(page, `officer-${role}`);
    await submit(page, 'Tambah orang');
    await page.getByText(`Contoh ${role}`).first().waitFor();

    await page.getByRole('link', { name: 'Tempat usaha', exact: true }).last().click();
    await page.getByRole('button', { name: 'Tambah tempat' }).click();
    await dialog.getByLabel('Kegunaan').selectOption('warehouse');
    await dialog.getByLabel('Nama tempat').fill(`Gudang ${role}`);
    await dialog.getByLabel('Hak pakai').selectOption('private_rent');
    await dialog.getByLabel('Mulai').fill('2025-11-20');
    await dialog.getByLabel('Nama sumber').fill('Perjanjian sewa');
    await dialog.getByLabel('Tanggal sumber').fill('2025-11-20');
    await submit(page, 'Tambah tempat');
    await page.getByText(`Gudang ${role}`).first().waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('a wrong line of the history is put right from the line itself', async () => {
    const { page, complaints, close } = await visitAs(browser, demo, 'dinas-officer');
    await page.goto('/app/koperasi?search=Karang%20Jati', { waitUntil: 'networkidle' });
    await page.getByRole('link', { name: /Karang Jati/ }).click();
    await page.getByRole('button', { name: 'Betulkan' }).first().click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByLabel('Mengoreksi catatan').count()).toBe(0);
    await dialog.getByLabel('Keadaan baru').selectOption({ index: 1 });
    await dialog.getByLabel('Nama sumber').fill('Surat pembetulan');
    await dialog.getByLabel('Tanggal sumber').fill('2025-11-26');
    await submit(page, 'Betulkan');
    await page.getByText('mengoreksi catatan sebelumnya').waitFor();
    await page.getByText('sudah dikoreksi').waitFor();
    await shoot(page, 'history-corrected');
    expect(complaints).toEqual([]);
    await close();
  });

  test('a facilitator declares that two officers are related, and says with whom the cooperative deals', async () => {
    const { page, complaints, close } = await visitAs(browser, demo, 'facilitator');
    await openOwn(page, 'Pengurus & pengawas');
    const dialog = page.getByRole('dialog');
    for (const name of ['Contoh Kakak', 'Contoh Adik']) {
      await page.getByRole('button', { name: 'Tambah orang' }).click();
      await dialog.getByLabel('Badan').selectOption('board');
      await dialog.getByLabel('Jabatan').selectOption(name === 'Contoh Kakak' ? 'chair' : 'secretary');
      await dialog.getByLabel('Nama', { exact: true }).fill(name);
      await dialog.getByLabel('Menjabat sejak').fill('2025-11-20');
      await dialog.getByLabel('Nama sumber').fill('Berita acara rapat');
      await dialog.getByLabel('Tanggal sumber').fill('2025-11-20');
      await submit(page, 'Tambah orang');
      await page.getByText(name).first().waitFor();
    }
    await page.getByRole('button', { name: 'Catat hubungan keluarga' }).click();
    await dialog.getByLabel('Orang', { exact: true }).selectOption({ label: 'Contoh Kakak' });
    await dialog.getByLabel('Keluarganya').selectOption({ label: 'Contoh Adik' });
    await dialog.getByLabel('Hubungan').fill('kakak dan adik');
    await submit(page, 'Catat hubungan keluarga');
    await page.getByText('Ada hubungan keluarga di antara yang menjabat.').waitFor();

    await page.goto('/app/mitra', { waitUntil: 'networkidle' });
    await page.getByRole('button', { name: 'Tambah kemitraan' }).click();
    await dialog.getByRole('combobox', { name: 'Koperasi' }).fill('Lamaru');
    await page
      .getByRole('option', { name: /Lamaru/ })
      .last()
      .click();
    await dialog.getByLabel('Mitra').selectOption({ label: 'Perum Bulog' });
    await dialog.getByLabel('bahan pokok').check();
    await dialog.getByLabel('Tahap').selectOption('applied');
    await dialog.getByLabel('Mulai').fill('2025-11-20');
    await dialog.getByLabel('Nama sumber').fill('Surat pengajuan');
    await dialog.getByLabel('Tanggal sumber').fill('2025-11-20');
    await shoot(page, 'partnership-form-facilitator');
    await submit(page, 'Tambah kemitraan');
    await page.getByRole('row', { name: /Lamaru.*diajukan/ }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('an officer of the Dinas closes a proposal, and opens another for the same cooperative', async () => {
    const { page, complaints, close } = await visitAs(browser, demo, 'dinas-officer');
    await page.goto('/app/usulan', { waitUntil: 'networkidle' });
    const dialog = page.getByRole('dialog');
    const row = page.getByRole('row', { name: /Teritip/ });
    await row.getByRole('button', { name: 'Tutup usulan' }).click();
    await dialog.getByLabel('Ditutup pada').fill('2025-11-25');
    await dialog.getByLabel('Alasan').fill('Lahan batal diserahkan');
    await submit(page, 'Tutup usulan');
    await row.getByText('Lahan batal diserahkan').waitFor();

    await page.getByRole('button', { name: 'Buka usulan' }).click();
    await dialog.getByRole('combobox', { name: 'Koperasi' }).fill('Teritip');
    await page
      .getByRole('option', { name: /Teritip/ })
      .last()
      .click();
    await dialog.getByLabel('Dibuka pada').fill('2025-11-26');
    await dialog.getByLabel('Nama sumber').fill('Surat lurah');
    await dialog.getByLabel('Tanggal sumber').fill('2025-11-26');
    await submit(page, 'Buka usulan');
    await expect.poll(() => page.getByRole('row', { name: /Teritip/ }).count()).toBe(2);
    expect(complaints).toEqual([]);
    await close();
  });

  test('a list reached from a cooperative says which one it shows, and asks nobody again', async () => {
    const { page, close } = await visitAs(browser, demo, 'dinas-officer');
    await page.goto('/app/koperasi?search=Manggar%20Baru', { waitUntil: 'networkidle' });
    await page.getByRole('link', { name: /Manggar Baru/ }).click();
    await page.getByRole('navigation', { name: 'Bagian halaman koperasi' }).waitFor();
    await page.getByRole('link', { name: 'Mitra', exact: true }).last().click();
    await page
      .getByLabel('Semua koperasi')
      .locator('option:checked', { hasText: 'Manggar Baru' })
      .waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Tambah kemitraan' }).click();
    const name = page.getByRole('dialog').getByRole('combobox', { name: 'Koperasi' });
    expect(await name.inputValue()).toContain('Manggar Baru');
    expect(await name.evaluate('(input) => getComputedStyle(input).borderTopColor')).not.toBe('rgba(0, 0, 0, 0)');
    await shoot(page, 'partnership-form');
    expect(await axeFindings(page)).toEqual([]);
    await close();
  });
});
