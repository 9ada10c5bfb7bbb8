import type { Actor } from '../../kernel/actor.ts';
import { audit, type Doer, recordedBy } from '../../platform/audit/audit.ts';
import { canonicalJson } from '../../platform/audit/canonical-json.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { assetRefusals } from '../asset.refusals.ts';
import { type AssetId, lockAsset } from '../asset.store.ts';
import { recordObservations } from '../record-observations.command.ts';
import { metresOutsideVillage } from './border.ts';
import type { SurveyDraft } from './survey.schema.ts';
import { findSurvey, insertSurvey, type NewSurvey, type StoredSurvey } from './survey.store.ts';
import { type SurveyFlag, surveyFlags } from './survey.ts';

/**
 * Records one visit to an asset and what was found. A fact: what is odd about it is flagged, not refused. Findings of a day that is
 * yet to come by our calendar count from today. Idempotent on `draft.id`, and on the id of each finding.
 * @param authority as in `recordObservations`
 * @returns what a person should look at, as it was flagged the first time
 * @throws assets/not-found, assets/id-reused, assets/value-impossible
 */
export async function recordSurvey(
  tx: Tx,
  actor: Doer & Pick<Actor, 'today'>,
  assetId: AssetId,
  draft: SurveyDraft,
  { sample = false, authority }: { sample?: boolean; authority?: string } = {},
): Promise<SurveyFlag[]> {
  const asset = await lockAsset(tx, assetId);
  if (asset === undefined) throw assetRefusals.notFound({});
  const { today } = actor;
  const outsideMetres =
    draft.point && (await metresOutsideVillage(tx, { point: draft.point, villageId: asset.villageId, on: today }));
  const flags = surveyFlags(draft, asset, { today, outsideMetres });
  const row = rowOf(draft, { assetId, villageId: asset.villageId, flags });
  if (!(await insertSurvey(tx, { ...row, sample, ...recordedBy(actor) }))) return await flagsOfTwin(tx, row);

  const isAhead = flags.some(({ kind }) => kind === 'day-ahead');
  const observedOn = isAhead ? today : draft.surveyedOn;
  const source = { name: 'survei lapangan', date: observedOn };
  const findings = draft.findings.map((finding) => ({ ...finding, observedOn, source, surveyId: draft.id }));
  await recordObservations(tx, actor, assetId, findings, { today, sample, ...(authority && { authority }) });
  await audit(tx, actor, 'assets/record-survey', {
    kind: 'assets/survey',
    id: draft.id,
    detail: { assetId, surveyedOn: draft.surveyedOn, findings: findings.length, flags: flags.map(({ kind }) => kind) },
  });
  return flags;
}

type Row = ReturnType<typeof rowOf>;

function rowOf(draft: SurveyDraft, about: { assetId: AssetId; villageId: number | null; flags: SurveyFlag[] }) {
  const { flags, ...where } = about;
  return {
    ...where,
    id: draft.id,
    surveyedOn: draft.surveyedOn,
    surveyedAt: draft.surveyedAt,
    attendees: JSON.stringify(draft.attendees),
    latitude: draft.point?.latitude ?? null,
    longitude: draft.point?.longitude ?? null,
    accuracyM: draft.point?.accuracyM ?? null,
    currentUse: draft.currentUse ?? null,
    currentUserName: draft.currentUserName ?? null,
    remarks: draft.remarks ?? null,
    flags: JSON.stringify(flags),
  } satisfies Omit<NewSurvey, 'recordedRole'>;
}

/** Sent twice, done once; the flags are those of the first time, for the asset may have changed since. */
async function flagsOfTwin(tx: Tx, row: Row): Promise<SurveyFlag[]> {
  const known = await findSurvey(tx, row.id);
  if (known === undefined || saidBy(known) !== saidBy({ ...row, attendees: JSON.parse(row.attendees) }))
    throw assetRefusals.idReused({ id: row.id });
  return known.flags;
}

type Said = Exclude<keyof Row & keyof StoredSurvey, 'id' | 'villageId' | 'flags'>;

/** What the sender said, without what we added. */
function saidBy(survey: Pick<StoredSurvey, Said>): string {
  const { assetId, surveyedOn, attendees, latitude, longitude, accuracyM, currentUse, currentUserName, remarks } =
    survey;
  const people = attendees.map(({ name, office }) => ({ name, office }));
  return canonicalJson({
    assetId,
    surveyedOn,
    surveyedAtMs: Date.parse(survey.surveyedAt),
    people,
    ...{ latitude, longitude, accuracyM, currentUse, currentUserName, remarks },
  });
}
