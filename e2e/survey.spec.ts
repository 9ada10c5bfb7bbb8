import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { photoOfPhone } from '../server/platform/files/testing/images.ts';
import { axeFindings, noBrowser, openBrowser, shoot, visitAs } from './browser.ts';

const demo = inject('demo');

/** Asks the server from within the page, as the person signed in there. */
async function ask<T>(page: Page, path: string): Promise<T> {
  return await page.evaluate<T, string>(
    async (address) => (await (await fetch(`/api/regencies/64.71${address}`)).json()) as T,
    path,
  );
}
const remarksOn = (page: Page) => page.getByRole('textbox', { name: 'Catatan' });
const firstAsset = async (page: Page) => {
  const { rows } = await ask<{ rows: { id: string; name: string }[] }>(page, '/assets?limit=1');
  const [asset] = rows;
  if (!asset) throw new Error('the demo has no asset here');
  return asset;
};

async function signInAs(page: Page, role: string): Promise<void> {
  const account = demo.accounts.find((each) => each.role === role);
  await page.context().clearCookies();
  await page.request.post('/api/auth/sign-in', {
    data: { email: account?.email, password: account?.password },
    headers: { origin: demo.url },
  });
}

describe.skipIf(noBrowser)(`a survey on a phone, #3 ${noBrowser ?? ''}`, () => {
  let browser: Browser;
  let photo: Buffer;
  beforeAll(async () => {
    browser = await openBrowser();
    photo = await photoOfPhone({ width: 1_600, height: 1_200 });
  });
  afterAll(() => browser.close());

  test('is written without signal, survives a reload, goes by itself, and its photo tells nobody where it was taken', async () => {
    const { page, complaints, close } = await visitAs(browser, demo, 'lurah', 'phone');
    await page.context().grantPermissions(['geolocation']);
    await page.context().setGeolocation({ latitude: -1.2, longitude: 116.95, accuracy: 12 });
    await page.goto('/app/');
    const asset = await firstAsset(page);
    await page.goto(`/app/aset/${asset.id}/survei`, { waitUntil: 'networkidle' });
    await shoot(page, 'survey-form-phone');
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);

    await page.getByRole('button', { name: 'Ambil titik di sini' }).click();
    await page.getByText('Titik diambil, ketelitian 12 m').waitFor();
    await page.context().setOffline(true);
    await page.getByRole('group', { name: 'Banjir' }).getByRole('radio', { name: 'Kadang' }).check();
    await page.getByLabel('Lebar jalan').fill('4,5');
    await page.getByLabel('Pilih foto').setInputFiles([
      { name: 'utara.jpg', mimeType: 'image/jpeg', buffer: photo },
      { name: 'bukan-foto.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('halo') },
    ]);
    await remarksOn(page).fill('Pagar roboh di sisi utara');
    await page.getByText('Tersimpan di perangkat, belum terkirim.').waitFor();
    await page.getByText('utara.jpg').first().waitFor();
    await page.getByRole('button', { name: 'Kirim survei' }).click();
    await page.getByText('Menunggu dikirim', { exact: true }).waitFor();
    await page.getByText('Belum terkirim: 1').waitFor();
    await shoot(page, 'survey-waiting-phone');
    expect(await axeFindings(page)).toEqual([]);

    await page.reload().catch(() => undefined); // no page without network yet: that comes with the till
    await page.context().setOffline(false);
    await page.goto(`/app/aset/${asset.id}/survei`);
    await page.getByText('Berkas ini bukan PDF, JPEG, PNG atau WebP yang utuh.', { exact: false }).waitFor();
    await shoot(page, 'survey-refused-photo-phone');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Buang bukan-foto.jpg' }).click();
    await page.getByText('Survei terkirim').waitFor();
    await shoot(page, 'survey-sent-phone');
    expect(await axeFindings(page)).toEqual([]);

    interface Listed {
      surveys: {
        remarks: string;
        findings: object[];
        photos: { id: string; shown: { state: string }; origin: unknown }[];
      }[];
    }
    const sent = async () => (await ask<Listed>(page, `/assets/${asset.id}/surveys`)).surveys[0];
    await expect.poll(async () => (await sent())?.photos[0]?.shown.state, { timeout: 20_000 }).toBe('ready');
    expect(await sent()).toMatchObject({
      remarks: 'Pagar roboh di sisi utara',
      findings: [
        { subject: 'road_width_dm', number: 45 },
        { subject: 'flood', word: 'occasional' },
      ],
      photos: [{ origin: null }],
    });
    const served = await page.evaluate(
      async (address) => {
        const answer = await fetch(address);
        return {
          type: answer.headers.get('content-type'),
          text: new TextDecoder('latin1').decode(await answer.arrayBuffer()),
        };
      },
      `/api/regencies/64.71/assets/${asset.id}/photos/${(await sent())?.photos[0]?.id}`,
    );
    expect(served.type).toBe('image/webp');
    expect(served.text).not.toMatch(/Exif|GPS|Ponsel|2025:11:20/);
    expect(photo.toString('latin1'), 'the control').toMatch(/Ponsel/);

    await page.goto(`/app/aset/${asset.id}?tab=surveys`, { waitUntil: 'networkidle' });
    await page.getByRole('img', { name: 'utara.jpg' }).waitFor();
    await shoot(page, 'survey-tab-phone');
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints.filter((each) => !/ERR_INTERNET_DISCONNECTED/.test(each))).toEqual([]);
    await close();
  }, 90_000);

  test('half-written is its writer’s alone on a phone that goes from hand to hand, and is not lost', async () => {
    const { page, close } = await visitAs(browser, demo, 'lurah', 'phone');
    await page.goto('/app/');
    const { id } = await firstAsset(page);
    const form = `/app/aset/${id}/survei`;
    await page.goto(form);
    await remarksOn(page).fill('Belum selesai');
    await page.getByText('Tersimpan di perangkat, belum terkirim.').waitFor();
    await page.reload();
    await expect.poll(() => remarksOn(page).inputValue()).toBe('Belum selesai');
    await page.getByText('Belum terkirim: 1').waitFor();

    await signInAs(page, 'camat');
    await page.goto(form);
    await page.getByText('1 survei milik orang lain juga menunggu di perangkat ini.', { exact: false }).waitFor();
    expect(await remarksOn(page).inputValue()).toBe('');
    await shoot(page, 'survey-other-person-phone');

    await signInAs(page, 'lurah');
    await page.goto(form);
    await expect.poll(() => remarksOn(page).inputValue()).toBe('Belum selesai');
    await page.getByRole('button', { name: 'Buang survei' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Buang survei' }).click();
    await page.waitForURL(`**/aset/${id}`);
    await page.goto(form);
    await page.getByRole('button', { name: 'Kirim survei' }).waitFor();
    expect(await remarksOn(page).inputValue()).toBe('');
    await close();
  }, 60_000);

  test('shows the city where the camera was, on a laptop', async () => {
    const { page, complaints, close } = await visitAs(browser, demo, 'dinas-officer');
    await page.goto('/app/');
    const lurah = await visitAs(browser, demo, 'lurah');
    await lurah.page.goto('/app/');
    const { id } = await firstAsset(lurah.page);
    await lurah.close();
    await page.goto(`/app/aset/${id}?tab=surveys`, { waitUntil: 'networkidle' });
    await page.getByRole('img', { name: 'utara.jpg' }).waitFor();
    await page.getByText('Menurut kamera, foto ini diambil', { exact: false }).first().waitFor();
    await shoot(page, 'survey-tab-laptop');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Lihat utara.jpg' }).click();
    await page.getByText('Contoh Ponsel 5').waitFor();
    await shoot(page, 'survey-photo-laptop');
    expect(await axeFindings(page)).toEqual([]);
    await page.goto(`/app/aset/${id}/survei`, { waitUntil: 'networkidle' });
    await shoot(page, 'survey-form-laptop');
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  }, 60_000);
});
