import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { audit, type Doer, recordedBy } from '../platform/audit/audit.ts';
import { insertOnce } from '../platform/db/insert-once.ts';
import type { Tx } from '../platform/db/tx.ts';
import { cooperativeRefusals } from './cooperative.refusals.ts';
import { lockCooperative } from './cooperative.store.ts';
import type { NewOfficer } from './officer.schema.ts';
import { type Kinship, kinshipOf, lockOfficer, officersOf, replaceKinship, updateTermEnd } from './officer.store.ts';

/** Records who sits on the board or among the supervisors. Idempotent on `officer.id`. @throws cooperatives/not-found, id-reused, dates-reversed */
export async function addOfficer(
  tx: Tx,
  doer: Doer,
  cooperativeId: Id<'cooperative'>,
  officer: NewOfficer,
  sample = false,
): Promise<void> {
  await lockCooperative(tx, cooperativeId);
  const { source, termTo = null, ...given } = officer;
  if (termTo !== null && termTo <= given.termFrom) throw cooperativeRefusals.datesReversed({});
  const row = { ...given, termTo, cooperativeId, sourceName: source.name, sourceDate: source.date, sample };
  const met = await insertOnce(tx, 'cooperatives.officer', { ...row, ...recordedBy(doer) }, 'termTo');
  if (met === 'other') throw cooperativeRefusals.idReused({ id: officer.id });
  if (met === 'same') return;
  const detail = { body: officer.body, post: officer.post, termFrom: officer.termFrom };
  await audit(
    tx,
    doer,
    'cooperatives/add-officer',
    { kind: 'cooperatives/officer', id: officer.id },
    { cooperativeId, detail },
  );
}

/** Ends a term early; saying the same day again changes nothing. @throws cooperatives/not-found, dates-reversed, already-ended */
export async function endOfficer(
  tx: Tx,
  doer: Doer,
  id: Id<'officer'>,
  on: BusinessDate,
  reason: string,
): Promise<void> {
  const officer = await lockOfficer(tx, id);
  if (!officer) throw cooperativeRefusals.notFound({});
  if (officer.termTo === on) return;
  if (officer.termTo !== null && officer.termTo < on) throw cooperativeRefusals.alreadyEnded({ on: officer.termTo });
  if (on <= officer.termFrom) throw cooperativeRefusals.datesReversed({});
  await updateTermEnd(tx, id, on);
  const { cooperativeId } = officer;
  await audit(
    tx,
    doer,
    'cooperatives/end-officer',
    { kind: 'cooperatives/officer', id },
    { cooperativeId, reason, detail: { on } },
  );
}

/** Records that two officers are related; saying it twice changes nothing. @throws cooperatives/not-found when one is not of this cooperative */
export async function declareKinship(
  tx: Tx,
  doer: Doer,
  cooperativeId: Id<'cooperative'>,
  pair: Kinship,
  today: BusinessDate,
): Promise<void> {
  await lockCooperative(tx, cooperativeId);
  const known = new Set((await officersOf(tx, cooperativeId, today)).map((officer) => officer.id));
  if (!known.has(pair.officerId) || !known.has(pair.relativeId) || pair.officerId === pair.relativeId)
    throw cooperativeRefusals.notFound({});
  const [officerId, relativeId] =
    pair.officerId < pair.relativeId ? [pair.officerId, pair.relativeId] : [pair.relativeId, pair.officerId];
  const isKnown = (await kinshipOf(tx, cooperativeId)).some(
    (known) => known.officerId === officerId && known.relativeId === relativeId && known.relation === pair.relation,
  );
  if (isKnown) return;
  await replaceKinship(tx, cooperativeId, { officerId, relativeId, relation: pair.relation });
  await audit(
    tx,
    doer,
    'cooperatives/declare-kinship',
    { kind: 'cooperatives/officer', id: officerId },
    { cooperativeId, detail: { relativeId } },
  );
}
