import type pg from 'pg';
import { present } from '../kernel/assert.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import { type RegionId, regionId } from '../kernel/ids.ts';
import { onConstraint } from '../platform/db/outage.ts';
import { regionRefusals } from './region.refusals.ts';
import { kindOf, levelOf } from './region.ts';

export interface VillageSplit {
  /** Kemendagri code of the village that is divided, as it is until the day before. */
  readonly code: string;
  /** Two or more. One of them may keep the code and name; it is a new region all the same, because its land is another. */
  readonly successors: readonly { readonly code: string; readonly name: string }[];
  /** First day of the new villages. */
  readonly happensOn: BusinessDate;
  readonly legalBasis: string;
}

/**
 * Divides a village: it and its code end, its successors begin in the same district, and the succession is recorded.
 * What happened before keeps pointing at the old village, which every read of an earlier day still finds.
 * Centres and areas of the successors are unknown until somebody adds them to village-facts.csv.
 * @param owner connected as the owner, in a transaction: regions are the same for all cities, so no city may do this
 * @returns the successors' ids, in order
 * @throws reference/village-unknown, reference/split-not-possible
 */
export async function splitVillage(owner: pg.ClientBase, split: VillageSplit): Promise<RegionId[]> {
  const { id, parentId } = await getCurrentVillage(owner, split.code);
  refuseUnlessPossible(split);
  const notPossible = () => regionRefusals.splitNotPossible({ code: split.code });
  await endVillage(owner, id, split.happensOn).catch(onConstraint({ region_lives: notPossible }));
  const successors = await insertSuccessors(owner, parentId, split).catch(
    onConstraint({ region_code_pk: notPossible }),
  );
  await owner.query(
    `insert into reference.region_succession (predecessor_id, successor_id, happened_on, legal_basis)
     select $1, successor_id, $3, $4 from unnest($2::integer[]) as successor_id`,
    [id, successors, split.happensOn, split.legalBasis],
  );
  return successors;
}

async function getCurrentVillage(owner: pg.ClientBase, code: string): Promise<{ id: number; parentId: number }> {
  const { rows } = await owner.query<{ id: number; parentId: number }>(
    `select r.id, r.parent_id as "parentId"
     from reference.region r
     join reference.region_code c on c.region_id = r.id and c.authority = 'kemendagri' and c.valid_to = 'infinity'
     where c.code = $1 and r.level = 'village'
     for update of r`,
    [code],
  );
  const [village] = rows;
  if (village === undefined) throw regionRefusals.villageUnknown({ code });
  return village;
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

async function endVillage(owner: pg.ClientBase, id: number, on: BusinessDate): Promise<void> {
  await owner.query('update reference.region set valid_to = $2 where id = $1', [id, on]);
  await owner.query(`update reference.region_code set valid_to = $2 where region_id = $1 and valid_to = 'infinity'`, [
    id,
    on,
  ]);
}

async function insertSuccessors(owner: pg.ClientBase, parentId: number, split: VillageSplit): Promise<RegionId[]> {
  const { rows } = await owner.query<{ last: number }>(
    `select max(id) as last from reference.region where level = 'village'`,
  );
  const { last } = present(rows[0], 'the last village');
  const ids = split.successors.map((_, index) => regionId(last + 1 + index));
  await owner.query(
    `insert into reference.region (id, level, parent_id, name, kind, valid_from)
     select id, 'village', $1, name, kind, $5 from unnest($2::integer[], $3::text[], $4::text[]) as successor (id, name, kind)`,
    [
      parentId,
      ids,
      split.successors.map((successor) => successor.name),
      split.successors.map((successor) => kindOf(successor.code, successor.name)),
      split.happensOn,
    ],
  );
  await owner.query(
    `insert into reference.region_code (authority, code, region_id, valid_from)
     select 'kemendagri', code, id, $3 from unnest($1::integer[], $2::text[]) as successor (id, code)`,
    [ids, split.successors.map((successor) => successor.code), split.happensOn],
  );
  return ids;
}
