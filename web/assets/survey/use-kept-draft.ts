import { useEffect, useRef, useState } from 'react';
import { momentNow } from '../../platform/session.ts';
import type { DraftValues, KeptDraft } from './draft.ts';
import { saveDraft } from './draft-box.ts';

/** Each change is on the disk of the device within this time, and at once when the page is left. */
const saveAfterMs = 400;

export type Saved = 'nothing-yet' | 'saving' | 'saved' | 'failed';

/**
 * A draft in the hand of its writer, kept on the device as he writes. Nothing is kept before the first change, so that a look at the
 * form leaves no trace.
 */
export function useKeptDraft(start: KeptDraft) {
  const [draft, setDraft] = useState(start);
  const [saved, setSaved] = useState<Saved>(start.savedAt === start.startedAt ? 'nothing-yet' : 'saved');
  const unsaved = useRef<KeptDraft>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const save = async (): Promise<void> => {
    clearTimeout(timer.current);
    const latest = unsaved.current;
    if (latest === undefined) return;
    unsaved.current = undefined;
    try {
      await saveDraft({ ...latest, savedAt: momentNow() });
      setSaved(unsaved.current === undefined ? 'saved' : 'saving');
    } catch {
      unsaved.current ??= latest;
      setSaved('failed'); // said beside the button, where the writer still has the words before him
    }
  };
  const keep = (next: KeptDraft) => {
    setDraft(next);
    setSaved('saving');
    unsaved.current = next;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), saveAfterMs);
  };
  useSaveOnLeaving(save);

  const drop = () => {
    clearTimeout(timer.current);
    unsaved.current = undefined;
  };

  return {
    draft,
    /** Forgets what is not on the disk yet: the draft is thrown away. */
    drop,
    saved,
    change: (values: Partial<DraftValues>) =>
      keep({ ...draft, values: { ...draft.values, ...values }, refused: undefined }),
    /** Puts the draft on the disk now, also one that was not changed: its photos need it. */
    keepNow: async (changes: Partial<KeptDraft> = {}) => {
      keep({ ...draft, ...changes });
      await save();
    },
  };
}

/** A phone that is put away may never wake the page again. */
function useSaveOnLeaving(save: () => Promise<void>): void {
  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });
  useEffect(() => {
    const leaving = () => void latest.current();
    document.addEventListener('visibilitychange', leaving);
    window.addEventListener('pagehide', leaving);
    return () => {
      leaving();
      document.removeEventListener('visibilitychange', leaving);
      window.removeEventListener('pagehide', leaving);
    };
  }, []);
}
