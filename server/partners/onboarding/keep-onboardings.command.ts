import * as cooperatives from '../../cooperatives/public.ts';
import { present } from '../../kernel/assert.ts';
import { type BusinessDate, businessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import { audit, type Doer, recordedBy } from '../../platform/audit/audit.ts';
import { insertOnce } from '../../platform/db/insert-once.ts';
import type { Tx } from '../../platform/db/tx.ts';
import * as tasks from '../../tasks/public.ts';
import { advancePartnership } from '../keep-partnerships.command.ts';
import { partnerRefusals } from '../partner.refusals.ts';
import { adoptNational, lockPartnership, lockPartnersOf } from '../partner.store.ts';
import { onboardingRefusals } from './onboarding.refusals.ts';
import type { NewAction, NewOnboarding } from './onboarding.schema.ts';
import { type Known, knownOnboardings, programmesOn } from './onboarding.store.ts';

const never = businessDate('9999-12-31');

/**
 * Records that a cooperative set out on the way to a partner, and asks for its first step. Idempotent on its id.
 * @throws partners/cooperative-not-found, id-reused, in-future, unknown-programme, onboarding-under-way
 */
export async function openOnboarding(
  tx: Tx,
  doer: Doer,
  given: NewOnboarding,
  { today, sample = false }: { today: BusinessDate; sample?: boolean },
): Promise<void> {
  const { source, ...opened } = given;
  const { id, cooperativeId } = given;
  if (given.openedOn > today) throw onboardingRefusals.inFuture({});
  if (!(await cooperatives.cooperativeExists(tx, cooperativeId))) throw partnerRefusals.cooperativeNotFound({});
  const programme = (await programmesOn(tx, given.openedOn)).find(({ code }) => code === given.programme);
  if (programme === undefined) throw onboardingRefusals.unknownProgramme({});
  await lockPartnersOf(tx, cooperativeId);
  await adoptNational(tx, programme.partnerId);
  const met = await insertOnce(tx, 'partners.onboarding', {
    ...{ ...opened, partnerId: programme.partnerId, ...recordedBy(doer) },
    ...{ sourceName: source.name, sourceDate: source.date, sample },
  });
  if (met === 'other') throw partnerRefusals.idReused({ id });
  if (met === 'same') return;
  const underWay = (await knownOnboardings(tx, never, { cooperativeId })).find(
    ({ onboarding, standing }) =>
      onboarding.id !== id &&
      onboarding.programme === given.programme &&
      ['running', 'approved'].includes(standing.status),
  );
  if (underWay) throw onboardingRefusals.alreadyUnderWay({ since: underWay.onboarding.openedOn });
  const about = { cooperativeId, detail: { programme: programme.name, openedOn: given.openedOn } };
  await audit(tx, doer, 'partners/open-onboarding', { kind: 'partners/onboarding', id }, about);
  await askForNext(tx, doer, id);
}

/**
 * Records what happened to an onboarding: a step done, stuck with somebody, rejected or withdrawn. Idempotent on its id.
 * @throws partners/not-found, id-reused, odd-action, in-future, before-opening, onboarding-over, unknown-step, step-already-done
 */
export async function recordOnboarding(
  tx: Tx,
  doer: Doer,
  onboardingId: Id<'onboarding'>,
  given: NewAction,
  today: BusinessDate,
): Promise<void> {
  refuseOddAction(given);
  if (given.happenedOn > today) throw onboardingRefusals.inFuture({});
  const known = await getKnown(tx, onboardingId);
  const { cooperativeId, partnerId } = known.onboarding;
  const { id, outcome, step = null, happenedOn, waitsOn = null, note = null } = given;
  const sent = known.actions.find((action) => action.id === id);
  if (sent === undefined) refuseActionOn(known, given);
  const met = await insertOnce(tx, 'partners.onboardingAction', {
    ...{ id, onboardingId, cooperativeId, partnerId, seq: sent?.seq ?? known.actions.length + 1 },
    ...{ outcome, step, happenedOn, waitsOn, note, ...recordedBy(doer) },
  });
  if (met === 'other') throw partnerRefusals.idReused({ id });
  if (met === 'same') return;
  const detail = { outcome, happenedOn, step: known.steps.find(({ code }) => code === step)?.name ?? '' };
  const about = { cooperativeId, detail, ...(note === null ? {} : { reason: note }) };
  await audit(tx, doer, 'partners/record-onboarding', { kind: 'partners/onboarding', id: onboardingId }, about);
  await askForNext(tx, doer, onboardingId);
}

function refuseOddAction({ outcome, step, waitsOn, note }: NewAction): void {
  const fits =
    (outcome === 'done') === (step !== undefined) &&
    (outcome === 'held') === (waitsOn !== undefined) &&
    (outcome === 'done' || note !== undefined);
  if (!fits) throw onboardingRefusals.oddAction({});
}

function refuseActionOn({ onboarding, steps, actions, standing }: Known, given: NewAction): void {
  if (given.happenedOn < onboarding.openedOn) throw onboardingRefusals.beforeOpening({});
  if (standing.status !== 'running') throw onboardingRefusals.isOver({ since: standing.since });
  if (given.step === undefined) return;
  if (!steps.some(({ code }) => code === given.step)) throw onboardingRefusals.unknownStep({});
  const done = actions.find(({ step }) => step === given.step);
  if (done) throw onboardingRefusals.stepDone({ on: done.happenedOn });
}

/**
 * Records the partnership that an onboarding has come to, from the day it came to it, and ends the stages before it. What is said of it is
 * what the onboarding says. Idempotent on the partnership's id.
 * @throws partners/not-found, id-reused, nothing-reached
 */
export async function takeUpOnboarding(
  tx: Tx,
  doer: Doer,
  onboardingId: Id<'onboarding'>,
  id: Id<'partnership'>,
): Promise<void> {
  const { onboarding, offers } = await getKnown(tx, onboardingId);
  const { cooperativeId, partnerId, goods } = onboarding;
  const there = await lockPartnership(tx, id);
  if (there) {
    if (there.cooperativeId === cooperativeId && there.partnerId === partnerId) return;
    throw partnerRefusals.idReused({ id });
  }
  if (offers === null) throw onboardingRefusals.nothingReached({});
  const { stage, since } = offers;
  const source = { name: onboarding.sourceName, date: onboarding.sourceDate };
  await advancePartnership(
    tx,
    doer,
    { id, cooperativeId, partnerId, goods: [goods], stage, validFrom: since, source },
    onboarding.sample,
  );
}

/** Whose move it is gets a task; what was asked before is off the list. What waits for the partner, the Dinas follows up. */
async function askForNext(tx: Tx, doer: Doer, id: Id<'onboarding'>): Promise<void> {
  const { onboarding, steps, actions, standing } = await getKnown(tx, id);
  const origin = { kind: 'partners/onboarding', id } as const;
  const outcome = standing.status === 'rejected' || standing.status === 'withdrawn' ? 'dropped' : 'done';
  await tasks.settleFrom(tx, doer, origin, { on: actions.at(-1)?.happenedOn ?? onboarding.openedOn, outcome });
  const { waitsOn, isHeld, since } = standing;
  if (waitsOn === null) return;
  const isOwnMove = waitsOn === 'cooperative';
  const step = steps.find(({ code }) => code === standing.current)?.name ?? '';
  const { cooperativeId, programmeName: programme, partnerName: partner, sample } = onboarding;
  await tasks.open(tx, doer, [
    {
      kind: isHeld ? 'onboarding-held' : isOwnMove ? 'onboarding-step' : 'onboarding-waits',
      data: { programme, step, partner, ...(isHeld ? { waitsOn } : {}) },
      ...{ cooperativeId, openedOn: since, sample, origin: { ...origin, part: actions.length } },
      ownerRole: isOwnMove ? 'cooperative-chair' : 'dinas-officer',
    },
  ]);
}

/** An onboarding as it stands after all that was recorded; what is done to a cooperative's partners is done one after the other. */
async function getKnown(tx: Tx, id: Id<'onboarding'>): Promise<Known> {
  const [found] = await knownOnboardings(tx, never, { id });
  if (found === undefined) throw partnerRefusals.notFound({});
  await lockPartnersOf(tx, found.onboarding.cooperativeId);
  return present((await knownOnboardings(tx, never, { id }))[0], 'an onboarding, which nobody deletes');
}
