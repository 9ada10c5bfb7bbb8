import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../', import.meta.url));
const built = join(root, 'dist/web');
const mark = join(built, 'built-from');

/**
 * Builds the web app unless it is built from these very sources: a fresh clone needs no step of its own.
 * In a process of its own, because the builder keeps hundreds of megabytes that the server must not.
 */
export async function buildWebApp(): Promise<void> {
  const sources = await hashOfSources();
  const known = existsSync(mark) ? await readFile(mark, 'utf8') : undefined;
  if (known === sources) return;
  await promisify(execFile)(
    process.execPath,
    [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'],
    { cwd: root, env: { ...process.env, NODE_ENV: 'production' } }, // a test that starts a server must get what people get
  );
  await mkdir(built, { recursive: true });
  await writeFile(mark, sources);
}

async function hashOfSources(): Promise<string> {
  const files = (await Promise.all(['web', 'server'].map(filesIn)))
    .flat()
    .filter((path) => /\.(ts|tsx|js|css|json|html|svg)$/.test(path));
  const hash = createHash('sha256');
  for (const path of [...files, 'package-lock.json', 'vite.config.ts', 'vite.service-worker.ts'].toSorted())
    hash.update(path).update(await readFile(join(root, path)));
  return hash.digest('hex');
}

async function filesIn(folder: string): Promise<string[]> {
  const names = await readdir(join(root, folder), { recursive: true });
  return names.map((name) => join(folder, name));
}
