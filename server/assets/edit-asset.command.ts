import type { BusinessDate } from '../kernel/business-date.ts';
import { audit, type Doer, recordedBy } from '../platform/audit/audit.ts';
import { insertOnce } from '../platform/db/insert-once.ts';
import { onConstraint } from '../platform/db/outage.ts';
import type { Tx } from '../platform/db/tx.ts';
import { filesOf } from '../platform/files/file.store.ts';
import * as reference from '../reference/public.ts';
import { assetRefusals } from './asset.refusals.ts';
import { type AssetId, insertChanges, lockAsset, type StoredAsset } from './asset.store.ts';
import { changeAsset } from './change-asset.command.ts';
import type { DescriptionGiven, LocationGiven, NewAssetGiven, NewDocument, UseGiven } from './edit.schema.ts';
import { examineAssets } from './examine.command.ts';
import { groundOn } from './ground.ts';
import { type Box, positionsMax, type ReadParcel, readParcel } from './parcel.ts';
import { type Ground, metresOutsideCity, villageHolding } from './plausibility.ts';
import { screenAssets } from './screening/screen-assets.command.ts';
import { isSurveyedPoint } from './survey/survey.store.ts';

/** Which asset is edited, as it was shown, and today. */
interface Shown {
  readonly id: AssetId;
  readonly revision: number;
  readonly today: BusinessDate;
}

/**
 * Says where an asset lies: point, parcel, kelurahan. What is left out is not known.
 * @throws assets/not-found, changed-meanwhile, village-unknown, point-half, point-elsewhere, parcel-…
 */
export async function locateAsset(tx: Tx, doer: Doer, shown: Shown, given: LocationGiven): Promise<void> {
  const read = given.parcel === undefined ? undefined : parcelGiven(given.parcel);
  const point = pointGiven(given, read);
  const ground = await groundOn(tx, shown.today);
  refuseElsewhere([...(point ? [point] : []), ...(read ? cornersOf(read.box) : [])], ground);
  const villageId = await villageGiven(tx, given.village, point, { ground, day: shown.today });
  const isSurveyed = point !== undefined && (await isSurveyedPoint(tx, shown.id, point));
  const box = read?.box ?? (point && { west: point[0], south: point[1], east: point[0], north: point[1] });
  await changeAsset(tx, doer, {
    ...shown,
    kind: 'located',
    action: 'assets/locate',
    decide: (asset) => ({
      villageId,
      longitude: point?.[0] ?? null,
      latitude: point?.[1] ?? null,
      pointSource: point === undefined ? null : pointSourceOf(asset, point, isSurveyed),
      parcel: read === undefined ? null : { ...read.parcel },
      parcelAreaDm2: read?.areaDm2 ?? null,
      ...{ west: box?.west ?? null, south: box?.south ?? null, east: box?.east ?? null, north: box?.north ?? null },
    }),
  });
}

type Position = readonly [longitude: number, latitude: number];

/** What a survey measured is the survey's, and what nobody moved is still from where it was. */
function pointSourceOf(
  asset: Pick<StoredAsset, 'longitude' | 'latitude' | 'pointSource'>,
  [longitude, latitude]: Position,
  isSurveyed: boolean,
): NonNullable<StoredAsset['pointSource']> {
  if (isSurveyed) return 'survey';
  return (asset.longitude === longitude && asset.latitude === latitude && asset.pointSource) || 'map';
}

function parcelGiven(written: NonNullable<LocationGiven['parcel']>): ReadParcel {
  const read = readParcel(written);
  if (typeof read === 'object') return read;
  if (read === 'axes-swapped') throw assetRefusals.parcelSwapped({});
  if (read === 'crosses-itself') throw assetRefusals.parcelCrossing({});
  if (read === 'too-long') throw assetRefusals.parcelTooLong({ max: positionsMax });
  throw assetRefusals.parcelUnusable({ fault: read });
}

/** A parcel without a point is shown at its middle. */
function pointGiven({ longitude, latitude }: LocationGiven, read: ReadParcel | undefined): Position | undefined {
  if ((latitude === undefined) !== (longitude === undefined)) throw assetRefusals.pointHalf({});
  if (longitude !== undefined && latitude !== undefined) return [longitude, latitude];
  if (read === undefined) return undefined;
  const { west, south, east, north } = read.box;
  return [(west + east) / 2, (south + north) / 2];
}

/** A point this far outside is a slip of the hand; nearer, it is kept and found implausible. */
const metresElsewhere = 10_000;

function refuseElsewhere(positions: readonly Position[], ground: Ground): void {
  const metres = Math.max(0, ...positions.map((position) => metresOutsideCity(position, ground)));
  if (metres > metresElsewhere) throw assetRefusals.pointElsewhere({ km: Math.round(metres / 1000) });
}

/** A parcel lies within them. One drawn over half of Indonesia would overlap with every other and adjoin each. */
function cornersOf({ west, south, east, north }: Box): Position[] {
  return [west, east].flatMap((longitude) => [south, north].map((latitude): Position => [longitude, latitude]));
}

async function villageGiven(
  tx: Tx,
  code: string | undefined,
  point: Position | undefined,
  { ground, day }: { ground: Ground; day: BusinessDate },
): Promise<number | null> {
  if (code !== undefined) return await villageOfCode(tx, code, day);
  return (point && villageHolding(point, ground)) ?? null;
}

async function villageOfCode(tx: Tx, code: string, day: BusinessDate): Promise<number> {
  const villages = await reference.villagesOf(tx, tx.regencyId, day);
  const found = villages.find((village) => village.code === code);
  if (found === undefined) throw assetRefusals.villageUnknown({ code });
  return found.id;
}

/**
 * Says what an asset is used for, by whom and until when, and what it costs and could bring.
 * @throws assets/not-found, changed-meanwhile, withdrawn, term-without-use, rent-without-basis
 */
export async function describeUse(tx: Tx, doer: Doer, shown: Shown, given: UseGiven): Promise<void> {
  const { currentUse, usedUntil, fairRentYearIdr, fairRentBasis } = given;
  const isUsed = currentUse === 'own_duty' || currentUse === 'used_by_others' || currentUse === 'promised';
  if (usedUntil !== undefined && !isUsed) throw assetRefusals.termWithoutUse({});
  if (fairRentYearIdr !== undefined && fairRentBasis === undefined) throw assetRefusals.rentWithoutBasis({});
  await changeAsset(tx, doer, {
    ...shown,
    kind: 'used',
    action: 'assets/describe-use',
    decide: (asset) => {
      if (asset.withdrawnOn !== null) throw assetRefusals.withdrawn({ on: asset.withdrawnOn });
      return {
        ...{ currentUse, usedUntil: usedUntil ?? null, isDivisible: given.isDivisible },
        currentUserName: isUsed ? (given.currentUserName ?? null) : null,
        ...{ upkeepYearIdr: given.upkeepYearIdr ?? null, fairRentYearIdr: fairRentYearIdr ?? null },
        fairRentBasis: fairRentBasis ?? null,
      };
    },
  });
}

/**
 * Describes what no register holds. @throws assets/not-found, changed-meanwhile, of-register
 */
export async function describeAsset(tx: Tx, doer: Doer, shown: Shown, given: DescriptionGiven): Promise<void> {
  await changeAsset(tx, doer, {
    ...shown,
    kind: 'described',
    action: 'assets/describe',
    decide: (asset) => {
      if (asset.ownerKind === 'regency') throw assetRefusals.ofRegister({});
      return { ...describedBy(given, asset.object) };
    },
  });
}

function describedBy(given: Omit<DescriptionGiven, 'revision'>, object: string) {
  const areaDm2 = given.areaM2 === undefined ? null : given.areaM2 * 100;
  return {
    ...{ ownerName: given.ownerName, name: given.name, address: given.address ?? null, note: given.note ?? null },
    ...(object === 'building' ? { floorAreaDm2: areaDm2 } : { landAreaDm2: areaDm2 }),
    ...{ landRight: given.landRight ?? null, certificateNumber: given.certificateNumber ?? null },
  };
}

/**
 * Takes land or a building of a ministry, a company, a developer or a private person into the inventory. Idempotent on its id.
 * @throws assets/id-reused, owner-number-taken, village-unknown, in-future
 */
export async function addAsset(tx: Tx, doer: Doer, given: NewAssetGiven, today: BusinessDate): Promise<void> {
  const { id, ownerKind, object, ownerNumber, village, source } = given;
  if (source.date > today) throw assetRefusals.inFuture({ today });
  const villageId = village === undefined ? null : await villageOfCode(tx, village, today);
  const row = {
    ...{ id, ownerKind, object, ownerNumber, villageId, ...describedBy(given, object) },
    ...{ sourceName: source.name, sourceDate: source.date },
  };
  const met = await insertOnce(tx, 'assets.asset', row).catch(
    onConstraint({ asset_owner_number_once: () => assetRefusals.ownerNumberTaken({}) }),
  );
  if (met === 'other') throw assetRefusals.idReused({ id });
  if (met === 'same') return;
  await insertChanges(tx, recordedBy(doer), [{ asset: { id, villageId }, kind: 'registered', changes: {} }]);
  await examineAssets(tx, [id], today);
  await screenAssets(tx, [id], today);
  await audit(tx, doer, 'assets/add', { kind: 'assets/asset', id, detail: { ownerKind, object } });
}

/**
 * Takes an asset out of what is offered; its use stays as it was, so that one withdrawn after being promised is known as such.
 * @throws assets/not-found, changed-meanwhile, withdrawn, in-future
 */
export async function withdrawAsset(
  tx: Tx,
  doer: Doer,
  shown: Shown,
  { on, reason }: { on: BusinessDate; reason: string },
): Promise<void> {
  if (on > shown.today) throw assetRefusals.inFuture({ today: shown.today });
  await changeAsset(tx, doer, {
    ...shown,
    kind: 'withdrawn',
    action: 'assets/withdraw',
    reason,
    decide: ({ withdrawnOn, withdrawnReason }) => {
      if (withdrawnOn !== null && (withdrawnOn !== on || withdrawnReason !== reason))
        throw assetRefusals.withdrawn({ on: withdrawnOn });
      return { withdrawnOn: on, withdrawnReason: reason };
    },
  });
}

/** Offers a withdrawn asset again; one that is offered stays so. @throws assets/not-found, changed-meanwhile */
export async function returnAsset(tx: Tx, doer: Doer, shown: Shown, reason: string): Promise<void> {
  await changeAsset(tx, doer, {
    ...shown,
    kind: 'returned',
    action: 'assets/return',
    reason,
    decide: () => ({ withdrawnOn: null, withdrawnReason: null }),
  });
}

/**
 * Keeps a document about an asset. Idempotent on its id.
 * @throws assets/not-found, id-reused, unknown-file, in-future
 */
export async function addDocument(
  tx: Tx,
  doer: Doer,
  assetId: AssetId,
  document: NewDocument,
  today: BusinessDate,
): Promise<void> {
  const asset = await lockAsset(tx, assetId);
  if (asset === undefined) throw assetRefusals.notFound({});
  const { id, kind, title, number = null, datedOn = null, fileId } = document;
  if (datedOn !== null && datedOn > today) throw assetRefusals.inFuture({ today });
  if ((await filesOf(tx, [fileId])).length === 0) throw assetRefusals.unknownFile({ id: fileId });
  const { villageId } = asset;
  const row = { id, assetId, villageId, kind, title, number, datedOn, fileId, ...recordedBy(doer) };
  const met = await insertOnce(tx, 'assets.assetDocument', row);
  if (met === 'other') throw assetRefusals.idReused({ id });
  if (met === 'same') return;
  const changes = { document: [null, kind] } as const;
  await insertChanges(tx, recordedBy(doer), [{ asset: { id: assetId, villageId }, kind: 'documented', changes }]);
  await audit(tx, doer, 'assets/add-document', { kind: 'assets/asset', id: assetId, detail: { document: id, kind } });
}
