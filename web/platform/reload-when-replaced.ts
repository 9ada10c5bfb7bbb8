const remembered = 'lumbung.reloaded-at';
/** A chunk that is still missing this long after a reload is not the fault of an upgrade. */
const onceInMs = 60_000;

/**
 * After an upgrade a tab that was open asks for pieces of the old app that are gone: it loads the new one, once. Where that did not help,
 * or the network is down, the screen says itself that it cannot be opened.
 */
export function reloadWhenReplaced(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const before = Number(sessionStorage.getItem(remembered) ?? 0);
    const now = Date.now();
    if (!navigator.onLine || now - before < onceInMs) return;
    sessionStorage.setItem(remembered, String(now));
    event.preventDefault(); // else the broken screen flashes up before the new one
    window.location.reload();
  });
}
