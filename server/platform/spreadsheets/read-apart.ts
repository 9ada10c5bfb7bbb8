import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { UnreadableFile } from './read-cells.ts';

/** Enough for the shared texts of the largest file that is let in; a heap beyond it ends the reading process alone. */
const heapMegabytesMax = 384;
/** A reader that says nothing for so long is stuck. */
const silenceMsMax = 30_000;

/**
 * What a process of its own says about a file, line by line, as fast as the lines are taken: a file made to hurt takes that process with it
 * and no other. It is told on its standard input and answers on its standard output.
 * @throws UnreadableFile when the process dies or falls silent
 */
export async function* readApart(child: URL, told: object, signal?: AbortSignal): AsyncGenerator<string> {
  const reading = spawn(
    process.execPath,
    [`--max-old-space-size=${heapMegabytesMax}`, '--max-semi-space-size=4', child.pathname],
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
  const silence = setTimeout(() => reading.kill('SIGKILL'), silenceMsMax);
  try {
    for await (const line of createInterface({ input: reading.stdout, crlfDelay: Number.POSITIVE_INFINITY })) {
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
