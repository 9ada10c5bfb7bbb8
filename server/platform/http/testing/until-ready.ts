import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A port nobody listens on now. */
export async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  listener.close();
  await once(listener, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/**
 * Resolves once the server at `url` says that it can work.
 * @param told what a person should look at when it ends before, or takes longer than `msMax`
 */
export async function untilReady(
  url: string,
  child: ChildProcess,
  { msMax = Number.POSITIVE_INFINITY, told = () => '' }: { msMax?: number; told?: () => string } = {},
): Promise<void> {
  const began = performance.now();
  while (!(await answers(`${url}/readyz`))) {
    if (child.exitCode !== null) throw new Error(`the server ended before it was ready: ${told()}`);
    if (performance.now() - began > msMax) throw new Error(`the server is not ready in time: ${told()}`);
    await delay(20);
  }
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}
