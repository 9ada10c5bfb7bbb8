import { addSurveyPhotoCall, keptOfSurveyCall, recordSurveyCall } from '../../../server/assets/survey/survey.schema.ts';
import { assert } from '../../../server/kernel/assert.ts';
import type { Id } from '../../../server/kernel/ids.ts';
import { refresh } from '../../platform/query.ts';
import { Problem, send, uploadWatched } from '../../platform/send.ts';
import { bodyOf, type KeptDraft, type KeptPhoto, type Refused } from './draft.ts';
import { photosOf, removeDraft, removePhoto, saveDraft, savePhoto } from './draft-box.ts';

/** How far the sending is: of one survey at a time. */
export interface Sending {
  readonly surveyId: Id<'survey'>;
  /** Photos gone so far, and how many there were. */
  readonly done: number;
  readonly total: number;
  /** Of the photo under way, from 0 to 100. */
  readonly percent: number;
}

let sending: Sending | undefined;
const watchers = new Set<() => void>();

export function sendingNow(): Sending | undefined {
  return sending;
}

export function watchSending(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

function tell(next: Sending | undefined): void {
  sending = next;
  for (const watcher of watchers) watcher();
}

/**
 * Sends what its writer said to send, a survey at a time and in it a photo at a time. What the server refuses is marked, what fails stays,
 * and the rest goes on; only without network or session is there no sense in going on. In one tab only, however many are open.
 * @throws Problem the first that was no refusal
 */
export async function sendDrafts(drafts: readonly KeptDraft[]): Promise<void> {
  await navigator.locks.request('lumbung-survey-sending', { ifAvailable: true }, async (lock) => {
    if (lock === null) return;
    const failures: Problem[] = [];
    try {
      for (const draft of drafts) if (draft.state === 'ready') failures.push(...(await sendDraft(draft)));
    } finally {
      tell(undefined);
      await refresh('assets');
    }
    if (failures[0] !== undefined) throw failures[0];
  });
}

/** @returns what failed for reasons that are not the draft's */
async function sendDraft(draft: KeptDraft): Promise<Problem[]> {
  const params = { id: draft.assetId, surveyId: draft.id };
  const photos = (await photosOf(draft.id)).filter(({ refused }) => refused === undefined);
  const progress = { surveyId: draft.id, total: photos.length, percent: 0 };
  tell({ ...progress, done: 0 });
  const kept = await send(keptOfSurveyCall, { params });
  if (!kept.survey) {
    const outcome = await sendWords(draft);
    if (outcome !== 'sent') return outcome === 'refused' ? [] : [outcome];
  }
  const failures: Problem[] = [];
  for (const [done, photo] of photos.entries()) {
    tell({ ...progress, done });
    if (kept.photoIds.includes(photo.id)) await removePhoto(photo.id);
    else {
      const outcome = await sendPhoto(params, photo, (percent) => tell({ ...progress, done, percent }));
      if (outcome instanceof Problem) failures.push(outcome);
    }
  }
  if ((await photosOf(draft.id)).length === 0) await removeDraft(draft.id);
  return failures;
}

type Outcome = 'sent' | 'refused' | Problem;

async function sendWords(draft: KeptDraft): Promise<Outcome> {
  const { surveyedOn } = draft.values;
  assert(surveyedOn !== undefined, 'a draft that is ready says its day');
  await saveDraft({ ...draft, attempted: true });
  return await outcomeOf(
    send(recordSurveyCall, { params: { id: draft.assetId }, body: bodyOf(draft, surveyedOn) }),
    (refused) => saveDraft({ ...draft, state: 'writing', attempted: false, refused }),
  );
}

async function sendPhoto(
  params: { id: Id<'asset'>; surveyId: Id<'survey'> },
  photo: KeptPhoto,
  onProgress: (percent: number) => void,
): Promise<Outcome> {
  const { id, name, takenAt, place = {}, content } = photo;
  const outcome = await outcomeOf(
    uploadWatched(addSurveyPhotoCall, { params, query: { id, name, takenAt, ...place } }, content, onProgress),
    (refused) => savePhoto({ ...photo, refused }),
  );
  if (outcome === 'sent') await removePhoto(id);
  return outcome;
}

/** @throws Problem where nothing more can be sent now */
async function outcomeOf(sent: Promise<unknown>, mark: (refused: Refused) => Promise<void>): Promise<Outcome> {
  try {
    await sent;
    return 'sent';
  } catch (problem) {
    if (!(problem instanceof Problem) || ['offline', 'outage', 'signed-out'].includes(problem.kind)) throw problem;
    if (problem.kind === 'defect') return problem;
    await mark({ type: problem.type, data: problem.data });
    return 'refused';
  }
}
