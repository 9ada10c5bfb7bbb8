import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { regencyId } from '../../kernel/ids.ts';
import { newId } from '../clock.ts';
import { type Database, openDatabase } from '../db/database.ts';
import { Outage } from '../db/outage.ts';
import { testDatabase } from '../db/testing/test-database.ts';
import { wholeRegency } from '../jobs/tasks.ts';
import { nameContent, whileUnnamed } from './content.store.ts';
import { missingContents, sweepVault } from './sweep.ts';
import { oldContents, openVault, removeContents, type Vault, type VaultedFile } from './vault.ts';

const db = testDatabase();
let folder = '';
let vault: Vault;
let jobs: Database;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sweep-'));
  vault = await openVault(folder);
  jobs = openDatabase(db.urlAs('lumbung_jobs'), { note: () => undefined });
});
afterAll(async () => {
  await jobs.close();
  await rm(folder, { recursive: true });
});

const put = (text: string): Promise<VaultedFile> =>
  vault.put(
    (async function* () {
      yield Buffer.from(`%PDF-1.7\n${text}\n%%EOF\n`);
    })(),
    { bytesMax: 1_000 },
  );
const age = (file: VaultedFile) => utimes(vault.pathOf(file.sha256), 0, 0);
const name = (file: VaultedFile, regency = 17) =>
  db.app.inRegency(wholeRegency(regencyId(regency)), (tx) => nameContent(tx, vault, file, 'rahma'));
const shelfOf = ({ sha256 }: VaultedFile) => sha256.slice(0, 2);
const isThere = async (file: VaultedFile) => (await readdir(join(folder, shelfOf(file)))).includes(file.sha256);

describe('the sweep', () => {
  test('removes what no row of any city names and came over a day ago, and nothing else', async () => {
    const [fresh, unnamed, here, there] = await Promise.all([
      put('baru'),
      put('yatim'),
      put('di sini'),
      put('di sana'),
    ]);
    await name(here);
    await name(there, 18);
    for (const old of [unnamed, here, there]) await age(old);
    expect(await sweepVault(jobs.central, folder)).toBe(1);
    expect(await Promise.all([fresh, unnamed, here, there].map(isThere))).toEqual([true, false, true, true]);
    expect(await sweepVault(jobs.central, folder)).toBe(0);
  });

  test('spares an old content that comes anew while it sweeps, whichever is first', async () => {
    const twin = await put('datang lagi');
    await age(twin);
    const old = await oldContents(folder, shelfOf(twin));
    // Found old, and before it is removed the same content arrives: the row waits for the sweep, which sees that it is new.
    const naming = Promise.withResolvers<Promise<void>>();
    await whileUnnamed(jobs.central, shelfOf(twin), old, async (names) => {
      await put('datang lagi');
      naming.resolve(name(twin));
      expect(await removeContents(folder, shelfOf(twin), names)).toBe(0);
    });
    await naming.promise;
    expect(await isThere(twin)).toBe(true);
  });

  test('is told by nobody that a content is named which it has just removed: whoever sent it sends it again', async () => {
    const late = await put('terlambat');
    await age(late);
    expect(await sweepVault(jobs.central, folder)).toBe(1);
    await expect(name(late)).rejects.toThrow(Outage);
    const { rows } = await db.owner.query('select from platform.content where sha256 = $1', [late.sha256]);
    expect(rows).toEqual([]);
    await put('terlambat');
    await name(late);
    await age(late);
    expect(await sweepVault(jobs.central, folder)).toBe(0);
  });

  test('beside 200 uploads of old contents loses none that was named', { timeout: 60_000 }, async () => {
    const texts = Array.from({ length: 200 }, (_, n) => `ramai ${n} ${newId()}`);
    for (const text of texts) await age(await put(text));
    let over = false;
    const sweeping = (async () => {
      while (!over) await sweepVault(jobs.central, folder);
    })();
    const kept: VaultedFile[] = [];
    for (let n = 0; n < texts.length; n += 8)
      await Promise.all(
        texts.slice(n, n + 8).map(async (text) => {
          const file = await put(text);
          await name(file)
            .then(() => kept.push(file))
            .catch((error: unknown) => expect(error).toBeInstanceOf(Outage));
        }),
      );
    over = true;
    await sweeping;
    expect(kept.length).toBeGreaterThan(100);
    expect(await Promise.all(kept.map(isThere))).not.toContain(false);
  });

  test('control: without the wait and the second look the same moment loses a named content', async () => {
    const twin = await put('lenyap');
    await age(twin);
    const [found] = (await oldContents(folder, shelfOf(twin))).filter((each) => each === twin.sha256);
    await name(await put('lenyap'));
    await rm(join(folder, shelfOf(twin), String(found)));
    expect(await isThere(twin)).toBe(false);
  });
});

describe('a verification', () => {
  test('tells which named contents are gone', async () => {
    const lost = await put('hilang');
    await name(lost);
    const before = await missingContents(jobs.central, folder);
    await rm(vault.pathOf(lost.sha256));
    expect((await missingContents(jobs.central, folder)).filter((each) => !before.includes(each))).toEqual([
      lost.sha256,
    ]);
  });
});
