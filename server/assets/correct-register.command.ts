import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { audit, type Doer, recordedBy } from '../platform/audit/audit.ts';
import { insertOnce } from '../platform/db/insert-once.ts';
import { onConstraint } from '../platform/db/outage.ts';
import type { Tx } from '../platform/db/tx.ts';
import { filesOf } from '../platform/files/file.store.ts';
import { assetRefusals } from './asset.refusals.ts';
import { type AssetId, insertChanges, lockAsset } from './asset.store.ts';
import type { NewCorrection } from './correction.schema.ts';
import { lockCorrection, markExported, settle, unsettledOf } from './correction.store.ts';
import { type LegalFieldName, sameWriting, writeLegal } from './legal-field.ts';

/**
 * Proposes to BKAD what its register should say. Nothing of the register changes. Idempotent on its id.
 * @throws assets/not-found, id-reused, not-of-register, unknown-file, correction-unreadable, correction-same, correction-open
 */
export async function proposeCorrection(tx: Tx, doer: Doer, assetId: AssetId, given: NewCorrection): Promise<void> {
  const asset = await lockAsset(tx, assetId);
  if (asset === undefined) throw assetRefusals.notFound({});
  if (asset.ownerKind !== 'regency') throw assetRefusals.notOfRegister({});
  const { id, field, reason, fileId = null } = given;
  if (fileId !== null && (await filesOf(tx, [fileId])).length === 0) throw assetRefusals.unknownFile({ id: fileId });
  const proposedValue = sameWriting(field, given.proposedValue);
  if (proposedValue === undefined) throw assetRefusals.correctionUnreadable({ field });
  const registerValue = writeLegal(field, asset[field]);
  const { villageId } = asset;
  const row = { id, assetId, villageId, field, registerValue, proposedValue, reason, fileId, ...recordedBy(doer) };
  const met = await insertOnce(tx, 'assets.legalCorrection', row).catch(
    onConstraint({ legal_correction_one_open: () => assetRefusals.correctionOpen({}) }),
  );
  if (met === 'other') throw assetRefusals.idReused({ id });
  if (met === 'same') return;
  if (registerValue === proposedValue) throw assetRefusals.correctionSame({});
  const changes = { [field]: [registerValue, proposedValue] } as const;
  const change = { asset: { id: assetId, villageId }, kind: 'correction_proposed', changes, reason } as const;
  await insertChanges(tx, recordedBy(doer), [change]);
  const detail = { correction: id, field };
  await audit(tx, doer, 'assets/propose-correction', { kind: 'assets/asset', id: assetId, detail }, { reason });
}

/** Notes that proposals were handed to BKAD; those handed over before stay as they are. @returns how many were open */
export async function handOverCorrections(tx: Tx, doer: Doer, ids: readonly Id<'legal-correction'>[]): Promise<number> {
  const handed = await markExported(tx, ids);
  await audit(
    tx,
    doer,
    'assets/hand-over-corrections',
    handed.map((id) => ({ kind: 'assets/legal-correction', id })),
  );
  return handed.length;
}

/**
 * Notes that BKAD refused a proposal, or that it no longer matters. The same again changes nothing.
 * @throws assets/correction-not-found, correction-settled, in-future
 */
export async function settleCorrection(
  tx: Tx,
  doer: Doer,
  id: Id<'legal-correction'>,
  { state, on, note }: { state: 'refused' | 'overtaken'; on: BusinessDate; note: string },
  today: BusinessDate,
): Promise<void> {
  const correction = await lockCorrection(tx, id);
  if (correction === undefined) throw assetRefusals.correctionNotFound({});
  const { state: held, settledOn, settledNote, assetId, villageId, field, registerValue, proposedValue } = correction;
  if (held === state && settledOn === on && settledNote === note) return;
  if (held !== 'open' && held !== 'exported') throw assetRefusals.correctionSettled({ state: held });
  if (on > today) throw assetRefusals.inFuture({ today });
  await settle(tx, [{ id, state, on, note }]);
  const changes = { [field]: [proposedValue, registerValue] } as const;
  const asset = { id: assetId, villageId };
  await insertChanges(tx, recordedBy(doer), [{ asset, kind: 'correction_settled', changes, reason: note }]);
  await audit(
    tx,
    doer,
    'assets/settle-correction',
    { kind: 'assets/asset', id: assetId, detail: { correction: id, field, state } },
    { reason: note },
  );
}

interface Answered {
  readonly correction: Awaited<ReturnType<typeof unsettledOf>>[number]['correction'];
  readonly state: 'accepted' | 'overtaken';
  /** What the register says now. */
  readonly says: string;
}

/**
 * After an import of the register changed these assets: proposals it carries are accepted, those it contradicts otherwise are overtaken,
 * all others wait on. An audit line each.
 * @returns how many were accepted and overtaken
 */
export async function settleCorrections(
  tx: Tx,
  doer: Doer,
  assetIds: readonly AssetId[] | 'all',
  today: BusinessDate,
): Promise<{ accepted: number; overtaken: number }> {
  const answered = (await unsettledOf(tx, assetIds)).flatMap(({ correction, asset }): Answered[] => {
    const field = correction.field as LegalFieldName;
    const says = writeLegal(field, asset[field]);
    if (says === correction.proposedValue) return [{ correction, state: 'accepted', says }];
    return says === correction.registerValue ? [] : [{ correction, state: 'overtaken', says }];
  });
  await settle(
    tx,
    answered.map(({ correction, state }) => ({ id: correction.id, state, on: today, note: null })),
  );
  await insertChanges(
    tx,
    recordedBy(doer),
    answered.map(({ correction: { assetId, villageId, field, registerValue }, says }) => ({
      asset: { id: assetId, villageId },
      kind: 'correction_settled' as const,
      changes: { [field]: [registerValue, says] as const },
    })),
  );
  await audit(
    tx,
    doer,
    'assets/settle-corrections',
    answered.map(({ correction: { id }, state }) => ({ kind: 'assets/legal-correction', id, detail: { state } })),
  );
  const count = (wanted: string) => answered.filter(({ state }) => state === wanted).length;
  return { accepted: count('accepted'), overtaken: count('overtaken') };
}
