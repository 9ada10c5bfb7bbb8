import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as access from './access/public.ts';
import { addSamplePhotos } from './demo/assets/survey-samples.command.ts';
import { type DemoAccount, enrolAccounts, renewAccounts, tradingVillage } from './demo/enrol-accounts.command.ts';
import * as facts from './demo/facts.ts';
import { fillDemo } from './demo/fill-demo.command.ts';
import { askMatch, finishMatch } from './demo/match-demo.command.ts';
import { countSamples } from './demo/trade/count-samples.command.ts';
import { present } from './kernel/assert.ts';
import { type Config, ConfigError } from './platform/config.ts';
import { resetEmbedded } from './platform/db/embedded/start.ts';
import type { Tx } from './platform/db/tx.ts';
import { openVault } from './platform/files/vault.ts';
import { wholeRegency } from './platform/jobs/tasks.ts';
import * as reference from './reference/public.ts';
import { filesIn, type Lumbung } from './wiring.ts';

const cityCode = '64.71';

/** What makes a start a demo: the business date stands still, the second factor is off, and the banner says both. */
export function demoConfig(config: Config): Config {
  return { ...config, demo: true, today: config.today ?? facts.demoToday };
}

/** Whether the data folder holds a demo: what the command line does there happens on the demo's business day too. */
export function isDemo({ dataDir }: Config): boolean {
  return existsSync(join(dataDir, accountsFile));
}

/** Forgets an earlier demo, files and key included. */
export async function resetDemo({ dataDir }: Config): Promise<void> {
  await resetEmbedded(dataDir);
  for (const name of ['files', 'checkpoints', 'kunci', accountsFile])
    await rm(join(dataDir, name), { recursive: true, force: true });
}

/**
 * Fills the database at the first start; later starts find it as people left it. A demo that was restored gets new passwords.
 * @throws ConfigError on a real city's data: its second factors would be off
 */
export async function prepareDemo({ config, databases }: Lumbung): Promise<void> {
  const { app } = databases;
  const regency = present(
    await reference.findRegencyByCode(app.central, cityCode, facts.demoToday),
    `regency ${cityCode}`,
  );
  const inCity = <T>(work: (tx: Tx) => Promise<T>) => app.inRegency(wholeRegency(regency.id), work);
  const known = await readAccounts(config.dataDir);
  const isEmpty = await access.needsSetUp(app.central);
  const accounts = isEmpty
    ? await inCity((tx) => firstAccounts(tx, regency))
    : (known ?? (await inCity((tx) => renewAccounts(tx, regency))));
  if (accounts === undefined)
    throw new ConfigError(
      'Folder data ini bukan contoh: sudah ada pengguna sungguhan. Sebutkan folder lain dengan LUMBUNG_DATA, atau jalankan npm start.',
    );
  if (accounts !== known) await writeAccounts(config.dataDir, accounts);
  await finishMatch(inCity);
  await addSamplePhotos(inCity, await openVault(filesIn(config)));
  printAccounts(accounts);
}

async function firstAccounts(tx: Tx, regency: reference.Regency): Promise<DemoAccount[]> {
  await fillDemo(tx, regency);
  await askMatch(tx);
  const { accounts, people } = await enrolAccounts(tx, regency);
  const person = (role: access.RoleName) => present(people.get(role), role);
  await countSamples(tx, tradingVillage, [person('cooperative-cashier'), person('cooperative-manager')]);
  return accounts;
}

function printAccounts(accounts: readonly DemoAccount[]): void {
  const lines = accounts.map(
    ({ role, email, password, scope }) => `  ${role.padEnd(24)} ${email.padEnd(46)} ${password}  ${scope}`,
  );
  process.stdout.write(`\nAkun contoh (juga di demo-accounts.json dalam folder data):\n${lines.join('\n')}\n`);
}

const accountsFile = 'demo-accounts.json';

/** Kept beside the demo's data, for people and scripts; the passwords open nothing but this demo. */
async function writeAccounts(dataDir: string, accounts: readonly DemoAccount[]): Promise<void> {
  await writeFile(join(dataDir, accountsFile), `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
}

async function readAccounts(dataDir: string): Promise<DemoAccount[] | undefined> {
  try {
    return JSON.parse(await readFile(join(dataDir, accountsFile), 'utf8')) as DemoAccount[];
  } catch {
    return undefined;
  }
}
