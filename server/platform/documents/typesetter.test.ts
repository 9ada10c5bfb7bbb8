import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { createTypesetter, type TypesetJob } from './typesetter.ts';

const chart =
  '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><text x="4" y="24" font-family="Plus Jakarta Sans">Grafik 31</text></svg>';

const letter: TypesetJob = {
  template: 'platform/documents/fixtures/letter.typ',
  data: {
    title: 'Surat *uji* #panic()',
    city: 'Kota Balikpapan',
    office: 'Dinas Koperasi',
    asOf: '2025-11-27',
    source: 'catatan uji',
    amountIdr: 1_658_000_000,
    chart: true,
    rows: Array.from({ length: 20 }, (_, i) => ({ name: `Baris ${i}`, count: i * 1000 })),
  },
  assets: new Map([['chart.svg', Buffer.from(chart)]]),
};
const broken: TypesetJob = { template: 'platform/documents/fixtures/broken.typ', data: {} };
const endless: TypesetJob = { template: 'platform/documents/fixtures/endless.typ', data: {} };

const typesetter = createTypesetter({ workers: 1 });
afterAll(() => typesetter.close());

describe('typesetting', { timeout: 30_000 }, () => {
  test.each([undefined, 'a-2b', 'ua-1'] as const)(
    'gives a PDF with the chart in it (standard: %s)',
    async (pdfStandard) => {
      const pdf = Buffer.from(await typesetter.typeset({ ...letter, ...(pdfStandard && { pdfStandard }) }));
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      expect(pdf.length).toBeGreaterThan(10_000);
    },
  );

  test('the same data gives the same bytes', async () => {
    const [first, second] = [await typesetter.typeset(letter), await typesetter.typeset(letter)];
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
  });

  test('a wrong template is refused with file and line, and the next document comes out', async () => {
    await expect(typesetter.typeset(broken)).rejects.toThrow(
      'platform/documents/fixtures/broken.typ:1 unknown variable: no-such-thing',
    );
    await typesetter.typeset(letter);
  });

  test('a warning is an error: a font that is missing never goes unseen', async () => {
    await expect(typesetter.typeset({ template: 'platform/documents/fixtures/warns.typ', data: {} })).rejects.toThrow(
      'unknown font family',
    );
  });

  test('an asset of one document is not seen by the next', async () => {
    await expect(typesetter.typeset({ template: letter.template, data: letter.data })).rejects.toThrow('chart.svg');
  });

  test('many at once all come out', async () => {
    const pdfs = await Promise.all(Array.from({ length: 8 }, () => typesetter.typeset(letter)));
    expect(new Set(pdfs.map((pdf) => pdf.length)).size).toBe(1);
  });
});

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

const linux = process.platform === 'linux';
test.runIf(linux)(
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
