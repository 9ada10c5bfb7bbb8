import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Reach } from '../kernel/actor.ts';
import { businessDate } from '../kernel/business-date.ts';
import { type Id, regencyId } from '../kernel/ids.ts';
import { rupiah } from '../kernel/rupiah.ts';
import { newId } from '../platform/clock.ts';
import { testDatabase } from '../platform/db/testing/test-database.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { Journal } from './journal.ts';
import { openBook, postJournals } from './post-journals.command.ts';

const database = testDatabase();
const machine = { role: 'machine' } as const;
const city: Reach = { regencyId: regencyId(9201), scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };
const november = businessDate('2025-11-03');

async function withBook(tx: Tx): Promise<Id<'cooperative'>> {
  const cooperativeId = newId<'cooperative'>();
  await sql`insert into cooperatives.cooperative (regency_id, id, name) values (${tx.regencyId}, ${cooperativeId}, 'Kopkel Contoh')`.execute(
    tx,
  );
  await openBook(tx, machine, cooperativeId, businessDate('2025-11-01'));
  return cooperativeId;
}

function sale(cooperativeId: Id<'cooperative'>, amount: number): Journal {
  const postings = [
    { accountCode: '111000', amountIdr: rupiah(amount) },
    { accountCode: '411000', amountIdr: rupiah(-amount) },
  ];
  const source = { kind: 'uji/penjualan', id: newId<'test'>() } as const;
  return { id: newId<'journal'>(), cooperativeId, occurredOn: november, source, description: 'Penjualan', postings };
}

describe('a journal is posted by one function', () => {
  test('once for one source, with its balances; another content under that source is refused', async () => {
    await database.rolledBack(city, async (tx) => {
      const cooperativeId = await withBook(tx);
      const journal = sale(cooperativeId, 65_500);
      expect(await postJournals(tx, machine, [journal, sale(cooperativeId, 500), journal])).toMatchObject([
        { outcome: 'posted', number: 1, postedOn: november, isLate: false },
        { outcome: 'posted', number: 2 },
        { outcome: 'same', number: 1 },
      ]);
      expect(await postJournals(tx, machine, [{ ...journal, id: newId<'journal'>() }])).toMatchObject([
        { outcome: 'same', number: 1 },
      ]);
      const { rows } =
        await sql`select account_code, debit_idr, credit_idr from ledger.balance where regency_id = ${tx.regencyId} order by 1`.execute(
          tx,
        );
      expect(rows).toEqual([
        { accountCode: '111000', debitIdr: 66_000, creditIdr: 0 },
        { accountCode: '411000', debitIdr: 0, creditIdr: 66_000 },
      ]);
      await expect(postJournals(tx, machine, [{ ...journal, description: 'Lain' }])).rejects.toMatchObject({
        type: 'ledger/id-reused',
      });
    });
  });

  test('only where it sums to zero, has a book, and within what the poster may see', async () => {
    const cooperativeId = await database.app.inRegency(city, withBook);
    const attempt = (journal: Journal, reach = city) =>
      database.app.inRegency(reach, (tx) => postJournals(tx, machine, [journal]));
    const lopsided = {
      ...sale(cooperativeId, 10),
      postings: [...sale(cooperativeId, 10).postings, { accountCode: '111000', amountIdr: rupiah(1) }],
    };
    await expect(attempt(lopsided)).rejects.toMatchObject({ constraint: 'journal_balances' });
    await expect(attempt(sale(newId<'cooperative'>(), 10))).rejects.toMatchObject({ type: 'ledger/no-book' });
    const elsewhere: Reach = { ...city, scope: 'cooperatives', cooperativeIds: [newId<'cooperative'>()] };
    await expect(attempt(sale(cooperativeId, 10), elsewhere)).rejects.toMatchObject({ type: 'ledger/no-book' });
    expect(
      await attempt(sale(cooperativeId, 10), { ...elsewhere, cooperativeIds: [cooperativeId] }),
      'the control',
    ).toHaveLength(1);
  });

  test('only while its book can be summed exactly: an account moves by a hundred trillion a month at most', async () => {
    const most = 100_000_000_000_000;
    await database.rolledBack({ ...city, regencyId: regencyId(9202) }, async (tx) => {
      const cooperativeId = await withBook(tx);
      expect(await postJournals(tx, machine, [sale(cooperativeId, most)]), 'the control').toHaveLength(1);
      await expect(postJournals(tx, machine, [sale(cooperativeId, 1)])).rejects.toMatchObject({
        type: 'ledger/too-large',
      });
    });
  });
});
