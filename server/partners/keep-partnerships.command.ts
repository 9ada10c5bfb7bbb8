import * as cooperatives from '../cooperatives/public.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { audit, type Doer, recordedBy } from '../platform/audit/audit.ts';
import { newId } from '../platform/clock.ts';
import { insertOnce } from '../platform/db/insert-once.ts';
import { onConstraint } from '../platform/db/outage.ts';
import type { Tx } from '../platform/db/tx.ts';
import { enqueue } from '../platform/jobs/enqueue.ts';
import { isFurther } from './onboarding/onboarding.ts';
import { partnerRefusals } from './partner.refusals.ts';
import { goodsKinds, type NewPartnership } from './partner.schema.ts';
import {
  adoptNational,
  findOverlapping,
  lockPartnership,
  lockPartnersOf,
  nationalNames,
  stagesOnRecord,
  updatePartnershipEnd,
} from './partner.store.ts';

/** Adds an agent of this city. Idempotent on its id, which no national partner bears. @throws partners/id-reused */
export async function addPartner(
  tx: Tx,
  doer: Doer,
  partner: { id: Id<'partner'>; name: string; kind: 'lpg_agent' | 'other' },
): Promise<void> {
  if ((await nationalNames(tx, [partner.id])).size > 0) throw partnerRefusals.idReused({ id: partner.id });
  const met = await insertOnce(tx, 'partners.partner', { ...partner, nationalId: null });
  if (met === 'other') throw partnerRefusals.idReused({ id: partner.id });
  if (met === 'nothing')
    await audit(
      tx,
      doer,
      'partners/add',
      { kind: 'partners/partner', id: partner.id },
      { detail: { kind: partner.kind } },
    );
}

/**
 * Records that a cooperative deals with a partner, from application to active supply. Idempotent on its id.
 * @throws partners/not-found, cooperative-not-found, id-reused, already-so, dates-reversed
 */
export async function addPartnership(tx: Tx, doer: Doer, given: NewPartnership, sample = false): Promise<void> {
  const { source, validTo = null, ...partnership } = given;
  if (validTo !== null && validTo <= given.validFrom) throw partnerRefusals.datesReversed({});
  if (!(await cooperatives.cooperativeExists(tx, given.cooperativeId))) throw partnerRefusals.cooperativeNotFound({});
  await lockPartnersOf(tx, given.cooperativeId);
  await adoptNational(tx, given.partnerId);
  const from = { sourceName: source.name, sourceDate: source.date, sample };
  const row = { ...partnership, validTo, ...recordedBy(doer), ...from };
  const met = await insertOnce(tx, 'partners.partnership', row, 'validTo').catch(
    onConstraint({ partnership_partner_fk: () => partnerRefusals.notFound({}) }),
  );
  if (met === 'other') throw partnerRefusals.idReused({ id: given.id });
  if (met === 'same') return;
  const overlapping = await findOverlapping(tx, { ...partnership, validTo });
  if (overlapping) throw partnerRefusals.alreadySo({ since: overlapping.validFrom });
  await follow(tx, doer, 'partners/add-partnership', given.id, given.cooperativeId, { stage: given.stage });
}

/** Records a further stage of a partnership and ends the stages before it from its first day. @throws as `addPartnership` */
export async function advancePartnership(tx: Tx, doer: Doer, next: NewPartnership, sample: boolean): Promise<void> {
  for (const { id, partnerId, goods, stage, validFrom, validTo } of await stagesOnRecord(tx, [next.cooperativeId])) {
    const isAboutThese =
      partnerId === next.partnerId && goods.every((kind) => next.goods.some((each) => each === kind));
    const holdsStill = validFrom < next.validFrom && (validTo === null || validTo > next.validFrom);
    if (isAboutThese && holdsStill && isFurther(next.stage, stage)) await updatePartnershipEnd(tx, id, next.validFrom);
  }
  await addPartnership(tx, doer, next, sample);
}

/**
 * Sees to it that goods an agreement is about have an active partnership from its first day: the agreement is what makes one (domain 1.4,
 * stage 17), and nobody should have to say so twice.
 */
export async function activatePartnership(
  tx: Tx,
  doer: Doer,
  given: Pick<NewPartnership, 'cooperativeId' | 'partnerId' | 'validFrom' | 'source'>,
  goods: readonly string[],
  sample: boolean,
): Promise<void> {
  const active = (await stagesOnRecord(tx, [given.cooperativeId])).filter(
    ({ partnerId, stage, validTo }) =>
      partnerId === given.partnerId && stage === 'active' && (validTo === null || validTo > given.validFrom),
  );
  const missing = goodsKinds.filter(
    (kind) => goods.includes(kind) && !active.some((partnership) => partnership.goods.includes(kind)),
  );
  if (missing.length === 0) return;
  const next = { ...given, id: newId<'partnership'>(), goods: missing, stage: 'active' } as const;
  await advancePartnership(tx, doer, { ...next, goods: missing }, sample);
}

/** Says that a cooperative no longer deals with a partner from `on`; the same day again changes nothing. @throws partners/not-found, dates-reversed, already-ended */
export async function endPartnership(
  tx: Tx,
  doer: Doer,
  id: Id<'partnership'>,
  on: BusinessDate,
  reason: string,
): Promise<void> {
  const partnership = await lockPartnership(tx, id);
  if (!partnership) throw partnerRefusals.notFound({});
  if (partnership.validTo === on) return;
  if (partnership.validTo !== null) throw partnerRefusals.alreadyEnded({ on: partnership.validTo });
  if (on <= partnership.validFrom) throw partnerRefusals.datesReversed({});
  await updatePartnershipEnd(tx, id, on);
  await follow(tx, doer, 'partners/end-partnership', id, partnership.cooperativeId, { on }, reason);
}

async function follow(
  tx: Tx,
  doer: Doer,
  action: `${string}/${string}`,
  id: Id<'partnership'>,
  cooperativeId: Id<'cooperative'>,
  detail: Record<string, string>,
  reason?: string,
): Promise<void> {
  const about = { cooperativeId, detail, ...(reason === undefined ? {} : { reason }) };
  await audit(tx, doer, action, { kind: 'partners/partnership', id }, about);
  await enqueue(tx, 'publication/refresh', { cooperativeIds: [cooperativeId] });
}
