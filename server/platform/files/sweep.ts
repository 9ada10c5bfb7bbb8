import type { Central } from '../db/tx.ts';
import { whileUnnamed } from './content.store.ts';
import { oldContents, removeContents, shelvesIn } from './vault.ts';

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
