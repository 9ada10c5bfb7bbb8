import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { audit, type Doer, recordedBy } from '../platform/audit/audit.ts';
import { insertOnce } from '../platform/db/insert-once.ts';
import type { Tx } from '../platform/db/tx.ts';
import { assetRefusals } from './asset.refusals.ts';
import { type AssetId, lockAsset } from './asset.store.ts';
import { isPossible, type Observed } from './observation.ts';
import { screenAssets } from './screening/screen-assets.command.ts';

export interface NewObservation extends Observed {
  readonly id: Id<'observation'>;
  readonly observedOn: BusinessDate;
  readonly note?: string;
  readonly source: { readonly name: string; readonly date: BusinessDate };
  readonly surveyId?: Id<'survey'>;
  /** The paper or photo that shows it. */
  readonly fileId?: Id<'file'>;
}

/**
 * Records what somebody saw or decided about an asset, and screens it anew. Idempotent on each observation's id; all or none.
 * @param authority the role whose word it is: the doer's own, unless he enters what another office wrote
 * @returns how many are new
 * @throws assets/not-found, assets/value-impossible, assets/observed-in-future, assets/id-reused
 */
export async function recordObservations(
  tx: Tx,
  doer: Doer,
  assetId: AssetId,
  observations: readonly NewObservation[],
  about: { today: BusinessDate; authority?: string; sample?: boolean },
): Promise<number> {
  // Locked, so that what is recorded lies where the asset lies even while somebody moves it into another kelurahan.
  const asset = await lockAsset(tx, assetId);
  if (asset === undefined) throw assetRefusals.notFound({});
  const recorded: NewObservation[] = [];
  for (const observation of observations) {
    const { id, subject, observedOn } = observation;
    if (!isPossible(observation)) throw assetRefusals.valueImpossible({ subject });
    if (observedOn > about.today) throw assetRefusals.observedInFuture({});
    const met = await insertOnce(tx, 'assets.observation', {
      id,
      assetId,
      villageId: asset.villageId,
      subject,
      word: observation.word ?? null,
      number: observation.number ?? null,
      observedOn,
      authority: about.authority ?? doer.role,
      surveyId: observation.surveyId ?? null,
      fileId: observation.fileId ?? null,
      note: observation.note ?? null,
      sourceName: observation.source.name,
      sourceDate: observation.source.date,
      sample: about.sample ?? false,
      ...recordedBy(doer),
    });
    if (met === 'other') throw assetRefusals.idReused({ id });
    if (met === 'nothing') recorded.push(observation);
  }
  if (recorded.length === 0) return 0;
  const detail = {
    observations: recorded.map(({ subject, word, number }) => ({ subject, value: word ?? number ?? null })),
  };
  await screenAssets(tx, [assetId], about.today);
  await audit(tx, doer, 'assets/record-observations', { kind: 'assets/asset', id: assetId, detail });
  return recorded.length;
}
