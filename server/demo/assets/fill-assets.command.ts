import * as assets from '../../assets/public.ts';
import { assert, present } from '../../kernel/assert.ts';
import { newId } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type * as reference from '../../reference/public.ts';
import { demoToday, sampleSource } from '../facts.ts';
import { importRegisters } from './import-registers.command.ts';
import type { SampleAsset, SamplePlace } from './sample-asset.ts';
import { sampleAssets } from './sample-assets.ts';
import { surveySamples } from './survey-samples.command.ts';

const machine = { role: 'machine' } as const;

/** Registers the invented land and buildings of the city, imports what BKAD printed of them since, and records what was seen of them. */
export async function fillAssets(tx: Tx, villages: readonly reference.Village[]): Promise<void> {
  const idOf = new Map(villages.map(({ name, id }) => [name, id]));
  const rows = sampleAssets(villages.map(placeOf)).map((asset) => ({ asset, id: newId<'asset'>() }));
  await assets.insertAssets(
    tx,
    rows.map(({ asset: { fields, village }, id }) => ({
      ...fields,
      ...{ id, villageId: present(idOf.get(village), village), sample: true },
      ...{ sourceName: sampleSource.name, sourceDate: sampleSource.date },
    })),
  );
  await importRegisters(
    tx,
    rows.map(({ asset }) => asset),
  );
  for (const { asset, id } of rows) await observe(tx, id, asset);
  await surveySamples(tx, rows);
  await assets.examineAll(tx, demoToday);
  await assets.screenAssets(
    tx,
    rows.map(({ id }) => id),
    demoToday,
  );
  await assets.endScreening(tx, machine, demoToday);
}

function placeOf({ name, districtName, centre, areaM2 }: reference.Village): SamplePlace {
  assert(centre !== undefined && areaM2 !== undefined, `where ${name} lies`);
  return { name, district: districtName, centre, areaM2 };
}

/** Each office in its own words, as it would have sent them. */
async function observe(tx: Tx, id: assets.AssetId, { observations }: SampleAsset): Promise<void> {
  for (const [authority, said] of Map.groupBy(observations, (each) => each.authority)) {
    const seen = said.map(({ authority: _, ...observed }) => ({
      ...observed,
      ...{ id: newId<'observation'>(), source: sampleSource },
    }));
    await assets.recordObservations(tx, machine, id, seen, { today: demoToday, authority, sample: true });
  }
}
