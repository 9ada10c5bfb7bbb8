import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { letter } from './testing/letter.ts';
import { createTypesetter, type TypesetJob } from './typesetter.ts';

const endless: TypesetJob = { template: 'platform/documents/testing/endless.typ', data: {} };

const typesetter = createTypesetter({ workers: 1 });
afterAll(() => typesetter.close());

describe('a compiler that dies', { timeout: 30_000 }, () => {
  test('once: the document is set again in a fresh process', async () => {
    await typesetter.typeset(letter);
    const [killed = 0] = typesetter.pids();
    const printing = typesetter.typeset(letter);
    process.kill(killed, 'SIGKILL');
    await printing;
    expect(typesetter.pids()).not.toContain(killed);
  });

  test('again and again: the caller hears so, and the next document comes out', async () => {
    const printing = typesetter.typeset(endless);
    const refused = expect(printing).rejects.toThrow('the typesetter ended with SIGKILL');
    for (let round = 0; round < 2; round += 1) {
      await setTimeout(300);
      for (const pid of typesetter.pids()) process.kill(pid, 'SIGKILL');
    }
    await refused;
    await typesetter.typeset(letter);
  });

  test('a document that never ends is given up, and the next one comes out', async () => {
    const hasty = createTypesetter({ workers: 1, timeoutMs: 1_000 });
    await expect(hasty.typeset(endless)).rejects.toThrow(`took over 1000 ms for ${endless.template}`);
    await hasty.typeset(letter);
    hasty.close();
    await expect(hasty.typeset(letter)).rejects.toThrow('closed');
  });

  test('an idle compiler is stopped, and started again when there is work', async () => {
    const sleepy = createTypesetter({ workers: 1, idleMs: 50 });
    await sleepy.typeset(letter);
    expect(sleepy.pids()).toHaveLength(1);
    await expect.poll(() => sleepy.pids()).toEqual([]);
    await sleepy.typeset(letter);
    sleepy.close();
  });
});

test.runIf(process.platform === 'linux')(
  '50 documents take no more memory than the first ten (needs /proc)',
  { timeout: 60_000 },
  async () => {
    const set = async (count: number): Promise<void> => {
      for (let i = 0; i < count; i += 1) await typesetter.typeset(letter);
    };
    await set(10);
    const before = await residentMb();
    await set(50);
    expect((await residentMb()) - before).toBeLessThan(20);
  },
);

async function residentMb(): Promise<number> {
  const status = await readFile(`/proc/${typesetter.pids()[0]}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}
