import type { Actor } from '../../kernel/actor.ts';
import type { BodyOf } from '../../kernel/call.ts';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { filesOf } from '../../platform/files/file.store.ts';
import type { AssetId } from '../asset.store.ts';
import { recordObservations } from '../record-observations.command.ts';
import { measureOn } from './criterion.store.ts';
import type { Criterion } from './criterion.ts';
import { screeningRefusals } from './screening.refusals.ts';
import type { settleCriterionCall } from './screening.schema.ts';
import { isSubject } from './wanted.ts';

/** The head of the Dinas speaks for it. */
const spokenFor = (role: string): string => (role === 'dinas-head' ? 'dinas-officer' : role);

/**
 * An office says of an asset what it answers for; the asset is screened anew at once. Idempotent on the observation's id.
 * @throws assets/not-yours-to-settle naming who does, nobody-asks, evidence-not-found, not-found, value-impossible, observed-in-future, id-reused
 */
export async function settleCriterion(
  tx: Tx,
  actor: Actor,
  assetId: AssetId,
  given: BodyOf<typeof settleCriterionCall>,
): Promise<void> {
  const { criteria } = await measureOn(tx, actor.today);
  const settledBy = settlersOf(criteria, given.subject);
  if (settledBy.length === 0) throw screeningRefusals.nobodyAsks({ subject: given.subject });
  if (!settledBy.includes(spokenFor(actor.role))) throw screeningRefusals.notYoursToSettle({ settledBy });
  if (given.fileId !== undefined && (await filesOf(tx, [given.fileId])).length === 0)
    throw screeningRefusals.evidenceNotFound({});
  if ((await recordObservations(tx, actor, assetId, [given], { today: actor.today })) === 0) return;
  const { subject, fileId = null } = given;
  await audit(tx, actor, 'assets/settle-criterion', {
    ...{ kind: 'assets/asset', id: assetId },
    detail: { subject, value: given.word ?? given.number ?? null, fileId },
  });
}

/** Subjects that a role may settle. */
export function subjectsSettledBy(criteria: readonly Criterion[], role: string): string[] {
  const own = criteria.filter(({ authority }) => authority === spokenFor(role));
  return [...new Set(own.flatMap(subjectsOf))].filter(isSubject);
}

function settlersOf(criteria: readonly Criterion[], subject: string): string[] {
  const asking = criteria.filter((criterion) => subjectsOf(criterion).includes(subject));
  return [...new Set(asking.map(({ authority }) => authority))];
}

/** What is recorded to answer a criterion: of the legal route the owner's consent, of a lot its two sides, of the rest what it reads. */
function subjectsOf({ reads }: Criterion): string[] {
  if (reads === 'legal_route') return ['owner_consent'];
  return reads === 'lot' ? ['frontage_dm', 'depth_dm'] : [reads];
}
