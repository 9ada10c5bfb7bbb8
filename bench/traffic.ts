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
 * they do not all click at once, and think between half and one and a half times `thinkMs`.
 */
export async function peopleAsking(
  people: readonly ((turn: number) => Question & { readonly what: string })[],
  { thinkMs, forMs }: { thinkMs: number; forMs: number },
): Promise<Map<string, number[]>> {
  const asked: { what: string; ms: number }[] = [];
  const end = performance.now() + forMs;
  await Promise.all(
    people.map(async (next) => {
      await pause(Math.random() * thinkMs);
      for (let turn = 0; performance.now() < end; turn++) {
        const { what, ...question } = next(turn);
        asked.push({ what, ms: (await ask(question)).ms });
        await pause(thinkMs * (0.5 + Math.random()));
      }
    }),
  );
  return new Map([...Map.groupBy(asked, ({ what }) => what)].map(([what, each]) => [what, each.map(({ ms }) => ms)]));
}

function ask({ url, cookie }: Question): Promise<{ ms: number; bytes: number }> {
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
        if (answer.statusCode === 200) resolve({ ms: performance.now() - began, bytes });
        else reject(new Error(`${url} answered ${answer.statusCode}`));
      });
    }).on('error', reject);
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
