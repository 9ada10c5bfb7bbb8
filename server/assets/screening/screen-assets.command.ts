import { isDeepStrictEqual } from 'node:util';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { AssetId } from '../asset.store.ts';
import { measureOn, type NamedMeasure } from './criterion.store.ts';
import { type FactsOfAsset, factsOf, lockAssets } from './facts.store.ts';
import { type Screened, screen } from './screen.ts';
import {
  type OpenReason,
  presentScreenings,
  type ScreeningResult,
  type StoredScreening,
  writeScreenings,
} from './screening.store.ts';

/**
 * Screens assets anew after something about them changed, and keeps what came out differently. Set-wise; twice gives one effect.
 * Called in the transaction of the change; for more than some thousands leave it to the job `assets/screen`.
 * @returns how many results are new
 */
export async function screenAssets(
  tx: Tx,
  ids: readonly AssetId[],
  day: BusinessDate,
  measure?: NamedMeasure,
): Promise<number> {
  if (ids.length === 0) return 0;
  await lockAssets(tx, ids);
  const used = measure ?? (await measureOn(tx, day));
  const changed = await differences(tx, ids, used);
  await writeScreenings(tx, day, used.version, changed);
  return changed.length;
}

/** Results that the facts give and that are not the ones kept. */
export async function differences(
  tx: Tx,
  ids: readonly AssetId[],
  measure: NamedMeasure,
): Promise<(ScreeningResult & Pick<FactsOfAsset, 'villageId'>)[]> {
  const facts = await factsOf(tx, ids, measure.day);
  const held = new Map((await presentScreenings(tx, ids)).map((row) => [`${row.assetId} ${row.use}`, row]));
  return facts.flatMap((asset) =>
    screen(asset, measure)
      .map((screened) => resultOf(asset, screened))
      .filter((result) => !isSame(result, held.get(`${result.assetId} ${result.use}`))),
  );
}

function resultOf({ id, villageId }: FactsOfAsset, screened: Screened) {
  const { use, outcome, score, knownPercent } = screened;
  return { assetId: id, villageId, use, outcome, score, knownPercent, reasons: openReasons(screened) };
}

export function openReasons({ findings }: Screened): OpenReason[] {
  return findings.flatMap(({ kind, criterion, topic, state, why, is, settledBy, reportedBy }) =>
    kind === 'hard' && state !== 'pass' ? [{ criterion, topic, state, why, is, settledBy, reportedBy }] : [],
  );
}

/** By which version it was decided does not matter as long as it comes out the same. */
function isSame(result: ScreeningResult, held: StoredScreening | undefined): boolean {
  return (
    held !== undefined &&
    held.outcome === result.outcome &&
    held.score === result.score &&
    held.knownPercent === result.knownPercent &&
    isDeepStrictEqual(held.reasons, result.reasons)
  );
}
