import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Reach } from '../../kernel/actor.ts';
import { businessDate, businessDateOf, instant } from '../../kernel/business-date.ts';
import { type Id, regencyId } from '../../kernel/ids.ts';
import { rupiah } from '../../kernel/rupiah.ts';
import { newId } from '../../platform/clock.ts';
import { CutOff, cutOffAt } from '../../platform/db/testing/cut-off.ts';
import { testDatabase } from '../../platform/db/testing/test-database.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { wholeRegency } from '../../platform/jobs/tasks.ts';
import { closePeriod } from '../closing/close-period.command.ts';
import { nextClosing } from '../closing/closing.ts';
import { bookDifferences } from '../compare-balances.store.ts';
import { openBook, postJournals } from '../post-journals.command.ts';
import { sumsOf } from '../statements/statement.store.ts';
import { statementsOf } from '../statements/statement.ts';
import { journalOf } from '../statements/testing/book.ts';
import { approveJournal, refuseJournal, withdrawJournal } from './answer-manual.command.ts';
import { draftJournal, draftReversal } from './draft-journal.command.ts';
import type { NewManual } from './manual.schema.ts';

const database = testDatabase();
const today = businessDate('2025-11-27');
const person = (userId: string) => ({
  ...{ userId, grantId: newId<'grant'>(), role: 'cooperative-chair', onBehalf: false, today },
});
const [treasurer, chair, secretary] = [person('treasurer'), person('chair'), person('secretary')];
const machine = { role: 'machine' } as const;
const nobodyMissing = async () => [];

let cities = 9400;

async function book(openedOn = '2025-09-01') {
  const regency = regencyId(++cities);
  const cooperativeId = newId<'cooperative'>();
  await database.app.inRegency(wholeRegency(regency), async (tx) => {
    await sql`insert into cooperatives.cooperative (regency_id, id, name) values (${regency}, ${cooperativeId}, 'Kopkel Contoh')`.execute(
      tx,
    );
    await openBook(tx, machine, cooperativeId, businessDate(openedOn));
  });
  const reach: Reach = {
    ...{ regencyId: regency, scope: 'cooperatives', cooperativeIds: [cooperativeId] },
    knownCooperativeIds: [cooperativeId],
  };
  const run = <T>(work: (tx: Tx) => Promise<T>) => database.app.inRegency(reach, work);
  return { cooperativeId, reach, run };
}
type Book = Awaited<ReturnType<typeof book>>;

function rent({ cooperativeId }: Book, amount = 750_000): NewManual {
  return {
    ...{ id: newId<'manual'>(), cooperativeId, occurredOn: businessDate('2025-11-20'), description: 'Sewa gerai' },
    lines: [
      { accountCode: '523000', amountIdr: rupiah(amount) },
      { accountCode: '111000', amountIdr: rupiah(-amount) },
    ],
  };
}

const draft = (tx: Tx, manual: NewManual, by = treasurer) => draftJournal(tx, by, manual, today);

/** What waits for whom because of drafts of this cooperative. */
async function waitingIn({ reach, cooperativeId }: Book): Promise<string[]> {
  const { rows } = await database.owner.query<{ asked: string }>(
    `select concat_ws(' ', kind, data->>'description', owner_role) as asked from tasks.task
      where regency_id = $1 and cooperative_id = $2 and settled_on is null`,
    [reach.regencyId, cooperativeId],
  );
  return rows.map(({ asked }) => asked);
}

async function stateOf({ reach, cooperativeId }: Book) {
  const { rows } = await database.owner.query<Record<string, string>>(
    `select (select count(*) from ledger.journal where regency_id = $1 and cooperative_id = $2)::text as journals,
      (select count(*) from ledger.manual_answer where regency_id = $1 and cooperative_id = $2)::text as answers,
      (select count(*) from ledger.manual_line where regency_id = $1 and cooperative_id = $2)::text as lines,
      (select count(*) from ledger.closing where regency_id = $1 and cooperative_id = $2)::text as closings,
      (select closed_through::text from ledger.book where regency_id = $1 and cooperative_id = $2) as closed,
      (select coalesce(sum(debit_idr), 0)::text from ledger.balance where regency_id = $1 and cooperative_id = $2) as debit,
      (select count(*) from audit.entry where regency_id = $1 and cooperative_id = $2)::text as acts`,
    [reach.regencyId, cooperativeId],
  );
  return rows[0];
}

/** Does it once whole, after every attempt to break off at a statement left all as it was; says how many statements that were. */
async function survivesEveryCut(own: Book, work: (tx: Tx) => Promise<unknown>): Promise<number> {
  const before = await stateOf(own);
  for (let at = 1; ; at++) {
    const asked = await own
      .run(async (tx) => {
        const cut = cutOffAt(tx, at);
        await work(cut);
        return cut.asked();
      })
      .catch((error: unknown) => {
        if (!(error instanceof CutOff)) throw error;
        return undefined;
      });
    if (asked !== undefined) {
      expect(await stateOf(own), 'the control: uncut it changes').not.toEqual(before);
      return asked;
    }
    expect(await stateOf(own), `cut off at statement ${at}`).toEqual(before);
  }
}

const close = (own: Book, through: string, closedThrough: string, doer = treasurer, id = newId<'closing'>()) =>
  own.run((tx) =>
    closePeriod(
      tx,
      doer,
      own.cooperativeId,
      { id, through: businessDate(through), closedThrough: businessDate(closedThrough), despiteOpen: false },
      { today, unreported: nobodyMissing },
    ),
  );

describe('a journal by hand', () => {
  test('enters the book when another person approves it, never by its drafter', async () => {
    const own = await book();
    const manual = rent(own);
    await own.run((tx) => draft(tx, manual));
    await own.run((tx) => draft(tx, manual));
    expect(await stateOf(own)).toMatchObject({ journals: '0', lines: '2' });
    await expect(own.run((tx) => approveJournal(tx, treasurer, manual.id))).rejects.toMatchObject({
      type: 'ledger/own-draft',
    });
    await expect(own.run((tx) => withdrawJournal(tx, chair, manual.id))).rejects.toMatchObject({
      type: 'ledger/not-your-draft',
    });
    const forged = `insert into ledger.manual_answer (regency_id, manual_id, cooperative_id, answer, drafted_by, recorded_by, recorded_role)
      values ($1, $2, $3, 'approved', 'treasurer', 'treasurer', 'x')`;
    await expect(
      database.owner.query(forged, [own.reach.regencyId, manual.id, own.cooperativeId]),
    ).rejects.toMatchObject({ constraint: 'manual_answer_by_another' });
    expect(await own.run((tx) => approveJournal(tx, chair, manual.id))).toMatchObject({ number: 1, isLate: false });
    expect(await own.run((tx) => approveJournal(tx, chair, manual.id))).toMatchObject({ number: 1, outcome: 'same' });
    await expect(own.run((tx) => refuseJournal(tx, secretary, manual.id, 'terlambat'))).rejects.toMatchObject({
      type: 'ledger/answered',
    });
    await expect(own.run((tx) => draft(tx, { ...manual, lines: rent(own, 1).lines }))).rejects.toMatchObject({
      type: 'ledger/id-reused',
    });
  });

  test('waits on the list of the chair until it is answered or taken back', async () => {
    const own = await book();
    const [approved, refused, withdrawn] = [rent(own), rent(own), rent(own)];
    for (const manual of [approved, refused, withdrawn]) await own.run((tx) => draft(tx, manual));
    expect(await waitingIn(own)).toEqual(Array(3).fill('journal-drafted Sewa gerai cooperative-chair'));
    await own.run((tx) => approveJournal(tx, chair, approved.id));
    await own.run((tx) => refuseJournal(tx, secretary, refused.id, 'belum ada nota'));
    expect(await waitingIn(own)).toHaveLength(1);
    await own.run((tx) => withdrawJournal(tx, treasurer, withdrawn.id));
    expect(await waitingIn(own)).toEqual([]);
  });

  test.each([
    [
      'that does not balance',
      {
        lines: [
          { accountCode: '111000', amountIdr: rupiah(1) },
          { accountCode: '112100', amountIdr: rupiah(1) },
        ],
      },
      'ledger/unbalanced',
    ],
    [
      'on goods, which move with their papers only',
      {
        lines: [
          { accountCode: '114101', amountIdr: rupiah(1) },
          { accountCode: '111000', amountIdr: rupiah(-1) },
        ],
      },
      'ledger/kept-by-stock',
    ],
    [
      'on an account there is not',
      {
        lines: [
          { accountCode: '199999', amountIdr: rupiah(1) },
          { accountCode: '111000', amountIdr: rupiah(-1) },
        ],
      },
      'ledger/unknown-account',
    ],
    ['of tomorrow', { occurredOn: businessDate('2025-11-28') }, 'ledger/in-future'],
    ['of before the book', { occurredOn: businessDate('2025-08-31') }, 'ledger/before-book'],
  ] as const)('%s is refused', async (_what, wrong, type) => {
    const own = await book();
    await expect(own.run((tx) => draft(tx, { ...rent(own), ...wrong } as NewManual))).rejects.toMatchObject({ type });
    await own.run((tx) => draft(tx, rent(own)));
  });

  test('is undone by another, once; a journal of a paper is not undone by hand', async () => {
    const own = await book();
    const manual = rent(own);
    await own.run((tx) => draft(tx, manual));
    const { id } = await own.run((tx) => approveJournal(tx, chair, manual.id));
    const undo = (journalId: Id<'journal'>, drafted = newId<'manual'>()) => {
      const reversal = { id: drafted, occurredOn: today, description: 'Salah akun' };
      return own.run((tx) => draftReversal(tx, treasurer, journalId, reversal, today)).then(() => drafted);
    };
    const [first, second] = [await undo(id), await undo(id)];
    expect(await own.run((tx) => approveJournal(tx, chair, first))).toMatchObject({ number: 2 });
    await expect(own.run((tx) => approveJournal(tx, chair, second))).rejects.toMatchObject({
      type: 'ledger/already-reversed',
    });
    await expect(undo(id)).rejects.toMatchObject({ type: 'ledger/already-reversed' });
    const said = journalOf(own.cooperativeId, { on: '2025-11-05', moves: { 111000: 500, 411000: -500 } });
    await own.run((tx) => postJournals(tx, machine, [said]));
    await expect(undo(said.id)).rejects.toMatchObject({ type: 'ledger/reversed-elsewhere' });
    const { rows } = await database.owner.query<{ account: string }>(
      `select account_code as account from ledger.posting where regency_id = $1 and account_code in ('523000') group by 1 having sum(amount_idr) <> 0`,
      [own.reach.regencyId],
    );
    expect(rows).toEqual([]);
  });

  test('cut off at any statement of draft, approval, reversal or closing, all is as it was (R07)', async () => {
    const own = await book();
    const [manual, undoing] = [rent(own), newId<'manual'>()];
    const counts = [await survivesEveryCut(own, (tx) => draft(tx, manual))];
    counts.push(await survivesEveryCut(own, (tx) => approveJournal(tx, chair, manual.id)));
    const journalId = (await own.run((tx) => approveJournal(tx, chair, manual.id))).id;
    const reversal = { id: undoing, occurredOn: today, description: 'Batal' };
    counts.push(await survivesEveryCut(own, (tx) => draftReversal(tx, treasurer, journalId, reversal, today)));
    counts.push(await survivesEveryCut(own, (tx) => approveJournal(tx, chair, undoing)));
    const closing = {
      id: newId<'closing'>(),
      through: businessDate('2025-09-30'),
      closedThrough: businessDate('2025-08-31'),
    };
    counts.push(
      await survivesEveryCut(own, (tx) =>
        closePeriod(
          tx,
          chair,
          own.cooperativeId,
          { ...closing, despiteOpen: false },
          { today, unreported: nobodyMissing },
        ),
      ),
    );
    expect(Math.min(...counts)).toBeGreaterThan(3);
  });

  test('fifty approvals at once: one journal, the others hear the same or that it was answered (R14)', async () => {
    const own = await book();
    const manual = rent(own);
    await Promise.all(Array.from({ length: 50 }, () => own.run((tx) => draft(tx, manual))));
    const answers = await Promise.allSettled(
      Array.from({ length: 50 }, (_, nth) =>
        own.run((tx) => approveJournal(tx, nth % 2 ? chair : secretary, manual.id)),
      ),
    );
    expect(await stateOf(own)).toMatchObject({ journals: '1', answers: '1', lines: '2', debit: '750000' });
    const done = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.number] : []));
    expect(done).toEqual(Array.from({ length: 25 }, () => 1));
    for (const answer of answers)
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ type: 'ledger/answered' });
  });
});

describe('a month is closed', () => {
  test('once by one of two who close at once; what comes later is posted on the first open day and flagged', async () => {
    const own = await book();
    const both = await Promise.allSettled([
      close(own, '2025-09-30', '2025-08-31', treasurer),
      close(own, '2025-09-30', '2025-08-31', chair),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const loser = both.find((each) => each.status === 'rejected');
    expect(loser?.reason).toMatchObject({ type: 'ledger/closed-already', data: { closedThrough: '2025-09-30' } });
    expect(await stateOf(own)).toMatchObject({ closings: '1', closed: '2025-09-30' });
    const late = journalOf(own.cooperativeId, { on: '2025-09-12', moves: { 111000: 500, 411000: -500 } });
    expect(await own.run((tx) => postJournals(tx, machine, [late]))).toMatchObject([
      { postedOn: '2025-10-01', isLate: true },
    ]);
  });

  test('only over and whole, on what was seen, and what has not reported is said first', async () => {
    const own = await book();
    await expect(close(own, '2025-09-29', '2025-08-31')).rejects.toMatchObject({ type: 'ledger/not-month-end' });
    await expect(close(own, '2025-11-30', '2025-08-31')).rejects.toMatchObject({ type: 'ledger/not-over-yet' });
    await expect(close(own, '2025-09-30', '2025-07-31')).rejects.toMatchObject({ type: 'ledger/closed-already' });
    const manual = { ...rent(own), occurredOn: businessDate('2025-09-15') };
    await own.run((tx) => draft(tx, manual));
    await expect(close(own, '2025-09-30', '2025-08-31')).rejects.toMatchObject({ type: 'ledger/not-all-reported' });
    await close(own, '2025-09-30', '2025-08-31').catch(() => undefined);
    const id = newId<'closing'>();
    const knowing = {
      id,
      through: businessDate('2025-09-30'),
      closedThrough: businessDate('2025-08-31'),
      despiteOpen: true,
    };
    const again = () =>
      own.run((tx) => closePeriod(tx, chair, own.cooperativeId, knowing, { today, unreported: nobodyMissing }));
    await again();
    await again();
    await expect(
      own.run((tx) =>
        closePeriod(
          tx,
          chair,
          own.cooperativeId,
          { ...knowing, through: businessDate('2025-10-31') },
          { today, unreported: nobodyMissing },
        ),
      ),
    ).rejects.toMatchObject({ type: 'ledger/id-reused' });
    expect(await own.run((tx) => approveJournal(tx, chair, manual.id))).toMatchObject({
      postedOn: '2025-10-01',
      isLate: true,
    });
  });

  test('at midnight of its own zone: over in Jayapura while it goes on in Jakarta (R32)', () => {
    const moment = instant('2025-11-30T15:00:00Z');
    const november = businessDate('2025-10-31');
    expect(nextClosing(november, businessDateOf(moment, 'Asia/Jayapura'))).toBe('2025-11-30');
    expect(nextClosing(november, businessDateOf(moment, 'Asia/Makassar'))).toBeNull();
    expect(nextClosing(november, businessDateOf(moment, 'Asia/Jakarta'))).toBeNull();
    expect(nextClosing(businessDate('2028-01-31'), businessDate('2028-03-01')), 'a leap day').toBe('2028-02-29');
  });

  test('at the end of a year its result stands among the results kept, without a journal, and its PHU still shows it', async () => {
    const own = await book('2024-12-01');
    const sold = (on: string, amount: number) =>
      journalOf(own.cooperativeId, { on, moves: { 111000: amount, 411000: -amount } });
    await own.run((tx) => postJournals(tx, machine, [sold('2024-12-10', 700), sold('2025-01-10', 40)]));
    await close(own, '2024-12-31', '2024-11-30');
    const at = async (from: string, to: string) =>
      statementsOf(
        (
          await own.run((tx) =>
            sumsOf(tx, { cooperativeId: own.cooperativeId }, { from: businessDate(from), to: businessDate(to) }),
          )
        ).get(own.cooperativeId) ?? [],
      );
    const row = (rows: readonly { key: string | null; amounts: readonly number[] }[], key: string) =>
      rows.find((each) => each.key === key)?.amounts[0];
    const [closed, running] = [await at('2024-12-01', '2024-12-31'), await at('2025-01-01', '2025-11-27')];
    expect(row(closed.incomeStatement, 'result')).toBe(700);
    expect(row(closed.balanceSheet, 'resultOfYear')).toBe(700);
    expect(row(running.incomeStatement, 'result')).toBe(40);
    expect(row(running.balanceSheet, 'resultOfYear')).toBe(40);
    expect(row(running.balanceSheet, 'resultsKept')).toBe(700);
    expect(await stateOf(own)).toMatchObject({ journals: '2' });
  });
});

describe('the books', () => {
  test('are compared with their postings; a balance, a sum, a number or a closing that was tampered with is found', async () => {
    const own = await book();
    const said = journalOf(own.cooperativeId, { on: '2025-11-05', moves: { 111000: 500, 411000: -500 } });
    await own.run((tx) => postJournals(tx, machine, [said]));
    const find = () => database.app.inRegency(wholeRegency(own.reach.regencyId), bookDifferences);
    expect(await find()).toEqual([]);
    const where = `where regency_id = ${own.reach.regencyId}`;
    const tampered = {
      balance: `update ledger.balance set debit_idr = debit_idr + 1 ${where} and account_code = '111000'`,
      'journal-sum': `update ledger.posting set amount_idr = amount_idr + 1 ${where} and account_code = '111000'`,
      'posting-of-its-journal': `update ledger.posting set posted_on = posted_on + 1 ${where} and account_code = '111000'`,
      'last-number': `update ledger.book set last_number = 7 ${where}`,
      'closed-through': `update ledger.book set closed_through = '2025-09-30' ${where}`,
    };
    for (const [what, statement] of Object.entries(tampered)) {
      const client = await database.owner.connect();
      await client.query('begin').then(() => client.query(statement));
      await client.query('commit');
      client.release();
      expect(
        (await find()).map((difference) => difference.what),
        what,
      ).toContain(what);
    }
  });

  test('of 32 who post over 5 accounts at once in any order come out right, and no deadlock reaches them (R27)', async () => {
    const first = await book();
    const accounts = ['111000', '111100', '112100', '112200', '411000'];
    const regency = first.reach.regencyId;
    const others = await Promise.all(
      Array.from({ length: 2 }, async () => {
        const cooperativeId = newId<'cooperative'>();
        await database.app.inRegency(wholeRegency(regency), async (tx) => {
          await sql`insert into cooperatives.cooperative (regency_id, id, name) values (${regency}, ${cooperativeId}, ${cooperativeId})`.execute(
            tx,
          );
          await openBook(tx, machine, cooperativeId, businessDate('2025-09-01'));
        });
        return cooperativeId;
      }),
    );
    const cooperatives = [first.cooperativeId, ...others];
    let seed = 20251127;
    const chance = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return Math.floor((seed / 2147483648) * below);
    };
    const shuffled = <T>(list: readonly T[]) =>
      list
        .map((each) => [chance(1e6), each] as const)
        .toSorted((a, b) => a[0] - b[0])
        .map(([, each]) => each);
    const rounds = 8;
    const clients = Array.from({ length: 32 }, async () => {
      for (let round = 0; round < rounds; round++) {
        const journals = shuffled(cooperatives).map((cooperativeId) => {
          const [[from = '', to = ''], amount] = [shuffled(accounts), 100 + chance(900)];
          return journalOf(cooperativeId, { on: '2025-11-05', moves: { [from]: amount, [to]: -amount } });
        });
        await database.app.inRegency(wholeRegency(regency), (tx) => postJournals(tx, machine, journals));
      }
    });
    const settled = await Promise.allSettled(clients);
    expect(
      settled.filter(({ status }) => status === 'rejected'),
      `seed 20251127`,
    ).toEqual([]);
    expect(await database.app.inRegency(wholeRegency(regency), bookDifferences)).toEqual([]);
    const { rows } = await database.owner.query<{ count: number; sum: string }>(
      'select count(distinct journal_id)::integer as count, sum(amount_idr)::text as sum from ledger.posting where regency_id = $1',
      [regency],
    );
    expect(rows).toEqual([{ count: 32 * rounds * 3, sum: '0' }]);
  }, 60_000);

  test.each(['manual', 'manual_line', 'manual_answer', 'closing', 'book', 'account', 'journal', 'posting', 'balance'])(
    'ledger.%s is seen and written by nobody of another cooperative',
    async (table) => {
      const own = await book();
      const manual = rent(own);
      await own.run((tx) => draft(tx, manual));
      await own.run((tx) => approveJournal(tx, chair, manual.id));
      await close(own, '2025-09-30', '2025-08-31');
      const stranger: Reach = { ...own.reach, cooperativeIds: [newId<'cooperative'>()], knownCooperativeIds: [] };
      const name = sql.table(`ledger.${table}`);
      const seen = (reach: Reach) =>
        database.app.inRegency(
          reach,
          async (tx) => (await sql`select from ${name} where regency_id = ${tx.regencyId}`.execute(tx)).rows.length,
        );
      expect(await seen(stranger)).toBe(0);
      expect(await seen(own.reach), 'the control').toBeGreaterThan(0);
      await expect(
        database.app.inRegency(stranger, (tx) =>
          sql`insert into ${name} select * from jsonb_populate_record(null::${name}, ${JSON.stringify({ regency_id: tx.regencyId, cooperative_id: own.cooperativeId })}::jsonb)`.execute(
            tx,
          ),
        ),
      ).rejects.toMatchObject({ code: '42501' });
    },
  );
});
