import { describe, expect, test } from 'vitest';
import { baseOf, isTyped, nothingTyped, shown } from './quantity.ts';

const rice = {
  baseUnit: 'gram',
  packs: [
    { label: 'karung 50 kg', qtyBase: 50_000 },
    { label: 'karung 5 kg', qtyBase: 5_000 },
  ],
} as const;
const lpg = { baseUnit: 'piece', packs: [{ label: 'tabung', qtyBase: 1 }] } as const;

describe('what was typed, in base units', () => {
  test('sacks of each size and loose kilograms add up, without a decimal place in between', () => {
    expect(baseOf({ packs: ['4', '3'], loose: '2,5' }, rice)).toBe(217_500);
    expect(baseOf({ packs: ['', '1'], loose: '' }, rice)).toBe(5_000);
    expect(baseOf({ packs: [], loose: '0,075' }, rice)).toBe(75);
  });

  test('nothing is told from none', () => {
    expect(isTyped(nothingTyped)).toBe(false);
    expect(isTyped({ packs: ['0'], loose: '' })).toBe(true);
    expect(baseOf({ packs: ['0'], loose: '' }, rice)).toBe(0);
  });

  test.each([
    ['-1', ''],
    ['1,5', ''],
    ['x', ''],
    ['', '1.2.3'],
    ['', 'dua'],
    ['', '1,2345'],
  ])('%s sacks and %s kg is no amount', (pack, loose) => {
    expect(baseOf({ packs: [pack], loose }, rice)).toBeUndefined();
  });

  test('half a cylinder is none', () => expect(baseOf({ packs: [''], loose: '1,5' }, lpg)).toBeUndefined());

  test('is shown as people say it', () => {
    expect([shown(217_500, 'gram'), shown(12_500, 'millilitre'), shown(6, 'piece')]).toEqual([
      '217,5 kg',
      '12,5 liter',
      '6 buah',
    ]);
  });
});
