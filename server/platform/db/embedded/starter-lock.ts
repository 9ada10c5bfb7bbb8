import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { give, type Place } from './place.ts';

/** Held while this process looks after the data folder. */
export interface StarterLock {
  release(): void;
}

/**
 * Makes this process the only starter of a data folder; `undefined` when another living process is.
 * A file with a process number in it goes stale and cannot be taken over without a race. A lock of the kernel ends with
 * its holder however that dies, and SQLite is the way to one that Node offers on every system. The file stays empty.
 */
export function takeStarterLock(place: Place): StarterLock | undefined {
  const file = join(place.dataDir, 'starter.lock');
  const lock = new DatabaseSync(file);
  give(file, place.account); // root may start today what its owner starts tomorrow
  try {
    lock.exec('begin exclusive');
    return { release: () => lock.close() };
  } catch (error) {
    lock.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy) return undefined;
    throw error;
  }
}

const sqliteBusy = 5;
