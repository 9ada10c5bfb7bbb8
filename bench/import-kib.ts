import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csvOf, landFoot, landHead, landMerges, manyLands } from '../server/assets/kib/testing/kib-samples.ts';
import * as assets from '../server/assets/public.ts';
import { businessDate } from '../server/kernel/business-date.ts';
import { regencyId } from '../server/kernel/ids.ts';
import { newId } from '../server/platform/clock.ts';
import { type Database, openDatabase } from '../server/platform/db/database.ts';
import { wholeRegency } from '../server/platform/jobs/tasks.ts';
import { openSpreadsheet } from '../server/platform/spreadsheets/read-spreadsheet.ts';
import { rawXlsx } from '../server/platform/spreadsheets/testing/raw-xlsx.ts';
import * as reference from '../server/reference/public.ts';
import { allowImporter, asCopied, copyPlainly, settle } from './kib.store.ts';
import type { Stage } from './stage.ts';

const today = businessDate('2025-11-27');
const rowCount = 100_000;
const fewer = 10_000;
const machine = { role: 'machine' } as const;

/** A register of 100,000 rows from file to register, every check on, against a plain copy of the same rows into the same table. */
export async function importKib(stage: Stage): Promise<void> {
  const { owner, city } = await stage.nation();
  const url = await allowImporter(owner);
  const app = openDatabase(url, { note: (error) => process.stderr.write(`${error.message}\n`) });
  const folder = await mkdtemp(join(tmpdir(), 'lumbung-kib-'));
  const reach = wholeRegency(regencyId(city.regencyId));
  try {
    const villages = await app.inRegency(reach, (tx) => reference.villagesOf(tx, tx.regencyId, today));
    const files = await writeFiles(
      folder,
      villages.map(({ name }) => name),
    );
    const imported = async (path: string) => {
      const taken = await takeFile(app, reach, path);
      await settle(owner);
      return taken;
    };
    const few = await imported(files.few);
    const csv = await imported(files.csv);
    const again = await imported(files.csv);
    const plain = await copyPlainly(owner, await asCopied(owner, city.regencyId, locations.csv));
    await settle(owner);
    const xlsx = await imported(files.xlsx);
    const reader = await readAlone(files.xlsx);
    const rows = `${rowCount} rows`;
    await stage.report({
      figure: `csv, ${rows}, against 4 plain copies`,
      value: csv.seconds,
      unit: 's',
      baseline: 4 * plain,
    });
    await stage.report({
      figure: `csv, ${rows}, against a plain copy`,
      value: csv.seconds,
      unit: 's',
      baseline: plain,
    });
    await stage.report({
      figure: `csv, ${rows}, of which reading and comparing`,
      value: csv.checkSeconds,
      unit: 's',
      baseline: csv.seconds,
    });
    await stage.report({
      figure: `csv, the same ${rows} again, nothing changed, against the first time`,
      value: again.seconds,
      unit: 's',
      baseline: csv.seconds,
    });
    await stage.report({
      figure: `xlsx, ${rows}, against 1.5 times its reader alone and 4 plain copies`,
      value: xlsx.seconds,
      unit: 's',
      baseline: 1.5 * reader + 4 * plain,
    });
    await stage.report({
      figure: `xlsx reader alone, ${rows}, against the whole import`,
      value: reader,
      unit: 's',
      baseline: xlsx.seconds,
    });
    for (const [what, { ownMb, childMb }] of Object.entries({ csv, xlsx })) {
      await stage.report({
        figure: `${what}, growth of the serving process, ${rows} against ${fewer}`,
        value: ownMb,
        unit: 'MB',
        baseline: Math.max(few.ownMb, 1),
      });
      await stage.report({
        figure: `${what}, peak of the reading process, ${rows} against ${fewer} of csv`,
        value: childMb,
        unit: 'MB',
        baseline: few.childMb,
      });
    }
  } finally {
    await app.close();
    await rm(folder, { recursive: true });
  }
}

/** Each file has things of its own, so that none finds the other's and each writes as much. */
const locations = { few: '12.71.1.1', csv: '12.72.1.1', xlsx: '12.73.1.1' };

async function writeFiles(folder: string, villages: readonly string[]): Promise<typeof locations> {
  const paths = { few: join(folder, 'few.csv'), csv: join(folder, 'a.csv'), xlsx: join(folder, 'a.xlsx') };
  const rows = (file: keyof typeof locations, count: number) => [
    ...landHead({ location: locations[file] }),
    ...manyLands(count, villages, `${file} `),
    ...landFoot(),
  ];
  await writeFile(paths.few, csvOf(rows('few', fewer)));
  await writeFile(paths.csv, csvOf(rows('csv', rowCount)));
  await writeFile(paths.xlsx, await rawXlsx({ sheets: [{ rows: rows('xlsx', rowCount), merges: landMerges }] }));
  return paths;
}

interface Taken {
  readonly seconds: number;
  readonly checkSeconds: number;
  /** What the process that serves people grew by, and the most that the one that reads held. */
  readonly ownMb: number;
  readonly childMb: number;
}

/** From the file to the committed register, as the command line does it. */
async function takeFile(app: Database, reach: Parameters<Database['inRegency']>[0], path: string): Promise<Taken> {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const peak = { own: before, child: 0 };
  const watch = setInterval(() => {
    peak.own = Math.max(peak.own, process.memoryUsage().rss);
    peak.child = Math.max(peak.child, readersMb());
  }, 200);
  const began = performance.now();
  let checkedAt = began;
  const tell = async () => undefined;
  await app.inRegency(reach, async (tx) => {
    const id = newId<'kib-import'>();
    const sha256 = createHash('sha256').update(id).digest('hex');
    const about = { id, fileName: 'ukur.csv', bytes: 1, sha256, asOf: today, sample: true };
    await assets.layDownAtOnce(tx, machine, { ...about, priceUnitGiven: null, locationGiven: null });
    await assets.checkImport(tx, id, { path, today, tell });
    checkedAt = performance.now();
    const { wrong = -1, rows = 0 } = ((await assets.findKibImport(tx, id))?.counts ?? {}) as {
      wrong?: number;
      rows?: number;
    };
    if (wrong !== 0 || rows < fewer) throw new Error(`${wrong} of ${rows} rows are wrong`);
    await assets.takeImport(tx, machine, id, { withDoubtful: false, tell });
  });
  const seconds = (performance.now() - began) / 1000;
  clearInterval(watch);
  return {
    seconds,
    checkSeconds: (checkedAt - began) / 1000,
    ownMb: (peak.own - before) / 1_048_576,
    childMb: peak.child,
  };
}

function readersMb(): number {
  const listed = execFileSync('ps', ['-o', 'rss=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' });
  const reader = listed.split('\n').find((line) => line.includes('read-kib.child'));
  return reader === undefined ? 0 : Number.parseInt(reader, 10) / 1024;
}

async function readAlone(path: string): Promise<number> {
  const began = performance.now();
  const file = await openSpreadsheet(path);
  let rows = 0;
  for await (const batch of file.sheets[0]?.rows() ?? []) rows += batch.length;
  file.close();
  if (rows < rowCount) throw new Error(`only ${rows} rows were read`);
  return (performance.now() - began) / 1000;
}
