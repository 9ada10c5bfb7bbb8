import { resolve } from 'node:path';
import { type BusinessDate, parseBusinessDate } from '../kernel/business-date.ts';

/** What the environment decides (.env.example explains each). Read once, at the start of a process. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** The origin people type, as `https://lumbung.balikpapan.example`; decides cookies, links and allowed origins. */
  readonly publicUrl: string;
  readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined;
  readonly trustedProxies: readonly string[];
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly databaseOwnerUrl: string | undefined;
  readonly keyFile: string;
  readonly today: BusinessDate | undefined;
  readonly demo: boolean;
  /** How much may be uploaded in 24 hours. */
  readonly quota: { readonly regencyBytes: number; readonly personBytes: number };
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws ConfigError, in Indonesian, naming the variable and what to write instead */
export function readConfig(env: Environment, overrides: Partial<Config> = {}): Config {
  const host = env.HOST ?? '127.0.0.1';
  const port = readPort(env.PORT ?? '8080');
  const tls = readTls(env);
  const dataDir = resolve(env.LUMBUNG_DATA ?? 'var');
  return {
    host,
    port,
    publicUrl: readOrigin(
      env.PUBLIC_URL ?? `${tls ? 'https' : 'http'}://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`,
    ),
    tls,
    trustedProxies: (env.TRUSTED_PROXIES ?? '')
      .split(',')
      .map((proxy) => proxy.trim())
      .filter(Boolean),
    dataDir,
    databaseUrl: env.DATABASE_URL,
    databaseOwnerUrl: env.DATABASE_OWNER_URL,
    keyFile: env.LUMBUNG_KEY_FILE ?? resolve(dataDir, 'kunci'),
    today: readToday(env.LUMBUNG_TODAY),
    demo: false,
    quota: {
      regencyBytes: readMegabytes('UPLOAD_MB_DAY', env.UPLOAD_MB_DAY ?? '20000'),
      personBytes: readMegabytes('UPLOAD_MB_DAY_PERSON', env.UPLOAD_MB_DAY_PERSON ?? '1000'),
    },
    ...overrides,
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new ConfigError(`PORT="${text}" bukan nomor porta. Isi dengan angka 1 sampai 65535, misalnya PORT=8080.`);
  }
  return port;
}

function readMegabytes(name: string, text: string): number {
  const megabytes = Number(text);
  if (!Number.isInteger(megabytes) || megabytes < 1) {
    throw new ConfigError(`${name}="${text}" bukan jumlah MB. Isi dengan bilangan bulat, misalnya ${name}=1000.`);
  }
  return megabytes * 1_000_000;
}

function readOrigin(text: string): string {
  if (!URL.canParse(text))
    throw new ConfigError(`PUBLIC_URL="${text}" bukan alamat. Contoh: PUBLIC_URL=https://lumbung.kota.go.id`);
  return new URL(text).origin;
}

function readTls(env: Environment): Config['tls'] {
  const { TLS_CERT_FILE: certFile, TLS_KEY_FILE: keyFile } = env;
  if (certFile === undefined && keyFile === undefined) return undefined;
  if (certFile === undefined || keyFile === undefined) {
    throw new ConfigError('TLS_CERT_FILE dan TLS_KEY_FILE harus diisi keduanya, atau tidak sama sekali.');
  }
  return { certFile, keyFile };
}

function readToday(text: string | undefined): BusinessDate | undefined {
  if (text === undefined || text === '') return undefined;
  const date = parseBusinessDate(text);
  if (date === undefined) throw new ConfigError(`LUMBUNG_TODAY="${text}" bukan tanggal. Tulis seperti 2025-11-27.`);
  return date;
}
