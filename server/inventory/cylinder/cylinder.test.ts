import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { businessDate } from '../../kernel/business-date.ts';
import { id } from '../../kernel/ids.ts';
import { rupiah } from '../../kernel/rupiah.ts';
import {
  type CylinderAct,
  type Cylinders,
  type CylindersAsked,
  countedStates,
  decideCylinders,
  keyOf,
  noCylinders,
} from './cylinder.ts';

const agent = id<'partner'>('01980000-0000-7000-8000-000000000009');
const about = { occurredOn: businessDate('2025-11-27'), source: { kind: 'uji/tabung', id: 'x' } } as const;

function asked(act: CylinderAct, qty: number, sizeKg10 = 55, ownerId?: typeof agent): CylindersAsked {
  return { ...act, sizeKg10, qty, ...about, ...(ownerId === undefined ? {} : { ownerId }) };
}

function left(acts: readonly CylindersAsked[], sizeKg10 = 55, ownerId?: string): Cylinders {
  return decideCylinders(acts, new Map()).after.get(keyOf(sizeKg10, ownerId)) ?? noCylinders;
}

const tenFull = asked({ act: 'enter', state: 'full', valueIdr: rupiah(3_000_000) }, 10);

describe('cylinders of a size and owner (domain 6.3)', () => {
  test('ISI_ULANG: an empty comes in, a full one goes out, none is owned more or less', () => {
    expect(left([tenFull, asked({ act: 'refill' }, 3)])).toMatchObject({
      at: { full: 7, empty: 3 },
      pool: { qtyBase: 10 },
    });
  });

  test('TABUNG_BARU sold leaves at the average; on deposit it stays ours, at a customer', () => {
    const decision = decideCylinders([tenFull, asked({ act: 'sell' }, 1), asked({ act: 'deposit' }, 2)], new Map());
    expect(decision.moved[1]).toEqual({ outIdr: 300_000, inIdr: 0, shortQty: 0 });
    expect(decision.after.get(keyOf(55, undefined))).toMatchObject({
      ...{ at: { full: 7, customer: 2 }, pool: { qtyBase: 9, valueIdr: 2_700_000 } },
    });
    expect(left([tenFull, asked({ act: 'deposit' }, 2), asked({ act: 'take_back' }, 1)])).toMatchObject({
      at: { full: 8, empty: 1, customer: 1 },
    });
  });

  test('TUKAR_TAMBAH: two empty 3 kg come in for one full 5.5 kg', () => {
    const trade = asked({ act: 'trade_in', brought: { sizeKg10: 30, qty: 2, valueIdr: rupiah(200_000) } }, 1);
    expect(left([tenFull, trade])).toMatchObject({ at: { full: 9 }, pool: { qtyBase: 9 } });
    expect(left([tenFull, trade], 30)).toMatchObject({ at: { empty: 2 }, pool: { qtyBase: 2, valueIdr: 200_000 } });
  });

  test('empties are exchanged for full at the door, or sent and fetched later', () => {
    const emptied = [tenFull, asked({ act: 'refill' }, 6)];
    expect(left([...emptied, asked({ act: 'exchange' }, 5)])).toMatchObject({ at: { full: 9, empty: 1 } });
    const sent = [...emptied, asked({ act: 'send_empty' }, 6)];
    expect(left(sent)).toMatchObject({ at: { full: 4, empty: 0, agent: 6 } });
    expect(left([...sent, asked({ act: 'receive_full' }, 4)])).toMatchObject({ at: { full: 8, agent: 2 } });
  });

  test('borrowed ones are worth nothing to us and stay apart from our own', () => {
    const borrowed = asked({ act: 'enter', state: 'full', valueIdr: rupiah(900_000) }, 3, 55, agent);
    expect(left([tenFull, borrowed], 55, agent)).toMatchObject({ at: { full: 3 }, pool: { qtyBase: 3, valueIdr: 0 } });
    expect(left([tenFull, borrowed])).toMatchObject({ pool: { qtyBase: 10, valueIdr: 3_000_000 } });
  });

  test('what the books did not have comes out of lost and found, and its shortage is told', () => {
    const decision = decideCylinders([asked({ act: 'refill' }, 2)], new Map());
    expect(decision.short).toEqual([{ sizeKg10: 55, state: 'full', available: 0, wanted: 2 }]);
    expect(decision.after.get(keyOf(55, undefined))).toMatchObject({ at: { full: 0, empty: 2, lost_found: -2 } });
    expect(left([asked({ act: 'sell' }, 1)])).toMatchObject({ at: { lost_found: 0 }, pool: { qtyBase: 0 } });
  });

  test('whatever happens: full + empty + damaged + with agent + at customers + lost = owned + borrowed', () => {
    const state = fc.constantFrom(...countedStates);
    const act: fc.Arbitrary<CylinderAct> = fc.oneof(
      fc.record({
        act: fc.constantFrom(
          'refill',
          'sell',
          'deposit',
          'take_back',
          'exchange',
          'send_empty',
          'receive_full',
          'repair',
        ),
      }),
      fc.record({ act: fc.constant('damage' as const), state: fc.constantFrom('full', 'empty', 'customer') }),
      fc.record({ act: fc.constantFrom('lose', 'find', 'leave'), state }),
      fc.record({
        ...{ act: fc.constant('enter' as const), state },
        valueIdr: fc.integer({ min: 0, max: 1_000_000 }).map(rupiah),
      }),
      fc.record({
        act: fc.constant('trade_in' as const),
        brought: fc.record({ sizeKg10: fc.constantFrom(30, 120), qty: fc.integer({ min: 1, max: 3 }) }),
      }),
    );
    const anyAct = fc
      .tuple(act, fc.integer({ min: 1, max: 5 }), fc.constantFrom(30, 55, 120), fc.constantFrom(undefined, agent))
      .map((given) => asked(...given));
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 30 }), (acts) => {
        const decision = decideCylinders(acts, new Map());
        const entered = new Map<string, number>();
        for (const step of decision.steps) {
          const key = keyOf(step.sizeKg10, step.asked.ownerId);
          const change = step.from === 'outside' ? step.qty : step.to === 'outside' ? -step.qty : 0;
          entered.set(key, (entered.get(key) ?? 0) + change);
        }
        for (const [key, { at, pool }] of decision.after) {
          expect(Object.values(at).reduce((sum, qty) => sum + qty, 0)).toBe(entered.get(key));
          expect(pool.qtyBase).toBe(entered.get(key));
          expect(Math.min(...countedStates.map((each) => at[each]))).toBeGreaterThanOrEqual(0);
          expect(pool.qtyBase > 0 || pool.valueIdr === 0).toBe(true);
        }
      }),
    );
  });
});
