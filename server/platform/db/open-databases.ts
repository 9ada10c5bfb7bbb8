import { sql } from 'kysely';
import pg from 'pg';
import { type Config, ConfigError } from '../config.ts';
import type { Secrets } from '../secrets.ts';
import { type Database, openDatabase } from './database.ts';
import { type Embedded, joinEmbedded, startEmbedded } from './embedded/start.ts';
import { migrate } from './migrate.ts';

/** The logins that are not the owner: each sees only what its grants and policies allow (ARCHITECTURE.md). */
const logins = ['lumbung_app', 'lumbung_public', 'lumbung_national', 'lumbung_partners', 'lumbung_jobs'] as const;
type Login = (typeof logins)[number];

export interface Databases {
  readonly app: Database;
  /** Published tables only. */
  readonly publication: Database;
  /** Roll-ups over all cities only. */
  readonly national: Database;
  /** What one partner was asked for, in all cities, to read. */
  readonly partners: Database;
  readonly jobsUrl: string;
  /** Superuser or owner; undefined on a server whose migrations somebody else runs. */
  readonly ownerUrl: string | undefined;
  readonly embedded: Embedded | undefined;
  close(): Promise<void>;
}

/** What is done as the owner after the migrations, before anybody is served: seeding, the job queue's own tables. */
type Prepare = (owner: pg.Client, ownerUrl: string) => Promise<void>;

/**
 * Opens the database: our own PostgreSQL, or the server that DATABASE_URL names. Migrates it when we know its owner.
 * @param asErrand true for a command beside a running server: it joins that server instead of refusing
 */
export async function openDatabases(
  config: Config,
  secrets: Secrets,
  options: { note: (error: Error) => void; asErrand?: boolean; prepare?: Prepare },
): Promise<Databases> {
  const embedded = config.databaseUrl === undefined ? await startOwn(config, options) : undefined;
  try {
    const ownerUrl = embedded?.ownerUrl ?? config.databaseOwnerUrl;
    const urlOf = loginUrls(config, secrets, embedded);
    if (ownerUrl !== undefined) await prepareAsOwner(ownerUrl, urlOf, options.prepare);
    const [app, publication, national, partners] = [
      openDatabase(urlOf('lumbung_app'), { note: options.note }),
      openDatabase(urlOf('lumbung_public'), { note: options.note, poolSize: 4 }),
      openDatabase(urlOf('lumbung_national'), { note: options.note, poolSize: 2 }),
      openDatabase(urlOf('lumbung_partners'), { note: options.note, poolSize: 2 }),
    ];
    await refuseStrongLogin(app);
    return {
      app,
      publication,
      national,
      partners,
      jobsUrl: urlOf('lumbung_jobs'),
      ownerUrl,
      embedded,
      close: async () => {
        await Promise.all([app, publication, national, partners].map((database) => database.close()));
        await embedded?.stop();
      },
    };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

function startOwn(config: Config, options: { asErrand?: boolean; note: (error: Error) => void }): Promise<Embedded> {
  const start = options.asErrand === true ? joinEmbedded : startEmbedded;
  return start({ dataDir: config.dataDir, log: (line) => options.note(new Error(line)) });
}

/**
 * Our logins' passwords are derived from the key file, so no second secret has to be kept or copied. Only the app's login comes
 * with DATABASE_URL as the operator wrote it.
 */
function loginUrls(config: Config, secrets: Secrets, embedded: Embedded | undefined): (login: Login) => string {
  const base = embedded?.ownerUrl ?? config.databaseUrl;
  if (base === undefined) throw new ConfigError('DATABASE_URL kosong.');
  return (login) => {
    if (login === 'lumbung_app' && config.databaseUrl !== undefined) return config.databaseUrl;
    const password = Buffer.from(secrets.derive(`database-login/${login}`)).toString('base64url');
    return Object.assign(new URL(base), { username: login, password }).href;
  };
}

/** Migrates, and gives each login the password that its address will carry; one without keeps whatever lets it in. */
async function prepareAsOwner(
  ownerUrl: string,
  urlOf: (login: Login) => string,
  prepare: Prepare | undefined,
): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await refuseOldServer(owner);
    await migrate(owner);
    for (const login of logins) {
      const password = decodeURIComponent(new URL(urlOf(login)).password);
      if (password !== '') await owner.query(`alter role ${login} password ${owner.escapeLiteral(password)}`);
    }
    await prepare?.(owner, ownerUrl);
  } finally {
    await owner.end();
  }
}

/** The first minor releases whose planner statistics leak no rows behind a policy (CVE-2025-8713); 18 was never without the fix. */
const minorMin: Readonly<Record<number, number>> = { 15: 14, 16: 10, 17: 6 };

/** @throws ConfigError for a server too old for our SQL, or with a known leak behind row-level security (quality §2) */
async function refuseOldServer(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ number: number }>(
    `select current_setting('server_version_num')::integer as number`,
  );
  const number = rows[0]?.number ?? 0;
  if (isServerFit(number)) return;
  const [major, minor] = [Math.floor(number / 10_000), number % 10_000];
  throw new ConfigError(
    `PostgreSQL ${major}.${minor} tidak dapat dipakai: perlu 15.14, 16.10, 17.6, 18, atau yang lebih baru. Perbarui server itu dulu.`,
  );
}

/** @param number as `server_version_num` gives it: 150018 is 15.18 */
export function isServerFit(number: number): boolean {
  const major = Math.floor(number / 10_000);
  return major >= 15 && number % 10_000 >= (minorMin[major] ?? 0);
}

/** A login that no policy binds would make every policy a decoration. @throws ConfigError */
async function refuseStrongLogin(app: Database): Promise<void> {
  const { rows } = await sql<{ isStrong: boolean }>`
    select role.rolsuper or role.rolbypassrls or exists (
      select from pg_class where relowner = role.oid and relnamespace = 'cooperatives'::regnamespace) as is_strong
    from pg_roles as role where role.rolname = current_user
  `.execute(app.central);
  if (rows[0]?.isStrong !== false) {
    throw new ConfigError(
      'DATABASE_URL memakai akun pemilik atau superuser. Pakai akun lumbung_app; akun pemilik hanya untuk DATABASE_OWNER_URL.',
    );
  }
}
