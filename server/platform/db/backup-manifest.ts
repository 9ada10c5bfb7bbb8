import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { digestOf } from './durable-copy.ts';
import { OperatorError } from './embedded/operator-error.ts';

const closed = { additionalProperties: false };
/** Below its folder and nowhere else, whoever wrote the manifest. */
const CopiedPath = Type.String({ pattern: '^(?!\\.\\.?(/|$))[^/]+(/(?!\\.\\.?(/|$))[^/]+)*$' });
const Copied = Type.Object(
  {
    folders: Type.Array(CopiedPath),
    files: Type.Array(
      Type.Object({ path: CopiedPath, bytes: Type.Integer({ minimum: 0 }), sha256: Type.String() }, closed),
    ),
  },
  closed,
);
const BackupManifest = Type.Object(
  {
    format: Type.Literal(1),
    madeAt: Type.String(),
    postgresVersion: Type.String(),
    /** Data files are those of one system and processor. */
    platform: Type.String(),
    /** The folders of the backup: the cluster, the files store and the signed checkpoints of the audit log. */
    parts: Type.Object({ postgres: Copied, files: Copied, checkpoints: Copied }, closed),
  },
  closed,
);
/** Says what a backup holds. A folder without it, or that differs from it, is no backup. */
export type BackupManifest = Static<typeof BackupManifest>;

export const manifestName = 'manifest.json';
export const thisPlatform = `${process.platform}-${process.arch}`;

/**
 * Reads a backup to its last byte and compares it with its manifest.
 * @throws OperatorError when it is no backup, is of another platform, cut short or damaged
 */
export async function verifiedManifest(backupDir: string): Promise<BackupManifest> {
  const manifest = await readManifest(backupDir);
  if (manifest.platform !== thisPlatform) {
    throw new OperatorError(
      `Cadangan di ${backupDir} dibuat di ${manifest.platform} dan tidak dapat dipakai di ${thisPlatform}.`,
    );
  }
  const damaged: string[] = [];
  const total = { promised: 0, found: 0 };
  for (const [part, { files }] of Object.entries(manifest.parts)) {
    for (const { path, bytes, sha256 } of files) {
      const found = await digestOf(join(backupDir, part, path));
      if (found?.sha256 !== sha256) damaged.push(`${part}/${path}`);
      total.promised += bytes;
      total.found += found?.bytes ?? 0;
    }
  }
  if (total.found < 0.9 * total.promised) {
    throw new OperatorError(
      `Cadangan di ${backupDir} terpotong: ${total.found} dari ${total.promised} byte. Tidak ada yang dipulihkan.`,
    );
  }
  if (damaged.length > 0) {
    const some = damaged.slice(0, 3).join(', ');
    throw new OperatorError(
      `Cadangan di ${backupDir} rusak pada ${damaged.length} berkas (${some}). Tidak ada yang dipulihkan.`,
    );
  }
  return manifest;
}

async function readManifest(backupDir: string): Promise<BackupManifest> {
  try {
    return Value.Parse(BackupManifest, JSON.parse(await readFile(join(backupDir, manifestName), 'utf8')));
  } catch (cause) {
    throw new OperatorError(
      `Di ${backupDir} tidak ada cadangan yang utuh: ${manifestName} tidak ada atau tidak terbaca.`,
      { cause },
    );
  }
}
