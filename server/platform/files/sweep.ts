import type { Central } from '../db/tx.ts';
import { namedContents, whileUnnamed } from './content.store.ts';
import { isKept, oldContents, removeContents, shelvesIn } from './vault.ts';

/**
 * Removes from the vault what no row names and what came more than a day ago: uploads whose row was refused or whose sender went away.
 * One that is just coming in is never swept: it is new, and naming it waits for the sweep of its shelf. Backups copy contents after
 * rows, and a row once written never goes, so none of them misses one.
 * @param central of the login `lumbung_jobs`
 * @returns how many were removed
 */
export async function sweepVault(central: Central, folder: string): Promise<number> {
  let swept = 0;
  for (const shelf of await shelvesIn(folder)) {
    const old = await oldContents(folder, shelf);
    if (old.length === 0) continue;
    await whileUnnamed(central, shelf, old, async (unnamed) => {
      if (unnamed.length > 0) swept += await removeContents(folder, shelf, unnamed);
    });
  }
  return swept;
}

/** Hashes that rows name and the vault lacks: the disk lost them, or somebody took them away. */
export async function missingContents(central: Central, folder: string): Promise<string[]> {
  const missing: string[] = [];
  const pageMax = 5_000;
  let page = await namedContents(central, '', pageMax);
  while (page.length > 0) {
    for (const sha256 of page) if (!(await isKept(folder, sha256))) missing.push(sha256);
    page = await namedContents(central, page.at(-1) ?? '', pageMax);
  }
  return missing;
}
