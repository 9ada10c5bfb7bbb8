import { type Rupiah, rupiah } from '../../kernel/rupiah.ts';
import type { AccountSums } from './statement.ts';

export interface CityFigures {
  /** In the till and at the bank. */
  readonly moneyIdr: Rupiah;
  readonly stockIdr: Rupiah;
  readonly assetsIdr: Rupiah;
  readonly debtsIdr: Rupiah;
  /** Own capital with the result that is not shared yet. */
  readonly equityIdr: Rupiah;
  readonly salesIdr: Rupiah;
  readonly resultIdr: Rupiah;
}

/** What a book comes to, in the few figures a city compares. */
export function figuresOf(accounts: readonly AccountSums[]): CityFigures {
  const at = (wanted: (account: AccountSums) => boolean) =>
    of(accounts.filter(wanted), ({ beforeIdr, debitIdr, creditIdr }) => beforeIdr + debitIdr - creditIdr);
  const moved = (wanted: (account: AccountSums) => boolean) =>
    of(accounts.filter(wanted), ({ debitIdr, creditIdr }) => creditIdr - debitIdr);
  const isResult = ({ kind }: AccountSums) => kind === 'income' || kind === 'expense';
  const assetsIdr = at(({ kind }) => kind === 'asset');
  const debtsIdr = rupiah(0 - at(({ kind }) => kind === 'liability'));
  return {
    moneyIdr: at(({ holds }) => holds !== null),
    stockIdr: at(({ code }) => /^114[12]/.test(code)),
    assetsIdr,
    debtsIdr,
    equityIdr: rupiah(assetsIdr - debtsIdr),
    salesIdr: moved(({ code, kind }) => kind === 'income' && /^41[124]/.test(code)),
    resultIdr: moved(isResult),
  };
}

/** Sums of the figures, not a merged book: what cooperatives owe each other stays on both sides. */
export function addFigures(all: readonly CityFigures[]): CityFigures {
  const sum = (name: keyof CityFigures) => of(all, (figures) => figures[name]);
  return {
    ...{ moneyIdr: sum('moneyIdr'), stockIdr: sum('stockIdr'), assetsIdr: sum('assetsIdr') },
    ...{ debtsIdr: sum('debtsIdr'), equityIdr: sum('equityIdr'), salesIdr: sum('salesIdr') },
    resultIdr: sum('resultIdr'),
  };
}

function of<Item>(items: readonly Item[], amount: (item: Item) => number): Rupiah {
  return rupiah(items.reduce((sum, item) => sum + amount(item), 0));
}
