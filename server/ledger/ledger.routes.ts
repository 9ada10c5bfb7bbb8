import type { Actor } from '../kernel/actor.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import { countedMax, pageOf } from '../kernel/page.ts';
import type { Tx } from '../platform/db/tx.ts';
import { handle } from '../platform/http/handle.ts';
import type { Http } from '../platform/http/http.ts';
import { addAccountCall, editAccountCall, listAccountsCall } from './chart/chart.schema.ts';
import { chartOf } from './chart/chart.store.ts';
import { addAccount, editAccount } from './chart/keep-accounts.command.ts';
import { closePeriod, openPointsOf, type Unreported } from './closing/close-period.command.ts';
import { closePeriodCall, getPeriodsCall } from './closing/closing.schema.ts';
import { closingsOf } from './closing/closing.store.ts';
import { nextClosing } from './closing/closing.ts';
import { getJournalCall, listJournalsCall } from './journal.schema.ts';
import { findJournal, journalsOf } from './journal-list.store.ts';
import { ledgerRefusals } from './ledger.refusals.ts';
import { approveJournal, refuseJournal, withdrawJournal } from './manual/answer-manual.command.ts';
import { draftJournal, draftReversal } from './manual/draft-journal.command.ts';
import {
  approveJournalCall,
  draftJournalCall,
  draftReversalCall,
  listManualsCall,
  refuseJournalCall,
  withdrawJournalCall,
} from './manual/manual.schema.ts';
import { countManuals, manualsWhere } from './manual/manual.store.ts';
import { answersOpenTo, manualKind } from './manual/manual.ts';
import type { NamesOf } from './party.ts';
import { getBook } from './statements/statement.store.ts';

interface Parts {
  readonly unreported: Unreported;
  /** Who stands behind receivables and payables: partners and cooperatives. */
  readonly namesOf: NamesOf;
}

export function ledgerRoutes(http: Http, { unreported, namesOf }: Parts): void {
  journalRoutes(http, namesOf);
  manualRoutes(http);
  handle(http, listAccountsCall, async ({ tx, params, query }) => {
    await getBook(tx, params.cooperativeId);
    const accounts = await chartOf(tx, params.cooperativeId);
    const page = pageOf(
      accounts.map((account) => ({ id: account.code, ...account })),
      query,
    );
    return { ...page, rows: page.rows.map(({ id: _id, ...account }) => account) };
  });
  handle(http, addAccountCall, async ({ tx, actor, params, body }) => {
    await addAccount(tx, actor, params.cooperativeId, body);
    return null;
  });
  handle(http, editAccountCall, async ({ tx, actor, params, body }) => {
    await editAccount(tx, actor, params, body);
    return null;
  });
  handle(http, getPeriodsCall, async ({ tx, actor, params }) => {
    const {
      cooperativeId: id,
      cooperative: name,
      openedOn,
      closedThrough,
      sample,
    } = await getBook(tx, params.cooperativeId);
    const due = [];
    for (const through of dueMonths(closedThrough, actor.today))
      due.push({ through, open: (await openPointsOf(tx, id, through, unreported)).map(shown) });
    const closings = (await closingsOf(tx, id)).map(({ id: _id, open, ...closing }) => ({
      ...closing,
      open: open.map(shown),
    }));
    return { cooperative: { id, name }, openedOn, closedThrough, due, closings, sample };
  });
  handle(http, closePeriodCall, async ({ tx, actor, params, body }) => {
    await closePeriod(tx, actor, params.cooperativeId, body, { today: actor.today, unreported });
    return null;
  });
}

const shown = <Point extends { names: readonly string[] }>(point: Point) => ({ ...point, names: [...point.names] });

/** The months that are over and open; a year of them is enough to see that nobody closes. */
function dueMonths(closedThrough: BusinessDate, today: BusinessDate): BusinessDate[] {
  const months: BusinessDate[] = [];
  for (
    let next = nextClosing(closedThrough, today);
    next !== null && months.length < 12;
    next = nextClosing(next, today)
  )
    months.push(next);
  return months;
}

function journalRoutes(http: Http, namesOf: NamesOf): void {
  handle(http, listJournalsCall, ({ tx, params, query }) => journalsOf(tx, { ...params, ...query }));
  handle(http, getJournalCall, async ({ tx, actor, params }) => {
    const journal = await findJournal(tx, params.id);
    if (journal === undefined) throw ledgerRefusals.journalNotFound({});
    const { cooperativeId, cooperative: name, postings, ...told } = journal;
    const parties = await namesOf(tx, [...new Set(postings.flatMap(({ partyId }) => partyId ?? []))]);
    const mayReverse =
      journal.sourceKind === manualKind && journal.reversedBy === null && actor.permissions.has('book.post');
    return {
      ...told,
      cooperative: { id: cooperativeId, name },
      postings: postings.map(({ partyId, ...posting }) => ({
        ...posting,
        party: partyId === null ? null : (parties.get(partyId) ?? null),
      })),
      mayReverse,
    };
  });
  handle(http, draftReversalCall, async ({ tx, actor, params, body }) => {
    await draftReversal(tx, actor, params.id, body, actor.today);
    return null;
  });
}

function manualRoutes(http: Http): void {
  handle(http, draftJournalCall, async ({ tx, actor, body }) => {
    await draftJournal(tx, actor, body, actor.today);
    return null;
  });
  handle(http, listManualsCall, ({ tx, actor, query }) => manualsPage(tx, actor, query));
  handle(http, approveJournalCall, async ({ tx, actor, params }) => {
    const { number, postedOn, isLate } = await approveJournal(tx, actor, params.id);
    return { number, postedOn, isLate };
  });
  handle(http, refuseJournalCall, async ({ tx, actor, params, body }) => {
    await refuseJournal(tx, actor, params.id, body.reason);
    return null;
  });
  handle(http, withdrawJournalCall, async ({ tx, actor, params }) => {
    await withdrawJournal(tx, actor, params.id);
    return null;
  });
}

async function manualsPage(
  tx: Tx,
  actor: Actor,
  { cooperativeId, state, after, limit = 50 }: Parameters<typeof countManuals>[1] & { after?: string; limit?: number },
) {
  const found = await manualsWhere(tx, { cooperativeId, state, before: after, limit: limit + 1 });
  const total = await countManuals(tx, { cooperativeId, state }, countedMax + 1);
  const rows = found.slice(0, limit).map(({ cooperativeId: id, cooperative: name, recordedBy, ...row }) => ({
    ...row,
    cooperative: { id, name },
    answers: answersOpenTo({ ...row, recordedBy }, actor),
  }));
  return { rows, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null, total };
}
