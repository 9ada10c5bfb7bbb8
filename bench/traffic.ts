import { Agent, get } from 'node:http';

/** One question to the server, with what a signed-in browser sends. */
export interface Question {
  readonly url: string;
  readonly cookie?: string;
}

export interface Asking {
  /** Milliseconds from sending the question to the last byte of the answer, each. */
  readonly ms: number[];
  readonly bytes: number;
}

/** One keep-alive pool for all: opening connections is not what is measured. */
const agent = new Agent({ keepAlive: true, maxSockets: 600 });

/** Asks one question after another. @throws when one is not answered 200 */
export async function askInTurn(question: (index: number) => Question, times: number): Promise<Asking> {
  const ms: number[] = [];
  let bytes = 0;
  for (let index = 0; index < times; index++) {
    const answer = await ask(question(index));
    ms.push(answer.ms);
    bytes = answer.bytes;
  }
  return { ms, bytes };
}

/**
 * People at work: each reads what came for a while, then asks for the next thing. They start spread over one pause, so that
 * they do not all click at once, and think between half and one and a half times `thinkMs`. An answer 503 counts with the time
 * it took, and as `away`.
 */
export async function peopleAsking(
  people: readonly ((turn: number) => Question & { readonly what: string })[],
  { thinkMs, forMs }: { thinkMs: number; forMs: number },
): Promise<{ ms: Map<string, number[]>; away: number }> {
  const asked: { what: string; ms: number; isAway: boolean }[] = [];
  const end = performance.now() + forMs;
  await Promise.all(
    people.map(async (next) => {
      await pause(Math.random() * thinkMs);
      for (let turn = 0; performance.now() < end; turn++) {
        const { what, ...question } = next(turn);
        asked.push({ what, ...(await ask(question, [200, 503])) });
        await pause(thinkMs * (0.5 + Math.random()));
      }
    }),
  );
  const byWhat = Map.groupBy(asked, ({ what }) => what);
  return {
    ms: new Map([...byWhat].map(([what, each]) => [what, each.map(({ ms }) => ms)])),
    away: asked.filter(({ isAway }) => isAway).length,
  };
}

function ask(
  { url, cookie }: Question,
  accepted: readonly number[] = [200],
): Promise<{ ms: number; bytes: number; isAway: boolean }> {
  const began = performance.now();
  const headers = { 'accept-encoding': 'gzip', ...(cookie !== undefined && { cookie }) };
  return new Promise((resolve, reject) => {
    get(url, { agent, headers }, (answer) => {
      let bytes = 0;
      answer.on('data', (part: Buffer) => {
        bytes += part.length;
      });
      answer.on('error', reject);
      answer.on('end', () => {
        const status = answer.statusCode ?? 0;
        if (accepted.includes(status)) resolve({ ms: performance.now() - began, bytes, isAway: status === 503 });
        else reject(new Error(`${url} answered ${answer.statusCode}`));
      });
    }).on('error', reject);
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
