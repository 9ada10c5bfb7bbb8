import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type { KyselyPlugin } from 'kysely';
import { newId } from '../clock.ts';
import type { Central } from '../db/tx.ts';
import { hashPassword, isPassword, passwordLengthMax, passwordLengthMin } from './password.ts';

export const sessionHours = 12;
export const cookiePrefix = '__Host-lumbung';
export const addressHeader = 'x-lumbung-address';

/** What the functions of this folder work with. Which roles need a second factor is for `access` to say. */
export interface SignIn {
  readonly central: Central;
  readonly library: ReturnType<typeof signInLibrary>;
  readonly secret: string;
}

/** What a step of signing in gives: its outcome, and the cookies to send. The session's token is nowhere else. */
export interface Step<T = null> {
  readonly outcome: T;
  readonly cookies: readonly string[];
}

/**
 * @param options.secret    signs cookies and encrypts second-factor secrets; a new one signs everybody out
 * @param options.publicUrl the origin people type
 */
export function createSignIn(options: { central: Central; secret: string; publicUrl: string }): SignIn {
  return { central: options.central, secret: options.secret, library: signInLibrary(options) };
}

/** The sign-in library as we set it. Nothing outside this folder meets it: no route of its own is served. */
function signInLibrary(options: { central: Central; secret: string; publicUrl: string }) {
  return betterAuth({
    appName: 'Lumbung',
    baseURL: options.publicUrl,
    secret: options.secret,
    database: {
      db: options.central.withPlugin(momentsAsDates),
      type: 'postgres',
      schemaName: 'auth',
      transaction: true,
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLengthMin,
      maxPasswordLength: passwordLengthMax,
      password: { hash: hashPassword, verify: (sent) => isPassword(sent.password, sent.hash) },
    },
    user: { additionalFields: { disabledAt: { type: 'date', required: false, input: false } } },
    session: {
      expiresIn: sessionHours * 3600,
      disableSessionRefresh: true,
      additionalFields: { seenAt: { type: 'date', required: false, input: false } },
    },
    plugins: [twoFactor({ issuer: 'Lumbung' })],
    rateLimit: { enabled: false }, // ours is in PostgreSQL (tries.ts); this one lives in process memory
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      cookiePrefix,
      useSecureCookies: false, // would put __Secure- before our __Host-
      defaultCookieAttributes: { secure: true, sameSite: 'lax', path: '/', httpOnly: true },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: { generateId: () => newId() },
    },
  });
}

/** The library wants dates where our tables give text. */
const momentsAsDates: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => ({ ...result, rows: result.rows.map(withDates) }),
};

function withDates(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      name.endsWith('At') && typeof value === 'string' ? new Date(value) : value,
    ]),
  );
}

/** Turns the library's errors into our refusals by their code, or by their status where it gives none; anything else is a defect and thrown on. */
export function refusing(
  refusals: Readonly<Record<string, (data: Record<string, never>) => Error>>,
): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof APIError)) throw error;
    throw (refusals[String(error.body?.code)] ?? refusals[String(error.status)])?.({}) ?? error;
  };
}
