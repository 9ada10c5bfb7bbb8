import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { asOwner } from './as-owner.ts';
import { type Binaries, binariesFor } from './binaries.ts';
import { createCluster, giveNewPassword, refuseOtherMajor } from './cluster.ts';
import { OperatorError } from './operator-error.ts';
import { elsewhereNote, type Place, placeOf, removeUnfinished } from './place.ts';
import { clearLeftovers, findOrphan, isPostgresIn, launch, pidFileOf, stopPostmaster } from './postmaster.ts';
import { type StarterLock, takeStarterLock, tryStarterLock } from './starter-lock.ts';

export interface EmbeddedOptions {
  readonly dataDir: string;
  /** Off only for tests: a power cut then loses or ruins everything. */
  readonly fsync?: boolean;
  /** PostgreSQL settings on top of ours. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Told what happened to the server without anyone asking. */
  readonly log?: (line: string) => void;
}

/** A running PostgreSQL of our own. */
export interface Embedded {
  /** Superuser; for migrations, backup and roles only. */
  readonly ownerUrl: string;
  /** True when the server was already running: left by a starter that died, or looked after by another process (`joinEmbedded`). */
  readonly adopted: boolean;
  readonly dataDir: string;
  readonly pgData: string;
  readonly socketDir: string;
  /** Stops the server, unless another process looks after it. */
  stop(): Promise<void>;
}

/** Sized for a small machine that also runs the application. Data goes to the log file neither in statements nor in details. */
const ourSettings = {
  cluster_name: 'lumbung',
  max_connections: '60',
  shared_buffers: '128MB',
  maintenance_work_mem: '64MB',
  random_page_cost: '1.1',
  jit: 'off',
  log_checkpoints: 'off',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
};
/** Still survives the death of any process, which fault tests need; only the machine itself may not fail. */
const unsafeSettings = { fsync: 'off', full_page_writes: 'off' };

/**
 * Starts the PostgreSQL of a data folder, making it at first use, and keeps it running until `stop`.
 * A server left by a killed starter is adopted; the remains of a killed server are cleared.
 * @throws OperatorError when another process already looks after the folder, or the operator must mend something
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const place = placeOf(options.dataDir);
  return await startHolding(takeStarterLock(place), place, options);
}

/** The same for a short errand (an import, a backup): joins the server another process looks after, or starts it. */
export async function joinEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const place = placeOf(options.dataDir);
  const lock = tryStarterLock(place);
  if (lock !== undefined) return await startHolding(lock, place, options);
  const { pid, isReady } = pidFileOf(place);
  if (isReady && isPostgresIn(pid, place.pgData)) {
    return { ...describe(place), adopted: true, stop: () => Promise.resolve() };
  }
  throw new OperatorError(
    `Lumbung dengan folder data ${place.dataDir} sedang dinyalakan atau dihentikan. Coba lagi sebentar lagi.`,
  );
}

/** Forgets the database of a data folder for good. @throws OperatorError when a process looks after it */
export async function resetEmbedded(dataDir: string): Promise<void> {
  const place = placeOf(dataDir);
  using _lock = takeStarterLock(place);
  const orphan = await findOrphan(place);
  if (orphan !== undefined) await stopPostmaster(orphan, place.pgData);
  await clearLeftovers(place);
  const { pgData, passwordFile, logFile, socketDir, home } = place;
  removeUnfinished(pgData);
  const linkToPgData = join(home, 'postgres'); // where the operator moved it to another disk
  for (const path of [pgData, linkToPgData, passwordFile, logFile, socketDir])
    rmSync(path, { recursive: true, force: true });
  if (home !== place.dataDir) rmSync(home, { recursive: true, force: true });
  rmSync(join(place.dataDir, elsewhereNote), { force: true });
}

async function startHolding(lock: StarterLock, place: Place, options: EmbeddedOptions): Promise<Embedded> {
  try {
    return await startLocked(place, options, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function startLocked(place: Place, options: EmbeddedOptions, lock: StarterLock): Promise<Embedded> {
  const fsync = options.fsync ?? true;
  const settings = { ...ourSettings, ...(fsync ? {} : unsafeSettings), ...options.settings };
  const binaries = binariesFor(place);
  if (!existsSync(place.pgData)) await createCluster(place, binaries, { fsync });
  refuseOtherMajor(place.pgData, binaries);

  const orphan = await findOrphan(place);
  const first = orphan ?? (await launchClean(place, binaries, settings));
  await ensureDatabase(place);
  const keeper = keepRunning(first, {
    place,
    relaunch: () => launchClean(place, binaries, settings),
    log: options.log,
  });
  const stop = async (): Promise<void> => {
    await stopPostmaster(await keeper.letGo(), place.pgData);
    lock.release();
  };
  let stopped: Promise<void> | undefined;
  return { ...describe(place), adopted: orphan !== undefined, stop: () => (stopped ??= stop()) };
}

async function launchClean(
  place: Place,
  binaries: Binaries,
  settings: Readonly<Record<string, string>>,
): Promise<number> {
  await clearLeftovers(place);
  if (!existsSync(place.passwordFile)) giveNewPassword(place, binaries);
  return await launch(place, binaries, settings);
}

/** Looks twice a second whether the server lives and starts it again if not: nobody is there at night to do it. */
function keepRunning(
  first: number,
  { place, relaunch, log }: { place: Place; relaunch: () => Promise<number>; log: EmbeddedOptions['log'] },
): { letGo(): Promise<number> } {
  let pid = first;
  let relaunching: Promise<void> | undefined;
  const look = setInterval(() => {
    if (relaunching !== undefined || isPostgresIn(pid, place.pgData)) return;
    log?.('PostgreSQL mati dan dinyalakan lagi.');
    relaunching = relaunch()
      .then(
        (next) => {
          pid = next;
        },
        (error: unknown) => log?.(`PostgreSQL gagal dinyalakan dan akan dicoba lagi: ${String(error)}`),
      )
      .finally(() => {
        relaunching = undefined;
      });
  }, 500).unref();
  return {
    letGo: async () => {
      clearInterval(look);
      await relaunching;
      return pid;
    },
  };
}

function describe(place: Place): Pick<Embedded, 'ownerUrl' | 'dataDir' | 'pgData' | 'socketDir'> {
  const { dataDir, pgData, socketDir } = place;
  return { dataDir, pgData, socketDir, ownerUrl: urlOf(place, 'lumbung') };
}

function urlOf(place: Place, database: string): string {
  const password = readFileSync(place.passwordFile, 'utf8');
  return `postgres://lumbung_owner:${password}@localhost/${database}?host=${encodeURIComponent(place.socketDir)}`;
}

async function ensureDatabase(place: Place): Promise<void> {
  await asOwner(urlOf(place, 'postgres'), async (client) => {
    const { rowCount } = await client.query("select from pg_database where datname = 'lumbung'");
    if (rowCount === 0) await client.query('create database lumbung');
  });
}
