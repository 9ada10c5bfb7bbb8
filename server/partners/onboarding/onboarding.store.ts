import { type Selectable, sql } from 'kysely';
import { type BusinessDate, daysBetween } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import type { PartnersOnboarding, PartnersOnboardingAction } from '../../platform/db/schema.generated.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { type StageOnRecord, stagesOnRecord } from '../partner.store.ts';
import type { OnboardingShown } from './onboarding.schema.ts';
import { type Action, isFurther, type Standing, type Step, standingOf } from './onboarding.ts';

interface Programme {
  readonly code: string;
  readonly name: string;
  readonly partnerId: Id<'partner'>;
  readonly partnerName: string;
  readonly goods: 'staples' | 'lpg';
}

/** The ways that have steps on a day. */
export async function programmesOn(tx: Tx, day: BusinessDate): Promise<Programme[]> {
  const { rows } = await sql<Programme>`
    select p.code, p.name, p.partner_id, partner.name as partner_name, p.goods
    from reference.onboarding_programme as p join reference.partner on partner.id = p.partner_id
    where exists (select from reference.onboarding_step as s
      where s.programme = p.code and s.valid_from <= ${day} and (s.valid_to is null or s.valid_to > ${day}))
    order by p.seq
  `.execute(tx);
  return rows;
}

type SourcedStep = Step & { readonly source: string };

/** All steps there ever were; which of them count is a matter of the day (`stepsOn`). */
async function everyStep(tx: Tx): Promise<DatedStep[]> {
  const { rows } = await sql<DatedStep>`
    select programme, code, seq, name, asked_of, stage, source, valid_from, valid_to from reference.onboarding_step order by programme, seq
  `.execute(tx);
  return rows;
}

interface DatedStep extends SourcedStep {
  readonly programme: string;
  readonly validFrom: BusinessDate;
  readonly validTo: BusinessDate | null;
}

/** The steps of a programme as of a day, in their order. */
function stepsOn(every: readonly DatedStep[], programme: string, day: BusinessDate): SourcedStep[] {
  return every.filter(
    (step) => step.programme === programme && step.validFrom <= day && (step.validTo === null || step.validTo > day),
  );
}

type StoredOnboarding = Selectable<PartnersOnboarding> & {
  readonly cooperativeName: string;
  readonly partnerName: string;
  readonly programmeName: string;
  readonly goods: 'staples' | 'lpg';
};

interface OnboardingsAsked {
  readonly id?: Id<'onboarding'>;
  readonly cooperativeId?: Id<'cooperative'>;
  readonly partnerId?: Id<'partner'>;
}

/** Onboardings opened until a day; row-level security leaves each reader his own. */
async function onboardingsOn(tx: Tx, day: BusinessDate, asked: OnboardingsAsked): Promise<StoredOnboarding[]> {
  let query = tx
    .selectFrom('partners.onboarding as o')
    .innerJoin('cooperatives.cooperative as c', (join) =>
      join.onRef('c.regencyId', '=', 'o.regencyId').onRef('c.id', '=', 'o.cooperativeId'),
    )
    .innerJoin('reference.partner as p', 'p.id', 'o.partnerId')
    .innerJoin('reference.onboardingProgramme as g', 'g.code', 'o.programme')
    .selectAll('o')
    .select(['c.name as cooperativeName', 'p.name as partnerName', 'g.name as programmeName', 'g.goods'])
    .where('o.regencyId', '=', tx.regencyId)
    .where('o.openedOn', '<=', day);
  if (asked.id !== undefined) query = query.where('o.id', '=', asked.id);
  if (asked.cooperativeId !== undefined) query = query.where('o.cooperativeId', '=', asked.cooperativeId);
  if (asked.partnerId !== undefined) query = query.where('o.partnerId', '=', asked.partnerId);
  return (await query.orderBy('o.openedOn').orderBy('o.id').execute()) as StoredOnboarding[];
}

type StoredAction = Action & Selectable<PartnersOnboardingAction>;

/** What happened to onboardings until a day, in the order it was recorded; of all that the reader may see where no ids are given. */
async function actionsOf(
  tx: Tx,
  day: BusinessDate,
  ids?: readonly Id<'onboarding'>[],
): Promise<Map<Id<'onboarding'>, StoredAction[]>> {
  const { rows } = await sql<StoredAction>`
    select * from partners.onboarding_action
    where regency_id = ${tx.regencyId} and happened_on <= ${day} ${ids === undefined ? sql`` : sql`and onboarding_id = any(${[...ids]}::uuid[])`}
    order by onboarding_id, seq
  `.execute(tx);
  return Map.groupBy(rows, ({ onboardingId }) => onboardingId);
}

/** An onboarding with all that its page, its commands and its tasks go by. */
export interface Known {
  readonly onboarding: StoredOnboarding;
  readonly steps: readonly SourcedStep[];
  readonly actions: readonly StoredAction[];
  readonly standing: Standing;
  /** The stage it has come to and no partnership on record has. */
  readonly offers: Standing['reached'];
}

/** Onboardings as they stood at the end of a day. */
export async function knownOnboardings(tx: Tx, day: BusinessDate, asked: OnboardingsAsked = {}): Promise<Known[]> {
  const onboardings = await onboardingsOn(tx, day, asked);
  if (onboardings.length === 0) return [];
  const every = await everyStep(tx);
  const isFew = asked.id !== undefined || asked.cooperativeId !== undefined;
  const actions = await actionsOf(tx, day, isFew ? onboardings.map(({ id }) => id) : undefined);
  const stages = await stagesOnRecord(tx, [...new Set(onboardings.map(({ cooperativeId }) => cooperativeId))]);
  const stagesOf = Map.groupBy(stages, ({ cooperativeId }) => cooperativeId);
  return onboardings.map((onboarding) => {
    const steps = stepsOn(every, onboarding.programme, onboarding.openedOn);
    const happened = actions.get(onboarding.id) ?? [];
    const standing = standingOf(steps, onboarding.openedOn, happened);
    const onRecord = (stagesOf.get(onboarding.cooperativeId) ?? []).filter(
      ({ partnerId, goods }) => partnerId === onboarding.partnerId && goods.includes(onboarding.goods),
    );
    return { onboarding, steps, actions: happened, standing, offers: offerOf(standing, onRecord) };
  });
}

/** What the onboarding came to, unless a partnership as far says so from that day on or later. */
function offerOf({ reached }: Standing, onRecord: readonly StageOnRecord[]): Standing['reached'] {
  if (reached === null) return null;
  const isSaid = onRecord.some(
    ({ stage, validTo }) => !isFurther(reached.stage, stage) && (validTo === null || validTo > reached.since),
  );
  return isSaid ? null : reached;
}

export function shownOf({ onboarding, steps, actions, standing, offers }: Known, day: BusinessDate): OnboardingShown {
  const { status, waitsOn, since, isHeld, reached } = standing;
  const last = actions.at(-1);
  const current = steps.find(({ code }) => code === standing.current);
  const done = new Set(actions.map(({ step }) => step));
  return {
    id: onboarding.id,
    cooperative: { id: onboarding.cooperativeId, name: onboarding.cooperativeName },
    partner: { id: onboarding.partnerId, name: onboarding.partnerName },
    programme: { code: onboarding.programme, name: onboarding.programmeName },
    openedOn: onboarding.openedOn,
    ...{ status, waitsOn, since, isHeld, reached, offers },
    current: current === undefined ? null : { code: current.code, name: current.name },
    days: status === 'running' ? daysBetween(since, day) : null,
    note: isHeld || status === 'rejected' || status === 'withdrawn' ? (last?.note ?? null) : null,
    stepsDone: steps.filter(({ code }) => done.has(code)).length,
    stepCount: steps.length,
    source: { name: onboarding.sourceName, date: onboarding.sourceDate, sample: onboarding.sample },
    onBehalf: onboarding.onBehalf,
  };
}
