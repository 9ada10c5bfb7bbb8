import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Doer } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Job } from '../../platform/jobs/tasks.ts';
import * as tasks from '../../tasks/public.ts';
import type { AssetId } from '../asset.store.ts';
import { askOffices } from './ask-offices.command.ts';
import { measureOn } from './criterion.store.ts';
import { assetIdsAfter, countAssets } from './facts.store.ts';
import { differences, screenAssets } from './screen-assets.command.ts';
import { presentScreenings } from './screening.store.ts';
import { keepScreenedDay, screenedDay } from './unsettled.store.ts';

/** Assets of one transaction: few enough that nobody waits long for the lock, enough that the statements do not count. */
const portion = 1_000;

/** Screens all assets of a city for a day, in portions, and asks the offices for what is open. Broken off and begun again it ends the same. */
export async function screenCity(job: Job, day: BusinessDate): Promise<{ assets: number; changed: number }> {
  const total = await job.inRegency(countAssets);
  let [assets, changed] = [0, 0];
  await inPortions(job, async (ids) => {
    changed += await job.inRegency((tx) => screenAssets(tx, ids, day));
    assets += ids.length;
    await job.progress({ done: assets, total, note: 'assets.screening.running' });
  });
  await job.inRegency((tx) => endScreening(tx, job.doer, day));
  return { assets, changed };
}

/** When all assets of a city are screened for a day: keeps that they are, and asks the offices for what is open. */
export async function endScreening(tx: Tx, doer: Doer, day: BusinessDate): Promise<void> {
  await keepScreenedDay(tx, day, (await measureOn(tx, day)).version);
  await askOffices(tx, doer, day);
}

async function inPortions(job: Job, work: (ids: readonly AssetId[]) => Promise<void>): Promise<void> {
  let ids: readonly AssetId[] = [];
  do {
    job.signal.throwIfAborted();
    const after = ids.at(-1);
    ids = await job.inRegency((tx) => assetIdsAfter(tx, after, portion));
    if (ids.length > 0) await work(ids);
  } while (ids.length === portion);
}

/**
 * Assets whose kept results are not what their facts gave on the last day the city was screened. Writes nothing.
 * @param pause between two looks: what is just being recorded is screened in the same transaction, so only a difference that lasts is one
 */
export async function screeningsThatDiffer(job: Job, pause: () => Promise<void>): Promise<AssetId[]> {
  const seen = await look(job);
  if (seen.length === 0) return [];
  await pause();
  const still = new Set(await look(job));
  return seen.filter((id) => still.has(id));
}

async function look(job: Job): Promise<AssetId[]> {
  const day = await job.inRegency(screenedDay);
  if (day === undefined) return [];
  const found: AssetId[] = [];
  await inPortions(job, async (ids) => {
    found.push(
      ...(await job.inRegency(async (tx) => {
        // What nobody screened yet is missing, not wrong; what was screened on a later day is measured by that day.
        const held = await presentScreenings(tx, ids);
        const measured = new Set(
          held.filter(({ validFrom }) => validFrom <= day.screenedOn).map(({ assetId, use }) => `${assetId} ${use}`),
        );
        const differing = await differences(tx, ids, await measureOn(tx, day.screenedOn));
        return differing.filter(({ assetId, use }) => measured.has(`${assetId} ${use}`)).map(({ assetId }) => assetId);
      })),
    );
  });
  return [...new Set(found)];
}

const origin = 'assets/screen-nightly';

/** Asks the administrator to look, once for as long as he has not; takes it back when nothing differs any more. Repairs nothing itself. */
export async function tellOfDifferences(job: Job, count: number, today: BusinessDate): Promise<void> {
  await job.inRegency(async (tx) => {
    const waiting = await tasks.openOriginsOf(tx, origin);
    if (count === 0) {
      for (const id of waiting)
        await tasks.settleFrom(tx, job.doer, { kind: origin, id }, { on: today, outcome: 'done' });
      return;
    }
    if (waiting.length > 0) return;
    await tasks.open(tx, job.doer, [
      {
        kind: 'screening-differs',
        data: { count },
        ownerRole: 'city-administrator',
        openedOn: today,
        origin: { kind: origin, id: job.id },
      },
    ]);
  });
}
