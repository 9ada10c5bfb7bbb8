import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { OperatorError } from './operator-error.ts';

/** A user of this machine to run PostgreSQL as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Where one embedded PostgreSQL lives and as whom it runs. */
export interface Place {
  /** The folder the operator named. */
  readonly dataDir: string;
  /** Holds all that PostgreSQL needs: `dataDir` itself, or a folder elsewhere when only root may enter `dataDir`. */
  readonly home: string;
  /** `undefined`: as ourselves. PostgreSQL refuses to run as root. */
  readonly account: Account | undefined;
  readonly pgData: string;
  readonly socketDir: string;
  readonly passwordFile: string;
  readonly logFile: string;
}

/** Where databases live whose data folder only root may enter. */
const shelter = '/var/lib/lumbung';

/** Names the home of such a database. The only link to it, so it moves with the data folder and a deleted folder starts anew. */
export const elsewhereNote = 'postgres.elsewhere';

/** The database of a data folder, or where a new one is to be made. An existing cluster decides both the place and the user. */
export function placeOf(namedDir: string): Place {
  const dataDir = ownFolder(resolve(namedDir));
  const note = join(dataDir, elsewhereNote);
  if (existsSync(note)) return layOut(dataDir, homeIn(note));

  const here = layOut(dataDir, dataDir);
  if (mayEnter(dataDir, here.account)) return here;
  if (existsSync(here.pgData)) {
    throw new OperatorError(
      `Basis data di ${here.pgData} tidak dapat dimasuki pemiliknya. Beri izin masuk (chmod o+x) pada folder di atasnya, lalu coba lagi.`,
    );
  }
  mkdirSync(shelter, { recursive: true, mode: 0o755 });
  const home = mkdtempSync(join(shelter, `${shortHash(dataDir)}-`));
  give(home, here.account);
  writeFileSync(note, `${home}\n`);
  return layOut(dataDir, home);
}

/** Whether a data folder has a database of its own already. */
export function hasEmbedded(dataDir: string): boolean {
  return existsSync(join(dataDir, 'postgres')) || existsSync(join(dataDir, elsewhereNote));
}

function homeIn(note: string): string {
  const home = readFileSync(note, 'utf8').trim();
  if (dirname(home) === shelter && existsSync(home)) return home; // nowhere else: a reset deletes it
  throw new OperatorError(
    `${note} menyebut basis data di ${home}, tetapi folder itu tidak ada. Kembalikan folder itu, atau hapus catatannya.`,
  );
}

/** Paths are real ones, because the kernel's record of where a process works is compared with them. */
function layOut(dataDir: string, namedHome: string): Place {
  const home = realpathSync(namedHome);
  const named = join(home, 'postgres');
  const pgData = existsSync(named) ? realpathSync(named) : named;
  return {
    dataDir,
    home,
    account: accountFor(existsSync(pgData) ? pgData : dataDir),
    pgData,
    socketDir: shortFolder(join(home, 'run')),
    passwordFile: join(home, 'postgres.password'),
    logFile: join(home, 'postgres.log'),
  };
}

/** The kernel takes at most 107 bytes for the path of a socket, `/.s.PGSQL.5432.lock` included. */
function shortFolder(folder: string): string {
  return Buffer.byteLength(folder) <= 85 ? folder : `/tmp/lumbung-${shortHash(folder)}`;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** Root's folder made inside another user's folder belongs to that user. */
function ownFolder(folder: string): string {
  const firstMade = mkdirSync(folder, { recursive: true });
  if (firstMade !== undefined && process.getuid?.() === 0) {
    const { uid, gid } = statSync(dirname(firstMade));
    chownSync(folder, uid, gid);
  }
  return realpathSync(folder);
}

/** For root: the owner of `folder`, or `nobody` where that is root or has no name, which `initdb` insists on. */
function accountFor(folder: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
  const owner = statSync(folder).uid;
  const user = users.find(({ uid }) => uid === owner && uid !== 0) ?? users.find(({ name }) => name === 'nobody');
  if (user === undefined)
    throw new OperatorError('PostgreSQL tidak boleh berjalan sebagai root. Jalankan Lumbung sebagai pengguna biasa.');
  return { uid: user.uid, gid: user.gid };
}

/** Whether the account may enter the folder, or run the program, at `path`. Only the kernel can tell for sure, so we let it try. */
export function mayEnter(path: string, account: Account | undefined): boolean {
  if (account === undefined) return true;
  return spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { ...account, cwd: '/' }).status === 0;
}

export function give(path: string, account: Account | undefined): void {
  if (account !== undefined) chownSync(path, account.uid, account.gid);
}

/**
 * An empty folder to fill and then rename to `path`, so that what has that name is whole. Its name is new each time,
 * because the `initdb` of a killed starter may still be writing under the old one.
 */
export function makeUnfinished(path: string, account: Account | undefined): string {
  removeUnfinished(path);
  const folder = mkdtempSync(`${path}.unfinished-`);
  give(folder, account);
  return folder;
}

/** Those of killed starters. An `initdb` of theirs gives up once its files go, hence the retries. */
export function removeUnfinished(path: string): void {
  for (const name of readdirSync(dirname(path))) {
    if (!name.startsWith(`${basename(path)}.unfinished-`)) continue;
    rmSync(join(dirname(path), name), { recursive: true, force: true, maxRetries: 20, retryDelay: 20 });
  }
}

/** Without characters that a URL or SQL would read otherwise. */
export function newPassword(): string {
  return randomBytes(24).toString('base64url');
}

/** Readable by the account alone. */
export function keepPassword({ passwordFile, account }: Place, password: string): void {
  const unfinished = `${passwordFile}.unfinished`;
  writeFileSync(unfinished, password, { mode: 0o600 });
  give(unfinished, account);
  renameSync(unfinished, passwordFile);
}
