import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { QueryOf } from '../kernel/call.ts';
import { isId } from '../kernel/ids.ts';
import { countedMax, type Page } from '../kernel/page.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { AssetRow, AssetSort, listAssetsCall } from './asset.schema.ts';

export type AssetsAsked = QueryOf<typeof listAssetsCall>;

type StoredRow = Omit<AssetRow, 'village' | 'source' | 'areaM2' | 'findings'> & {
  readonly areaDm2: number | null;
  readonly villageCode: string | null;
  readonly villageName: string | null;
  readonly district: string | null;
  readonly sourceName: string;
  readonly sourceDate: BusinessDate;
  readonly sample: boolean;
  readonly findings: AssetRow['findings'];
};

interface Order {
  readonly key: RawBuilder<unknown>;
  readonly descends: boolean;
}

/** Each is an index that begins with the regency and ends with the id; nothing is larger than nothing known. */
const orders: Readonly<Record<AssetSort, Order>> = {
  name: { key: sql`name_key`, descends: false },
  area: { key: sql`coalesce(area_dm2, -1)`, descends: true },
  price: { key: sql`coalesce(price_idr, -1)`, descends: true },
  changed: { key: sql`updated_at`, descends: true },
};

/** One page of the inventory. The cursor is the last row's id: where that row stands by now is where the list goes on. */
export async function assetsPage(tx: Tx, day: BusinessDate, asked: AssetsAsked): Promise<Page<AssetRow>> {
  const { limit = 50, after, sort = 'name' } = asked;
  const { key, descends } = orders[sort];
  const order = descends ? sql`${key} desc, id desc` : sql`${key}, id`;
  const asks = await conditionsOf(tx, day, asked);
  const counted = await idsWhere(tx, asks);
  // Few were all read to be counted, so they are not looked for a second time; many are soon met in the order of the list.
  const where =
    counted.length > countedMax ? asks : sql`regency_id = ${tx.regencyId} and id = any (${counted}::uuid[])`;
  const { rows } = await sql<StoredRow>`
    select page.*, code.code as village_code, village.name as village_name, district.name as district,
      coalesce((select json_agg(json_build_object('kind', kind, 'severity', severity) order by severity, kind) from assets.finding
        where regency_id = ${tx.regencyId} and asset_id = page.id), '[]') as findings
    from (
      select row_number() over (order by ${order}) as place, id, owner_kind, object, name, address, user_agency, area_dm2,
        certificate_number, price_idr, village_id, latitude, longitude, current_use, used_until, withdrawn_on, source_name, source_date, sample,
        coalesce(asset_code || ' / ' || register, owner_number) as number
      from assets.asset where ${where} ${after === undefined ? sql`` : sql`and ${isAfter(tx, orders[sort], after)}`}
      order by ${order} limit ${limit + 1}) as page
    left join reference.region as village on village.id = page.village_id
    left join reference.region as district on district.id = village.parent_id
    left join reference.region_code as code on code.region_id = village.id and code.authority = 'kemendagri'
      and code.valid_from <= ${day} and code.valid_to > ${day}
    order by page.place
  `.execute(tx);
  const shown = rows.slice(0, limit);
  return {
    rows: shown.map(rowOf),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
    total: counted.length,
  };
}

/** One more than are counted, if there are so many. */
async function idsWhere(tx: Tx, where: RawBuilder<SqlBool>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from assets.asset where ${where} limit ${countedMax + 1}
  `.execute(tx);
  return rows.map(({ id }) => id);
}

/** A cursor that names nothing, or nothing any more, leads to no row rather than to the first again. */
function isAfter(tx: Tx, { key, descends }: Order, after: string): RawBuilder<SqlBool> {
  const seen = (what: RawBuilder<unknown>) =>
    sql`(select ${what} from assets.asset where regency_id = ${tx.regencyId} and id = ${cursorId(after)}::uuid)`;
  return sql`(${key}, id) ${descends ? sql`<` : sql`>`} (${seen(key)}, ${seen(sql`id`)})`;
}

/** The id in a cursor, as an id and not as a text, so that it is found by index; one that is none names nothing. */
export function cursorId(after: string): string {
  return isId(after) ? after : '00000000-0000-0000-0000-000000000000';
}

/** What of the regency's assets is asked for, as a condition on `assets.asset`. */
export async function conditionsOf(
  tx: Tx,
  day: BusinessDate,
  asked: Omit<AssetsAsked, 'after' | 'limit' | 'sort'>,
): Promise<RawBuilder<SqlBool>> {
  const conditions = [sql<SqlBool>`regency_id = ${tx.regencyId}`];
  // What the policy says anyway, so that who acts for a kelurahan finds its assets by index.
  if (tx.reach.scope !== 'regency') conditions.push(sql`village_id = any (${tx.reach.villageIds ?? []}::integer[])`);
  const add = <Value>(value: Value | undefined, condition: (value: Value) => RawBuilder<SqlBool>) => {
    if (value !== undefined) conditions.push(condition(value));
  };
  const { search, village, district } = asked;
  add(search?.trim().toLowerCase() || undefined, (text) => sql`strpos(search_text, ${text}) > 0`);
  add(asked.ownerKind, (kind) => sql`owner_kind = ${kind}`);
  add(asked.object, (object) => sql`object = ${object}`);
  add(asked.currentUse, (use) => sql`current_use = ${use}`);
  add(asked.hasCertificate, (has) => (has ? sql`certificate_number is not null` : sql`certificate_number is null`));
  add(asked.areaFromM2, (m2) => sql`area_dm2 >= ${m2 * 100}`);
  add(asked.areaToM2, (m2) => sql`area_dm2 <= ${m2 * 100}`);
  add(asked.withdrawn, (is) => (is ? sql`withdrawn_on is not null` : sql`withdrawn_on is null`));
  add(village === 'none' ? true : undefined, () => sql`village_id is null`);
  const within = village === 'none' ? district : (village ?? district);
  if (within !== undefined)
    conditions.push(sql`village_id = any (${await villagesWithin(tx, day, within)}::integer[])`);
  add(
    asked.finding,
    (kind) => sql`id in (
      select asset_id from assets.finding where regency_id = ${tx.regencyId} ${kind === 'any' ? sql`` : sql`and kind = ${kind}`})`,
  );
  return sql.join(conditions, sql` and `);
}

/** A kelurahan by its code, or all of a kecamatan. */
async function villagesWithin(tx: Tx, day: BusinessDate, code: string): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select village.id from reference.region as village
    join reference.region_code as code on code.authority = 'kemendagri' and code.code = ${code}
      and code.valid_from <= ${day} and code.valid_to > ${day} and code.region_id in (village.id, village.parent_id)
    where village.level = 'village'
  `.execute(tx);
  return rows.map(({ id }) => id);
}

function rowOf(row: StoredRow): AssetRow {
  const { villageCode, villageName, district, sourceName, sourceDate, sample, areaDm2 } = row;
  return {
    ...{ id: row.id, ownerKind: row.ownerKind, object: row.object, number: row.number, name: row.name },
    ...{ address: row.address, userAgency: row.userAgency, areaM2: areaDm2 === null ? null : areaDm2 / 100 },
    ...{ certificateNumber: row.certificateNumber, priceIdr: row.priceIdr },
    village:
      villageCode === null || villageName === null || district === null
        ? null
        : { code: villageCode, name: villageName, district },
    ...{ latitude: row.latitude, longitude: row.longitude, currentUse: row.currentUse, usedUntil: row.usedUntil },
    ...{ withdrawnOn: row.withdrawnOn, findings: row.findings },
    source: { name: sourceName, date: sourceDate, sample },
  };
}
