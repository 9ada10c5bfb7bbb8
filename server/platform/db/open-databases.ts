import { sql } from 'kysely';
import pg from 'pg';
import { type Config, ConfigError } from '../config.ts';
import type { Secrets } from '../secrets.ts';
import { type Database, openDatabase } from './database.ts';
import { type Embedded, joinEmbedded, startEmbedded } from './embedded/start.ts';
import { migrate } from './migrate.ts';

/** The logins that are not the owner: each sees only what its grants and policies allow (design.md §4). */
const logins = ['lumbung_app', 'lumbung_public', 'lumbung_national', 'lumbung_jobs'] as const;
type Login = (typeof logins)[number];

export interface Databases {
  readonly app: Database;
  /** Published tables only. */
  readonly publication: Database;
  /** Roll-ups over all cities only. */
  readonly national: Database;
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
    if (ownerUrl !== undefined) await prepareAsOwner(ownerUrl, secrets, options.prepare);
    const [app, publication, national] = [
      openDatabase(urlOf('lumbung_app'), { note: options.note }),
      openDatabase(urlOf('lumbung_public'), { note: options.note, poolSize: 4 }),
      openDatabase(urlOf('lumbung_national'), { note: options.note, poolSize: 2 }),
    ];
    await refuseStrongLogin(app);
    return {
      app,
      publication,
      national,
      jobsUrl: urlOf('lumbung_jobs'),
      ownerUrl,
      embedded,
      close: async () => {
        await Promise.all([app.close(), publication.close(), national.close()]);
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

/** Our logins' passwords are derived from the key file, so no second secret has to be kept or copied. */
function loginUrls(config: Config, secrets: Secrets, embedded: Embedded | undefined): (login: Login) => string {
  const base = embedded?.ownerUrl ?? config.databaseUrl;
  if (base === undefined) throw new ConfigError('DATABASE_URL kosong.');
  return (login) => {
    if (login === 'lumbung_app' && config.databaseUrl !== undefined) return config.databaseUrl;
    return Object.assign(new URL(base), { username: login, password: passwordOf(login, secrets) }).href;
  };
}

function passwordOf(login: Login, secrets: Secrets): string {
  return Buffer.from(secrets.derive(`database-login/${login}`)).toString('base64url');
}

async function prepareAsOwner(ownerUrl: string, secrets: Secrets, prepare: Prepare | undefined): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await migrate(owner);
    for (const login of logins) {
      await owner.query(`alter role ${login} password ${owner.escapeLiteral(passwordOf(login, secrets))}`);
    }
    await prepare?.(owner, ownerUrl);
  } finally {
    await owner.end();
  }
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
