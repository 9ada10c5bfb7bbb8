import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import * as assets from '../../assets/public.ts';
import { present } from '../../kernel/assert.ts';
import type { RegencyId } from '../../kernel/ids.ts';
import { testDatabase } from '../../platform/db/testing/test-database.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { openVault } from '../../platform/files/vault.ts';
import { wholeRegency } from '../../platform/jobs/tasks.ts';
import * as reference from '../../reference/public.ts';
import { building, demoToday } from '../facts.ts';
import { fillAssets } from './fill-assets.command.ts';
import { type Story, stories } from './stories.ts';
import { addSamplePhotos } from './survey-samples.command.ts';

const database = testDatabase();
let sites: assets.ScreenedSite[];
let imports: readonly { state: string; counts: assets.KibCounts }[];
let villages: readonly reference.Village[];
let regencyOfDemo: RegencyId;

beforeAll(async () => {
  const owner = await database.owner.connect();
  await reference.seedRegions(owner).finally(() => owner.release());
  const { app } = database;
  const regency = present(await reference.findRegencyByCode(app.central, '64.71', demoToday), 'Balikpapan');
  regencyOfDemo = regency.id;
  villages = await reference.villagesOf(app.central, regency.id, demoToday);
  sites = await app.inRegency(wholeRegency(regency.id), async (tx) => {
    await fillAssets(tx, villages);
    return await assets.screeningForMatching(tx, demoToday);
  });
  const taken = await database.owner.query('select state, counts from assets.kib_import order by uploaded_at, id');
  imports = taken.rows;
}, 180_000);

/** Land of a kelurahan with what came out for the standard building, the nearest to fitting first. */
function lotsIn(name: string) {
  const village = present(
    villages.find((each) => each.name === name),
    name,
  );
  const weight = ({ outcome, open }: assets.SiteResult) =>
    (outcome === 'fail' ? 100 : 0) + open.filter(({ state }) => state === 'fail').length * 10 + open.length;
  return sites
    .filter(({ villageId, object }) => villageId === village.id && object === 'land')
    .map((site) => ({
      site,
      result: present(
        site.screenings.find(({ use }) => use === 'new_building'),
        site.name,
      ),
    }))
    .toSorted((a, b) => weight(a.result) - weight(b.result));
}

const whyNot: Readonly<
  Record<Exclude<Story, 'builds' | 'fits' | 'no_land'>, { state: 'fail' | 'unknown'; topic: string }>
> = {
  too_small: { state: 'fail', topic: 'size' },
  flood: { state: 'fail', topic: 'water' },
  mangrove: { state: 'fail', topic: 'water' },
  slope: { state: 'fail', topic: 'ground' },
  landslide: { state: 'fail', topic: 'ground' },
  power_line: { state: 'fail', topic: 'power_line' },
  legal: { state: 'unknown', topic: 'legal' },
  in_use: { state: 'fail', topic: 'in_use' },
  awaits_technical_office: { state: 'unknown', topic: 'ground' },
};

describe('of the 34 kelurahan of the demo', () => {
  test('five have a lot for the standard building, those that build among them', () => {
    const fitting = villages
      .map(({ name }) => name)
      .filter((name) => lotsIn(name).some(({ result }) => result.outcome === 'pass'));
    expect(fitting.toSorted()).toEqual(['Graha Indah', 'Karang Joang', 'Manggar', 'Sepinggan Baru', 'Teritip']);
    expect(fitting).toEqual(expect.arrayContaining(building.villages));
    expect(villages).toHaveLength(34);
  });

  test.each(
    Object.entries(stories).flatMap(([name, story]) =>
      story === 'builds' || story === 'fits' || story === 'no_land' ? [] : [{ name, story }],
    ),
  )('$name has none, because of $story', ({ name, story }) => {
    const own = lotsIn(name).filter(({ site }) => site.ownerKind === 'regency');
    const best = present(own[0], 'a lot').result;
    const { state, topic } = whyNot[story];
    expect(best.outcome).toBe(state);
    expect(best.open.map((reason) => reason.topic)).toContain(topic);
    if (story === 'awaits_technical_office')
      expect(new Set(best.open.map(({ settledBy }) => settledBy))).toEqual(new Set(['technical-office']));
  });

  test.each(Object.entries(stories).filter(([, story]) => story === 'no_land'))(
    '%s has no land of the city',
    (name) => {
      expect(lotsIn(name).filter(({ site }) => site.ownerKind === 'regency')).toEqual([]);
    },
  );
});

test('the registers of November were taken: four certificates are new, four rows wait in an error sheet, two of them one number', () => {
  expect(imports).toMatchObject([
    { state: 'taken', counts: { new: 0, changed: 4, wrong: 4 } },
    { state: 'taken', counts: { new: 0, changed: 0, wrong: 0 } },
  ]);
});

test('each office is asked once a district, from the first day, for what it must settle there; the tasks say they are samples', async () => {
  const { rows } = await database.owner.query(
    `select owner_role, count(*)::integer as tasks, count(distinct data ->> 'district')::integer as districts, bool_and(sample) as sample
     from tasks.task where kind = 'criteria-unsettled' group by owner_role order by owner_role`,
  );
  expect(rows.map(({ owner_role }) => owner_role)).toEqual(['bkad-officer', 'technical-office']);
  expect(rows.every(({ tasks, districts, sample }) => tasks === districts && districts <= 6 && sample)).toBe(true);
});

test('four were visited, nothing about it is odd, and each visit has pictures, once however often the demo starts', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'demo-photos-'));
  const vault = await openVault(folder);
  const inCity = <T>(work: (tx: Tx) => Promise<T>) => database.app.inRegency(wholeRegency(regencyOfDemo), work);
  await addSamplePhotos(inCity, vault);
  await addSamplePhotos(inCity, vault);
  const { rows } = await database.owner.query<{ flags: unknown; sample: boolean; photos: number; marked: boolean }>(`
    select s.flags, s.sample, count(p.id)::integer as photos, bool_and(p.sample and p.name like 'contoh %') as marked
    from assets.survey as s left join assets.survey_photo as p on p.regency_id = s.regency_id and p.survey_id = s.id
    group by s.id, s.flags, s.sample order by s.id`);
  expect(rows).toEqual([3, 2, 2, 3].map((photos) => ({ flags: [], sample: true, photos, marked: true })));
  const { rows: pictures } = await database.owner.query<{ sha256: string }>(
    'select distinct sha256 from assets.survey_photo',
  );
  expect(pictures).toHaveLength(10);
  for (const { sha256 } of pictures)
    expect((await readFile(vault.pathOf(sha256))).subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  await rm(folder, { recursive: true });
});
