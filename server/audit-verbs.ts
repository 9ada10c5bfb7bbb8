import { createPublicKey } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { cityAsked, given, opened, print, type Verb } from './errand.ts';
import { checkpointKey, keyIdOf } from './platform/audit/checkpoint.ts';
import { readCheckpointFiles } from './platform/audit/checkpoint-files.ts';
import { exportChain, verifyExport } from './platform/audit/export-chain.ts';
import { type ChainReport, verifyAudit } from './platform/audit/verify.ts';
import { type Config, ConfigError } from './platform/config.ts';
import { openDatabase } from './platform/db/database.ts';
import type { Central } from './platform/db/tx.ts';
import { missingContents } from './platform/files/sweep.ts';
import { checkContents } from './platform/files/vault.ts';
import type { Lumbung } from './wiring.ts';

/** What an operator, or an agency that keeps the checkpoints, does with the audit log. */
export const auditVerbs: Readonly<Record<string, Verb>> = {
  'export audit': {
    usage: 'BERKAS [--city 64.71]',
    about: 'jejak audit satu kota sebagai teks, untuk dihitung ulang di tempat lain',
    run: exportAudit,
  },
  verify: {
    usage: '[--export BERKAS --checkpoints FOLDER [--key KUNCI]]',
    about: 'hitung ulang jejak audit dan isi berkas; atau jejak audit dari ekspornya, tanpa basis data',
    run: verify,
  },
};

async function exportAudit(config: Config, args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { city: { type: 'string' } },
  });
  const path = given(positionals[0], 'BERKAS');
  return await opened(config, async (lumbung) => {
    const { id, name } = await cityAsked(lumbung.databases.app.central, values.city);
    await asSealer(lumbung, (central) => pipeline(exportChain(central, id), createWriteStream(path, { flags: 'wx' })));
    print(`Jejak audit ${name} ada di ${path}.`);
    return 0;
  });
}

async function verify(config: Config, args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { export: { type: 'string' }, checkpoints: { type: 'string' }, key: { type: 'string' } },
  });
  if (values.export !== undefined)
    return await verifyElsewhere(values.export, given(values.checkpoints, '--checkpoints'), values.key);
  return await opened(config, async (lumbung) => {
    const key = checkpointKey(lumbung.secrets.derive('audit-checkpoint'));
    const { checkpoints } = await readCheckpointFiles(values.checkpoints ?? join(config.dataDir, 'checkpoints'));
    const publicKeys = new Map([[keyIdOf(key.publicKey), key.publicKey]]);
    const report = await asSealer(lumbung, (central) => verifyAudit(central, { checkpoints, publicKeys }));
    print(`Jejak audit: ${report.sealed} catatan tersegel, ${report.waiting} menunggu segel.`);
    const code = judge(report.chains);
    return (await verifyFiles(lumbung)) ? code : 1;
  });
}

/** Every content against its name, and every name against what is there. */
async function verifyFiles(lumbung: Lumbung): Promise<boolean> {
  const folder = join(lumbung.config.dataDir, 'files');
  const { kept, damaged } = await checkContents(folder);
  const missing = await asSealer(lumbung, (central) => missingContents(central, folder));
  print(
    `Berkas unggahan: ${kept} isi, ${damaged.length} rusak, ${missing.length} hilang.`,
    ...[...damaged, ...missing].map((sha256) => `  ${sha256}`),
  );
  return damaged.length + missing.length === 0;
}

/** Without database and key file, by whoever holds checkpoints; `trustedKey` was told him before, on paper say. */
async function verifyElsewhere(path: string, folder: string, trustedKey: string | undefined): Promise<number> {
  const { checkpoints, publicKeys } = await readCheckpointFiles(folder);
  const keys = publicKeys.map((pem) => createPublicKey(pem)).map((key) => [keyIdOf(key), key] as const);
  const trusted = keys.filter(([id]) => trustedKey === undefined || id === trustedKey);
  if (trusted.length === 0)
    throw new ConfigError(
      `Di ${folder} tidak ada titik periksa${trustedKey === undefined ? '' : ` dari kunci ${trustedKey}`}.`,
    );
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  const chain = await verifyExport(lines, { checkpoints, publicKeys: new Map(trusted) });
  if (chain === undefined) throw new ConfigError(`${path} tidak memuat satu catatan pun.`);
  print(
    `Kunci penanda tangan: ${trusted.map(([id]) => id).join(', ')}. Cocokkan dengan yang pernah diberitahukan.`,
    `Tertutup titik periksa: ${chain.signedSeq} dari ${chain.sealed} catatan.`,
  );
  return judge([chain]);
}

function judge(chains: readonly ChainReport[]): number {
  for (const { regencyId, sealed, head, findings } of chains) {
    print(`  wilayah ${regencyId}: ${sealed} catatan, kepala ${head.hash.slice(0, 16)}, temuan ${findings.length}`);
    print(...findings.map((finding) => `    ${JSON.stringify(finding)}`));
  }
  const isIntact = chains.every(({ findings }) => findings.length === 0);
  print(isIntact ? 'Utuh.' : 'TIDAK UTUH: ada catatan yang diubah, dihapus atau dipotong.');
  return isIntact ? 0 : 1;
}

/** Only the login that seals reads every chain. */
async function asSealer<T>({ databases }: Lumbung, work: (central: Central) => Promise<T>): Promise<T> {
  const jobs = openDatabase(databases.jobsUrl, { poolSize: 2, note: () => undefined });
  try {
    return await work(jobs.central);
  } finally {
    await jobs.close();
  }
}
