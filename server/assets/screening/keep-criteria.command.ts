import type { Actor } from '../../kernel/actor.ts';
import { assert } from '../../kernel/assert.ts';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import { audit, recordedBy } from '../../platform/audit/audit.ts';
import { insertOnce } from '../../platform/db/insert-once.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { startRun } from '../../platform/jobs/run.store.ts';
import { datedCriteria, endCriterion, lockCriterion } from './criterion.store.ts';
import type { DatedCriterion } from './criterion.ts';
import { screeningRefusals } from './screening.refusals.ts';
import type { NewOwnCriterion } from './screening.schema.ts';
import { suits } from './wanted.ts';

/**
 * A city asks something otherwise than the nation, or besides, from a day on. What begins today screens all assets anew; what begins
 * later does so in the night of its day. Idempotent on its id.
 * @returns the run, when one was started
 * @throws assets/criterion-in-past, -dates, -unknown, -shape, -id-reused
 */
export async function keepCriterion(tx: Tx, actor: Actor, given: NewOwnCriterion): Promise<Id<'run'> | null> {
  const { today } = actor;
  const { added, wanted, validTo = null, ...rest } = given;
  if (given.validFrom < today) throw screeningRefusals.criterionInPast({ today });
  if (validTo !== null && validTo <= given.validFrom) throw screeningRefusals.criterionDates({});
  const base = await baseOf(tx, given);
  if (base === undefined) throw screeningRefusals.criterionUnknown({ code: given.code });
  const { reads } = base;
  const isWeighed = (given.kind === 'soft') === (given.weight !== undefined);
  if (!isWeighed || !suits(wanted, reads, given.kind)) throw screeningRefusals.criterionShape({ reads });
  const { operator, ...terms } = wanted;
  const met = await insertOnce(
    tx,
    'assets.criterion',
    {
      ...rest,
      ...base,
      weight: given.weight ?? null,
      ...{ operator, wanted: terms, validTo },
      ...recordedBy(actor),
    },
    'validTo',
  );
  if (met === 'other') throw screeningRefusals.criterionIdReused({ id: given.id });
  if (met === 'same') return null;
  const { use, code, kind, validFrom } = given;
  await audit(tx, actor, 'assets/keep-criterion', {
    kind: 'assets/criterion',
    id: given.id,
    detail: { use, code, kind, operator, validFrom, validTo },
  });
  return validFrom <= today ? await startRun(tx, actor, 'assets/screen', {}) : null;
}

/** What of a criterion the city does not choose: of the nation's what it has there, of an added one what was given. */
async function baseOf(tx: Tx, { use, code, added }: NewOwnCriterion) {
  const { national, own } = await datedCriteria(tx);
  const isIt = (row: DatedCriterion) => row.use === use && row.code === code;
  const known = national.findLast(isIt) ?? own.findLast(isIt);
  if (known !== undefined) {
    const { seq, topic, reads, name, reason } = known;
    return { seq, topic, reads: reads as string, name, reason };
  }
  return added === undefined ? undefined : { seq: 900, ...added };
}

/**
 * The nation's criterion holds again from a day on. The same day again changes nothing.
 * @throws assets/criterion-not-found, -in-past, -dates
 */
export async function endOwnCriterion(
  tx: Tx,
  actor: Actor,
  id: Id<'criterion'>,
  on: BusinessDate,
): Promise<Id<'run'> | null> {
  const criterion = await lockCriterion(tx, id);
  if (criterion === undefined) throw screeningRefusals.criterionNotFound({});
  if (criterion.validTo === on) return null;
  const { today } = actor;
  const isOver = criterion.validTo !== null && criterion.validTo <= today;
  if (on < today || isOver) throw screeningRefusals.criterionInPast({ today });
  if (on <= criterion.validFrom) throw screeningRefusals.criterionDates({});
  await endCriterion(tx, id, on);
  await audit(tx, actor, 'assets/end-criterion', { kind: 'assets/criterion', id, detail: { on } });
  assert(on >= today, 'a criterion ends today or later');
  return on === today ? await startRun(tx, actor, 'assets/screen', {}) : null;
}
