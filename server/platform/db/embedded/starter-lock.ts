import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { OperatorError } from './operator-error.ts';
import { give, type Place } from './place.ts';

/** Held while this process looks after a data folder. */
export interface StarterLock extends Disposable {
  release(): void;
}

/**
 * Makes this process the only one to start, reset or restore a data folder; `undefined` when another living one holds it.
 * A file with a process number in it goes stale and cannot be taken over without a race. A lock of the kernel ends with
 * its holder however that dies, and SQLite is the way to one that Node offers on every system. The file stays empty.
 */
export function tryStarterLock(place: Place): StarterLock | undefined {
  const file = join(place.dataDir, 'starter.lock');
  const lock = new DatabaseSync(file);
  give(file, place.account); // root may start today what its owner starts tomorrow
  const release = (): void => lock.close();
  try {
    lock.exec('begin immediate'); // `exclusive` also waits for readers: of two that start at once, each may refuse both
    return { release, [Symbol.dispose]: release };
  } catch (error) {
    release();
    if (error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy) return undefined;
    throw error;
  }
}

/** @throws OperatorError when another process looks after the data folder */
export function takeStarterLock(place: Place): StarterLock {
  const lock = tryStarterLock(place);
  if (lock !== undefined) return lock;
  throw new OperatorError(`Lumbung lain sedang berjalan dengan folder data ${place.dataDir}. Hentikan dulu yang itu.`);
}

const sqliteBusy = 5;
