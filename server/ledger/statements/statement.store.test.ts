import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Reach } from '../../kernel/actor.ts';
import { addDays, businessDate } from '../../kernel/business-date.ts';
import { type Id, regencyId } from '../../kernel/ids.ts';
import { newId } from '../../platform/clock.ts';
import { testDatabase } from '../../platform/db/testing/test-database.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { openBook, postJournals } from '../post-journals.command.ts';
import type { Period } from './period.ts';
import { booksInReach, getBook, sumsOf } from './statement.store.ts';
import { type StatementName, type StatementRow, statementsOf } from './statement.ts';
import { journalOf, opened, type Said, workedExample } from './testing/book.ts';

const database = testDatabase();
const machine = { role: 'machine' } as const;
const city: Reach = { regencyId: regencyId(9201), scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };
const year2025: Period = { from: businessDate('2025-01-01'), to: businessDate('2025-12-31') };

async function withBook(tx: Tx, said: readonly Said[]): Promise<Id<'cooperative'>> {
  const cooperativeId = newId<'cooperative'>();
  await sql`insert into cooperatives.cooperative (regency_id, id, name) values (${tx.regencyId}, ${cooperativeId}, ${`Kopkel ${cooperativeId}`})`.execute(
    tx,
  );
  await openBook(tx, machine, cooperativeId, opened);
  await postJournals(
    tx,
    machine,
    said.map((each) => journalOf(cooperativeId, each)),
  );
  return cooperativeId;
}

async function statement(tx: Tx, cooperativeId: Id<'cooperative'>, name: StatementName, period: Period) {
  const sums = (await sumsOf(tx, { cooperativeId }, period)).get(cooperativeId) ?? [];
  return statementsOf(sums)[name].map(told);
}

const told = ({ kind, key, amounts, accounts }: StatementRow) =>
  kind === 'part' ? key : [key ?? accounts[0]?.name, ...amounts];
const first = (rows: readonly (string | null | readonly unknown[])[]) =>
  rows.map((row) => (Array.isArray(row) ? row.slice(0, 2) : row));

describe('the statements of domain.md 3.6, to the rupiah', () => {
  test('neraca', async () => {
    await database.rolledBack(city, async (tx) => {
      const id = await withBook(tx, workedExample);
      expect(first(await statement(tx, id, 'balanceSheet', year2025))).toEqual([
        'currentAssets',
        ['cash', 18_250_000],
        ['bank', 41_500_000],
        ['Piutang anggota', 6_000_000],
        ['stock', 22_750_000],
        ['currentAssetsSum', 88_500_000],
        'fixedAssets',
        ['Peralatan', 15_000_000],
        ['Akumulasi penyusutan', -3_000_000],
        ['fixedAssetsSum', 12_000_000],
        ['assetsTotal', 100_500_000],
        'currentDebts',
        ['Utang usaha', 14_000_000],
        ['Simpanan sukarela', 9_500_000],
        ['Titipan jaminan tabung', 3_000_000],
        ['currentDebtsSum', 26_500_000],
        'equity',
        ['Simpanan pokok', 20_000_000],
        ['Simpanan wajib', 24_000_000],
        ['Dana cadangan', 6_000_000],
        ['resultOfYear', 24_000_000],
        ['equitySum', 74_000_000],
        ['debtsAndEquityTotal', 100_500_000],
      ]);
    });
  });

  test('PHU, with no line for sales to other cooperatives where there are none', async () => {
    await database.rolledBack(city, async (tx) => {
      const id = await withBook(tx, workedExample);
      expect(await statement(tx, id, 'incomeStatement', year2025)).toEqual([
        ['memberSales', 212_000_000],
        ['memberCost', -190_800_000],
        ['memberNet', 21_200_000],
        ['otherSales', 138_000_000],
        ['otherCost', -122_000_000],
        ['otherGross', 16_000_000],
        ['Pendapatan lain (PPOB, fee)', 4_800_000],
        ['Beban gaji/honor', -9_600_000],
        ['Beban listrik/air/internet', -3_000_000],
        ['Beban sewa BMD', -2_400_000],
        ['Beban penyusutan', -1_500_000],
        ['Beban lain', -1_500_000],
        ['costsSum', -18_000_000],
        ['resultBeforeTax', 24_000_000],
        ['tax', 0],
        ['result', 24_000_000],
      ]);
    });
  });

  test('arus kas leads from the SHU to what is in the till and at the bank', async () => {
    await database.rolledBack(city, async (tx) => {
      const id = await withBook(tx, workedExample);
      expect(await statement(tx, id, 'cashFlow', year2025)).toEqual([
        'operating',
        ['result', 24_000_000],
        ['depreciation', 1_500_000],
        ['Piutang anggota', -6_000_000],
        ['stock', -12_750_000],
        ['operatingSum', 6_750_000],
        'financing',
        ['Simpanan wajib', 4_000_000],
        ['financingSum', 4_000_000],
        ['cashChange', 10_750_000],
        ['cashBefore', 49_000_000],
        ['cashAfter', 59_750_000],
      ]);
    });
  });

  test('perubahan ekuitas: what it was opened with stands before the year', async () => {
    await database.rolledBack(city, async (tx) => {
      const id = await withBook(tx, workedExample);
      expect(await statement(tx, id, 'equityChanges', year2025)).toEqual([
        ['Simpanan pokok', 20_000_000, 0, 0, 0, 20_000_000],
        ['Simpanan wajib', 20_000_000, 4_000_000, 0, 0, 24_000_000],
        ['Dana cadangan', 6_000_000, 0, 0, 0, 6_000_000],
        ['results', 0, 0, 0, 24_000_000, 24_000_000],
        ['total', 46_000_000, 4_000_000, 0, 24_000_000, 74_000_000],
      ]);
    });
  });
});

describe('results', () => {
  const nextYear: readonly Said[] = [
    { on: '2026-02-03', moves: { 111000: 5_000_000, 411000: -5_000_000 } },
    { on: '2026-02-03', moves: { 511000: 4_000_000, 114101: -4_000_000 } },
    { on: '2026-02-20', moves: { 111000: 700_000, 414000: -700_000 } },
    { on: '2026-03-25', description: 'RA', moves: { 360000: 24_000_000, 340000: -4_800_000, 215000: -19_200_000 } },
  ];

  test('of a year stand among those kept from 1 January on, until the members meeting shares them', async () => {
    await database.rolledBack(city, async (tx) => {
      const id = await withBook(tx, [...workedExample, ...nextYear]);
      const results = async (from: string, to: string) => {
        const rows = await statement(tx, id, 'balanceSheet', { from: businessDate(from), to: businessDate(to) });
        return rows.filter((row) => Array.isArray(row) && /^result/.test(String(row[0])));
      };
      expect(await results('2026-01-01', '2026-01-01')).toEqual([
        ['resultsKept', 24_000_000, 0],
        ['resultOfYear', 0, 24_000_000],
      ]);
      expect(await results('2026-01-01', '2026-02-28')).toEqual([
        ['resultsKept', 24_000_000, 0],
        ['resultOfYear', 1_700_000, 24_000_000],
      ]);
      expect(await results('2026-03-26', '2026-03-31')).toEqual([['resultOfYear', 1_700_000, 1_700_000]]);
    });
  });

  test('of sales to other cooperatives are told apart where there are any', async () => {
    await database.rolledBack(city, async (tx) => {
      const id = await withBook(tx, [...workedExample, ...nextYear]);
      const rows = await statement(tx, id, 'incomeStatement', {
        from: businessDate('2026-01-01'),
        to: businessDate('2026-12-31'),
      });
      expect(rows.slice(0, 9)).toEqual([
        ['memberSales', 5_000_000],
        ['memberCost', -4_000_000],
        ['memberNet', 1_000_000],
        ['otherSales', 0],
        ['otherCost', 0],
        ['otherGross', 0],
        ['cooperativeSales', 700_000],
        ['cooperativeCost', 0],
        ['cooperativeGross', 700_000],
      ]);
      expect(rows.at(-1)).toEqual(['result', 1_700_000]);
    });
  });
});

const accounts = [
  '111000',
  '112100',
  '114101',
  '121000',
  '129000',
  '211000',
  '310000',
  '350000',
  '360000',
  '411000',
  '511000',
  '529000',
];
const someDay = fc.integer({ min: 0, max: 500 }).map((days) => addDays(opened, days));
const someJournal = fc
  .record({
    on: someDay,
    isOpening: fc.integer({ min: 0, max: 9 }),
    pair: fc.uniqueArray(fc.constantFrom(...accounts), { minLength: 2, maxLength: 2 }),
    amount: fc.integer({ min: 1, max: 9_000_000 }),
  })
  .map(
    ({ on, isOpening, pair: [debit = '', credit = ''], amount }): Said => ({
      on,
      kind: isOpening === 0 ? 'opening/opening' : 'uji/jurnal',
      moves: { [debit]: amount, [credit]: -amount },
    }),
  );

describe('sums from balances', () => {
  test('are those of the postings themselves, for any period; the statements agree with each other', async () => {
    const cases = fc.record({
      said: fc.array(someJournal, { minLength: 1, maxLength: 25 }),
      days: fc.tuple(someDay, someDay),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ said, days }) => {
        const [from = opened, to = opened] = days.toSorted();
        await database.rolledBack(city, async (tx) => {
          const cooperativeId = await withBook(tx, said);
          const sums = (await sumsOf(tx, { cooperativeId }, { from, to })).get(cooperativeId) ?? [];
          const { rows } = await sql<{ code: string; before: number; debit: number; credit: number }>`
            select account_code as code,
              coalesce(sum(amount_idr) filter (where opens or p.posted_on < ${from}), 0)::bigint as before,
              coalesce(sum(amount_idr) filter (where amount_idr > 0 and not opens and p.posted_on >= ${from}), 0)::bigint as debit,
              coalesce(-sum(amount_idr) filter (where amount_idr < 0 and not opens and p.posted_on >= ${from}), 0)::bigint as credit
            from ledger.posting as p join ledger.journal as j on j.id = p.journal_id,
              lateral (select j.source_kind = 'opening/opening' as opens) as kind
            where p.cooperative_id = ${cooperativeId} and p.posted_on <= ${to} group by account_code order by account_code
          `.execute(tx);
          const known = sums.map(({ code, beforeIdr, debitIdr, creditIdr }) => ({
            ...{ code, before: beforeIdr, debit: debitIdr, credit: creditIdr },
          }));
          expect(known.filter(({ before, debit, credit }) => before !== 0 || debit !== 0 || credit !== 0)).toEqual(
            rows.filter(({ before, debit, credit }) => before !== 0 || debit !== 0 || credit !== 0),
          );
          statementsOf(sums);
        });
      }),
      { numRuns: 40 },
    );
  });
});

describe('a book', () => {
  test('is there for whoever may see its cooperative, and for nobody else', async () => {
    const [own, other] = await database.app.inRegency(city, async (tx) => [
      await withBook(tx, workedExample),
      await withBook(tx, workedExample),
    ]);
    const reach: Reach = {
      ...city,
      scope: 'cooperatives',
      cooperativeIds: [own as Id<'cooperative'>],
      knownCooperativeIds: [own as Id<'cooperative'>],
    };
    await database.rolledBack(reach, async (tx) => {
      expect((await booksInReach(tx)).map(({ cooperativeId }) => cooperativeId)).toEqual([own]);
      expect([...(await sumsOf(tx, {}, year2025)).keys()]).toEqual([own]);
      expect((await sumsOf(tx, { cooperativeId: other as Id<'cooperative'> }, year2025)).size).toBe(0);
      await expect(getBook(tx, other as Id<'cooperative'>)).rejects.toMatchObject({ type: 'ledger/book-not-found' });
    });
  });
});
