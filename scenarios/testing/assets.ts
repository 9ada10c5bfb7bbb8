import { beforeAll } from 'vitest';
import * as assets from '../../server/assets/public.ts';
import { fillAssets } from '../../server/demo/assets/fill-assets.command.ts';
import { present } from '../../server/kernel/assert.ts';
import type { Id, RegionId } from '../../server/kernel/ids.ts';
import * as matching from '../../server/matching/public.ts';
import { newId } from '../../server/platform/clock.ts';
import type { Tx } from '../../server/platform/db/tx.ts';
import { wholeRegency } from '../../server/platform/jobs/tasks.ts';
import * as reference from '../../server/reference/public.ts';
import { type City, type TestCities, today } from './city.ts';

export interface RegisteredAssets {
  /** One of the city's in the kelurahan where local roles of `here` work, with observations and results of screening. */
  readonly here: assets.AssetId;
  /** Another one there, that nobody touches but whoever writes to it. */
  readonly spare: assets.AssetId;
  /** A match of them, solved. */
  readonly scenario: Id<'scenario'>;
  /** One of the other city. */
  readonly there: assets.AssetId;
}

/** Land and buildings: sample assets in two kelurahan of `here`, the first cooperative's among them, and one asset in the other city. */
export function registeredAssets(cities: TestCities): RegisteredAssets {
  let made: RegisteredAssets | undefined;
  const all = () => present(made, 'the assets, which are there once the first test runs');
  beforeAll(async () => {
    const [here, there] = [await inVillagesOf(cities, cities.here, 2), await inVillagesOf(cities, cities.there, 1)];
    made = {
      here: present(here[0], 'an asset'),
      spare: present(here[1], 'a second'),
      scenario: await solvedMatch(cities),
      there: present(there[0], 'another'),
    };
  }, 60_000);
  return {
    get here() {
      return all().here;
    },
    get spare() {
      return all().spare;
    },
    get scenario() {
      return all().scenario;
    },
    get there() {
      return all().there;
    },
  };
}

async function inVillagesOf({ database }: TestCities, city: City, count: number): Promise<assets.AssetId[]> {
  return await database.app.inRegency(wholeRegency(city.regency.id), async (tx) => {
    const codes = city.register.slice(0, count).flatMap(({ villages }) => villages.map(({ code }) => code));
    const known = await reference.villagesOf(tx, city.regency.id, today);
    const villages = codes.map((code) =>
      present(
        known.find((village) => village.code === code),
        code,
      ),
    );
    const [first] = villages;
    if (first?.centre !== undefined) {
      await fillAssets(tx, villages);
      const sites = await assets.screeningForMatching(tx, today);
      return sites
        .filter(
          ({ villageId, ownerKind, seen }) => villageId === first.id && ownerKind === 'regency' && 'flood' in seen,
        )
        .map(({ id }) => id);
    }
    return [await oneLot(tx, present(first, 'a kelurahan').id)];
  });
}

async function oneLot(tx: Tx, villageId: RegionId): Promise<assets.AssetId> {
  const id = newId<'asset'>();
  const identity = { locationCode: '12.01.64.72', assetCode: '1.3.1.01.01.04.001', register: '0001' };
  const source = { sourceName: 'uji', sourceDate: today };
  await assets.insertAssets(tx, [
    { id, villageId, ownerKind: 'regency', object: 'land', name: 'Tanah di kota lain', ...identity, ...source },
  ]);
  return id;
}

async function solvedMatch({ database, here }: TestCities): Promise<Id<'scenario'>> {
  const id = newId<'scenario'>();
  const doer = { role: 'machine' } as const;
  const inRegency = <T>(work: (tx: Tx) => Promise<T>) => database.app.inRegency(wholeRegency(here.regency.id), work);
  const weights = { distance: 3, access: 3, ready: 3, equity: 3 };
  const asked = { id, name: 'uji', uses: ['new_building' as const], weights, locked: [], forbidden: [] };
  await inRegency((tx) => matching.askScenario(tx, doer, { ...asked, countsUnknownAsPass: false }, today));
  await matching.solveScenario(id, { doer, inRegency });
  return id;
}

/** The address of a call with the asset or the scenario it is about in its place. */
export function withRows(url: string, { asset, scenario }: { asset: string; scenario: string }): string {
  return url
    .replace(/\/assets\/:(id|assetId)/, `/assets/${asset}`)
    .replace('/matching/scenarios/:id', `/matching/scenarios/${scenario}`);
}
