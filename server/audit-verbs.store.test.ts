import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { auditVerbs } from './audit-verbs.ts';
import { regencyId } from './kernel/ids.ts';
import { audit } from './platform/audit/audit.ts';
import { type CheckpointKey, checkpointKey } from './platform/audit/checkpoint.ts';
import { exportChain } from './platform/audit/export-chain.ts';
import { signHeads } from './platform/audit/keep-audit.ts';
import { sealWaiting } from './platform/audit/sealer.ts';
import { readConfig } from './platform/config.ts';
import { type Database, openDatabase } from './platform/db/database.ts';
import { testDatabase } from './platform/db/testing/test-database.ts';
import { wholeRegency } from './platform/jobs/tasks.ts';

// As an agency does it that keeps checkpoints: no database, no key file, only what left the machine.

const db = testDatabase();
const balikpapan = regencyId(17);
const key: CheckpointKey = checkpointKey(new Uint8Array(32).fill(7));
let jobs: Database;
let folder: string;
let checkpoints: string;
let exported: string;

beforeAll(async () => {
  jobs = openDatabase(db.urlAs('lumbung_jobs'), { note: () => undefined });
  folder = await mkdtemp(join(tmpdir(), 'lumbung-agency-'));
  checkpoints = join(folder, 'checkpoints');
  const subjects = [1, 2, 3, 4, 5].map((id) => ({ kind: 'thing', id }));
  await db.app.inRegency(wholeRegency(balikpapan), (tx) => audit(tx, { role: 'machine' }, 'test/act', subjects));
  await sealWaiting(jobs.central);
  await signHeads({ central: jobs.central, key, folder: checkpoints });
  exported = (await Array.fromAsync(exportChain(jobs.central, balikpapan))).join('');
});
afterAll(async () => {
  await jobs.close();
  await rm(folder, { recursive: true });
});

async function verifying(text: string, ...more: string[]): Promise<{ code: number | undefined; said: string }> {
  const path = join(folder, 'export.jsonl');
  await writeFile(path, text);
  const said: string[] = [];
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((line) => said.push(String(line)) > 0);
  try {
    const args = ['--export', path, '--checkpoints', checkpoints, ...more];
    return { code: await auditVerbs.verify?.run(readConfig({ LUMBUNG_DATA: folder }), args), said: said.join('') };
  } finally {
    out.mockRestore();
  }
}

describe('lumbung verify --export', () => {
  test('finds an untouched export whole, and names the key that signed', async () => {
    const { code, said } = await verifying(exported);
    expect(code).toBe(0);
    expect(said).toContain(key.keyId);
    expect(said).toContain('5 dari 5');
    expect(said).toContain('Utuh.');
  });

  test('finds an edit, and a tail that was cut, and says so by its exit code too', async () => {
    for (const tampered of [
      exported.replace('"test/act"', '"test/ace"'),
      exported.split('\n').slice(0, 3).join('\n'),
    ]) {
      const { code, said } = await verifying(tampered);
      expect(code).toBe(1);
      expect(said).toContain('TIDAK UTUH');
    }
  });

  test('trusts no other key than the one that was told before', async () => {
    expect((await verifying(exported, '--key', key.keyId)).code).toBe(0);
    await expect(verifying(exported, '--key', 'ffffffffffffffff')).rejects.toThrow(
      /tidak ada titik periksa dari kunci/,
    );
  });

  test('refuses what is no export', async () => {
    await expect(verifying('')).rejects.toThrow(/tidak memuat satu catatan pun/);
    await expect(verifying('{"regencyId":17')).rejects.toThrow(/bukan ekspor/);
  });
});
