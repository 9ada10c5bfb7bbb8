import { useSyncExternalStore } from 'react';

/** Where one is, in the part of the address after `#`: `kiriman`, `hitung`, `terima/3`. The phone's back button works by it. */
export function usePath(): readonly string[] {
  const hash = useSyncExternalStore(
    (watcher) => {
      addEventListener('hashchange', watcher);
      return () => removeEventListener('hashchange', watcher);
    },
    () => location.hash,
  );
  return hash.replace(/^#\/?/, '').split('/').filter(Boolean);
}

/** Where one was before is a form that is done: the back button must not lead into it again. */
export function goOnTo(path: string): void {
  history.replaceState(null, '', `#/${path}`);
  dispatchEvent(new HashChangeEvent('hashchange'));
}
