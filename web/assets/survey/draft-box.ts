import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Id } from '../../../server/kernel/ids.ts';
import type { KeptDraft, KeptPhoto } from './draft.ts';

/** Photos lie by themselves, so that saving a word does not write 50 MB again. */
interface Box extends DBSchema {
  drafts: { key: string; value: KeptDraft };
  photos: { key: string; value: KeptPhoto; indexes: { bySurvey: string } };
}

let opened: Promise<IDBPDatabase<Box>> | undefined;

function box(): Promise<IDBPDatabase<Box>> {
  opened ??= openDB<Box>('lumbung-survey', 1, {
    upgrade(database) {
      database.createObjectStore('drafts', { keyPath: 'id' });
      database.createObjectStore('photos', { keyPath: 'id' }).createIndex('bySurvey', 'surveyId');
    },
  });
  return opened;
}

/** Said saved only when it is on the disk, and asked of the browser not to be cleared away. */
const strict = { durability: 'strict' } as const;

const changes = new EventTarget();

export function watchDrafts(watcher: () => void): () => void {
  changes.addEventListener('changed', watcher);
  return () => changes.removeEventListener('changed', watcher);
}

function changed(): void {
  changes.dispatchEvent(new Event('changed'));
}

export async function saveDraft(draft: KeptDraft): Promise<void> {
  await navigator.storage?.persist?.().catch(() => false);
  const transaction = (await box()).transaction('drafts', 'readwrite', strict);
  await Promise.all([transaction.store.put(draft), transaction.done]);
  changed();
}

export async function savePhoto(photo: KeptPhoto): Promise<void> {
  const transaction = (await box()).transaction('photos', 'readwrite', strict);
  await Promise.all([transaction.store.put(photo), transaction.done]);
  changed();
}

export async function removePhoto(id: Id<'survey-photo'>): Promise<void> {
  const transaction = (await box()).transaction('photos', 'readwrite', strict);
  await Promise.all([transaction.store.delete(id), transaction.done]);
  changed();
}

/** A draft with its photos: when all of it is on the server, or its writer threw it away. */
export async function removeDraft(id: Id<'survey'>): Promise<void> {
  const transaction = (await box()).transaction(['drafts', 'photos'], 'readwrite', strict);
  const photos = transaction.objectStore('photos');
  const keys = await photos.index('bySurvey').getAllKeys(id);
  await Promise.all([
    ...keys.map((key) => photos.delete(key)),
    transaction.objectStore('drafts').delete(id),
    transaction.done,
  ]);
  changed();
}

export async function photosOf(surveyId: Id<'survey'>): Promise<KeptPhoto[]> {
  const photos = await (await box()).getAllFromIndex('photos', 'bySurvey', surveyId);
  return photos.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

export interface Drafts {
  /** Of who is signed in, in this city. */
  readonly own: readonly KeptDraft[];
  /** How many of other people wait on this device: theirs to see, nobody's to lose. */
  readonly others: number;
}

export async function draftsOf(userId: string, regencyCode: string): Promise<Drafts> {
  const all = await (await box()).getAll('drafts');
  const own = all.filter((draft) => draft.userId === userId && draft.regencyCode === regencyCode);
  return {
    own: own.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    others: all.filter((draft) => draft.userId !== userId).length,
  };
}
