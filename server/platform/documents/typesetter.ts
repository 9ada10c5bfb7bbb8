import { type ChildProcess, fork } from 'node:child_process';
import { assert, Defect } from '../../kernel/assert.ts';

export interface TypesetJob {
  /** Path under `server/`, e.g. `reporting/weekly-report/weekly-report.typ`. Ours, never a user's. */
  readonly template: string;
  /** Read by the template as `json("/data.json")`. Strings stay strings: no mark-up in them is obeyed. */
  readonly data: unknown;
  /** Files the template reads as `/assets/NAME`. */
  readonly assets?: ReadonlyMap<string, Uint8Array>;
  readonly pdfStandard?: 'a-2b' | 'ua-1';
}

export type Composed = { readonly pdf: Uint8Array } | { readonly complaints: readonly string[] };

export interface Typesetter {
  /**
   * One PDF. A warning counts as an error: a missing font or glyph is a wrong document.
   * @throws Defect naming file and line when the template is wrong, at once; or when the compiler died or ran out of time twice
   */
  typeset(job: TypesetJob): Promise<Uint8Array>;
  /** The compiler processes that run now, for metrics and fault tests. */
  pids(): number[];
  /** Stops the compilers; a job under way fails. */
  close(): void;
}

export interface TypesetterOptions {
  readonly workers: number;
  readonly timeoutMs?: number;
  /** An idle compiler is stopped after this long, so that its memory returns. */
  readonly idleMs?: number;
}

export function createTypesetter({ workers, timeoutMs = 30_000, idleMs = 60_000 }: TypesetterOptions): Typesetter {
  const presses = Array.from({ length: workers }, () => createPress(timeoutMs, idleMs));
  const free = [...presses];
  const waiting: ((press: Press) => void)[] = [];
  let closed = false;

  async function takePress(): Promise<Press> {
    return free.pop() ?? (await new Promise<Press>((resolve) => waiting.push(resolve)));
  }

  function returnPress(press: Press): void {
    const next = waiting.shift();
    if (next === undefined) free.push(press);
    else next(press);
  }

  return {
    async typeset(job) {
      const press = await takePress();
      try {
        assert(!closed, 'the typesetter is closed');
        const composed = await press.print(job).catch((error: unknown) => {
          if (error instanceof PressStopped && !closed) return press.print(job); // once more, in a fresh process
          throw error;
        });
        if ('pdf' in composed) return composed.pdf;
        throw new Defect(`${job.template}: ${composed.complaints.join('; ')}`);
      } finally {
        returnPress(press);
      }
    },
    pids: () => presses.flatMap((press) => press.pid() ?? []),
    close() {
      closed = true;
      for (const press of presses) press.stop();
    },
  };
}

/** The compiler's process ended before it answered. */
class PressStopped extends Defect {}

interface Press {
  print(job: TypesetJob): Promise<Composed>;
  pid(): number | undefined;
  stop(): void;
}

/** One compiler process, started when there is work; takes one job at a time. */
function createPress(timeoutMs: number, idleMs: number): Press {
  let child: ChildProcess | undefined;
  let reply = Promise.withResolvers<Composed>();
  let idle: NodeJS.Timeout | undefined;

  function start(): ChildProcess {
    const started = fork(new URL('./typesetter.child.ts', import.meta.url), {
      execArgv: [],
      serialization: 'advanced',
    });
    // A waiting compiler keeps nobody alive; a job under way is held by its timer.
    started.unref();
    started.channel?.unref();
    started.on('message', (composed: Composed) => reply.resolve(composed));
    started.on('exit', (code, signal) => drop(started, `ended with ${signal ?? code}`));
    started.on('error', (error) => drop(started, error.message));
    return started;
  }

  function drop(dropped: ChildProcess | undefined, why: string): void {
    if (dropped === undefined || dropped !== child) return;
    child = undefined;
    dropped.kill('SIGKILL');
    reply.reject(new PressStopped(`the typesetter ${why}`));
  }

  return {
    async print(job) {
      clearTimeout(idle);
      child ??= start();
      const running = child;
      reply = Promise.withResolvers<Composed>();
      const timer = setTimeout(() => drop(running, `took over ${timeoutMs} ms for ${job.template}`), timeoutMs);
      try {
        running.send(job);
        return await reply.promise;
      } finally {
        clearTimeout(timer);
        idle = setTimeout(() => drop(running, 'was idle'), idleMs).unref();
      }
    },
    pid: () => child?.pid,
    stop() {
      clearTimeout(idle);
      drop(child, 'was closed');
    },
  };
}
