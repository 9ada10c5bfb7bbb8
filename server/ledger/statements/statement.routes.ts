import { Readable } from 'node:stream';
import { type Actor, dayAsked } from '../../kernel/actor.ts';
import { present } from '../../kernel/assert.ts';
import { type BusinessDate, businessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import { countedMax, pageOf } from '../../kernel/page.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Typesetter } from '../../platform/documents/typesetter.ts';
import { handle, handleStream } from '../../platform/http/handle.ts';
import type { Http } from '../../platform/http/http.ts';
import { writeXlsx } from '../../platform/spreadsheets/xlsx.ts';
import * as reference from '../../reference/public.ts';
import { bookPaper, bookSheets, bookTitle } from './account-book.paper.ts';
import { accountBookPage, type BookAsked, countLines, getAccount } from './account-book.store.ts';
import type { BookLine } from './account-book.ts';
import { addFigures, figuresOf } from './city-figures.ts';
import { journalsPage } from './hledger.store.ts';
import { accountName, hledgerEntry, hledgerHead } from './hledger.ts';
import { monthOf, monthsOf, type Period, yearOf } from './period.ts';
import { type Given, type StatementWords, statementPaper, statementSheets } from './statement.paper.ts';
import { statementRefusals } from './statement.refusals.ts';
import {
  accountBookCall,
  accountBookPdfCall,
  accountBookYearCall,
  cityStatementsCall,
  getStatementsCall,
  hledgerCall,
  listBookAccountsCall,
  type Statements,
  statementsPdfCall,
  statementsXlsxCall,
} from './statement.schema.ts';
import { accountsOf, type Book, booksInReach, getBook, sumsOf } from './statement.store.ts';
import { statementsOf } from './statement.ts';

interface Press {
  readonly typesetter: Typesetter;
  readonly words: StatementWords;
}

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function statementRoutes(http: Http, press: Press): void {
  handle(http, getStatementsCall, async ({ tx, actor, params, query }) =>
    readStatements(tx, params.cooperativeId, periodAsked(actor, query, yearOf)),
  );
  handle(http, listBookAccountsCall, async ({ tx, params }) => {
    await getBook(tx, params.cooperativeId);
    const accounts = await accountsOf(tx, params);
    return { rows: accounts.map(({ code, name, holds }) => ({ code, name, holds })) };
  });
  cityRoute(http);
  statementFiles(http, press);
  bookRoutes(http, press);
  hledgerRoute(http);
}

/** The books of the city side by side; each figure is a sum of one book, and the last line a sum of those. */
function cityRoute(http: Http): void {
  handle(http, cityStatementsCall, async ({ tx, actor, query }) => {
    const period = periodAsked(actor, query, yearOf);
    const sums = await sumsOf(tx, {}, period);
    const rows = (await booksInReach(tx)).map(({ cooperativeId: id, cooperative: name, ...book }) => ({
      ...{
        id,
        cooperative: { id, name },
        openedOn: book.openedOn,
        closedThrough: book.closedThrough,
        sample: book.sample,
      },
      ...figuresOf(sums.get(id) ?? []),
    }));
    return { ...period, ...pageOf(rows, query), sum: addFigures(rows) };
  });
}

function statementFiles(http: Http, { typesetter, words }: Press): void {
  const gather = async (tx: Tx, actor: Actor, id: Id<'cooperative'>, period: Period): Promise<Given> => ({
    statements: await readStatements(tx, id, period),
    city: await cityName(tx, actor),
    madeOn: actor.today,
    words,
  });
  handleStream(http, statementsPdfCall, async ({ actor, params, query, inTx, reply }) => {
    const period = periodAsked(actor, query, yearOf);
    const given = await inTx((tx) => gather(tx, actor, params.cooperativeId, period));
    const pdf = await typesetter.typeset(statementPaper(given, query.only));
    return reply
      .type('application/pdf')
      .header(...attachment(`laporan-keuangan-${period.to}.pdf`))
      .send(Buffer.from(pdf));
  });
  handleStream(http, statementsXlsxCall, async ({ actor, params, query, inTx, reply }) => {
    const period = periodAsked(actor, query, yearOf);
    const given = await inTx((tx) => gather(tx, actor, params.cooperativeId, period));
    return reply
      .type(xlsxType)
      .header(...attachment(`laporan-keuangan-${period.to}.xlsx`))
      .send(writeXlsx(statementSheets(given)));
  });
}

/** More than so many lines nobody reads on paper; the workbook has no end. */
const paperMax = 2_000;

function bookRoutes(http: Http, { typesetter }: Press): void {
  handle(http, accountBookCall, async ({ tx, actor, params, query }) => {
    const period = periodAsked(actor, query, monthOf);
    const book = await getBook(tx, params.cooperativeId);
    const account = await getAccount(tx, params.cooperativeId, query.code);
    const { after, limit } = query;
    const asked = { ...period, ...params, account, ...(after !== undefined && { after }), ...(limit && { limit }) };
    const { code, name, holds } = account;
    const total = await countLines(tx, asked, countedMax);
    return { ...headOf(book, period), account: { code, name, holds }, ...(await accountBookPage(tx, asked)), total };
  });
  handleStream(http, accountBookPdfCall, async ({ actor, params, query, inTx, reply }) => {
    const period = periodAsked(actor, query, monthOf);
    const { job, code } = await inTx(async (tx) => {
      const { head, account } = await bookHead(tx, actor, params.cooperativeId, query.code);
      const asked = { ...period, ...params, account, limit: paperMax };
      const lines = await countLines(tx, asked, paperMax);
      if (lines > paperMax) throw statementRefusals.tooLongForPaper({ lines, linesMax: paperMax });
      return { job: bookPaper(head, period, (await accountBookPage(tx, asked)).rows), code: account.code };
    });
    const pdf = await typesetter.typeset(job);
    return reply
      .type('application/pdf')
      .header(...attachment(`buku-${code}-${period.from}.pdf`))
      .send(Buffer.from(pdf));
  });
  handleStream(http, accountBookYearCall, async ({ actor, params, query, inTx, reply }) => {
    const year = String(query.year ?? actor.today.slice(0, 4));
    const period = periodAsked(
      actor,
      { from: businessDate(`${year}-01-01`), to: businessDate(`${year}-12-31`) },
      yearOf,
    );
    const { head, account } = await inTx((tx) => bookHead(tx, actor, params.cooperativeId, query.code));
    const months = monthsOf(period).map((month) => {
      const page = (after?: string) =>
        inTx((tx) => accountBookPage(tx, { ...month, ...params, account, limit: rowsAtOnce, ...(after && { after }) }));
      return { ...month, lines: linesOf(page) };
    });
    return reply
      .type(xlsxType)
      .header(...attachment(`buku-${account.code}-${year}.xlsx`))
      .send(writeXlsx(bookSheets(head, months)));
  });
}

/** Lines, or journals, of one transaction: none is held open by a slow line. */
const rowsAtOnce = 5_000;

async function* linesOf(page: (after?: string) => ReturnType<typeof accountBookPage>): AsyncGenerator<BookLine> {
  let after: string | undefined;
  do {
    const { rows, next } = await page(after);
    yield* rows;
    after = next ?? undefined;
  } while (after !== undefined);
}

async function bookHead(tx: Tx, actor: Actor, cooperativeId: Id<'cooperative'>, code: string | undefined) {
  const { cooperative, sample } = await getBook(tx, cooperativeId);
  const account: BookAsked['account'] = await getAccount(tx, cooperativeId, code);
  const title = bookTitle(account);
  return { account, head: { cooperative, sample, title, city: await cityName(tx, actor), madeOn: actor.today } };
}

function hledgerRoute(http: Http): void {
  handleStream(http, hledgerCall, async ({ actor, params, query, inTx, reply }) => {
    const to = dayAsked(actor, query.to);
    const { cooperativeId } = params;
    const { book, accounts } = await inTx(async (tx) => ({
      book: await getBook(tx, cooperativeId),
      accounts: await accountsOf(tx, params),
    }));
    const names = new Map(accounts.map((account) => [account.code, accountName(account)]));
    async function* text(): AsyncGenerator<string> {
      yield hledgerHead(book.cooperative, accounts);
      for (let after = 0; after < book.lastNumber; after += rowsAtOnce) {
        const asked = { cooperativeId, to, after, last: book.lastNumber, limit: rowsAtOnce };
        const journals = await inTx((tx) => journalsPage(tx, asked));
        yield journals.map((journal) => hledgerEntry(journal, names)).join('');
      }
    }
    return reply
      .type('text/plain; charset=utf-8')
      .header(...attachment(`buku-${to}.journal`))
      .send(Readable.from(text(), { objectMode: false }));
  });
}

/** @throws ledger/period-reversed */
function periodAsked(
  actor: Actor,
  asked: { from?: BusinessDate; to?: BusinessDate },
  firstDayFor: (last: BusinessDate) => BusinessDate,
): Period {
  const to = dayAsked(actor, asked.to);
  const from = asked.from ?? firstDayFor(to);
  if (from > to) throw statementRefusals.periodReversed({});
  return { from, to };
}

/** The statements of a book for a period; of one that the book did not see begin, from the day it was opened. @throws ledger/book-not-found */
async function readStatements(tx: Tx, cooperativeId: Id<'cooperative'>, asked: Period): Promise<Statements> {
  const book = await getBook(tx, cooperativeId);
  const { from, to } = asked;
  const period = from < book.openedOn && book.openedOn <= to ? { from: book.openedOn, to } : asked;
  const sums = await sumsOf(tx, { cooperativeId }, period);
  return { ...headOf(book, period), ...statementsOf(sums.get(cooperativeId) ?? []) };
}

function headOf({ cooperativeId: id, cooperative: name, openedOn, closedThrough, sample }: Book, { from, to }: Period) {
  return { cooperative: { id, name }, from, to, openedOn, closedThrough, sample };
}

async function cityName(tx: Tx, actor: Actor): Promise<string> {
  const regency = await reference.findRegencyById(tx, tx.regencyId, actor.today);
  return present(regency, 'the regency of an actor').name;
}

function attachment(name: string): [string, string] {
  return ['content-disposition', `attachment; filename="${name}"`];
}
