import { insertInventory, middleOfList } from './assets.store.ts';
import { percentile } from './figure.ts';
import { signInPeople } from './nation.ts';
import type { Stage } from './stage.ts';

/** The city holds so many of the nation's assets (design.md §10). */
const here = 20_000;
const total = 1_000_000;
const rounds = 60;
/** Budget of any list. */
const budgetMs = 50;

/** The inventory as its readers ask for it, through the front door, with policies: first page, narrowed, searched, deep, and its map. */
export async function assetsList(stage: Stage): Promise<void> {
  const nation = await stage.nation();
  const { city, server, owner } = nation;
  await insertInventory(owner, { regencyId: city.regencyId, here, total });
  const [officer = '', lurah = ''] = await signInPeople(nation, city, ['dinas-officer', 'lurah']);
  const base = `${server.url}/api/regencies/${city.code}`;
  const deep = await middleOfList(owner, city.regencyId, 15_000);
  const wholeCity = 'west=116.72&south=-1.29&east=117.03&north=-1.01';
  const asked: Readonly<Record<string, { path: string; cookie?: string }>> = {
    'first page': { path: '/assets' },
    'first page of a lurah': { path: '/assets', cookie: lurah },
    'largest first': { path: '/assets?sort=area' },
    'dearest first': { path: '/assets?sort=price' },
    'idle buildings without certificate': { path: '/assets?object=building&currentUse=idle&hasCertificate=false' },
    'one kecamatan by area': { path: '/assets?district=64.71.05&areaFromM2=1000&areaToM2=2000' },
    'with findings': { path: '/assets?finding=any' },
    'text of many': { path: '/assets?search=sekolah' },
    'text of one': { path: '/assets?search=nomor%2019999' },
    'text of none': { path: '/assets?search=tidakadasamasekali' },
    'page 300': { path: `/assets?after=${deep}` },
    'map of the whole city': { path: `/asset-map?${wholeCity}` },
    'map of a kelurahan': { path: '/asset-map?west=116.86&south=-1.26&east=116.88&north=-1.24' },
    'map, searched': { path: `/asset-map?${wholeCity}&search=pasar` },
    'idle assets': { path: '/idle-assets' },
    'idle assets, summed': { path: '/idle-assets/summary' },
  };
  for (const [what, { path, cookie = officer }] of Object.entries(asked)) {
    const ms: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const began = performance.now();
      const answer = await fetch(base + path, { headers: { cookie } });
      await answer.arrayBuffer();
      ms.push(performance.now() - began);
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    }
    const figure = `${what}, ${here} of ${total} assets, p95 against the budget`;
    await stage.report({ figure, value: percentile(ms, 95), unit: 'ms', baseline: budgetMs });
    await stage.report({ figure: `${what}, median`, value: percentile(ms, 50), unit: 'ms', baseline: budgetMs });
  }
}
