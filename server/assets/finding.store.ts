import { sql } from 'kysely';
import type { Tx } from '../platform/db/tx.ts';
import type { AssetId } from './asset.store.ts';
import { type Finding, findingSeverity } from './finding.ts';
import type { Box } from './parcel.ts';
import type { Drawn, Examined } from './plausibility.ts';

interface Judged extends Examined {
  readonly landCode: string | null;
  readonly certificateNumber: string | null;
}

/** What is judged of these assets, or of all the city's. */
export async function examinedAssets(tx: Tx, ids: readonly AssetId[] | 'all'): Promise<Judged[]> {
  let query = tx
    .selectFrom('assets.asset')
    .select(['id', 'object', 'ownerKind', 'areaDm2', 'parcelAreaDm2', 'priceIdr', 'villageId', 'longitude', 'latitude'])
    .select(['landCode', 'certificateNumber'])
    .where('regencyId', '=', tx.regencyId);
  if (ids !== 'all') query = query.where('id', 'in', [...ids]);
  return await query.execute();
}

/** Parcels whose box meets another box; all without one. */
export async function parcelsWithin(tx: Tx, box?: Box): Promise<Drawn[]> {
  const { rows } = await sql<Drawn>`
    select id, object, parcel, west, south, east, north from assets.asset
    where regency_id = ${tx.regencyId} and parcel is not null
      ${box === undefined ? sql`` : sql`and west < ${box.east} and east > ${box.west} and south < ${box.north} and north > ${box.south}`}
  `.execute(tx);
  return rows;
}

/** The box around all parcels of these assets. */
export async function boxAround(tx: Tx, ids: readonly AssetId[]): Promise<Box | undefined> {
  const { rows } = await sql<{ [Side in keyof Box]: number | null }>`
    select min(west) as west, min(south) as south, max(east) as east, max(north) as north from assets.asset
    where regency_id = ${tx.regencyId} and id = any (${ids}::uuid[]) and parcel is not null
  `.execute(tx);
  const { west = null, south = null, east = null, north = null } = rows[0] ?? {};
  return west === null || south === null || east === null || north === null ? undefined : { west, south, east, north };
}

/** Assets of one kind whose certificate others of the same kind bear as well. Spaces, dots and capitals make no other certificate. */
export async function sharedCertificates(
  tx: Tx,
  ids: readonly AssetId[] | 'all',
): Promise<{ id: AssetId; others: AssetId[] }[]> {
  const plain = sql`regexp_replace(lower(certificate_number), '[^a-z0-9]', '', 'g')`;
  const { rows } = await sql<{ ids: AssetId[] }>`
    select array_agg(id order by id) as ids
    from (
      select id, object, ${plain} as certificate from assets.asset
      where regency_id = ${tx.regencyId} and certificate_number is not null
        ${ids === 'all' ? sql`` : sql`and exists (select from assets.asset where regency_id = ${tx.regencyId} and id = any (${[...ids]}::uuid[]) and certificate_number is not null)`}) as borne
    where certificate <> ''
    group by object, certificate
    having count(*) > 1 ${ids === 'all' ? sql`` : sql`and array_agg(id) && ${[...ids]}::uuid[]`}
  `.execute(tx);
  return rows.flatMap(({ ids: alike }) =>
    alike.map((id) => ({ id, others: alike.filter((other) => other !== id).slice(0, 20) })),
  );
}

/** Which of these codes name land of the register, with or without the register number behind them. */
export async function knownLandCodes(tx: Tx, codes: readonly string[]): Promise<Set<string>> {
  if (codes.length === 0) return new Set();
  const { rows } = await sql<{ code: string }>`
    select asked.code from unnest(${codes}::text[]) as asked (code)
    where exists (
      select from assets.asset
      where regency_id = ${tx.regencyId} and object = 'land' and asset_code = (regexp_match(asked.code, '^[0-9.]+'))[1])
  `.execute(tx);
  return new Set(rows.map(({ code }) => code));
}

/** Assets whose findings name any of these, or are named by theirs. */
export async function namedTogether(tx: Tx, ids: readonly AssetId[]): Promise<AssetId[]> {
  const { rows } = await sql<{ id: AssetId }>`
    select distinct named::uuid as id from assets.finding, jsonb_array_elements_text(detail -> 'others') as named
    where regency_id = ${tx.regencyId} and asset_id = any (${ids}::uuid[])
  `.execute(tx);
  return rows.map(({ id }) => id);
}

/** Puts what was found in the place of what was found before of these assets. */
export async function replaceFindings(
  tx: Tx,
  ids: readonly AssetId[] | 'all',
  findings: readonly Finding[],
): Promise<void> {
  const rows = findings.map(({ assetId, kind, figures, others }) => ({
    asset_id: assetId,
    kind,
    severity: findingSeverity[kind],
    detail: { figures, others },
  }));
  await sql`
    delete from assets.finding
    where regency_id = ${tx.regencyId} ${ids === 'all' ? sql`` : sql`and asset_id = any (${[...ids]}::uuid[])`}
  `.execute(tx);
  await sql`
    insert into assets.finding (regency_id, asset_id, village_id, kind, severity, detail)
    select asset.regency_id, asset.id, asset.village_id, found.kind, found.severity, found.detail
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as found (asset_id uuid, kind text, severity text, detail jsonb)
    join assets.asset as asset on asset.regency_id = ${tx.regencyId} and asset.id = found.asset_id
  `.execute(tx);
}
