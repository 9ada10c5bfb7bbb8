import { type Logger, pino } from 'pino';

/** One JSON line an event, to standard output. Headers, bodies and URLs are never logged, so no token, NIK or name can be. */
export function openLog(level: 'info' | 'warn' | 'silent' = 'info'): Logger {
  return pino({ level, base: null, serializers: { err: safeError } });
}

/** PostgreSQL's `detail` and `where` may quote a row, so only what cannot hold data of a person is kept. */
function safeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error ? error.code : undefined;
  const constraint = 'constraint' in error ? error.constraint : undefined;
  const message = code === undefined ? error.message : `database error ${String(code)}`;
  const stack = error.stack?.split('\n').slice(1).join('\n');
  return {
    type: error.name,
    message,
    code,
    constraint,
    stack,
    ...(error.cause === undefined ? {} : { cause: safeError(error.cause) }),
  };
}
