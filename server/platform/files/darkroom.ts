import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Defect } from '../../kernel/assert.ts';

/** Why an image cannot be shown: broken, larger than anything a phone takes, or beyond the time and memory given to one. */
export type Unreadable = 'damaged' | 'too-many-pixels' | 'too-heavy';

/** What the camera wrote into an image: where it stood, and what its clock said, in whatever zone it was set to. */
export interface PhotoOrigin {
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** `YYYY-MM-DDTHH:MM:SS` */
  readonly cameraTime: string | null;
  /** `+08:00`, of the few that write it. */
  readonly cameraOffset: string | null;
  readonly camera: string | null;
}

export type Developed = { readonly origin: PhotoOrigin | undefined } & (
  | { readonly unreadable: Unreadable }
  | {
      /** Of the original, the right way up. */
      readonly width: number;
      readonly height: number;
      /** WebP without anything the original carried beside its picture. */
      readonly large: Uint8Array;
      readonly small: Uint8Array;
    }
);

/** A heap for our code alone; what pictures take is outside it, and the child watches that itself. */
const heapMegabytesMax = 128;
/** The child gives up by itself after half of this; beyond it, it hangs. */
const timeoutMs = 90_000;

/**
 * Reads an image that somebody sent and makes what is shown of it, in a process of its own: decoders are where hostile files strike, and
 * one photo may take 300 MB.
 * @param path of the original
 * @throws Defect when the process died or hung: nothing is known of the image then, and it is tried again
 */
export async function develop(
  path: string,
  signal: AbortSignal,
  noteChild?: (pid: number) => void,
): Promise<Developed> {
  const child = fork(new URL('./darkroom.child.ts', import.meta.url), [path], {
    execArgv: [`--max-old-space-size=${heapMegabytesMax}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: {}, // it needs no secret
  });
  if (child.pid !== undefined) noteChild?.(child.pid);
  const over = new AbortController();
  try {
    const ended = once(child, 'exit', { signal: over.signal }).then(() => 'ended' as const);
    ended.catch(() => undefined); // the picture came first, and nobody waits for the end any more
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const told = await Promise.race([once(child, 'message', { signal: limit }), ended]);
    if (told === 'ended') throw new Defect('the process that develops photos ended without a word');
    return told[0] as Developed;
  } finally {
    over.abort();
    child.kill('SIGKILL');
  }
}
