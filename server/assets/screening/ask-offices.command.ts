import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Doer } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/tx.ts';
import * as reference from '../../reference/public.ts';
import * as tasks from '../../tasks/public.ts';
import { measureOn } from './criterion.store.ts';
import { closeUnsettled, insertUnsettled, lockUnsettled, type Waiting, waitingByVillage } from './unsettled.store.ts';

const origin = 'assets/unsettled';

/** So many criteria are named in a task; the list behind it has them all. */
const namesMax = 3;

/**
 * Asks each office, once a district, to settle what keeps assets there from passing, and takes back what nothing waits for any more.
 * However many assets come to wait, an office has one task a district; one it dropped is not asked again until all was settled once.
 */
export async function askOffices(tx: Tx, doer: Doer, today: BusinessDate): Promise<void> {
  const asked = await lockUnsettled(tx);
  const { criteria } = await measureOn(tx, today);
  const nameOf = new Map(criteria.map(({ code, name }) => [code, name]));
  const waiting = byDistrict(await waitingByVillage(tx), await reference.villagesOf(tx, tx.regencyId, today));
  const keyOf = ({ authority, districtId }: { authority: string; districtId: number }) => `${authority} ${districtId}`;
  const known = new Set(asked.map(keyOf));
  const wanted = new Set(waiting.map(keyOf));
  for (const need of waiting.filter((each) => !known.has(keyOf(each)))) {
    const { authority, districtId, districtName, assets } = need;
    const id = await insertUnsettled(tx, { authority, districtId }, today);
    const names = [...need.criteria].map((code) => nameOf.get(code) ?? code);
    const more = names.length - namesMax;
    const what = more > 0 ? `${names.slice(0, namesMax).join(', ')} (+${more})` : names.join(', ');
    await tasks.open(tx, doer, [
      {
        kind: 'criteria-unsettled',
        data: { criteria: what, count: assets, district: districtName },
        ownerRole: authority,
        openedOn: today,
        origin: { kind: origin, id },
        sample: need.sample,
      },
    ]);
  }
  const over = asked.filter((each) => !wanted.has(keyOf(each)));
  await closeUnsettled(
    tx,
    over.map(({ id }) => id),
    today,
  );
  for (const { id } of over) await tasks.settleFrom(tx, doer, { kind: origin, id }, { on: today, outcome: 'done' });
}

interface District {
  readonly authority: string;
  readonly districtId: number;
  readonly districtName: string;
  readonly assets: number;
  readonly criteria: ReadonlySet<string>;
  readonly sample: boolean;
}

function byDistrict(waiting: readonly Waiting[], villages: readonly reference.Village[]): District[] {
  const districtOf = new Map(villages.map((village) => [Number(village.id), village]));
  const districts = new Map<string, District>();
  for (const { villageId, authority, assets, criteria, sample } of waiting) {
    const village = districtOf.get(villageId);
    if (village === undefined) continue;
    const { districtId, districtName } = village;
    const there = districts.get(`${authority} ${districtId}`);
    districts.set(`${authority} ${districtId}`, {
      ...{ authority, districtId, districtName, assets: assets + (there?.assets ?? 0) },
      criteria: new Set([...(there?.criteria ?? []), ...criteria]),
      sample: sample || there?.sample === true,
    });
  }
  return [...districts.values()];
}
