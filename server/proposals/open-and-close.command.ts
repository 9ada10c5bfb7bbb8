import * as cooperatives from '../cooperatives/public.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { audit, type Doer, recordedBy } from '../platform/audit/audit.ts';
import { newId } from '../platform/clock.ts';
import { insertOnce } from '../platform/db/insert-once.ts';
import { onConstraint } from '../platform/db/outage.ts';
import type { Tx } from '../platform/db/tx.ts';
import * as tasks from '../tasks/public.ts';
import { proposalRefusals } from './proposal.refusals.ts';
import type { NewProposal } from './proposal.schema.ts';
import { lockProposal, updateClosed } from './proposal.store.ts';

/**
 * Opens the proposal of a new building before a site is known: the facility becomes "proposed", the lurah is asked to seek a site and
 * the asset agency to screen what is offered. Idempotent on its id.
 * @throws proposals/not-found, id-reused, already-open, past-proposal, in-future
 */
export async function openProposal(
  tx: Tx,
  doer: Doer,
  given: NewProposal,
  today: BusinessDate,
  sample = false,
): Promise<void> {
  const [line] = await cooperatives.registerOn(tx, today, given.cooperativeId);
  if (!line) throw proposalRefusals.notFound({});
  if (given.openedOn > today || given.source.date > today) throw proposalRefusals.inFuture({ today });
  const { source, ...proposal } = given;
  const met = await insertOnce(tx, 'proposals.proposal', {
    ...proposal,
    ...recordedBy(doer),
    sourceName: source.name,
    sourceDate: source.date,
    sample,
  }).catch(onConstraint({ proposal_open_once: () => proposalRefusals.alreadyOpen({}) }));
  if (met === 'other') throw proposalRefusals.idReused({ id: given.id });
  if (met === 'same') return;
  if (line.facility !== 'none' && line.facility !== 'proposed')
    throw proposalRefusals.pastProposal({ facility: line.facility });
  const { cooperativeId } = given;
  if (line.facility === 'none') {
    const [then] = await cooperatives.registerOn(tx, given.openedOn, cooperativeId);
    if (then && then.facility !== 'none') throw proposalRefusals.pastProposal({ facility: then.facility });
    const id = newId<'state-action'>();
    const report = {
      id,
      cooperativeId,
      axis: 'facility',
      state: 'proposed',
      effectiveOn: given.openedOn,
      source: { ...source, sample },
    } as const;
    await cooperatives.recordState(tx, doer, report, today);
  }
  const origin = { kind: 'proposals/proposal', id: given.id } as const;
  const wanted = { kind: 'site-sought', cooperativeId, openedOn: given.openedOn, origin, sample };
  await tasks.open(tx, doer, [
    { ...wanted, ownerRole: 'lurah' },
    { ...wanted, kind: 'site-screened', ownerRole: 'bkad-officer' },
  ]);
  await audit(
    tx,
    doer,
    'proposals/open',
    { kind: 'proposals/proposal', id: given.id },
    { cooperativeId, detail: { openedOn: given.openedOn } },
  );
}

/**
 * Withdraws a proposal with its tasks; the facility goes back to "none". The same withdrawal again changes nothing.
 * @throws proposals/not-found, already-closed, in-future, closed-before-opened
 */
export async function closeProposal(
  tx: Tx,
  doer: Doer,
  id: Id<'proposal'>,
  on: BusinessDate,
  reason: string,
  today: BusinessDate,
): Promise<void> {
  const proposal = await lockProposal(tx, id);
  if (!proposal) throw proposalRefusals.notFound({});
  if (proposal.closedOn === on && proposal.closeReason === reason) return;
  if (proposal.closedOn !== null) throw proposalRefusals.alreadyClosed({ on: proposal.closedOn });
  if (on > today) throw proposalRefusals.inFuture({ today });
  if (on < proposal.openedOn) throw proposalRefusals.closedBeforeOpened({ openedOn: proposal.openedOn });
  const { cooperativeId } = proposal;
  await updateClosed(tx, id, on, reason);
  await tasks.settleFrom(tx, doer, { kind: 'proposals/proposal', id }, { on, outcome: 'dropped', note: reason });
  const [line] = await cooperatives.registerOn(tx, today, cooperativeId);
  const [then] = await cooperatives.registerOn(tx, on, cooperativeId);
  if (line?.facility === 'proposed' && then?.facility === 'proposed') {
    const source = { name: 'penutupan usulan', date: on };
    const report = {
      id: newId<'state-action'>(),
      cooperativeId,
      axis: 'facility',
      state: 'none',
      effectiveOn: on,
      reason,
      source,
    } as const;
    await cooperatives.recordState(tx, doer, report, today);
  }
  await audit(
    tx,
    doer,
    'proposals/close',
    { kind: 'proposals/proposal', id },
    { cooperativeId, reason, detail: { on } },
  );
}
