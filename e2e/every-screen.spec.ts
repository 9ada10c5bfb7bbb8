import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { axeFindings, noBrowser, openBrowser, shoot, visit, visitAs } from './browser.ts';

const demo = inject('demo');

const widths = { laptop: { width: 1280, height: 800 }, phone: { width: 360, height: 740 } };

/** A key that stands where a word should: `access.users.title`, as i18next shows what it does not find. */
const rawKey =
  /\b(access|assets|audit|auth|catalogue|cooperatives|devices|exchange|inventory|jobs|ledger|matching|opening|partners|platform|procurement|proposals|publication|reference|reporting|sales|taskforce|tasks)(\.[a-z][\w-]*){2,}/gi;

/** Every screen axe has looked at, at which width; each is looked at once, whoever opens it first. */
const looked = new Set<string>();

describe.skipIf(noBrowser)(`every screen that a role's navigation offers ${noBrowser ?? ''}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test.concurrent.each(demo.accounts)(
    'opens for $role, whole and readable on a laptop and a phone',
    async ({ role }) => {
      const { page, complaints, close } = await visitAs(browser, demo, role);
      await page.goto('/app/');
      await page.getByRole('heading', { level: 1 }).waitFor();
      const side = page.getByRole('navigation', { name: 'Daftar isi' });
      const titles = (await side.getByRole('link').allTextContents()).filter((title) => title !== '');
      expect(titles.length).toBeGreaterThan(0);
      const faults: string[] = [];
      const look = async (at: Locator, title: string) => {
        await page.setViewportSize(widths.laptop);
        const link = at.getByRole('link', { name: title, exact: true });
        if ((await link.getAttribute('aria-current')) !== 'page') await page.evaluate(markAsOld);
        await link.click();
        await settled(page);
        for (const shape of ['laptop', 'phone'] as const) {
          await page.setViewportSize(widths[shape]);
          faults.push(...(await faultsOf(page, shape)).map((fault) => `${title}, ${shape}: ${fault}`));
        }
      };
      const strip = page.getByRole('navigation', { name: 'Layar yang berkaitan' });
      for (const title of titles) {
        await look(side, title);
        const [, ...beside] = await strip.getByRole('link').allTextContents();
        for (const other of beside) await look(strip, other);
      }
      expect(faults).toEqual([]);
      expect(complaints).toEqual([]);
      await close();
    },
  );
});

/** Until a screen has come, the one before stands there, with what belongs to it. */
const markAsOld = "document.querySelector('main h1')?.setAttribute('data-old', '')";

/** The screen asked for is there, and what it asked the server for as well. */
async function settled(page: Page): Promise<void> {
  const main = page.getByRole('main');
  await main.locator('h1:not([data-old])').first().waitFor();
  await main.getByRole('status', { name: 'Sedang dibuka' }).first().waitFor({ state: 'hidden' });
}

async function faultsOf(page: Page, shape: keyof typeof widths): Promise<string[]> {
  const main = page.getByRole('main');
  const [headings, problems, words, overflow] = await Promise.all([
    main.getByRole('heading', { level: 1 }).count(),
    main.locator('[role=alert][data-kind]').allTextContents(),
    page.locator('#app').textContent(),
    page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
  ]);
  const screen = `${new URL(page.url()).pathname} ${shape}`;
  const isNew = !looked.has(screen);
  looked.add(screen);
  return [
    ...(headings === 1 ? [] : [`${headings} main headings`]),
    ...problems.map((problem) => `cannot be shown: ${problem}`),
    ...[...(words ?? '').matchAll(rawKey)].map(([key]) => `the key ${key} in place of a word`),
    ...(overflow > 0 ? [`${overflow} px too wide`] : []),
    ...(isNew ? await axeFindings(page) : []),
  ];
}

describe.skipIf(noBrowser)(`by keyboard alone ${noBrowser ?? ''}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test('a person signs in, goes to what waits for him, opens it, and comes back', async () => {
    const { page, complaints, close } = await visit(browser, 'laptop', { baseURL: demo.url });
    const account = demo.accounts.find(({ role }) => role === 'dinas-head');
    await page.goto('/app/');
    await page.getByLabel('Surel').waitFor();
    await tabTo(page, 'Surel');
    await page.keyboard.type(account?.email ?? '');
    await page.keyboard.press('Tab');
    await page.keyboard.type(account?.password ?? '');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Beranda' }).waitFor();
    const first = page
      .getByRole('region', { name: /^Menunggu/ })
      .getByRole('link')
      .first();
    await first.waitFor();
    await page.reload();
    await first.waitFor();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Langsung ke isi halaman');
    await page.keyboard.press('Enter');
    const waiting = (await first.textContent()) ?? '';
    await tabTo(page, waiting);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname !== '/app/');
    await settled(page);
    await expect.poll(() => page.evaluate<string>('document.activeElement?.tagName')).toBe('H1');
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Beranda' }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});

/** What the focus stands on, as it is named. */
async function focused(page: Page): Promise<string> {
  return page.evaluate<string>(
    `(document.activeElement?.labels?.[0] ?? document.activeElement)?.textContent?.trim() ?? ''`,
  );
}

async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let steps = 0; steps < 60; steps += 1) {
    const on = await focused(page);
    if (on === name.trim()) return;
    passed.push(on);
    await page.keyboard.press('Tab');
  }
  throw new Error(`the focus never reached ${name}: ${passed.join(' > ')}`);
}

describe.skipIf(noBrowser)(`a session that ends while somebody works ${noBrowser ?? ''}`, () => {
  test('asks him to sign in over his screen, and what he typed is still there', async () => {
    const browser = await openBrowser();
    const { page, close } = await visitAs(browser, demo, 'city-administrator');
    const account = demo.accounts.find(({ role }) => role === 'city-administrator');
    await page.goto('/app/pengguna');
    await page.getByRole('button', { name: 'Undang' }).click();
    await page.getByLabel('Surel').fill('siapa@contoh.id');
    await page.getByLabel('Peran').selectOption('auditor');
    await page.context().clearCookies();
    await page.getByRole('dialog').getByRole('button', { name: 'Undang' }).click();
    const question = page.getByRole('dialog', { name: 'Sesi Anda sudah berakhir' });
    await question.waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shoot(page, 'session-over');
    await question.getByLabel('Kata sandi').fill(account?.password ?? '');
    await question.getByRole('button', { name: 'Masuk' }).click();
    await question.waitFor({ state: 'hidden' });
    expect(await page.getByRole('dialog').getByLabel('Surel').inputValue()).toBe('siapa@contoh.id');
    await close();
    await browser.close();
  });
});
