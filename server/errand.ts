import * as access from './access/public.ts';
import { type BusinessDate, parseBusinessDate } from './kernel/business-date.ts';
import { Refusal } from './kernel/refusal.ts';
import { today } from './platform/clock.ts';
import { type Config, ConfigError } from './platform/config.ts';
import type { Tx } from './platform/db/tx.ts';
import { wholeRegency } from './platform/jobs/tasks.ts';
import * as reference from './reference/public.ts';
import { type Lumbung, openLumbung } from './wiring.ts';
import { refusalLines, refusalWords } from './words.ts';

/** A command of `npm run lumbung`. Gives its exit code: 0 done, 1 refused or a check failed, 2 called wrongly. */
export interface Verb {
  readonly usage: string;
  readonly about: string;
  run(config: Config, args: readonly string[]): Promise<number>;
}

/** Who answers for what an operator does at the command line. */
export const commandLine = { role: 'command-line' } as const;

/** Runs in the city named by `--city`, or in the only one there is, and tells what it did once that is committed. */
export async function inCity(
  config: Config,
  code: string | undefined,
  work: (tx: Tx, day: BusinessDate, lumbung: Lumbung) => Promise<readonly string[]>,
): Promise<number> {
  return await opened(config, async (lumbung) => {
    const { app } = lumbung.databases;
    const regency = await cityAsked(app.central, code);
    const lines = await app.inRegency(wholeRegency(regency.id), (tx) =>
      work(tx, today(regency.timeZone, config.today), lumbung),
    );
    print(...lines);
    return 0;
  });
}

/** The city named by `--city`, or the only one there is. @throws ConfigError naming those there are */
export async function cityAsked(
  central: Lumbung['databases']['app']['central'],
  code: string | undefined,
): Promise<reference.Regency> {
  const day = today('Asia/Jakarta');
  const ids = await access.regenciesInUse(central);
  const inUse = (await Promise.all(ids.map((id) => reference.findRegencyById(central, id, day)))).filter(
    (regency) => regency !== undefined,
  );
  const [only] = code === undefined ? inUse : inUse.filter((regency) => regency.code === code);
  if (only === undefined || (code === undefined && inUse.length > 1)) {
    const known = inUse.map((regency) => `${regency.code} ${regency.name}`).join(', ');
    throw new ConfigError(
      `Sebutkan kota dengan --city KODE. Yang terpasang: ${known || 'belum ada; jalankan npm run demo atau npm start dulu'}.`,
    );
  }
  return only;
}

/** Opens the system beside a running server or by itself, and closes it again; a refusal ends with its sentence. */
export async function opened(config: Config, work: (lumbung: Lumbung) => Promise<number>): Promise<number> {
  const lumbung = await openLumbung(config, { note: () => undefined, asErrand: true });
  try {
    return await work(lumbung);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`${[refusalWords(error), ...refusalLines(error)].join('\n')}\n`);
    return 1;
  } finally {
    await lumbung.close();
  }
}

/** What `reading` gives of something at `path`. @throws ConfigError when nothing readable is there */
export async function readAt<T>(path: string, reading: Promise<T>): Promise<T> {
  return await reading.catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new ConfigError(`${path} tidak ada. Periksa nama dan letaknya.`);
    if (code === 'EACCES' || code === 'EISDIR') throw new ConfigError(`${path} tidak dapat dibaca.`);
    throw error;
  });
}

export function given(value: string | undefined, what: string): string {
  if (value === undefined || value === '') throw new ConfigError(`${what} belum disebut. Lihat: npm run lumbung`);
  return value;
}

export function dayGiven(value: string | undefined, option: string): BusinessDate {
  const day = parseBusinessDate(given(value, option));
  if (day === undefined) throw new ConfigError(`${option} bukan tanggal. Tulis seperti ${option} 2026-08-05.`);
  return day;
}

export function print(...lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}
