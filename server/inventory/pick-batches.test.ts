import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { businessDate } from '../kernel/business-date.ts';
import { id } from '../kernel/ids.ts';
import { type OnShelf, pickFrom } from './pick-batches.ts';

const rice = id<'item'>('01980000-0000-7000-8000-0000000000a1');
const oil = id<'item'>('01980000-0000-7000-8000-0000000000a2');
const bulog = id<'partner'>('01980000-0000-7000-8000-000000000001');
const batch = (n: number) => id<'batch'>(`01980000-0000-7000-8000-00000000000${n}`);
const on = businessDate('2025-11-27');

function lot(qtyBase: number, expiresOn: string | null, other: Partial<OnShelf> = {}): OnShelf {
  const day = expiresOn === null ? null : businessDate(expiresOn);
  return { itemId: rice, batchId: batch(1), ownerId: null, expiresOn: day, qtyBase, ...other };
}

describe('first expired, first out', () => {
  const shelf = [
    lot(5, null, { batchId: null }),
    lot(3, '2026-02-01', { batchId: batch(2) }),
    lot(2, '2025-12-01', { batchId: batch(1) }),
  ];

  test('the batch that expires first is emptied before the next, goods without a day come last', () => {
    expect(pickFrom(shelf, [{ itemId: rice, qtyBase: 7 }], { on, as: 'intention' })).toEqual([
      [
        { itemId: rice, batchId: batch(1), qtyBase: 2 },
        { itemId: rice, batchId: batch(2), qtyBase: 3 },
        { itemId: rice, qtyBase: 2 },
      ],
    ]);
  });

  test('what one line takes is not there for the next', () => {
    const wanted = [
      { itemId: rice, qtyBase: 2 },
      { itemId: rice, qtyBase: 2 },
    ];
    expect(pickFrom(shelf, wanted, { on, as: 'fact' })[1]).toEqual([{ itemId: rice, batchId: batch(2), qtyBase: 2 }]);
  });

  test('an intention is given nothing that expired yesterday; on its last day it may go', () => {
    const old = [lot(2, '2025-11-26', { batchId: batch(1) }), lot(2, '2025-11-27', { batchId: batch(2) })];
    const wanted = [{ itemId: rice, qtyBase: 3 }];
    expect(pickFrom(old, wanted, { on, as: 'intention' })).toEqual([
      [
        { itemId: rice, batchId: batch(2), qtyBase: 2 },
        { itemId: rice, qtyBase: 1 },
      ],
    ]);
    expect(pickFrom(old, wanted, { on, as: 'fact' })).toEqual([
      [
        { itemId: rice, batchId: batch(2), qtyBase: 2 },
        { itemId: rice, batchId: batch(1), qtyBase: 1 },
      ],
    ]);
  });

  test("of the same day the cooperative's own goes before a partner's", () => {
    const both = [lot(1, null, { batchId: null, ownerId: bulog }), lot(1, null, { batchId: null })];
    expect(pickFrom(both, [{ itemId: rice, qtyBase: 2 }], { on, as: 'fact' })).toEqual([
      [
        { itemId: rice, qtyBase: 1 },
        { itemId: rice, ownerId: bulog, qtyBase: 1 },
      ],
    ]);
  });

  test("where all there was is a partner's, what is short is the partner's too", () => {
    const consigned = [lot(1, null, { batchId: null, ownerId: bulog })];
    expect(pickFrom(consigned, [{ itemId: rice, qtyBase: 3 }], { on, as: 'fact' })[0]?.at(-1)).toEqual({
      ...{ itemId: rice, ownerId: bulog, qtyBase: 2 },
    });
  });

  test('the parts are what was wanted, none more than lies there', () => {
    const anyLot = fc.record({
      ...{ itemId: fc.constantFrom(rice, oil), batchId: fc.constantFrom(null, batch(1), batch(2)) },
      ...{ ownerId: fc.constantFrom(null, bulog), qtyBase: fc.integer({ min: 0, max: 5 }) },
      expiresOn: fc.constantFrom(null, businessDate('2025-11-01'), businessDate('2026-01-01')),
    });
    const anyWanted = fc.record({ itemId: fc.constantFrom(rice, oil), qtyBase: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(fc.array(anyLot), fc.array(anyWanted), fc.constantFrom('fact', 'intention'), (lots, wanted, as) => {
        const picked = pickFrom(lots, wanted, { on, as });
        const sum = (of: readonly { qtyBase: number }[]) => of.reduce((total, { qtyBase }) => total + qtyBase, 0);
        expect(picked.map(sum)).toEqual(wanted.map(({ qtyBase }) => qtyBase));
        const batched = picked.flat().filter(({ batchId }) => batchId !== undefined);
        for (const [key, parts] of Map.groupBy(batched, (p) => `${p.itemId}/${p.batchId}/${p.ownerId ?? null}`)) {
          const there = lots.filter((goods) => `${goods.itemId}/${goods.batchId}/${goods.ownerId}` === key);
          expect(sum(parts)).toBeLessThanOrEqual(sum(there));
        }
      }),
    );
  });
});
