import { IconCheck, IconInfoCircle, IconX } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { useSpeech } from '../i18n.ts';
import css from './notices.module.css';

interface Notice {
  readonly id: number;
  readonly kind: 'done' | 'note';
  readonly text: string;
}

let notices: readonly Notice[] = [];
let lastId = 0;
const watchers = new Set<() => void>();

/** Says in passing that something was done. Never the only place of an error: those stay where they belong until mended. */
export function notify(text: string, kind: Notice['kind'] = 'done'): void {
  lastId += 1;
  const id = lastId;
  show([...notices, { id, kind, text }]);
  setTimeout(() => dismiss(id), 6_000);
}

function dismiss(id: number): void {
  show(notices.filter((notice) => notice.id !== id));
}

function show(next: readonly Notice[]): void {
  notices = next;
  for (const watcher of watchers) watcher();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export function Notices() {
  const { t } = useSpeech();
  const shown = useSyncExternalStore(watch, () => notices);
  return (
    <div className={css.notices} role="status" aria-live="polite" data-no-print>
      {shown.map(({ id, kind, text }) => (
        <div key={id} className={css.notice}>
          {kind === 'done' ? <IconCheck size={18} aria-hidden /> : <IconInfoCircle size={18} aria-hidden />}
          <span>{text}</span>
          <button type="button" onClick={() => dismiss(id)} aria-label={t('platform.close')}>
            <IconX size={16} aria-hidden />
          </button>
        </div>
      ))}
    </div>
  );
}
