import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { axeFindings, noBrowser, openBrowser, shoot, visitAs } from './browser.ts';

const demo = inject('demo');
const kelurahan = join(process.env.LUMBUNG_TEST_DATA ?? '../shared/data', 'balikpapan-kelurahan.geojson');
const missing = noBrowser ?? (existsSync(kelurahan) ? undefined : `${kelurahan} is not there`);

async function sendFile(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByLabel('Berkas GeoJSON').setInputFiles({ name, mimeType: 'application/geo+json', buffer });
  await page.getByLabel('Sumber').fill('cahyadsn/wilayah_boundaries');
  await page.getByLabel('Lisensi').fill('MIT');
  await page.getByRole('button', { name: 'Unggah dan periksa' }).click();
}

const swapped = (value: unknown): unknown =>
  !Array.isArray(value) ? value : typeof value[0] === 'number' ? value.toReversed() : value.map(swapped);

describe.skipIf(missing)(`borders on screen, #2 ${missing ?? ''}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test('a wrong file says what is wrong with each kelurahan, and offers nothing to take', async () => {
    const { page, complaints, close } = await visitAs(browser, demo, 'dinas-officer');
    await page.goto('/app/batas-wilayah', { waitUntil: 'networkidle' });
    expect(await axeFindings(page)).toEqual([]);
    const collection = JSON.parse(readFileSync(kelurahan, 'utf8'));
    collection.features[0].geometry.coordinates = swapped(collection.features[0].geometry.coordinates);
    collection.features[1].geometry = { type: 'Polygon', coordinates: null };
    await sendFile(page, 'salah.geojson', Buffer.from(JSON.stringify(collection)));
    await page.getByText('Ada kesalahan: tidak ada yang diambil').waitFor();
    await page.getByText('Lintang dan bujur tertukar').waitFor();
    await page.getByText('koordinatnya kosong (null)').waitFor();
    expect(await page.getByRole('button', { name: 'Ambil batas ini' }).count()).toBe(0);
    await shoot(page, 'boundaries-wrong-laptop');
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  test('a right one is checked while nobody looks, then taken, by keyboard', async () => {
    const { page, complaints, close } = await visitAs(browser, demo, 'dinas-officer');
    await page.goto('/app/batas-wilayah', { waitUntil: 'networkidle' });
    await sendFile(page, 'batas.geojson', readFileSync(kelurahan));
    await page.getByText('batas.geojson').first().waitFor();
    await page.goto('/app/koperasi', { waitUntil: 'networkidle' });
    await page.goto('/app/batas-wilayah', { waitUntil: 'networkidle' });
    await page.getByText('Batas dapat diambil.').waitFor();
    await shoot(page, 'boundaries-right-laptop');
    await page.getByRole('button', { name: 'Ambil batas ini' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Ambil batas ini' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Batas ini sudah diambil.').waitFor();
    await page.getByText('Susunan ke-').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('the report is read on a phone', async () => {
    const { page, close } = await visitAs(browser, demo, 'city-administrator', 'phone');
    await page.goto('/app/batas-wilayah', { waitUntil: 'networkidle' });
    await page.getByText('Arah garisnya terbalik').first().waitFor();
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    expect(await axeFindings(page)).toEqual([]);
    await shoot(page, 'boundaries-phone');
    await close();
  });
});
