import { assert } from '../../kernel/assert.ts';
import { type Rupiah, rupiah } from '../../kernel/rupiah.ts';

/** What one account of a book came to. Debit is above zero, whatever its normal side. */
export interface AccountSums {
  readonly code: string;
  readonly name: string;
  readonly kind: 'asset' | 'liability' | 'equity' | 'income' | 'expense';
  readonly holds: 'cash' | 'bank' | null;
  /** Before the period. What a book was opened with stands before every period that holds the day of its opening. */
  readonly beforeIdr: Rupiah;
  readonly debitIdr: Rupiah;
  readonly creditIdr: Rupiah;
  /** Of `beforeIdr` and of the balance at the end: what was posted before the year of their last day. */
  readonly beforeEarlierIdr: Rupiah;
  readonly earlierIdr: Rupiah;
}

/** What a row is called where it is not an account: `ledger.statements.row.<key>` in web/ledger/words.id.json. */
export const rowKeys = [
  ...(['cash', 'bank', 'stock'] as const),
  ...(['currentAssets', 'currentAssetsSum', 'fixedAssets', 'fixedAssetsSum', 'assetsTotal'] as const),
  ...(['currentDebts', 'currentDebtsSum', 'longDebts', 'longDebtsSum', 'equity', 'equitySum'] as const),
  ...(['resultOfYear', 'resultsKept', 'debtsAndEquityTotal'] as const),
  ...(['memberSales', 'memberCost', 'memberNet', 'otherSales', 'otherCost', 'otherGross'] as const),
  ...(['cooperativeSales', 'cooperativeCost', 'cooperativeGross', 'costsSum', 'resultBeforeTax', 'tax'] as const),
  ...(['result', 'operating', 'depreciation', 'allowance', 'operatingSum'] as const),
  ...(['investing', 'investingSum', 'financing', 'financingSum', 'cashChange', 'cashBefore', 'cashAfter'] as const),
  ...(['results', 'total'] as const),
] as const;
export type RowKey = (typeof rowKeys)[number];

/** A line of a statement as it is read from top to bottom: on screen, on paper and in a sheet alike. */
export interface StatementRow {
  readonly kind: 'part' | 'line' | 'sum' | 'total';
  /** None where the one account behind it gives its name. */
  readonly key: RowKey | null;
  /** One for each column of the statement; none of a heading. */
  readonly amounts: Rupiah[];
  /** Whose postings are behind it. */
  readonly accounts: Named[];
}

export interface Named {
  readonly code: string;
  readonly name: string;
  readonly amounts: Rupiah[];
}

export const statementNames = ['balanceSheet', 'incomeStatement', 'cashFlow', 'equityChanges', 'trialBalance'] as const;
export type StatementName = (typeof statementNames)[number];

/** What stands over the amounts of a statement: `ledger.statements.column.<name>`. */
export const statementColumns = {
  balanceSheet: ['atEnd', 'atStart'],
  incomeStatement: ['period'],
  cashFlow: ['period'],
  equityChanges: ['before', 'increase', 'decrease', 'result', 'after'],
  trialBalance: ['beforeDebit', 'beforeCredit', 'debit', 'credit', 'afterDebit', 'afterCredit'],
} as const satisfies Record<StatementName, readonly string[]>;

/** The statements of a book for a period, all from the same sums. @throws Defect where they do not agree with each other */
export function statementsOf(accounts: readonly AccountSums[]): Readonly<Record<StatementName, StatementRow[]>> {
  return {
    balanceSheet: balanceSheet(accounts),
    incomeStatement: incomeStatement(accounts),
    cashFlow: cashFlow(accounts),
    equityChanges: equityChanges(accounts),
    trialBalance: trialBalance(accounts),
  };
}

const add = (amounts: Iterable<number>): Rupiah => rupiah([...amounts].reduce((sum, amount) => sum + amount, 0));
const movedIdr = ({ debitIdr, creditIdr }: AccountSums): number => debitIdr - creditIdr;
const afterIdr = (account: AccountSums): number => account.beforeIdr + movedIdr(account);

/** Signed as people read the statement: 1 for what stands on the debit side, -1 for what stands on the other. */
type Sign = 1 | -1;
type Columns = (account: AccountSums) => readonly number[];

function named(accounts: readonly AccountSums[], sign: Sign, columns: Columns): Named[] {
  return accounts
    .map((account) => {
      const amounts = columns(account).map((amount) => rupiah(amount === 0 ? 0 : sign * amount));
      return { code: account.code, name: account.name, amounts };
    })
    .filter(({ amounts }) => amounts.some((amount) => amount !== 0));
}

function addUp(rows: readonly { readonly amounts: readonly Rupiah[] }[], width: number): Rupiah[] {
  return Array.from({ length: width }, (_, column) => add(rows.map(({ amounts }) => amounts[column] ?? 0)));
}

function line(accounts: Named[], key: RowKey | null, width = accounts[0]?.amounts.length ?? 1): StatementRow {
  return { kind: 'line', key, accounts, amounts: addUp(accounts, width) };
}

const each = (accounts: readonly Named[]): StatementRow[] => accounts.map((account) => line([account], null));
const sum = (kind: 'sum' | 'total', key: RowKey, amounts: Rupiah[]): StatementRow => ({
  ...{ kind, key, amounts },
  accounts: [],
});

/** A heading, its lines and what they come to; nothing where there are no lines. */
function part(key: RowKey, sumKey: RowKey, lines: readonly StatementRow[]): StatementRow[] {
  if (lines.length === 0) return [];
  const heading: StatementRow = { kind: 'part', key, amounts: [], accounts: [] };
  return [heading, ...lines, sum('sum', sumKey, addUp(lines, lines[0]?.amounts.length ?? 1))];
}

const linesIn = (rows: readonly StatementRow[]) => rows.filter(({ kind }) => kind === 'line');

/** Accounts whose balance is a result: of the year it was made in, and in later years among the results kept. */
const isResult = ({ kind, code }: AccountSums): boolean => kind === 'income' || kind === 'expense' || code === '350000';
const isKept = ({ code }: AccountSums): boolean => code === '360000';

/**
 * Neraca: at the end of the period, and before it. Nobody closes the accounts of a year by a journal: what income and cost came to in
 * earlier years stands among the results kept (360000) from 1 January on, of itself.
 */
function balanceSheet(accounts: readonly AccountSums[]): StatementRow[] {
  const columns: Columns = (account) => [afterIdr(account), account.beforeIdr];
  const assets = (wanted: (code: string, holds: AccountSums['holds']) => boolean) =>
    named(
      accounts.filter(({ kind, code, holds }) => kind === 'asset' && wanted(code, holds)),
      1,
      columns,
    );
  const owed = (wanted: (account: AccountSums) => boolean) => each(named(accounts.filter(wanted), -1, columns));
  const together = (key: RowKey, lines: Named[]) => (lines.length === 0 ? [] : [line(lines, key)]);
  const isStock = (code: string) => /^114[12]/.test(code);
  const isLong = ({ code }: AccountSums) => code.startsWith('22');
  const own = [
    ...part('currentAssets', 'currentAssetsSum', [
      ...together(
        'cash',
        assets((_, holds) => holds === 'cash'),
      ),
      ...together(
        'bank',
        assets((_, holds) => holds === 'bank'),
      ),
      ...each(assets((code, holds) => code < '114' && holds === null)),
      ...together('stock', assets(isStock)),
      ...each(assets((code, holds) => code >= '114' && code < '12' && !isStock(code) && holds === null)),
    ]),
    ...part('fixedAssets', 'fixedAssetsSum', each(assets((code, holds) => code >= '12' && holds === null))),
  ];
  const claims = [
    ...part(
      'currentDebts',
      'currentDebtsSum',
      owed((account) => account.kind === 'liability' && !isLong(account)),
    ),
    ...part(
      'longDebts',
      'longDebtsSum',
      owed((account) => account.kind === 'liability' && isLong(account)),
    ),
    ...part('equity', 'equitySum', [
      ...owed((account) => account.kind === 'equity' && !isResult(account) && !isKept(account)),
      ...resultsOn(accounts),
    ]),
  ];
  const [assetsTotal, claimsTotal] = [addUp(linesIn(own), 2), addUp(linesIn(claims), 2)];
  assert(
    assetsTotal.every((amount, column) => amount === claimsTotal[column]),
    `assets ${assetsTotal} against ${claimsTotal}`,
  );
  return [
    ...own,
    sum('total', 'assetsTotal', assetsTotal),
    ...claims,
    sum('total', 'debtsAndEquityTotal', claimsTotal),
  ];
}

function resultsOn(accounts: readonly AccountSums[]): StatementRow[] {
  const results = accounts.filter(isResult);
  const kept = accounts.filter(isKept);
  const after = add(results.map((account) => account.earlierIdr - afterIdr(account)));
  const before = add(results.map((account) => account.beforeEarlierIdr - account.beforeIdr));
  const keptAfter = add([
    ...results.map(({ earlierIdr }) => -earlierIdr),
    ...kept.map((account) => -afterIdr(account)),
  ]);
  const keptBefore = add([
    ...results.map(({ beforeEarlierIdr }) => -beforeEarlierIdr),
    ...kept.map(({ beforeIdr }) => -beforeIdr),
  ]);
  const row = (key: RowKey, amounts: Rupiah[]): StatementRow => ({ kind: 'line', key, amounts, accounts: [] });
  const keptRow = row('resultsKept', [keptAfter, keptBefore]);
  return [...(keptAfter === 0 && keptBefore === 0 ? [] : [keptRow]), row('resultOfYear', [after, before])];
}

/**
 * Perhitungan hasil usaha: what trade with members left, what trade with others left, what else came in, and what it cost. What was sold
 * to other cooperatives is told apart where there was any.
 */
function incomeStatement(accounts: readonly AccountSums[]): StatementRow[] {
  const moved: Columns = (account) => [movedIdr(account)];
  const of = (kind: 'income' | 'expense', wanted: (code: string) => boolean) =>
    named(
      accounts.filter((account) => account.kind === kind && wanted(account.code)),
      -1,
      moved,
    );
  const trade = (buyer: '1' | '2' | '4', keys: readonly [RowKey, RowKey, RowKey]): StatementRow[] => {
    const lines = [
      line(
        of('income', (code) => code.startsWith(`41${buyer}`)),
        keys[0],
      ),
      line(
        of('expense', (code) => code.startsWith(`51${buyer}`)),
        keys[1],
      ),
    ];
    return [...lines, sum('sum', keys[2], addUp(lines, 1))];
  };
  const cooperatives = trade('4', ['cooperativeSales', 'cooperativeCost', 'cooperativeGross']);
  const costs = each(of('expense', (code) => !/^5(1[124]|3)/.test(code)));
  const beforeTax = [
    ...trade('1', ['memberSales', 'memberCost', 'memberNet']),
    ...trade('2', ['otherSales', 'otherCost', 'otherGross']),
    ...(cooperatives.some(({ accounts: behind }) => behind.length > 0) ? cooperatives : []),
    ...each(of('income', (code) => !/^41[124]/.test(code))),
    ...costs,
    ...(costs.length > 1 ? [sum('sum', 'costsSum', addUp(costs, 1))] : []),
  ];
  const tax = line(
    of('expense', (code) => code.startsWith('53')),
    'tax',
  );
  const rows = [...beforeTax, sum('sum', 'resultBeforeTax', addUp(linesIn(beforeTax), 1)), tax];
  const result = addUp(linesIn(rows), 1);
  assert(result[0] === resultOf(accounts), 'an account of income or cost that no line tells');
  return [...rows, sum('total', 'result', result)];
}

/** SHU of the period; a loss is below zero. */
export function resultOf(accounts: readonly AccountSums[]): Rupiah {
  return add(accounts.filter(({ kind }) => kind === 'income' || kind === 'expense').map((each) => -movedIdr(each)));
}

/** Arus kas, indirectly: from the result to what is in the till and at the bank, by what else moved. */
function cashFlow(accounts: readonly AccountSums[]): StatementRow[] {
  const balances = accounts.filter(({ kind, holds }) => kind !== 'income' && kind !== 'expense' && holds === null);
  const purposeOf = ({ code, kind }: AccountSums): 'investing' | 'financing' | 'operating' => {
    if (kind === 'equity' || /^2(12|15|2)/.test(code)) return 'financing';
    return code.startsWith('12') && !code.startsWith('129') ? 'investing' : 'operating';
  };
  const of = (purpose: ReturnType<typeof purposeOf>) =>
    named(
      balances.filter((account) => purposeOf(account) === purpose),
      -1,
      (account) => [movedIdr(account)],
    );
  const operating = of('operating');
  const apart = (codes: RegExp, key: RowKey) => {
    const found = operating.filter(({ code }) => codes.test(code));
    return found.length === 0 ? [] : [line(found, key)];
  };
  const result: StatementRow = { kind: 'line', key: 'result', amounts: [resultOf(accounts)], accounts: [] };
  const flows = [
    ...part('operating', 'operatingSum', [
      result,
      ...apart(/^129/, 'depreciation'),
      ...apart(/^1139/, 'allowance'),
      ...each(operating.filter(({ code }) => code < '114' && !code.startsWith('1139'))),
      ...apart(/^114[12]/, 'stock'),
      ...each(operating.filter(({ code }) => code >= '114' && !/^(114[12]|129)/.test(code))),
    ]),
    ...part('investing', 'investingSum', each(of('investing'))),
    ...part('financing', 'financingSum', each(of('financing'))),
  ];
  const money = accounts.filter(({ holds }) => holds !== null);
  const before = add(money.map(({ beforeIdr }) => beforeIdr));
  const change = addUp(linesIn(flows), 1);
  const after = add(money.map(afterIdr));
  assert(before + (change[0] ?? 0) === after, 'a movement of money that no line tells');
  return [
    ...flows,
    sum('sum', 'cashChange', change),
    sum('sum', 'cashBefore', [before]),
    sum('total', 'cashAfter', [after]),
  ];
}

/** Perubahan ekuitas: of each part of own capital what it was, what came, what went, the result, and what it is. */
function equityChanges(accounts: readonly AccountSums[]): StatementRow[] {
  const isOfResults = (account: AccountSums) => isResult(account) || isKept(account);
  const own = named(
    accounts.filter((account) => account.kind === 'equity' && !isOfResults(account)),
    1,
    (account) => [-account.beforeIdr, account.creditIdr, -account.debitIdr, 0, -afterIdr(account)],
  );
  const ofResults = accounts.filter(isOfResults);
  const posted = ofResults.filter(({ kind }) => kind === 'equity');
  const results: StatementRow = {
    ...{ kind: 'line', key: 'results', accounts: [] },
    amounts: [
      add(ofResults.map(({ beforeIdr }) => -beforeIdr)),
      add(posted.map(({ creditIdr }) => creditIdr)),
      add(posted.map(({ debitIdr }) => -debitIdr)),
      resultOf(accounts),
      add(ofResults.map((account) => -afterIdr(account))),
    ],
  };
  const lines = [...each(own), results];
  return [...lines, sum('total', 'total', addUp(lines, 5))];
}

/** Neraca saldo: before, moved and after, debit and credit apart. */
function trialBalance(accounts: readonly AccountSums[]): StatementRow[] {
  const sides = (amount: number): [number, number] => (amount < 0 ? [0, -amount] : [amount, 0]);
  const columns: Columns = (account) => [
    ...sides(account.beforeIdr),
    ...[account.debitIdr, account.creditIdr],
    ...sides(afterIdr(account)),
  ];
  const lines = each(named(accounts, 1, columns));
  const totals = addUp(lines, 6);
  assert(
    totals[0] === totals[1] && totals[2] === totals[3] && totals[4] === totals[5],
    `debit is not credit: ${totals}`,
  );
  return [...lines, sum('total', 'total', totals)];
}
