import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { inTime, rounds } from '../scenarios/faults/testing/chance.ts';
import { axeFindings, launchOptions, noBrowser, openBrowser, shoot, visitAs } from './browser.ts';
import { killLeftOver, startKillable } from './killable-browser.ts';

const demo = inject('demo');
const pin = '271125';

/** A phone: a browser whose storage outlives it. */
async function startPhone(profile: string): Promise<{ context: BrowserContext; page: Page; complaints: string[] }> {
  const context = await chromium.launchPersistentContext(profile, {
    ...(await launchOptions()),
    ...{ locale: 'id-ID', timezoneId: 'Asia/Makassar', reducedMotion: 'reduce', baseURL: demo.url },
    ...{ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/ERR_INTERNET_DISCONNECTED|status of [45]/.test(message.text()))
      complaints.push(message.text());
  });
  return { context, page, complaints };
}

/** Asks the server as a role of the demo does, signed in. */
async function askAs<T>(role: string, method: 'GET' | 'POST', path: string, data?: object): Promise<T> {
  const browser = await openBrowser();
  try {
    const { page } = await visitAs(browser, demo, role);
    const url = `${demo.url}/api/regencies/64.71${path}`;
    const answer = await page.request.fetch(url, { method, ...(data && { data }), headers: { origin: demo.url } });
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
    return (await answer.json()) as T;
  } finally {
    await browser.close();
  }
}

/** Waits until a claim holds in the page; asked from outside, because the page lets nobody evaluate text within it. */
async function isSo(page: Page, claim: string): Promise<void> {
  await expect.poll(() => page.evaluate<boolean>(claim), { timeout: 15_000 }).toBe(true);
}

const newId = () => {
  const hex = Date.now().toString(16).padStart(12, '0') + crypto.randomUUID().replaceAll('-', '').slice(12);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

interface Sent {
  rows: { name: string; outcome: string; seq: number; refusal: { type: string } | null }[];
}

describe.skipIf(noBrowser)(`a phone in an outlet ${noBrowser ?? ''}`, () => {
  let profile: string;
  const deviceId = newId();
  beforeAll(async () => {
    profile = await mkdtemp(join(tmpdir(), 'lumbung-phone-'));
  });
  afterAll(() => rm(profile, { recursive: true, force: true }));
  afterEach(killLeftOver);

  const arrived = async (name: string) =>
    (await askAs<Sent>('cooperative-manager', 'GET', `/devices/sent?limit=200&deviceId=${deviceId}`)).rows.filter(
      (row) => row.name === name,
    );

  const signOn = async (page: Page) => {
    await page.getByLabel(/^PIN /).fill(pin);
    await page.getByRole('link', { name: /Hitung stok/ }).waitFor();
  };

  test('counts and receives without network, across a restart, and each arrives once', async () => {
    const { rows } = await askAs<{ rows: { id: string }[] }>('cooperative-cashier', 'GET', '/cooperatives?limit=1');
    const device = { id: deviceId, cooperativeId: rows[0]?.id, name: 'HP gerai uji' };
    const { code } = await askAs<{ code: string }>('cooperative-manager', 'POST', '/devices', device);
    const mine = await askAs<{ code: string }>('cooperative-cashier', 'POST', `/devices/${deviceId}/people`, {});

    let phone = await startPhone(profile);
    await phone.page.goto('/gerai/');
    await phone.page.getByLabel('Kode perangkat').waitFor();
    await shoot(phone.page, 'outlet-enrol');
    expect(await axeFindings(phone.page)).toEqual([]);
    await phone.page.getByLabel('Kode perangkat').fill(code);
    await phone.page.getByRole('button', { name: 'Daftarkan' }).click();
    await phone.page.getByLabel('Kode Anda').fill(mine.code);
    await phone.page.getByLabel('PIN baru').fill(pin);
    await phone.page.getByLabel('Ulangi PIN').fill(pin);
    await shoot(phone.page, 'outlet-join');
    expect(await axeFindings(phone.page)).toEqual([]);
    await phone.page.getByRole('button', { name: 'Mulai bekerja' }).click();
    await phone.page.getByText('Semua terkirim').waitFor();
    await isSo(phone.page, 'navigator.serviceWorker.controller !== null');
    await shoot(phone.page, 'outlet-home');
    expect(await axeFindings(phone.page)).toEqual([]);

    await phone.context.setOffline(true);
    await phone.page.getByText('Tidak ada jaringan').waitFor();
    await phone.page.getByRole('link', { name: /Hitung stok/ }).click();
    await countSomething(phone.page);
    await phone.page.getByText('Belum terkirim: 1').waitFor();
    await shoot(phone.page, 'outlet-saved');
    expect(await axeFindings(phone.page)).toEqual([]);
    await phone.context.close();

    phone = await startPhone(profile);
    await phone.context.setOffline(true);
    await phone.page.goto('/gerai/');
    await phone.page.getByText('Belum terkirim: 1').waitFor();
    await shoot(phone.page, 'outlet-sign-on');
    expect(await axeFindings(phone.page)).toEqual([]);
    await phone.page.getByLabel(/^PIN /).fill('000000');
    await phone.page.getByText('PIN salah. Sisa 9 kali.').waitFor();
    await signOn(phone.page);
    await phone.page.getByRole('link', { name: /Terima barang/ }).click();
    await receiveSomething(phone.page);
    await phone.page.getByText('Belum terkirim: 2').waitFor();
    expect(await arrived('inventory/record-count')).toEqual([]);
    await phone.context.close();

    phone = await startPhone(profile);
    await phone.page.goto('/gerai/');
    await phone.page.getByText('Semua terkirim').waitFor({ timeout: 20_000 });
    await signOn(phone.page);
    await phone.page.getByRole('link', { name: /Semua terkirim/ }).click();
    await phone.page.getByRole('heading', { name: 'Kiriman' }).waitFor();
    await shoot(phone.page, 'outlet-sent');
    expect(await axeFindings(phone.page)).toEqual([]);
    expect(await arrived('inventory/record-count')).toMatchObject([{ outcome: 'recorded', seq: 1 }]);
    expect(await arrived('procurement/record-receipt')).toMatchObject([{ outcome: 'recorded', seq: 2 }]);
    expect(await phone.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);

    expect(await whatIsKept(phone.page), 'S36: no content of what was acknowledged').not.toMatch(/qtyBase|goodBase/);
    expect(await cachedUrls(phone.page), 'S37: no answer of the server').not.toContainEqual(
      expect.stringMatching(/\/api\//),
    );
    expect(phone.complaints).toEqual([]);
    await phone.context.close();
  }, 120_000);

  test('starts without network in a second, on a processor four times slower', async () => {
    const { context, page } = await startPhone(profile);
    await context.setOffline(true);
    const cdp = await context.newCDPSession(page);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.goto('/gerai/', { waitUntil: 'commit' });
    await page.getByRole('heading', { name: 'Siapa yang bekerja?' }).waitFor();
    await isSo(page, `performance.getEntriesByName('first-contentful-paint').length > 0`);
    const ms = await page.evaluate<number>(`performance.getEntriesByName('first-contentful-paint')[0].startTime`);
    process.stdout.write(`outlet, first picture without network at 4x: ${Math.round(ms)} ms\n`);
    expect(ms).toBeLessThan(inTime(1_000));
    await context.close();
  }, 60_000);

  test(
    `R17 killed within 50 ms of "Tersimpan" it has lost nothing, ${rounds} times`,
    async () => {
      const before = (await arrived('inventory/record-count')).length;
      const waits: number[] = [];
      for (let round = 1; round <= rounds; round++) {
        const { context, page, kill } = await startKillable(profile);
        const killed = new Promise<number>((resolve) => {
          void page.exposeFunction('savedIsShown', (shownAt: number) => {
            resolve(Date.now() - shownAt);
            void kill();
          });
        });
        await page.goto(`${demo.url}/gerai/`);
        await context.setOffline(true);
        await signOn(page);
        await page.goto(`${demo.url}/gerai/#/hitung`);
        const heap = page.locator('details.heap').first();
        await heap.locator('summary').click();
        await heap.locator('input').last().fill(String(round));
        await page.evaluate(`new MutationObserver(() => {
        if (document.querySelector('[data-saved]')) savedIsShown(Date.now());
      }).observe(document.body, { childList: true, subtree: true })`);
        await page
          .getByRole('button', { name: 'Simpan hitungan (1)' })
          .click()
          .catch(() => undefined);
        waits.push(await killed);
        await kill();
      }
      process.stdout.write(`outlet killed after ${waits.join(', ')} ms\n`);
      const median = waits.toSorted((a, b) => a - b)[Math.floor(waits.length / 2)];
      expect(median, 'a machine with more to do than it can kills later').toBeLessThanOrEqual(inTime(50));
      const { context, page } = await startPhone(profile);
      await page.goto('/gerai/');
      await page.getByText('Semua terkirim').waitFor({ timeout: 30_000 });
      expect(await arrived('inventory/record-count')).toHaveLength(before + rounds);
      await context.close();
    },
    60_000 + rounds * 20_000,
  );

  test('and what says "saved" before it is written is lost: the control', async () => {
    const { page, kill } = await startKillable(profile);
    const killed = new Promise<void>((resolve) => {
      void page.exposeFunction('savedIsShown', () => {
        void kill().then(resolve);
      });
    });
    await page.goto(`${demo.url}/gerai/`);
    void page
      .evaluate(`(() => {
      const opening = indexedDB.open('control', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('items');
      opening.onsuccess = () => {
        savedIsShown();
        setTimeout(() => opening.result.transaction('items', 'readwrite').objectStore('items').put('saved', 1), 500);
      };
    })()`)
      .catch(() => undefined);
    await killed;
    const again = await startPhone(profile);
    await again.page.goto('/gerai/');
    const kept = await again.page.evaluate<string | null>(`new Promise((resolve) => {
      const opening = indexedDB.open('control', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('items');
      opening.onsuccess = () => {
        const got = opening.result.transaction('items').objectStore('items').get(1);
        got.onsuccess = () => resolve(got.result ?? null);
      };
    })`);
    expect(kept).toBeNull();
    await again.context.close();
  }, 60_000);

  test('R18 whose data was cleared says so, and another phone does not take its numbers', async () => {
    const { context, page } = await startPhone(profile);
    await page.goto('/gerai/');
    await page.getByRole('heading', { name: 'Siapa yang bekerja?' }).waitFor();
    await page.goto('about:blank');
    const cdp = await context.newCDPSession(page);
    await cdp.send('Storage.clearDataForOrigin', { origin: demo.url, storageTypes: 'indexeddb' });
    await page.goto('/gerai/');
    await page.getByText('Data di ponsel ini terhapus', { exact: false }).waitFor();
    await shoot(page, 'outlet-lost');
    expect(await axeFindings(page)).toEqual([]);
    const { code } = await askAs<{ code: string }>('cooperative-manager', 'POST', `/devices/${deviceId}/code`, {});
    await page.getByLabel('Kode perangkat').fill(code);
    await page.getByRole('button', { name: 'Daftarkan' }).click();
    await page.getByText('daftarkan sebagai perangkat baru', { exact: false }).last().waitFor();
    await context.close();
  }, 60_000);
});

async function countSomething(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  const place = page.locator('button.choice').first();
  if (await place.isVisible()) await place.click();
  await page.getByRole('button', { name: /Simpan hitungan/ }).waitFor();
  const heap = page.locator('details.heap').first();
  await heap.locator('summary').click();
  await heap.locator('input').last().fill('7');
  await shoot(page, 'outlet-count');
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Simpan hitungan (1)' }).click();
  await page.getByRole('heading', { name: 'Tersimpan' }).waitFor();
}

async function receiveSomething(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Barang mana yang datang?' }).waitFor();
  await shoot(page, 'outlet-awaited');
  expect(await axeFindings(page)).toEqual([]);
  await page.locator('a.choice').first().click();
  await page.getByRole('button', { name: 'Sesuai' }).first().click();
  await shoot(page, 'outlet-receive');
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Simpan penerimaan' }).click();
  await page.getByRole('heading', { name: 'Tersimpan' }).waitFor();
}

/** Everything that is kept of what was done, as text. */
async function whatIsKept(page: Page): Promise<string> {
  return await page.evaluate<string>(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('lumbung-outlet');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const all = opening.result.transaction('items').objectStore('items').getAll();
      all.onsuccess = () => resolve(JSON.stringify([all.result, { ...localStorage }]));
    };
  })`);
}

async function cachedUrls(page: Page): Promise<string[]> {
  return await page.evaluate<string[]>(`caches.keys().then((names) => Promise.all(names.map(async (name) => {
    const requests = await (await caches.open(name)).keys();
    return requests.map(({ url }) => url);
  }))).then((lists) => lists.flat())`);
}
