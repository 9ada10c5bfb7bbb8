import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import * as assets from './assets/public.ts';
import { cityAsked, commandLine, dayGiven, given, opened, print, readAt, type Verb } from './errand.ts';
import { present } from './kernel/assert.ts';
import { newId, today } from './platform/clock.ts';
import { type Config, ConfigError } from './platform/config.ts';
import type { Tx } from './platform/db/tx.ts';
import { wholeRegency } from './platform/jobs/tasks.ts';
import { kibFileWords, kibProblemWords, kibTotalWords, refusalWords } from './words.ts';

export const kibVerbs: Readonly<Record<string, Verb>> = {
  'import kib': {
    usage: 'BERKAS [--dry-run] [--error-sheet BERKAS] [--as-of TANGGAL] [--city 64.71]',
    about: 'KIB A atau KIB C; juga --price-unit ribuan|rupiah, --location KODE, --with-doubtful, --sample',
    run: importKib,
  },
};

const units = { ribuan: 'thousand', rupiah: 'full' } as const;

async function importKib(config: Config, args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      'as-of': { type: 'string' },
      city: { type: 'string' },
      'dry-run': { type: 'boolean' },
      'error-sheet': { type: 'string' },
      location: { type: 'string' },
      'price-unit': { type: 'string' },
      sample: { type: 'boolean' },
      'with-doubtful': { type: 'boolean' },
    },
  });
  const path = given(positionals[0], 'BERKAS');
  const { size } = await readAt(path, stat(path));
  const refused = assets.kibRefusedForSize(size);
  if (refused !== undefined) throw new ConfigError(refusalWords(refused));
  const sha256 = await readAt(path, hashOf(path));
  const unit = values['price-unit'];
  if (unit !== undefined && !(unit in units)) throw new ConfigError('--price-unit adalah ribuan atau rupiah.');
  return await opened(config, async ({ databases: { app } }) => {
    const city = await cityAsked(app.central, values.city);
    const day = today(city.timeZone, config.today);
    const asOf = values['as-of'] === undefined ? day : dayGiven(values['as-of'], '--as-of');
    const about = {
      ...{
        id: newId<'kib-import'>(),
        fileName: basename(path),
        bytes: size,
        sha256,
        asOf,
        sample: values.sample ?? false,
      },
      priceUnitGiven: unit === undefined ? null : units[unit as keyof typeof units],
      locationGiven: values.location ?? null,
    };
    const work = (tx: Tx) => readAndTake(tx, { path, day, about, sheet: values['error-sheet'], ...asked(values) });
    const told = await app.inRegency(wholeRegency(city.id), work).catch((error: unknown) => {
      if (error instanceof NothingTaken) return error;
      throw error;
    });
    print(...told.lines);
    return told.exitCode;
  });
}

const asked = (values: { 'dry-run'?: boolean | undefined; 'with-doubtful'?: boolean | undefined }) => ({
  isDryRun: values['dry-run'] ?? false,
  withDoubtful: values['with-doubtful'] ?? false,
});

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Ends the transaction without a trace: a dry run, a file that cannot be read, or one that would change nothing. */
class NothingTaken extends Error {
  override readonly name = 'NothingTaken';
  readonly lines: readonly string[];
  readonly exitCode: number;

  constructor(lines: readonly string[], exitCode: number) {
    super('nothing was taken');
    this.lines = lines;
    this.exitCode = exitCode;
  }
}

interface Errand {
  readonly path: string;
  readonly day: ReturnType<typeof today>;
  readonly about: Parameters<typeof assets.layDownAtOnce>[2];
  readonly sheet: string | undefined;
  readonly isDryRun: boolean;
  readonly withDoubtful: boolean;
}

async function readAndTake(tx: Tx, errand: Errand): Promise<{ lines: readonly string[]; exitCode: number }> {
  const { path, day, about, sheet, isDryRun, withDoubtful } = errand;
  const tell = async () => undefined;
  await assets.layDownAtOnce(tx, commandLine, about);
  const state = await assets.checkImport(tx, about.id, { path, today: day, tell });
  const checked = present(await assets.findKibImport(tx, about.id), 'the import just read');
  if (state === 'refused') {
    const refused = checked.refused as NonNullable<assets.KibImportShown['refused']>;
    throw new NothingTaken([kibFileWords(refused)], 1);
  }
  const counts = checked.counts as assets.KibCounts;
  const lines = [...countLines(checked.head as assets.KibHead, counts), ...(await wrongLines(tx, about.id))];
  if (sheet !== undefined && counts.wrong + counts.doubtful > 0) {
    await pipeline(
      assets.openKibErrorSheet(checked, (work) => work(tx), kibProblemWords),
      createWriteStream(sheet),
    );
    lines.push(`Lembar perbaikan: ${sheet}. Perbaiki di situ, lalu impor lembar itu saja.`);
  }
  if (isDryRun) throw new NothingTaken([...lines, 'Uji coba: belum ada yang dicatat.'], 0);
  if (counts.new + counts.changed + (withDoubtful ? counts.doubtful : 0) === 0)
    throw new NothingTaken([...lines, 'Tidak ada yang perlu dicatat.'], counts.wrong > 0 ? 1 : 0);
  await assets.takeImport(tx, commandLine, about.id, { withDoubtful, tell });
  return { lines: [...lines, 'Dicatat.'], exitCode: 0 };
}

function countLines({ form, priceUnit }: assets.KibHead, counts: assets.KibCounts): string[] {
  return [
    `KIB ${form}, harga dalam ${priceUnit === 'thousand' ? 'ribuan rupiah' : 'rupiah penuh'}: ${counts.rows} baris, ${counts.skipped} baris lain dilewati.`,
    `Baru ${counts.new}, berubah ${counts.changed}, sama ${counts.unchanged}, salah ${counts.wrong}, meragukan ${counts.doubtful}, perlu dilihat ${counts.warned}.`,
    ...(counts.areaChanged + counts.certificateChanged > 0
      ? [`Di antara yang berubah: luas ${counts.areaChanged}, sertifikat ${counts.certificateChanged}.`]
      : []),
    ...(counts.totals ?? []).map(kibTotalWords),
  ];
}

const linesMax = 20;

async function wrongLines(tx: Tx, id: Errand['about']['id']): Promise<string[]> {
  const importId = id as Parameters<typeof assets.listKibRows>[1];
  const rows = [];
  for (const which of ['wrong', 'doubtful'] as const)
    rows.push(...(await assets.listKibRows(tx, importId, { which, given: ['name'], after: 0, limit: linesMax + 1 })));
  const lines = rows
    .slice(0, linesMax)
    .map(({ line, problems }) => `  baris ${line}: ${(problems ?? []).map(kibProblemWords).join(' ')}`);
  return rows.length > linesMax ? [...lines, '  … selebihnya ada di lembar perbaikan (--error-sheet BERKAS).'] : lines;
}
