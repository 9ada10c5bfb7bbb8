import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { audit, type Doer, recordedBy } from '../platform/audit/audit.ts';
import { insertOnce } from '../platform/db/insert-once.ts';
import type { Tx } from '../platform/db/tx.ts';
import { enqueue } from '../platform/jobs/enqueue.ts';
import * as reference from '../reference/public.ts';
import { cooperativeRefusals } from './cooperative.refusals.ts';
import { lockCooperative } from './cooperative.store.ts';
import { kmOutside, type Point } from './point.ts';
import type { NewPremises } from './premises.schema.ts';
import { lockPremises, updatePremisesEnd } from './premises.store.ts';

/**
 * Records from where a cooperative works, under which right, since when. Idempotent on `premises.id`.
 * @throws cooperatives/not-found, id-reused, dates-reversed, point-half, point-elsewhere
 */
export async function addPremises(
  tx: Tx,
  doer: Doer,
  cooperativeId: Id<'cooperative'>,
  premises: NewPremises,
  sample = false,
): Promise<void> {
  await lockCooperative(tx, cooperativeId);
  const { latitude = null, longitude = null, validTo = null } = premises;
  if ((latitude === null) !== (longitude === null)) throw cooperativeRefusals.pointHalf({});
  if (latitude !== null && longitude !== null) await refuseElsewhere(tx, { latitude, longitude }, premises.validFrom);
  if (validTo !== null && validTo <= premises.validFrom) throw cooperativeRefusals.datesReversed({});
  const source = { sourceName: premises.source.name, sourceDate: premises.source.date, sample };
  const place = await insertOnce(tx, 'cooperatives.place', {
    id: premises.placeId,
    cooperativeId,
    name: premises.placeName,
    address: premises.address ?? null,
    latitude,
    longitude,
    ...source,
  });
  if (place === 'other') throw cooperativeRefusals.idReused({ id: premises.placeId });
  const row = {
    id: premises.id,
    cooperativeId,
    use: premises.use,
    placeId: premises.placeId,
    rightKind: premises.right,
    agreementNumber: premises.agreementNumber ?? null,
    validFrom: premises.validFrom,
    validTo,
    ...recordedBy(doer),
    ...source,
  };
  const met = await insertOnce(tx, 'cooperatives.premises', row, 'validTo');
  if (met === 'other') throw cooperativeRefusals.idReused({ id: premises.id });
  if (met === 'nothing')
    await follow(tx, doer, 'cooperatives/add-premises', premises.id, cooperativeId, { use: premises.use });
}

/** Says that premises are no longer used from `on`; saying the same day again changes nothing. @throws cooperatives/not-found, dates-reversed, already-ended */
export async function endPremises(
  tx: Tx,
  doer: Doer,
  id: Id<'premises'>,
  on: BusinessDate,
  reason: string,
): Promise<void> {
  const premises = await lockPremises(tx, id);
  if (!premises) throw cooperativeRefusals.notFound({});
  if (premises.validTo === on) return;
  if (premises.validTo !== null) throw cooperativeRefusals.alreadyEnded({ on: premises.validTo });
  if (on <= premises.validFrom) throw cooperativeRefusals.datesReversed({});
  await updatePremisesEnd(tx, id, on);
  await follow(tx, doer, 'cooperatives/end-premises', id, premises.cooperativeId, { on }, reason);
}

/** A point far outside the city is a slip of the hand, and would put the outlet on the public map of another. */
async function refuseElsewhere(tx: Tx, point: Point, day: BusinessDate): Promise<void> {
  const km = kmOutside(point, await reference.villagesOf(tx, tx.regencyId, day));
  if (km > 0) throw cooperativeRefusals.pointElsewhere({ km });
}

async function follow(
  tx: Tx,
  doer: Doer,
  action: `${string}/${string}`,
  id: Id<'premises'>,
  cooperativeId: Id<'cooperative'>,
  detail: Record<string, string>,
  reason?: string,
): Promise<void> {
  const about = { cooperativeId, detail, ...(reason === undefined ? {} : { reason }) };
  await audit(tx, doer, action, { kind: 'cooperatives/premises', id }, about);
  await enqueue(tx, 'publication/refresh', { cooperativeIds: [cooperativeId] });
}
