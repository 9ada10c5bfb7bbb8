import { sql } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { ReplyOf } from '../kernel/call.ts';
import type { Tx } from '../platform/db/tx.ts';
import { assetRefusals } from './asset.refusals.ts';
import type { getAssetCall } from './asset.schema.ts';
import { type AssetId, findAsset, type StoredAsset } from './asset.store.ts';

type AssetShown = ReplyOf<typeof getAssetCall>;

/** @throws assets/not-found */
export async function assetPage(tx: Tx, id: AssetId, day: BusinessDate): Promise<AssetShown> {
  const asset = await findAsset(tx, id);
  if (asset === undefined) throw assetRefusals.notFound({});
  return {
    ...{ id: asset.id, ownerName: asset.ownerName, ownerNumber: asset.ownerNumber, revision: asset.revision },
    ownerKind: asset.ownerKind as AssetShown['ownerKind'],
    object: asset.object as AssetShown['object'],
    legal: legalOf(asset),
    own: { ...ownOf(asset), village: await placeOf(tx, asset.villageId, day) },
    findings: await findingsOf(tx, id),
    source: { name: asset.sourceName, date: asset.sourceDate, sample: asset.sample },
    updatedAt: asset.updatedAt,
  };
}

async function placeOf(tx: Tx, villageId: number | null, day: BusinessDate): Promise<AssetShown['own']['village']> {
  if (villageId === null) return null;
  const { rows } = await sql<{ code: string; name: string; district: string }>`
    select code.code, village.name, district.name as district
    from reference.region as village
    join reference.region as district on district.id = village.parent_id
    join reference.region_code as code on code.region_id = village.id and code.authority = 'kemendagri'
      and code.valid_from <= ${day} and code.valid_to > ${day}
    where village.id = ${villageId}
  `.execute(tx);
  return rows[0] ?? null;
}

interface StoredFinding {
  readonly kind: AssetShown['findings'][number]['kind'];
  readonly severity: AssetShown['findings'][number]['severity'];
  readonly figures: Record<string, number | string>;
  readonly others: AssetShown['findings'][number]['others'];
}

/** The other assets of a finding are named as far as the reader may see them. */
async function findingsOf(tx: Tx, id: AssetId): Promise<StoredFinding[]> {
  const { rows } = await sql<StoredFinding>`
    select kind, severity, coalesce(detail -> 'figures', '{}') as figures, coalesce((
      select json_agg(json_build_object('id', other.id, 'name', other.name) order by other.name, other.id)
      from assets.asset as other
      where other.regency_id = ${tx.regencyId}
        and other.id in (select named::uuid from jsonb_array_elements_text(coalesce(detail -> 'others', '[]')) as named)), '[]') as others
    from assets.finding
    where regency_id = ${tx.regencyId} and asset_id = ${id}
    order by severity, kind
  `.execute(tx);
  return rows;
}

function legalOf(asset: StoredAsset): AssetShown['legal'] {
  return {
    ...{ locationCode: asset.locationCode, assetCode: asset.assetCode, register: asset.register, nibar: asset.nibar },
    ...{ name: asset.name, address: asset.address, userAgency: asset.userAgency, note: asset.note },
    ...{ landAreaDm2: asset.landAreaDm2, floorAreaDm2: asset.floorAreaDm2, acquiredYear: asset.acquiredYear },
    ...{ landRight: asset.landRight, certificateNumber: asset.certificateNumber },
    ...{ certificateDate: asset.certificateDate, statedUse: asset.statedUse, origin: asset.origin },
    priceIdr: asset.priceIdr,
    registerCondition: asset.registerCondition as AssetShown['legal']['registerCondition'],
    ...{ isStoreyed: asset.isStoreyed, isConcrete: asset.isConcrete, documentNumber: asset.documentNumber },
    ...{ documentDate: asset.documentDate, landStatus: asset.landStatus, landCode: asset.landCode },
  };
}

function ownOf(asset: StoredAsset): Omit<AssetShown['own'], 'village'> {
  return {
    ...{ latitude: asset.latitude, longitude: asset.longitude },
    pointSource: asset.pointSource as AssetShown['own']['pointSource'],
    parcel: asset.parcel as AssetShown['own']['parcel'],
    parcelAreaDm2: asset.parcelAreaDm2,
    currentUse: asset.currentUse as AssetShown['own']['currentUse'],
    ...{ currentUserName: asset.currentUserName, usedUntil: asset.usedUntil, isDivisible: asset.isDivisible },
    ...{
      upkeepYearIdr: asset.upkeepYearIdr,
      fairRentYearIdr: asset.fairRentYearIdr,
      fairRentBasis: asset.fairRentBasis,
    },
    ...{ withdrawnOn: asset.withdrawnOn, withdrawnReason: asset.withdrawnReason },
  };
}
