import type { BusinessDate } from '../kernel/business-date.ts';
import type { BodyOf } from '../kernel/call.ts';
import type { Id } from '../kernel/ids.ts';
import { audit, type Doer } from '../platform/audit/audit.ts';
import type { Tx } from '../platform/db/tx.ts';
import { cooperativeRefusals } from './cooperative.refusals.ts';
import type { editProfileCall } from './cooperative.schema.ts';
import { fundingSourcesOn, lockCooperative, profileOf, updateProfile } from './cooperative.store.ts';

/**
 * Writes the profile as sent; what is left out is no longer known. The same profile again changes and notes nothing.
 * @throws cooperatives/not-found, in-future, unknown-funding
 */
export async function editProfile(
  tx: Tx,
  doer: Doer,
  id: Id<'cooperative'>,
  body: BodyOf<typeof editProfileCall>,
  today: BusinessDate,
): Promise<void> {
  const address = body.address ?? null;
  const establishedOn = body.establishedOn ?? null;
  const fundingCode = body.fundingCode ?? null;
  await lockCooperative(tx, id);
  if (establishedOn !== null && establishedOn > today) throw cooperativeRefusals.inFuture({ today });
  if (fundingCode !== null && !(await fundingSourcesOn(tx, today)).some(({ code }) => code === fundingCode))
    throw cooperativeRefusals.unknownFunding({ code: fundingCode });
  const before = await profileOf(tx, id, today);
  const isSame =
    before.address === address &&
    before.establishedOn === establishedOn &&
    (before.funding?.code ?? null) === fundingCode;
  if (isSame) return;
  const detail = { address, establishedOn, fundingCode };
  await updateProfile(tx, id, detail);
  const subject = { kind: 'cooperatives/cooperative', id };
  await audit(tx, doer, 'cooperatives/edit-profile', subject, { cooperativeId: id, detail });
}
