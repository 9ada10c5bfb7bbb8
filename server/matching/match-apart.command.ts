import { Worker } from 'node:worker_threads';
import { Defect } from '../kernel/assert.ts';
import type { Explanation, SecondBest } from './explain.ts';
import type { Pair, Problem } from './problem.ts';
import type { Answer } from './solve.ts';

export type Asked =
  | { readonly kind: 'match'; readonly problem: Problem; readonly secondsMax: number }
  | {
      readonly kind: 'second-best';
      readonly problem: Problem;
      readonly answer: Answer;
      readonly pair: Pair;
      readonly secondsMax: number;
    };

export type Told =
  | { readonly kind: 'solved' }
  | { readonly kind: 'explained'; readonly done: number; readonly total: number }
  | {
      readonly kind: 'match';
      readonly answer: Answer;
      readonly explanations: readonly Explanation[];
      readonly solver: string;
    }
  | { readonly kind: 'second-best'; readonly secondBest: SecondBest };

export type Matched = Extract<Told, { kind: 'match' }>;

/** A heap beyond it ends the thread alone. The solver's own memory is outside it, and is given back when the thread ends. */
const heapMegabytesMax = 768;

/**
 * Solves and explains in a thread of its own, so that nobody else waits meanwhile.
 * @param progress what it does now, for whoever watches
 */
export async function matchApart(
  asked: Extract<Asked, { kind: 'match' }>,
  options: { signal?: AbortSignal; progress?: (told: Told) => void } = {},
): Promise<Matched> {
  const told = await askApart(asked, options);
  if (told.kind !== 'match') throw new Defect('the solver answered something else');
  return told;
}

export async function secondBestApart(asked: Extract<Asked, { kind: 'second-best' }>): Promise<SecondBest> {
  const told = await askApart(asked, {});
  if (told.kind !== 'second-best') throw new Defect('the solver answered something else');
  return told.secondBest;
}

async function askApart(
  asked: Asked,
  { signal, progress }: { signal?: AbortSignal; progress?: (told: Told) => void },
): Promise<Told> {
  const worker = new Worker(new URL('./match.child.ts', import.meta.url), {
    workerData: asked,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytesMax },
  });
  const { promise, resolve, reject } = Promise.withResolvers<Told>();
  const stop = () => reject(signal?.reason ?? new Defect('stopped'));
  signal?.addEventListener('abort', stop);
  worker.on('message', (told: Told) => {
    if (told.kind === 'match' || told.kind === 'second-best') resolve(told);
    else progress?.(told);
  });
  worker.on('error', reject);
  worker.on('exit', (code) => reject(new Defect(`the solver's thread ended with ${code}`)));
  try {
    signal?.throwIfAborted();
    return await promise;
  } finally {
    signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}
