import * as access from './access/public.ts';
import { type Config, ConfigError, readConfig } from './platform/config.ts';
import { OperatorError } from './platform/db/embedded/operator-error.ts';
import { openLog } from './platform/log.ts';
import { buildWebApp } from './platform/web-build.ts';
import { type Lumbung, openLumbung, serve } from './wiring.ts';

/** Starts the server and stops it in order at SIGINT or SIGTERM; a second signal ends it at once. */
export async function runServer(
  config: Config,
  options: { prepare?: (lumbung: Lumbung) => Promise<void> } = {},
): Promise<void> {
  const log = openLog();
  await buildWebApp();
  const lumbung = await openLumbung(config, { note: (error) => log.warn({ err: error }, 'database') });
  await options.prepare?.(lumbung);
  const stop = await serve(lumbung, log);
  const link = await access.makeSetUpLink(lumbung.databases.app.central, config.publicUrl);
  process.stdout.write(`\nLumbung siap: ${config.publicUrl}\n`);
  if (link !== undefined)
    process.stdout.write(
      `Sistem masih kosong. Buka tautan sekali pakai ini untuk menjadi administrator pertama:\n${link}\n`,
    );
  stopOnSignal(stop);
}

function stopOnSignal(stop: () => Promise<void>): void {
  let isStopping = false;
  const onSignal = () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

/** Ends with a sentence the operator can act on; a defect keeps its stack. */
export function fail(error: unknown): never {
  const isKnown = error instanceof ConfigError || error instanceof OperatorError;
  process.stderr.write(`${isKnown ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}

if (import.meta.main) await runServer(readConfig(process.env)).catch(fail);
