import { spawnSync } from 'node:child_process';
import { readXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, test } from 'vitest';
import { present } from '../server/kernel/assert.ts';
import { businessDate } from '../server/kernel/business-date.ts';
import { type Call, pathOf } from '../server/kernel/call.ts';
import * as ledger from '../server/ledger/public.ts';
import {
  accountBookCall,
  accountBookPdfCall,
  accountBookYearCall,
  cityStatementsCall,
  getStatementsCall,
  hledgerCall,
  listBookAccountsCall,
  statementsPdfCall,
  statementsXlsxCall,
} from '../server/ledger/statements/statement.schema.ts';
import { journalOf, type Said, workedExample } from '../server/ledger/statements/testing/book.ts';
import { wholeRegency } from '../server/platform/jobs/tasks.ts';
import { caller } from './testing/calls.ts';
import { testCities } from './testing/city.ts';

// Today is 27 Nov 2025; the first cooperative is that of the local roles.
const cities = testCities();
const { ask, done, unmet } = caller(cities);
const machine = { role: 'machine' } as const;
const cooperative = (nth: number) => present(cities.here.register[nth], `cooperative ${nth}`);
const params = (nth = 0) => ({ cooperativeId: cooperative(nth).id });

/** A till of which November is told line by line, one of them late and one corrected. */
const november: readonly Said[] = [
  {
    on: '2025-11-02',
    description: 'Penjualan beras',
    evidence: 'KM-0001',
    moves: { 111000: 655_000, 411000: -655_000 },
  },
  {
    on: '2025-11-05',
    description: 'Setor ke bank',
    evidence: '=SUM(A1)',
    moves: { 112100: 500_000, 111000: -500_000 },
  },
];

beforeAll(async () => {
  await cities.database.app.inRegency(wholeRegency(cities.here.regency.id), async (tx) => {
    for (const [nth, said] of [[...workedExample.slice(0, -1), ...november], workedExample.slice(0, 1)].entries()) {
      const { id } = cooperative(nth);
      await ledger.openBook(tx, machine, id, businessDate('2025-01-01'));
      await ledger.postJournals(
        tx,
        machine,
        said.map((each) => journalOf(id, each)),
      );
    }
  });
});

const amountOf = (rows: readonly { key: string | null; amounts: readonly number[] }[], key: string) =>
  rows.find((row) => row.key === key)?.amounts[0];

describe('the statements of a book', () => {
  test('are read by its treasurer, by the Dinas and by the auditor, of any period up to today', async () => {
    for (const role of ['cooperative-treasurer', 'dinas-head', 'auditor'] as const) {
      const { json } = await done(role, getStatementsCall, { params: params() });
      expect(json).toMatchObject({ from: '2025-01-01', to: '2025-11-27', openedOn: '2025-01-01', sample: false });
      expect(amountOf(json.incomeStatement, 'result')).toBe(25_500_000 + 655_000);
    }
    const query = { from: '2025-05-06', to: '2030-01-01' };
    const { json } = await done('dinas-officer', getStatementsCall, { params: params(), query });
    expect(json).toMatchObject({ from: '2025-05-06', to: '2025-11-27' });
    expect(amountOf(json.incomeStatement, 'memberNet')).toBe(655_000);
    expect(amountOf(json.incomeStatement, 'otherGross')).toBe(16_000_000);
  });

  test('begin where the book begins: no day before it is told a balance', async () => {
    const years = { params: params(), query: { from: '2020-01-01' } };
    expect((await done('dinas-head', getStatementsCall, years)).json.from).toBe('2025-01-01');
    const before = { params: params(), query: { from: '2024-01-01', to: '2024-12-31' } };
    expect((await done('dinas-head', getStatementsCall, before)).json).toMatchObject({
      from: '2024-01-01',
      trialBalance: [{}],
    });
  });

  test('are not for who has no business with books, nor of another cooperative, nor of one without', async () => {
    for (const role of ['member', 'cooperative-cashier', 'partner'] as const)
      expect((await ask(role, getStatementsCall, { params: params() })).refusal, role).toBe('access/not-allowed');
    for (const call of [getStatementsCall, statementsPdfCall, statementsXlsxCall, hledgerCall, listBookAccountsCall])
      expect((await ask('cooperative-treasurer', call, { params: params(1) })).refusal, call.name).toBe(
        'ledger/book-not-found',
      );
    for (const call of [accountBookCall, accountBookPdfCall, accountBookYearCall])
      expect((await ask('dinas-head', call, { params: params(2) })).refusal, call.name).toBe('ledger/book-not-found');
  });

  test('end after they begin', async () => {
    const query = { from: '2025-11-20', to: '2025-11-19' };
    for (const call of [getStatementsCall, statementsPdfCall, statementsXlsxCall, accountBookCall, accountBookPdfCall])
      expect((await ask('dinas-head', call, { params: params(), query })).refusal, call.name).toBe(
        'ledger/period-reversed',
      );
    expect((await ask('dinas-head', cityStatementsCall, { query })).refusal).toBe('ledger/period-reversed');
    const future = { params: params(), query: { year: '2026' } };
    expect((await ask('dinas-head', accountBookYearCall, future)).refusal).toBe('ledger/period-reversed');
  });
});

describe('Buku Kas', () => {
  test('begins with the balance of last month, counts its lines and keeps a running balance, page by page', async () => {
    const query = { from: '2025-11-01', to: '2025-11-30', limit: '2' };
    const { json } = await done('cooperative-treasurer', accountBookCall, { params: params(), query });
    expect(json).toMatchObject({ account: { code: '111000', holds: 'cash' }, total: 3 });
    const told = (rows: Record<string, unknown>[]) =>
      rows.map((row) => [row.no, row.on, row.description, row.evidence, row.debitIdr, row.creditIdr, row.balanceIdr]);
    expect(told(json.rows)).toEqual([
      [null, '2025-11-01', 'Saldo Bulan Lalu', null, null, null, 14_250_000],
      [1, '2025-11-02', 'Penjualan beras', 'KM-0001', 655_000, null, 14_905_000],
      [2, '2025-11-05', 'Setor ke bank', '=SUM(A1)', null, 500_000, 14_405_000],
    ]);
    const next = await done('cooperative-treasurer', accountBookCall, {
      params: params(),
      query: { ...query, after: json.next },
    });
    expect(told(next.json.rows)).toEqual([[3, '2025-11-10', 'Uji', null, 4_000_000, null, 18_405_000]]);
    expect(next.json.next).toBeNull();
    const nowhere = { params: params(), query: { ...query, after: 'bukan-kursor' } };
    expect((await done('cooperative-treasurer', accountBookCall, nowhere)).json.rows).toEqual([]);
  });

  test('is taken away with its columns in the order of the books kept by hand, and starts no formula', async () => {
    const csv = (await take(accountBookCall, '.csv', '?from=2025-11-01'))
      .toString()
      .replace('\ufeff', '')
      .split('\r\n');
    expect(csv.slice(0, 4)).toEqual([
      'No,Tanggal,Uraian,Bukti,Debet,Kredit,Saldo,Keterangan',
      ',2025-11-01,Saldo Bulan Lalu,,,,14250000,',
      '1,2025-11-02,Penjualan beras,KM-0001,655000,,14905000,',
      "2,2025-11-05,Setor ke bank,'=SUM(A1),,500000,14405000,",
    ]);
    const { sheets } = await readXlsx(await take(accountBookYearCall));
    expect(sheets.map(({ name }) => name)).toEqual([
      ...['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov'].map((month) => `${month} 2025`),
      'Keterangan',
    ]);
    expect(sheets[10]?.rows.map((row) => [row[0] ?? null, row[2], row[6]])).toEqual([
      ['No', 'Uraian', 'Saldo'],
      [null, 'Saldo Bulan Lalu', 14_250_000],
      [1, 'Penjualan beras', 14_905_000],
      [2, 'Setor ke bank', 14_405_000],
      [3, 'Uji', 18_405_000],
    ]);
  });

  test('is of an account there is', async () => {
    for (const call of [accountBookCall, accountBookPdfCall, accountBookYearCall])
      expect((await ask('dinas-head', call, { params: params(), query: { code: '999999' } })).refusal, call.name).toBe(
        'ledger/account-not-found',
      );
  });

  test('is too long for paper beyond 2,000 lines', async () => {
    const many = Array.from({ length: 2_001 }, () => ({ on: '2025-10-20', moves: { 112300: 1, 419000: -1 } }));
    await cities.database.app.inRegency(wholeRegency(cities.here.regency.id), (tx) =>
      ledger.postJournals(
        tx,
        machine,
        many.map((said) => journalOf(cooperative(1).id, said)),
      ),
    );
    const asked = { params: params(1), query: { code: '112300', from: '2025-10-01', to: '2025-10-31' } };
    expect(await ask('dinas-head', accountBookPdfCall, asked)).toMatchObject({
      refusal: 'ledger/too-long-for-paper',
      json: { lines: 2_001, linesMax: 2_000 },
    });
    const last = { params: params(1), query: { ...asked.query, limit: '200' } };
    let after: string | null = null;
    let lines = 0;
    let balance = 0;
    do {
      const page = await done('dinas-head', accountBookCall, {
        ...last,
        query: { ...last.query, ...(after && { after }) },
      });
      lines += page.json.rows.length;
      balance = page.json.rows.at(-1).balanceIdr;
      after = page.json.next;
    } while (after !== null);
    expect([lines, balance], 'its pages tell each line once').toEqual([2_002, 2_001]);
  });
});

describe('on paper and in a workbook', { timeout: 60_000 }, () => {
  test('statements and books are accessible PDFs', async () => {
    for (const path of [
      pathOf(statementsPdfCall, { regency: cities.here.code, ...params() }),
      `${pathOf(statementsPdfCall, { regency: cities.here.code, ...params() })}?only=trialBalance`,
      `${pathOf(accountBookPdfCall, { regency: cities.here.code, ...params() })}?from=2025-11-01`,
    ]) {
      const { status, bytes } = await (await treasurer()).take(path);
      expect([status, bytes.subarray(0, 5).toString()], path).toEqual([200, '%PDF-']);
    }
  });

  test('the workbook has a sheet for each statement, its sources last', async () => {
    const { sheets } = await readXlsx(await take(statementsXlsxCall));
    expect(sheets.map(({ name }) => name)).toEqual([
      ...['Neraca', 'Perhitungan hasil usaha', 'Arus kas', 'Perubahan ekuitas', 'Neraca saldo', 'Keterangan'],
    ]);
    const total = sheets[0]?.rows.find((row) => row[1] === 'Total aset');
    expect(total?.[2]).toBe(102_655_000);
    expect(sheets[4]?.rows.some((row) => row[0] === '411000')).toBe(true);
  });
});

describe('the city', () => {
  test('adds up its books without merging them', async () => {
    const { json } = await done('dinas-head', cityStatementsCall);
    expect(json.total).toBe(2);
    for (const name of ['moneyIdr', 'assetsIdr', 'debtsIdr', 'equityIdr', 'salesIdr', 'resultIdr'])
      expect(json.sum[name], name).toBe(
        json.rows.reduce((sum: number, row: Record<string, number>) => sum + (row[name] ?? 0), 0),
      );
    expect(json.sum.assetsIdr).toBe(json.sum.debtsIdr + json.sum.equityIdr);
    const own = await done('cooperative-treasurer', cityStatementsCall);
    expect(own.json).toMatchObject({ total: 1, rows: [{ cooperative: { id: cooperative(0).id } }] });
    expect(own.json.sum.assetsIdr).toBe(102_655_000);
  });
});

const program = 'hledger'; // where it is installed; it comes with no package of ours
const hledger = (args: readonly string[], input: Buffer) =>
  spawnSync(program, ['-f', '-', ...args], { input, encoding: 'utf8' });
const hasHledger = spawnSync(program, ['--version']).status === 0;

describe('the journals as hledger reads them', () => {
  /** Words that would end a name or begin a comment, a line, an amount or a tag. */
  const nasty = [
    '; semua',
    '(1) * ! kas',
    'dua  spasi',
    'baris\nbaru',
    'a | b',
    '2025-11-01 * lagi',
    'date: 2025-13-45',
  ];
  beforeAll(async () => {
    await cities.database.app.inRegency(wholeRegency(cities.here.regency.id), async (tx) => {
      const { id } = cooperative(3);
      await ledger.openBook(tx, machine, id, businessDate('2025-01-01'));
      const said = [
        ...workedExample,
        ...nasty.map((description) => ({
          on: '2025-11-11',
          description,
          evidence: description,
          moves: { 111000: 7, 419000: -7 },
        })),
        { on: '2024-12-30', moves: { 111000: 100, 411000: -100 } },
      ];
      await ledger.postJournals(
        tx,
        machine,
        said.map((each) => journalOf(id, each)),
      );
    });
  });

  async function exported(query = ''): Promise<Buffer> {
    const { status, bytes } = await (await cities.signIn('dinas-head')).take(
      `${pathOf(hledgerCall, { regency: cities.here.code, ...params(3) })}${query}`,
    );
    expect(status).toBe(200);
    return bytes;
  }

  test('tell of each its day, number and postings, and nothing posted later than asked', async () => {
    const text = (await exported('?to=2025-11-11')).toString();
    expect(text.split('\n').filter((line) => line.startsWith('account asset:11'))[0]).toBe(
      'account asset:111000 Kas  ; type: C',
    );
    expect(text).toContain(
      '2025-01-01 * (21) Uji  ; source: uji/jurnal, occurred: 2024-12-30\n    asset:111000 Kas  100 IDR\n',
    );
    expect(text).toContain('(14) , semua  ; source: uji/jurnal, evidence:   semua\n');
    expect(text).not.toContain('2025-12-31');
    expect(text.match(/^2025-/gm)).toHaveLength(workedExample.length - 1 + nasty.length + 1);
  });

  test.runIf(hasHledger)('come to our own trial balance (needs hledger)', async () => {
    for (const to of ['2025-11-27', '2025-09-15', '2025-02-01']) {
      const { stdout, stderr, status } = hledger(['balance', '--flat', '-N', '-O', 'csv'], await exported(`?to=${to}`));
      expect([status, stderr]).toEqual([0, '']);
      const theirs = stdout
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => /^"\w+:(\d{6}) .*","(-?\d+) IDR"$/.exec(line))
        .map((found) => [found?.[1], Number(found?.[2])]);
      const { json } = await done('dinas-head', getStatementsCall, {
        params: params(3),
        query: { from: '2025-01-01', to },
      });
      const ours = json.trialBalance
        .filter((row: { kind: string }) => row.kind === 'line')
        .map((row: { accounts: { code: string; amounts: number[] }[] }) => {
          const [account] = row.accounts;
          return [account?.code, (account?.amounts[4] ?? 0) - (account?.amounts[5] ?? 0)];
        })
        .filter(([, amount]: [string, number]) => amount !== 0);
      const byCode = (a: (string | number | undefined)[], b: (string | number | undefined)[]) =>
        Number(a[0]) - Number(b[0]);
      expect(ours.length).toBeGreaterThan(10);
      expect(theirs.toSorted(byCode)).toEqual(ours.toSorted(byCode));
    }
  });

  test.runIf(hasHledger)(
    'are found unbalanced by hledger where a posting is missing: the control (needs hledger)',
    async () => {
      const broken = Buffer.from(
        (await exported()).toString().replace('    asset:111000 Kas  100 IDR\n', '    asset:111000 Kas  99 IDR\n'),
      );
      expect(hledger(['balance'], broken).status).not.toBe(0);
    },
  );
});

test('each refusal that a call of statements declares was met', () => {
  const own = [
    ...[accountBookCall, accountBookPdfCall, accountBookYearCall, cityStatementsCall, getStatementsCall, hledgerCall],
    ...[listBookAccountsCall, statementsPdfCall, statementsXlsxCall],
  ].map(({ name }) => `${name}:`);
  const ofStatements = (lines: readonly string[]) => lines.filter((line) => own.some((name) => line.startsWith(name)));
  const { never, undeclared } = unmet('ledger');
  expect([ofStatements(never), ofStatements(undeclared)]).toEqual([[], []]);
});

let signedIn: ReturnType<typeof cities.signIn> | undefined;
const treasurer = () => {
  signedIn ??= cities.signIn('cooperative-treasurer');
  return signedIn;
};

async function take(call: Call, ending = '', query = ''): Promise<Buffer> {
  const path = `${pathOf(call, { regency: cities.here.code, ...params() })}${ending}${query}`;
  const { status, bytes } = await (await treasurer()).take(path);
  expect(status, path).toBe(200);
  return bytes;
}
