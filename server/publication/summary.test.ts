import { describe, expect, test } from 'vitest';
import { countStates } from './summary.ts';

describe('the counts of a city keep the two axes apart', () => {
  test('a cooperative that trades and builds is counted once on each', () => {
    const counts = countStates([
      { facility: 'under_construction', operation: 'trading', withBumnPartner: true },
      { facility: 'proposed', operation: 'unknown', withBumnPartner: false },
    ]);
    expect(counts).toEqual({
      cooperatives: 2,
      facility: { none: 0, proposed: 1, designated: 0, underConstruction: 1, handedOver: 0 },
      operation: { trading: 1, notTrading: 0, unknown: 1, withBumnPartner: 1 },
    });
  });

  test('an agreement with a partner is no trade: only who trades is counted with one', () => {
    const counts = countStates([{ facility: 'proposed', operation: 'not_trading', withBumnPartner: true }]);
    expect(counts.operation).toEqual({ trading: 0, notTrading: 1, unknown: 0, withBumnPartner: 0 });
  });
});
