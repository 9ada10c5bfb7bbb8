import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rupiah } from '../../kernel/rupiah.ts';
import { addFigures, figuresOf } from './city-figures.ts';
import { type AccountSums, resultOf, type StatementRow, statementsOf } from './statement.ts';

const kinds = ['asset', 'liability', 'equity', 'income', 'expense'] as const;

/** An account with what it was before the period, and debit and credit within it. */
function account(code: string, [before, debit, credit]: readonly [number, number, number], earlier = 0): AccountSums {
  const holds = code.startsWith('111') ? 'cash' : code.startsWith('112') ? 'bank' : null;
  return {
    ...{ code, name: `Akun ${code}`, kind: kinds[Number(code[0]) - 1] ?? 'asset', holds },
    ...{ beforeIdr: rupiah(before), debitIdr: rupiah(debit), creditIdr: rupiah(credit) },
    ...{ beforeEarlierIdr: rupiah(earlier), earlierIdr: rupiah(earlier) },
  };
}

const told = (rows: readonly StatementRow[]) =>
  rows
    .filter(({ kind }) => kind !== 'part')
    .map(({ key, amounts, accounts }) => [key ?? accounts[0]?.code, ...amounts]);

describe('arus kas', () => {
  test('tells a purchase of equipment as investing, a loan and savings as financing, an allowance as no money', () => {
    const { cashFlow } = statementsOf([
      account('111000', [100, 500, 160]),
      account('113900', [0, 0, 20]),
      account('121000', [0, 90, 0]),
      account('212000', [-100, 50, 0]),
      account('215000', [0, 0, 7]),
      account('221000', [0, 0, 400]),
      account('310000', [0, 0, 73]),
      account('525000', [0, 20, 0]),
      account('360000', [0, 0, 0]),
    ]);
    expect(told(cashFlow)).toEqual([
      ['result', -20],
      ['allowance', 20],
      ['operatingSum', 0],
      ['121000', -90],
      ['investingSum', -90],
      ['212000', -50],
      ['215000', 7],
      ['221000', 400],
      ['310000', 73],
      ['financingSum', 430],
      ['cashChange', 340],
      ['cashBefore', 100],
      ['cashAfter', 440],
    ]);
  });
});

describe('PHU', () => {
  test('takes tax off last, and knows accounts a cooperative added itself', () => {
    const { incomeStatement } = statementsOf([
      account('111000', [0, 1_000, 130]),
      account('413500', [0, 0, 1_000]),
      account('528000', [0, 30, 0]),
      account('531000', [0, 100, 0]),
    ]);
    expect(told(incomeStatement).slice(6)).toEqual([
      ['413500', 1_000],
      ['528000', -30],
      ['resultBeforeTax', 970],
      ['tax', -100],
      ['result', 870],
    ]);
  });
});

describe('neraca', () => {
  test('groups cash, bank and stock, keeps cylinders and long debts apart, and shows a loss in brackets', () => {
    const { balanceSheet } = statementsOf([
      account('111000', [10, 0, 5]),
      account('112100', [20, 0, 0]),
      account('112200', [5, 0, 0]),
      account('114101', [7, 0, 0]),
      account('114201', [3, 0, 0]),
      account('114301', [9, 0, 0]),
      account('221000', [-30, 0, 0]),
      account('310000', [-24, 0, 0]),
      account('521000', [0, 5, 0]),
    ]);
    expect(told(balanceSheet)).toEqual([
      ['cash', 5, 10],
      ['bank', 25, 25],
      ['stock', 10, 10],
      ['114301', 9, 9],
      ['currentAssetsSum', 49, 54],
      ['assetsTotal', 49, 54],
      ['221000', 30, 30],
      ['longDebtsSum', 30, 30],
      ['310000', 24, 24],
      ['resultOfYear', -5, 0],
      ['equitySum', 19, 24],
      ['debtsAndEquityTotal', 49, 54],
    ]);
  });

  test('that does not balance is a defect: nobody is shown it', () => {
    expect(() => statementsOf([account('111000', [1, 0, 0])])).toThrow('assets');
  });
});

const someBook = fc
  .array(
    fc.record({
      pair: fc.uniqueArray(
        fc.constantFrom(
          '111000',
          '112100',
          '113100',
          '114101',
          '121000',
          '129000',
          '211000',
          '212000',
          '310000',
          '350000',
          '360000',
          '411000',
          '414000',
          '419000',
          '511000',
          '524000',
          '531000',
        ),
        { minLength: 2, maxLength: 2 },
      ),
      isBefore: fc.boolean(),
      amount: fc.integer({ min: 1, max: 1_000_000_000 }),
    }),
    { maxLength: 30 },
  )
  .map((moves) => {
    const sums = new Map<string, [number, number, number]>();
    for (const { pair, isBefore, amount } of moves)
      for (const [side, code] of pair.entries()) {
        const [before, debit, credit] = sums.get(code) ?? [0, 0, 0];
        if (isBefore) sums.set(code, [before + (side === 0 ? amount : -amount), debit, credit]);
        else sums.set(code, side === 0 ? [before, debit + amount, credit] : [before, debit, credit + amount]);
      }
    return [...sums].map(([code, amounts]) => account(code, amounts));
  });

describe('whatever was posted', () => {
  test('the statements agree with each other and with the city\u2019s figures, to the rupiah', () => {
    fc.assert(
      fc.property(someBook, (accounts) => {
        const { balanceSheet, incomeStatement, cashFlow, equityChanges } = statementsOf(accounts);
        const at = (rows: readonly StatementRow[], key: string, column = 0) =>
          rows.find((row) => row.key === key)?.amounts[column] ?? 0;
        const figures = figuresOf(accounts);
        expect(at(balanceSheet, 'assetsTotal')).toBe(at(balanceSheet, 'debtsAndEquityTotal'));
        expect(at(balanceSheet, 'equitySum')).toBe(at(equityChanges, 'total', 4));
        expect(at(incomeStatement, 'result')).toBe(at(equityChanges, 'results', 3));
        expect(at(cashFlow, 'cashAfter')).toBe(at(balanceSheet, 'cash') + at(balanceSheet, 'bank'));
        expect(figures).toMatchObject({
          moneyIdr: at(cashFlow, 'cashAfter'),
          assetsIdr: at(balanceSheet, 'assetsTotal'),
          equityIdr: at(balanceSheet, 'equitySum'),
          resultIdr: resultOf(accounts),
        });
        expect(addFigures([figures, figures]).assetsIdr).toBe(2 * figures.assetsIdr);
      }),
    );
  });
});
