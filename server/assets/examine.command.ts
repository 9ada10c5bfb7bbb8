import type { BusinessDate } from '../kernel/business-date.ts';
import type { Tx } from '../platform/db/tx.ts';
import { enqueue } from '../platform/jobs/enqueue.ts';
import type { AssetId } from './asset.store.ts';
import {
  boxAround,
  examinedAssets,
  knownLandCodes,
  namedTogether,
  parcelsWithin,
  replaceFindings,
  sharedCertificates,
} from './finding.store.ts';
import type { Finding } from './finding.ts';
import { groundOn } from './ground.ts';
import { findingsOfOne, findOverlaps } from './plausibility.ts';

/** What is judged of an asset. Another use of it makes it no more plausible, so that such an edit compares nothing with the city. */
const judged: ReadonlySet<string> = new Set([
  ...['landAreaDm2', 'floorAreaDm2', 'parcel', 'parcelAreaDm2', 'priceIdr', 'villageId', 'longitude', 'latitude'],
  ...['landCode', 'certificateNumber'],
]);

export function isJudged(fields: readonly string[]): boolean {
  return fields.some((field) => judged.has(field));
}

/**
 * Looks anew at what changed: these assets, what they were found with before and what they are found with now. Twice gives one effect.
 * Whoever sees only a part of the city could not compare with the rest, so for him the machine looks, a moment later.
 */
export async function examineAssets(tx: Tx, ids: readonly AssetId[], day: BusinessDate): Promise<void> {
  if (ids.length === 0) return;
  if (tx.reach.scope !== 'regency') {
    await enqueue(tx, 'assets/examine', { assetIds: [...ids] });
    return;
  }
  const touched = new Set([...ids, ...(await namedTogether(tx, ids))]);
  const compared = await comparedFindings(tx, [...touched]);
  // Whoever is found with them now has other findings of the kind with assets that are not among these.
  for (const { others } of compared) for (const other of others) touched.add(other);
  await judge(tx, [...touched], day);
}

/** Looks at every asset of the city, as after an import of the register or of borders. */
export async function examineAll(tx: Tx, day: BusinessDate): Promise<number> {
  return await judge(tx, 'all', day);
}

async function judge(tx: Tx, ids: readonly AssetId[] | 'all', day: BusinessDate): Promise<number> {
  const ground = await groundOn(tx, day);
  const assets = await examinedAssets(tx, ids);
  const wanted = new Set(assets.map(({ id }) => id));
  const known = await knownLandCodes(tx, [...new Set(assets.flatMap(({ landCode }) => landCode ?? []))]);
  const findings = [
    ...assets.flatMap((asset) => findingsOfOne(asset, ground)),
    ...assets.flatMap(({ id, landCode }) => (landCode === null || known.has(landCode) ? [] : [landUnknown(id)])),
    ...(await comparedFindings(tx, ids)).filter(({ assetId }) => wanted.has(assetId)),
  ];
  await replaceFindings(tx, ids, findings);
  return findings.length;
}

const landUnknown = (assetId: AssetId): Finding => ({ assetId, kind: 'land-unknown', figures: {}, others: [] });

async function comparedFindings(tx: Tx, ids: readonly AssetId[] | 'all'): Promise<Finding[]> {
  const certificates = (await sharedCertificates(tx, ids)).map(
    ({ id, others }): Finding => ({
      assetId: id,
      kind: 'certificate-twice',
      figures: { count: others.length },
      others,
    }),
  );
  if (ids === 'all') return [...certificates, ...findOverlaps(await parcelsWithin(tx))];
  const box = await boxAround(tx, ids);
  if (box === undefined) return certificates;
  return [...certificates, ...findOverlaps(await parcelsWithin(tx, box), new Set(ids))];
}

declare module '../platform/jobs/enqueue.ts' {
  interface TaskPayloads {
    /** Left out: every asset of the city. */
    'assets/examine': { assetIds?: string[] };
  }
}
