import { appendFile, mkdir } from 'node:fs/promises';
import { assetsList } from './assets-list.ts';
import { citySummary } from './city-summary.ts';
import { faults } from './faults.ts';
import { figureOf, type Measured } from './figure.ts';
import { importKib } from './import-kib.ts';
import { ledger } from './ledger.ts';
import { lists } from './lists.ts';
import { match } from './match.ts';
import { type Nation, startNation, stopNation } from './nation.ts';
import { orders } from './orders.ts';
import { publicPage } from './public-page.ts';
import { rls } from './rls.ts';
import { withDataFolder } from './running.ts';
import { screening } from './screening.ts';
import type { Stage } from './stage.ts';
import { startBench } from './start.ts';
import { statements } from './statements.ts';

/** In this order, whatever order they are named in: the first that need the nation find it with little history. */
const benches = {
  start: startBench,
  'public-page': publicPage,
  'city-summary': citySummary,
  rls,
  lists,
  'assets-list': assetsList,
  screening,
  match,
  'import-kib': importKib,
  ledger,
  statements,
  orders,
  faults,
} satisfies Record<string, (stage: Stage) => Promise<void>>;

async function run(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !(name in benches));
  if (unknown.length > 0)
    throw new Error(`no bench ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`);
  await mkdir('bench/results', { recursive: true });
  await withDataFolder(async (dataDir) => {
    let nation: Promise<Nation> | undefined;
    const begin = () => {
      nation ??= startNation(dataDir);
      return nation;
    };
    try {
      for (const [name, bench] of Object.entries(benches)) {
        if (names.length > 0 && !names.includes(name)) continue;
        await bench({ nation: begin, report: (measured) => report(name, measured) });
      }
    } finally {
      if (nation) await stopNation(await nation);
    }
  });
}

/** Each figure is printed and kept as it is known, so that a later failure loses none. */
async function report(bench: string, measured: Measured): Promise<void> {
  const figure = figureOf(bench, measured);
  const line = JSON.stringify(figure);
  process.stdout.write(`${line}\n`);
  await appendFile(`bench/results/${bench}.jsonl`, `${line}\n`);
}

await run(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
