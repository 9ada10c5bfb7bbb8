import { readFile, writeFile } from 'node:fs/promises';
import pg from 'pg';
import { startTemporaryServer } from '../server/platform/db/testing/temporary-server.ts';
import { printSchema } from './schema-sql.ts';
import { printTypes } from './schema-types.ts';

// Writes what the migrations make: db/schema.sql for readers, the Kysely types for the compiler. `--check` wants no difference.

const generated = await generateAll();
const stale = [];
for (const [path, text] of Object.entries(generated)) {
  if ((await readFile(path, 'utf8').catch(() => '')) === text) continue;
  stale.push(path);
  if (!process.argv.includes('--check')) await writeFile(path, text);
}

if (process.argv.includes('--check')) {
  for (const path of stale) console.error(`${path} is not what the migrations make; run: npm run generate`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  console.log(stale.length > 0 ? `written: ${stale.join(', ')}` : 'nothing changed');
}

async function generateAll(): Promise<Record<string, string>> {
  const server = await startTemporaryServer();
  const pool = new pg.Pool({ connectionString: server.ownerUrl, max: 1 });
  pool.on('error', () => undefined); // the server may stop before the last connection has closed
  try {
    return {
      'db/schema.sql': await printSchema(pool),
      'server/platform/db/schema.generated.ts': await printTypes(pool),
    };
  } finally {
    await pool.end();
    await server.stop();
  }
}
