import { afterAll, describe, expect, test } from 'vitest';
import { letter } from './testing/letter.ts';
import { createTypesetter, type TypesetJob } from './typesetter.ts';

const broken: TypesetJob = { template: 'platform/documents/testing/broken.typ', data: {} };

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
      'platform/documents/testing/broken.typ:1 unknown variable: no-such-thing',
    );
    await typesetter.typeset(letter);
  });

  test('a warning is an error: a font that is missing never goes unseen', async () => {
    await expect(typesetter.typeset({ template: 'platform/documents/testing/warns.typ', data: {} })).rejects.toThrow(
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
