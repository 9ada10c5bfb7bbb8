// Keeps the outlet's page and its files, so that it starts without network, and nothing else: no answer of the server is ever kept here.
// The three words below are filled in when the app is built (vite.service-worker.ts).
const page = '__PAGE__';
const version = '__VERSION__';
const shell = '__SHELL__';
const kept = `lumbung-outlet-${version}`;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(kept).then((cache) => cache.addAll(shell.map((url) => new Request(url, { cache: 'reload' })))),
  );
});

// A new version waits until its user presses the button: nobody's half-filled form is taken from under his hands.
self.addEventListener('message', (event) => {
  if (event.data === 'take-over') self.skipWaiting();
});

self.addEventListener('activate', (event) => {
  const isOld = (name) => name.startsWith('lumbung-outlet-') && name !== kept;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  const wanted = request.mode === 'navigate' ? page : url.pathname;
  if (!shell.includes(wanted)) return;
  // biome-ignore lint/style/noRestrictedGlobals: it passes on what its page asks, and knows no calls
  event.respondWith(caches.open(kept).then(async (cache) => (await cache.match(wanted)) ?? fetch(request)));
});
