import { registerOn } from '../server/cooperatives/public.ts';
import { businessDate } from '../server/kernel/business-date.ts';
import { regencyId } from '../server/kernel/ids.ts';
import { type Database, openDatabase } from '../server/platform/db/database.ts';
import type { Tx } from '../server/platform/db/tx.ts';
import { wholeRegency } from '../server/platform/jobs/tasks.ts';
import { waitingByCooperative } from '../server/reporting/picture.store.ts';
import { tasksOn } from '../server/tasks/task.store.ts';
import { percentile } from './figure.ts';
import { allowReader, type Logins } from './nation.store.ts';
import type { Stage } from './stage.ts';

const day = businessDate('2025-11-27');
const rounds = 300;

/** What the server reads most, by the very functions it reads with. */
const reads: Readonly<Record<string, (tx: Tx) => Promise<unknown>>> = {
  register: (tx) => registerOn(tx, day),
  worklist: (tx) => tasksOn(tx, { day, settled: false, limit: 200 }),
  'who waits': (tx) => waitingByCooperative(tx, day),
};

/** The same transactions, by a login that policies bind and by one they do not; both name their regency in each statement. */
export async function rls(stage: Stage): Promise<void> {
  const nation = await stage.nation();
  const logins: Logins = await allowReader(nation.owner);
  const note = (error: Error) => process.stderr.write(`${error.message}\n`);
  const bound = openDatabase(logins.boundUrl, { note, poolSize: 1 });
  const free = openDatabase(logins.freeUrl, { note, poolSize: 1 });
  const reach = wholeRegency(regencyId(nation.large.regencyId));
  try {
    for (const [what, read] of Object.entries(reads)) {
      const ms = { bound: [] as number[], free: [] as number[] };
      const time = async (database: Database, kept: number[]) => {
        const began = performance.now();
        await database.inRegency(reach, read);
        kept.push(performance.now() - began);
      };
      for (let round = 0; round < rounds; round++) {
        await time(bound, ms.bound);
        await time(free, ms.free);
      }
      const [value, baseline] = [percentile(ms.bound, 50), percentile(ms.free, 50)];
      const figure = `${what}, ${nation.large.cooperatives} of ${nation.cooperatives} cooperatives, median with policies against without`;
      await stage.report({ figure, value, unit: 'ms', baseline });
    }
  } finally {
    await Promise.all([bound.close(), free.close()]);
  }
}
