import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { UnreadableFile } from './read-cells.ts';

const limits = {
  /** Enough for the shared texts of the largest file that is let in; a heap beyond it ends the reading process alone. */
  heapMegabytes: 384,
  /** A reader that says nothing for so long is stuck. */
  silenceMs: 30_000,
  /** So much of a processor no register takes. The reader looks at it whenever it says something. */
  cpuSeconds: 30,
};

/**
 * What a process of its own says about a file, line by line, as fast as the lines are taken: a file made to hurt takes that process with it
 * and no other. It is told on its standard input and answers on its standard output.
 * @throws UnreadableFile when the process dies or falls silent
 */
export async function* readApart(
  child: URL,
  told: object,
  { signal, silenceMs, cpuSeconds }: { signal?: AbortSignal | undefined } & Partial<typeof limits> = {},
): AsyncGenerator<string> {
  const reading = spawn(
    process.execPath,
    [
      ...[`--max-old-space-size=${limits.heapMegabytes}`, '--max-semi-space-size=4'],
      ...[child.pathname, String(cpuSeconds ?? limits.cpuSeconds)],
    ],
    {
      stdio: ['pipe', 'pipe', 'ignore'],
      ...(signal && { signal, killSignal: 'SIGKILL' as const }),
    },
  );
  reading.on('error', () => undefined); // an abort; the lines end with it
  reading.stdin.on('error', () => undefined); // it died before it heard; the lines end with it
  const ended = once(reading, 'exit') as Promise<[number | null]>;
  ended.catch(() => undefined);
  reading.stdin.end(JSON.stringify(told));
  const silence = setTimeout(() => reading.kill('SIGKILL'), silenceMs ?? limits.silenceMs);
  try {
    for await (const line of linesOf(reading.stdout)) {
      silence.refresh();
      yield line;
      silence.refresh();
    }
    const [code] = await ended;
    signal?.throwIfAborted();
    if (code !== 0) throw new UnreadableFile('takes-too-long');
  } finally {
    clearTimeout(silence);
    reading.kill('SIGKILL');
  }
}

/** Lines as they are asked for: `readline` takes in a thousand ahead, which of long ones is the whole file. */
async function* linesOf(said: Readable): AsyncGenerator<string> {
  let begun: string[] = [];
  for await (const piece of said.setEncoding('utf8') as AsyncIterable<string>) {
    const [end = '', ...others] = piece.split('\n');
    begun.push(end);
    for (const other of others) {
      yield begun.join('');
      begun = [other];
    }
  }
}
