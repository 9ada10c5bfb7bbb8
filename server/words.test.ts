import { describe, expect, test } from 'vitest';
import { businessDate } from './kernel/business-date.ts';
import { refusal } from './kernel/refusal.ts';
import { boundaryLines, kibTotalWords, refusalLines, refusalWords } from './words.ts';

const older = refusal<{ asOf: string; lastAsOf: string }>('exchange/snapshot-older-than-last', 409, () => 'older');

describe('the terminal says what the screen says', () => {
  test('a refusal is its sentence, filled', () => {
    const refused = older({ asOf: businessDate('2026-07-01'), lastAsOf: businessDate('2026-08-05') });
    expect(refusalWords(refused)).toBe(
      'Data SIMKOPDES per 2026-08-05 sudah ada, yang ini per 2026-07-01. Ambil sebagai riwayat bila memang data lama.',
    );
    expect(refusalLines(refused)).toEqual([]);
  });

  test('one without words on any screen is at least named', () => {
    expect(refusalWords(refusal('exchange/never-heard-of', 409, () => '')({}))).toBe('exchange/never-heard-of');
  });

  test('what is wrong with several kelurahan alike is one line, and beyond six they are counted', () => {
    const codes = Array.from({ length: 8 }, (_, i) => `64.71.01.100${i}`);
    const findings = codes.map((code) => ({ kind: 'axes-swapped', codes: [code] }) as const);
    expect(boundaryLines(findings)).toEqual([
      `  Lintang dan bujur tertukar. GeoJSON menulis bujur dulu: [116,8; −1,2]. (${codes.slice(0, 6).join(', ')} dan 2 lain)`,
    ]);
  });

  test('a total that differs is told in the figures of an office', () => {
    expect(kibTotalWords({ field: 'landArea', written: 1_234_500, read: 1_230_000 })).toBe(
      'Baris jumlah menyebut luas tanah 12.345 m², jumlah baris yang terbaca 12.300 m².',
    );
    expect(kibTotalWords({ field: 'price', written: 1_658_000_000, read: 0 })).toContain('Rp 1.658.000.000');
  });

  test('a name that is another kelurahan\u2019s is told for each by itself', () => {
    const findings = [
      { kind: 'name-of-another', codes: ['64.71.06.1005', '64.71.05.1011'] },
      { kind: 'name-of-another', codes: ['64.71.05.1011', '64.71.06.1005'] },
    ] as const;
    const [first] = boundaryLines(findings);
    expect(boundaryLines(findings)).toHaveLength(2);
    expect(first).toContain('Kodenya milik 64.71.06.1005, namanya milik 64.71.05.1011.');
  });
});
