import type pg from 'pg';
import { present } from '../kernel/assert.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import { type RegionId, regionId } from '../kernel/ids.ts';
import { kindOf, type VillageSplit } from './region.ts';

/** The village that bears a code now, locked until the transaction ends. */
export async function findCurrentVillage(
  owner: pg.ClientBase,
  code: string,
): Promise<{ id: number; districtId: number } | undefined> {
  const { rows } = await owner.query<{ id: number; districtId: number }>(
    `select r.id, r.parent_id as "districtId"
     from reference.region r
     join reference.region_code c on c.region_id = r.id and c.authority = 'kemendagri' and c.valid_to = 'infinity'
     where c.code = $1 and r.level = 'village'
     for update of r`,
    [code],
  );
  return rows[0];
}

export async function endVillage(owner: pg.ClientBase, id: number, on: BusinessDate): Promise<void> {
  await owner.query('update reference.region set valid_to = $2 where id = $1', [id, on]);
  await owner.query(`update reference.region_code set valid_to = $2 where region_id = $1 and valid_to = 'infinity'`, [
    id,
    on,
  ]);
}

export async function insertSuccessors(
  owner: pg.ClientBase,
  districtId: number,
  split: VillageSplit,
): Promise<RegionId[]> {
  const { rows } = await owner.query<{ last: number }>(
    `select max(id) as last from reference.region where level = 'village'`,
  );
  const { last } = present(rows[0], 'the last village');
  const ids = split.successors.map((_, index) => regionId(last + 1 + index));
  await owner.query(
    `insert into reference.region (id, level, parent_id, name, kind, valid_from)
     select id, 'village', $1, name, kind, $5 from unnest($2::integer[], $3::text[], $4::text[]) as successor (id, name, kind)`,
    [
      districtId,
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

export async function insertSuccession(
  owner: pg.ClientBase,
  predecessor: number,
  successors: readonly RegionId[],
  { happensOn, legalBasis }: VillageSplit,
): Promise<void> {
  await owner.query(
    `insert into reference.region_succession (predecessor_id, successor_id, happened_on, legal_basis)
     select $1, successor_id, $3, $4 from unnest($2::integer[]) as successor_id`,
    [predecessor, successors, happensOn, legalBasis],
  );
}
