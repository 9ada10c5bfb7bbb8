import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { axeFindings, noBrowser, openBrowser, shoot, visitAs } from './browser.ts';

const demo = inject('demo');

/** The page of a piece of land that waits for the technical office, found as people find it. */
async function openLot(page: Page): Promise<void> {
  await page.goto('/app/aset?object=land&currentUse=idle&ownerKind=regency', { waitUntil: 'networkidle' });
  await page.getByRole('searchbox').fill('Damai Baru');
  await page.getByRole('main').getByRole('link', { name: 'Damai Baru' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Damai Baru' }).waitFor();
}

describe.skipIf(noBrowser)(`land and buildings, #3 ${noBrowser ?? ''}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test('are narrowed by kecamatan, owner and what is wrong with them', async () => {
    const { page, complaints, close } = await visitAs(browser, demo, 'bkad-officer');
    await page.goto('/app/aset?ownerKind=private', { waitUntil: 'networkidle' });
    const rows = page.getByRole('main').getByRole('table').getByRole('row');
    expect(await rows.count()).toBeGreaterThan(5);
    expect(await page.getByRole('main').getByText('Eks Puskesmas').count()).toBe(0);
    await page.goto('/app/aset?finding=certificate-twice', { waitUntil: 'networkidle' });
    expect(await rows.count()).toBe(1 + 6);
    await page.goto('/app/aset?finding=area-tiny', { waitUntil: 'networkidle' });
    expect(await rows.count()).toBe(1 + 3);
    await page.getByLabel('Luas sampai (m²)').fill('0');
    await page.waitForURL((url) => url.searchParams.get('areaToM2') === '0');
    await page.getByLabel('Luas sampai (m²)').fill('');
    await page.waitForURL((url) => !url.searchParams.has('areaToM2'));
    expect(complaints).toEqual([]);
    await close();
  });

  describe.each(['laptop', 'phone'] as const)('on a %s', (shape) => {
    test('an asset shows what it is fit for and who settles what is open', async () => {
      const { page, complaints, close } = await visitAs(browser, demo, 'dinas-officer', shape);
      await openLot(page);
      await shoot(page, `asset-${shape}`);
      expect(await axeFindings(page)).toEqual([]);
      await page.getByRole('link', { name: 'Kelayakan' }).click();
      const matrix = page.getByRole('table', { name: 'Kriteria menurut pemakaian' });
      await matrix.waitFor();
      expect(await matrix.textContent()).toContain('OPD teknis');
      await shoot(page, `asset-screening-${shape}`);
      expect(await axeFindings(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await close();
    });

    test.each([
      { name: 'assets-list', path: '/app/aset' },
      { name: 'assets-idle', path: '/app/aset/menganggur' },
      { name: 'assets-idle-ending', path: '/app/aset/menganggur?group=term_ending' },
      { name: 'assets-corrections', path: '/app/aset/koreksi' },
    ])('$name has nothing that axe finds', async ({ name, path }) => {
      const { page, complaints, close } = await visitAs(browser, demo, 'bkad-officer', shape);
      await page.goto(path, { waitUntil: 'networkidle' });
      await page.getByRole('heading', { level: 1 }).waitFor();
      await shoot(page, `${name}-${shape}`);
      expect(await axeFindings(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await close();
    });
  });

  test('a parcel is drawn by keyboard alone, and what cannot be read is said at its field', async () => {
    const { page, complaints, close } = await visitAs(browser, demo, 'bkad-officer');
    await openLot(page);
    await page.getByRole('button', { name: 'Ubah letak' }).press('Enter');
    const corners = page.getByLabel('Sudut bidang');
    await corners.fill('-1.2474, 116.8661\n-1.2474, 116.8663');
    await page.getByRole('button', { name: 'Simpan letak' }).press('Enter');
    await page.getByText('Bidang butuh paling sedikit tiga sudut').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await page.evaluate<string>('document.activeElement?.textContent')).toBe('Ubah letak');
    await page.goto('/app/aset/impor', { waitUntil: 'networkidle' });
    const side = page.getByRole('navigation', { name: 'Daftar isi' });
    expect(await side.locator('[data-status=active]').allTextContents()).toEqual(['Impor KIB']);
    expect(complaints).toEqual([]);
    await close();
  });

  test('the registers of November show what was taken, and the rows that stayed out as a sheet', async () => {
    const { page, complaints, close } = await visitAs(browser, demo, 'bkad-officer');
    await page.goto('/app/aset/impor', { waitUntil: 'networkidle' });
    await page.getByText('KIB A Kota Balikpapan November 2025').first().waitFor();
    await shoot(page, 'kib-imports-laptop');
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });
});
