import { beforeAll, describe, expect, test } from 'vitest';
import { present } from '../server/kernel/assert.ts';
import { businessDate } from '../server/kernel/business-date.ts';
import { addAccountCall, editAccountCall, listAccountsCall } from '../server/ledger/chart/chart.schema.ts';
import { closePeriodCall, getPeriodsCall } from '../server/ledger/closing/closing.schema.ts';
import { getJournalCall, listJournalsCall } from '../server/ledger/journal.schema.ts';
import {
  approveJournalCall,
  draftJournalCall,
  draftReversalCall,
  listManualsCall,
  refuseJournalCall,
  withdrawJournalCall,
} from '../server/ledger/manual/manual.schema.ts';
import * as ledger from '../server/ledger/public.ts';
import { journalOf } from '../server/ledger/statements/testing/book.ts';
import {
  approveSheetCall,
  askReversalCall,
  getChoicesCall,
  getSheetCall,
  listSheetsCall,
  recordSheetCall,
  refuseReversalCall,
  refuseSheetCall,
  reverseSheetCall,
  withdrawSheetCall,
} from '../server/opening/sheet.schema.ts';
import { newId } from '../server/platform/clock.ts';
import { wholeRegency } from '../server/platform/jobs/tasks.ts';
import { caller } from './testing/calls.ts';
import { testCities } from './testing/city.ts';

// Today is 27 Nov 2025; the first cooperative is that of the local roles, whose book opens with an approved sheet.
const cities = testCities();
const { ask, done } = caller(cities);
const cooperativeId = (nth = 0) => present(cities.here.register[nth], 'a cooperative').id;
const of = (nth = 0) => ({ cooperativeId: cooperativeId(nth) });
const treasurer = 'cooperative-treasurer';
const chair = 'cooperative-chair';
const secretary = 'cooperative-secretary';

const sheet = (id = newId<'sheet'>()) => ({
  ...{ id, ...of(), asOf: '2025-09-01', evidence: 'Opname 31 Agt 2025', stock: [], cylinders: [] },
  lines: [
    { accountCode: '111000', amountIdr: 9_000_000 },
    { accountCode: '310000', amountIdr: -2_000_000 },
  ],
});
const rent = (id = newId<'manual'>()) => ({
  ...{ id, ...of(), occurredOn: '2025-11-20', description: 'Sewa gerai', evidence: 'KW-7' },
  lines: [
    { accountCode: '523000', amountIdr: 750_000 },
    { accountCode: '111000', amountIdr: -750_000 },
  ],
});

describe('opening balances, as the people they concern', () => {
  test('are put down by the treasurer, approved by the chair, read by the Dinas and undone by two', async () => {
    const body = sheet();
    const params = { id: body.id };
    const reason = { reason: 'kas salah hitung' };
    const choices = await done(treasurer, getChoicesCall, { params: of() });
    expect(choices.json).toMatchObject({ openedOn: null });
    expect(choices.json.accounts.some(({ code }: { code: string }) => code === '114101')).toBe(false);
    await done(treasurer, recordSheetCall, { body });
    for (const call of [withdrawSheetCall, approveSheetCall])
      expect((await ask('cooperative-manager', call, { params })).refusal).toBe('access/not-allowed');
    await done(chair, refuseSheetCall, { params, body: { reason: 'tanpa bukti' } });
    const second = sheet();
    await done(treasurer, recordSheetCall, { body: second });
    await done(treasurer, withdrawSheetCall, { params: { id: second.id } });
    const third = { id: newId<'sheet'>() };
    await done(treasurer, recordSheetCall, { body: sheet(third.id) });
    expect((await ask(treasurer, recordSheetCall, { body: sheet() })).refusal).toBe('opening/another-stands');
    await done(chair, approveSheetCall, { params: third });
    const { json } = await done('dinas-head', getSheetCall, { params: third });
    expect(json).toMatchObject({ stage: 'approved', actions: [], asOf: '2025-09-01' });
    expect(
      json.postings.map((line: { accountCode: string; amountIdr: number }) => [line.accountCode, line.amountIdr]),
    ).toEqual([
      ['111000', 9_000_000],
      ['310000', -2_000_000],
      ['360000', -7_000_000],
    ]);
    await done(treasurer, askReversalCall, { params: third, body: reason });
    await done(chair, refuseReversalCall, { params: third, body: reason });
    await done(treasurer, askReversalCall, { params: third, body: { reason: 'lagi' } });
    await done(secretary, reverseSheetCall, { params: third });
    expect((await ask(chair, approveSheetCall, { params: third })).refusal).toBe('opening/not-open-to');
    const last = { id: newId<'sheet'>() };
    await done(treasurer, recordSheetCall, { body: sheet(last.id) });
    await done(chair, approveSheetCall, { params: last });
    const list = await done('dinas-officer', listSheetsCall, {});
    expect(list.json.rows.map(({ stage }: { stage: string }) => stage)).toEqual([
      'approved',
      'reversed',
      'withdrawn',
      'refused',
    ]);
  });

  test.each([
    ['of another cooperative', { cooperativeId: 'other' }, 'opening/cooperative-not-found'],
    ['of tomorrow', { asOf: '2025-11-28' }, 'opening/in-future'],
    ['of another day than the book', { asOf: '2025-09-02' }, 'opening/other-day'],
    ['on an account of income', { lines: [{ accountCode: '411000', amountIdr: 1 }] }, 'opening/unknown-account'],
    ['on an account of goods', { lines: [{ accountCode: '114101', amountIdr: 1 }] }, 'opening/kept-by-goods'],
    ['owed to nobody', { lines: [{ accountCode: '211000', amountIdr: -1 }] }, 'opening/party-missing'],
    [
      'owed to a stranger',
      { lines: [{ accountCode: '211000', amountIdr: -1, partyId: newId() }] },
      'opening/unknown-party',
    ],
    [
      'of goods there are not',
      { stock: [{ itemId: newId(), placeId: newId(), qtyBase: 1, valueIdr: 1 }] },
      'opening/unknown-item',
    ],
    [
      'of borrowed cylinders that have a value',
      { cylinders: [{ sizeKg10: 120, ownerId: newId(), state: 'full', qty: 1, valueIdr: 1 }] },
      'opening/borrowed-has-value',
    ],
    ['of more than any cooperative has', { lines: [{ accountCode: '111000', amountIdr: 1e13 }] }, 'request/invalid'],
    ['said twice', { lines: [1, 2].map((amountIdr) => ({ accountCode: '111000', amountIdr })) }, 'opening/twice'],
  ])('%s are refused', async (_what, wrong, refusal) => {
    const body = { ...sheet(), ...wrong };
    if (body.cooperativeId === 'other') body.cooperativeId = cooperativeId(1);
    expect((await ask(treasurer, recordSheetCall, { body })).refusal).toBe(refusal);
  });

  test('that are not there, or not his to see, are not found', async () => {
    const params = { id: newId<'sheet'>() };
    expect((await ask('dinas-head', getSheetCall, { params })).refusal).toBe('opening/not-found');
    expect((await ask(chair, approveSheetCall, { params })).refusal).toBe('opening/not-found');
    expect((await ask(treasurer, getChoicesCall, { params: of(1) })).refusal).toBe('opening/cooperative-not-found');
  });
});

describe('the books, as the people who keep them', () => {
  beforeAll(async () => {
    await cities.database.app.inRegency(wholeRegency(cities.here.regency.id), async (tx) => {
      await ledger.openBook(tx, { role: 'machine' }, cooperativeId(1), businessDate('2025-09-01'));
    });
  });

  test('a journal by hand is drafted by the treasurer, answered by another, shown with its lines and undone by two', async () => {
    const [first, second, third] = [rent(), rent(), rent()];
    for (const body of [first, second, third]) await done(treasurer, draftJournalCall, { body });
    expect((await ask(chair, draftJournalCall, { body: rent() })).refusal).toBe('access/not-allowed');
    expect((await ask(treasurer, approveJournalCall, { params: { id: first.id } })).refusal).toBe('access/not-allowed');
    await done(secretary, refuseJournalCall, { params: { id: second.id }, body: { reason: 'dua kali' } });
    await done(treasurer, withdrawJournalCall, { params: { id: third.id } });
    expect((await ask('facilitator', withdrawJournalCall, { params: { id: first.id } })).refusal).toBe(
      'ledger/not-your-draft',
    );
    const { json: entered } = await done(chair, approveJournalCall, { params: { id: first.id } });
    expect(entered).toMatchObject({ postedOn: '2025-11-20', isLate: false });
    const drafts = await done(chair, listManualsCall, { query: { cooperativeId: cooperativeId() } });
    expect(drafts.json.rows.map(({ state }: { state: string }) => state).toSorted()).toEqual([
      ...['approved', 'refused', 'withdrawn'],
    ]);
    const list = await done(treasurer, listJournalsCall, { params: of(), query: { limit: '1' } });
    const [row] = list.json.rows;
    expect(row).toMatchObject({ number: entered.number, description: 'Sewa gerai', amountIdr: 750_000 });
    const journal = { params: { id: row.id } };
    expect((await done(treasurer, getJournalCall, journal)).json).toMatchObject({ mayReverse: true });
    expect((await done('dinas-head', getJournalCall, journal)).json).toMatchObject({ mayReverse: false });
    const reversal = { id: newId<'manual'>(), occurredOn: '2025-11-21', description: 'Salah akun' };
    const tooEarly = { ...reversal, occurredOn: '2025-11-19' };
    expect((await ask(treasurer, draftReversalCall, { ...journal, body: tooEarly })).refusal).toBe(
      'ledger/before-journal',
    );
    await done(treasurer, draftReversalCall, { ...journal, body: reversal });
    await done(secretary, approveJournalCall, { params: { id: reversal.id } });
    const again = await ask(treasurer, draftReversalCall, { ...journal, body: { ...reversal, id: newId() } });
    expect(again.refusal).toBe('ledger/already-reversed');
    const said = journalOf(cooperativeId(), { on: '2025-11-05', moves: { 111000: 500, 411000: -500 } });
    await cities.database.app.inRegency(wholeRegency(cities.here.regency.id), (tx) =>
      ledger.postJournals(tx, { role: 'machine' }, [said]),
    );
    const paper = await ask(treasurer, draftReversalCall, {
      params: { id: said.id },
      body: { ...reversal, id: newId() },
    });
    expect(paper.refusal).toBe('ledger/reversed-elsewhere');
    for (const role of [treasurer, 'auditor'] as const)
      expect((await ask(role, getJournalCall, { params: { id: newId() } })).refusal).toBe('ledger/journal-not-found');
    expect((await ask(chair, approveJournalCall, { params: { id: newId() } })).refusal).toBe('ledger/draft-not-found');
  });

  test.each([
    ['nothing', [0, 0], 'ledger/empty-line'],
    ['more than a book can sum', [9_007_199_254_740_991, -9_007_199_254_740_991], 'request/invalid'],
    ['parts of a rupiah', [0.5, -0.5], 'request/invalid'],
  ])('a journal by hand of %s is refused, and the list of drafts stays readable', async (_what, amounts, refusal) => {
    const lines = [...amounts, ...amounts].map((amountIdr, at) => ({
      accountCode: at < 2 ? '523000' : '111000',
      amountIdr,
    }));
    expect((await ask(treasurer, draftJournalCall, { body: { ...rent(), lines } })).refusal).toBe(refusal);
    await done(treasurer, listManualsCall, {});
    expect((await done(treasurer, listManualsCall, { query: { after: 'zz' } })).json.rows).toEqual([]);
  });

  test('accounts are added and retired by the treasurer; their kind follows from the code', async () => {
    const body = { code: '112500', name: 'Bank Kaltimtara' };
    await done(treasurer, addAccountCall, { params: of(), body });
    await done(treasurer, addAccountCall, { params: of(), body });
    const { json } = await done('dinas-head', listAccountsCall, { params: of() });
    expect(json.rows.find(({ code }: { code: string }) => code === '112500')).toMatchObject({
      kind: 'asset',
      normal: 'D',
      holds: 'bank',
    });
    const taken = await ask(treasurer, addAccountCall, { params: of(), body: { ...body, name: 'Lain' } });
    const goods = await ask(treasurer, addAccountCall, { params: of(), body: { code: '114150', name: 'Gula' } });
    const used = await ask(treasurer, editAccountCall, {
      params: { ...of(), code: '111000' },
      body: { name: 'Kas', isActive: false },
    });
    const none = await ask(treasurer, editAccountCall, {
      params: { ...of(), code: '199999' },
      body: { name: 'X', isActive: true },
    });
    const bookless = await ask('facilitator', addAccountCall, { params: of(2), body });
    expect([taken, goods, used, none, bookless].map(({ refusal }) => refusal)).toEqual([
      ...[
        'ledger/account-taken',
        'ledger/kept-by-stock',
        'ledger/account-in-use',
        'ledger/account-not-found',
        'ledger/no-book',
      ],
    ]);
    await done(treasurer, editAccountCall, {
      params: { ...of(), code: '112500' },
      body: { name: 'Bank Kaltimtara', isActive: false },
    });
  });

  test('months are closed in order by treasurer or chair; what has not reported is named first', async () => {
    const draft = { ...rent(), occurredOn: '2025-09-10' };
    await done(treasurer, draftJournalCall, { body: draft });
    const { json } = await done('dinas-head', getPeriodsCall, { params: of() });
    expect(json).toMatchObject({ closedThrough: '2025-08-31', closings: [] });
    expect(json.due).toMatchObject([
      { through: '2025-09-30', open: [{ kind: 'drafts', count: 1 }] },
      { through: '2025-10-31' },
    ]);
    const closing = { id: newId<'closing'>(), through: '2025-09-30', closedThrough: '2025-08-31', despiteOpen: false };
    const close = (changed: object) =>
      ask(treasurer, closePeriodCall, { params: of(), body: { ...closing, ...changed } });
    expect((await close({})).refusal).toBe('ledger/not-all-reported');
    expect((await close({ through: '2025-09-29' })).refusal).toBe('ledger/not-month-end');
    expect((await close({ through: '2025-11-30' })).refusal).toBe('ledger/not-over-yet');
    expect((await ask('facilitator', closePeriodCall, { params: of(), body: closing })).refusal).toBe(
      'access/not-allowed',
    );
    expect((await close({ despiteOpen: true })).refusal).toBeUndefined();
    expect((await close({ despiteOpen: true, id: newId() })).refusal).toBe('ledger/closed-already');
    expect((await ask(treasurer, closePeriodCall, { params: of(1), body: closing })).refusal).toBe('ledger/no-book');
    const { json: late } = await done(chair, approveJournalCall, { params: { id: draft.id } });
    expect(late).toMatchObject({ postedOn: '2025-10-01', isLate: true });
    expect((await done(treasurer, listJournalsCall, { params: of(), query: { late: 'true' } })).json.total).toBe(1);
  });
});
