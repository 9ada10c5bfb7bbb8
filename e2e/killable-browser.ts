import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { launchOptions } from './browser.ts';

export interface KillableBrowser {
  readonly context: BrowserContext;
  readonly page: Page;
  /** All its processes at once, as when a battery falls out: none is asked, none may finish. */
  kill(): Promise<void>;
}

const started = new Set<() => Promise<void>>();

/** A test that failed before it killed its browser leaves none behind, which would hold the profile of the next. */
export async function killLeftOver(): Promise<void> {
  for (const kill of started) await kill();
  started.clear();
}

/** A phone's browser over a profile that outlives it, started by us, so that it can be killed and not merely closed. */
export async function startKillable(profile: string): Promise<KillableBrowser> {
  const { executablePath = 'chromium', args = [], env } = await launchOptions();
  const process = spawn(
    executablePath,
    [...args, '--headless', '--no-first-run', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'],
    { detached: true, env: env as NodeJS.ProcessEnv, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const browser = await chromium.connectOverCDP(await addressOf(process));
  const context = browser.contexts()[0] ?? (await browser.newContext());
  const page = context.pages()[0] ?? (await context.newPage());
  const kill = async () => {
    if (process.pid !== undefined && process.exitCode === null && process.signalCode === null) {
      const gone = once(process, 'exit');
      globalThis.process.kill(-process.pid, 'SIGKILL');
      await gone;
    }
    void browser.close().catch(() => undefined); // nobody answers any more
  };
  started.add(kill);
  return { context, page, kill };
}

async function addressOf({ stderr }: ChildProcess): Promise<string> {
  if (stderr === null) throw new Error('a browser that tells nothing');
  for await (const line of createInterface(stderr)) {
    const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error('the browser ended before it listened');
}
