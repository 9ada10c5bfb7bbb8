import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { untilReady } from '../server/platform/http/testing/until-ready.ts';
import { type Running, start, withDataFolder } from './running.ts';
import type { Stage } from './stage.ts';
import { askInTurn } from './traffic.ts';

const demo = ['server/cli.ts', 'demo'];
const firstStartS = 60;
const laterStartS = 5;
const memoryMb = 250;
/** About what one office asks in a day; memory that grows with requests shows long before. */
const requests = 4_000;

/** The demonstration as people start it: the first time, when the screens are built and the database made, and later. */
export async function startBench(stage: Stage): Promise<void> {
  await withDataFolder(async (dataDir) => {
    const buildS = await timed(buildElsewhere);
    const first = await timedStart(dataDir);
    await first.server.stop();
    const value = buildS + first.seconds;
    await stage.report({ figure: 'first start, screens built', value, unit: 's', baseline: firstStartS });
    const { server, seconds } = await timedStart(dataDir);
    await stage.report({ figure: 'second start', value: seconds, unit: 's', baseline: laterStartS });
    await stage.report({ figure: 'memory at rest', value: server.memoryMb(), unit: 'MB', baseline: memoryMb });
    await askAsAnOffice(server, dataDir);
    const figure = `memory after ${requests} requests`;
    await stage.report({ figure, value: server.memoryMb(), unit: 'MB', baseline: memoryMb });
    await server.stop();
  });
}

async function timedStart(dataDir: string): Promise<{ server: Running; seconds: number }> {
  const began = performance.now();
  const server = await start(demo, dataDir);
  await untilReady(server.url, server.process);
  return { server, seconds: (performance.now() - began) / 1000 };
}

/** The build that a fresh clone's first start does, into another folder, so that it does not matter whether ours is there. */
async function buildElsewhere(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lumbung-bench-web-'));
  try {
    const build = spawn('vite', ['build', '--outDir', folder, '--logLevel', 'error'], { stdio: ['ignore', 2, 2] });
    const [code] = await once(build, 'exit');
    if (code !== 0) throw new Error('the screens cannot be built');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

async function askAsAnOffice({ url }: Running, dataDir: string): Promise<void> {
  const accounts: { role: string; email: string; password: string }[] = JSON.parse(
    await readFile(join(dataDir, 'demo-accounts.json'), 'utf8'),
  );
  const { email, password } = accounts.find(({ role }) => role === 'dinas-head') ?? { email: '', password: '' };
  const answer = await fetch(`${url}/api/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  });
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const pages = [
    ...['/', '/kota/64.71?asOf=2025-10-21', '/api/public/regencies/64.71/summary', '/app/'],
    ...['/picture', '/cooperatives', '/tasks', '/cooperatives.xlsx', '/picture?asOf=2025-10-21'].map(
      (path) => `/api/regencies/64.71${path}`,
    ),
  ];
  await askInTurn((index) => ({ url: `${url}${pages[index % pages.length]}`, cookie }), requests);
}
