import type pg from 'pg';
import type { RegionId } from '../kernel/ids.ts';
import { onConstraint } from '../platform/db/outage.ts';
import { regionRefusals } from './region.refusals.ts';
import { levelOf, type VillageSplit } from './region.ts';
import { endVillage, findCurrentVillage, insertSuccession, insertSuccessors } from './split-village.store.ts';

/**
 * Divides a village: it and its code end, its successors begin in the same district, and the succession is recorded.
 * What happened before keeps pointing at the old village, which every read of an earlier day still finds.
 * Centres and areas of the successors are unknown until somebody adds them to village-facts.csv.
 * @param owner connected as the owner, in a transaction: regions are the same for all cities, so no city may do this
 * @returns the successors' ids, in order
 * @throws reference/village-unknown, reference/split-not-possible
 */
export async function splitVillage(owner: pg.ClientBase, split: VillageSplit): Promise<RegionId[]> {
  const village = await findCurrentVillage(owner, split.code);
  if (village === undefined) throw regionRefusals.villageUnknown({ code: split.code });
  refuseUnlessPossible(split);
  const notPossible = () => regionRefusals.splitNotPossible({ code: split.code });
  await endVillage(owner, village.id, split.happensOn).catch(onConstraint({ region_lives: notPossible }));
  const successors = await insertSuccessors(owner, village.districtId, split).catch(
    onConstraint({ region_code_pk: notPossible }),
  );
  await insertSuccession(owner, village.id, successors, split);
  return successors;
}

function refuseUnlessPossible({ code, successors }: VillageSplit): void {
  const district = code.slice(0, code.lastIndexOf('.'));
  const codes = successors.map((successor) => successor.code);
  const areVillagesHere = codes.every((each) => levelOf(each) === 'village' && each.startsWith(`${district}.`));
  const [one, two] = new Set(codes);
  if (!areVillagesHere || one === undefined || two === undefined || new Set(codes).size < codes.length) {
    throw regionRefusals.splitNotPossible({ code });
  }
}
