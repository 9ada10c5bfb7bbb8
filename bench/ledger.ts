import pg from 'pg';
import { businessDate } from '../server/kernel/business-date.ts';
import { id, regencyId } from '../server/kernel/ids.ts';
import { rupiah } from '../server/kernel/rupiah.ts';
import * as books from '../server/ledger/public.ts';
import { newId } from '../server/platform/clock.ts';
import { openDatabase } from '../server/platform/db/database.ts';
import { wholeRegency } from '../server/platform/jobs/tasks.ts';
import { allowPoster, openBooks, postAlone } from './books.store.ts';
import type { Stage } from './stage.ts';

type Book = Awaited<ReturnType<typeof openBooks>>[number];
type PostOnce = (book: Book, journals: readonly books.Journal[]) => Promise<void>;

const clients = 8;
const lastsMs = 1_000;
/** Both ways take turns, so that what else the machine does falls on both. */
const rounds = 4;
const machine = { role: 'machine' } as const;
const on = businessDate('2025-11-20');

/** Postings per second through `postJournals`, journals of two lines: over the books of a city, into one book, over 514 regencies. */
export async function ledger(stage: Stage): Promise<void> {
  const { owner, city } = await stage.nation();
  const url = await allowPoster(owner);
  const note = (error: Error) => void process.stderr.write(`${error.message}\n`);
  const app = openDatabase(url, { note, poolSize: clients });
  const plain = new pg.Pool({ connectionString: url, max: clients });
  try {
    const own = await openBooks(owner, { regencyIds: [city.regencyId], each: 34 });
    const nation = await openBooks(owner, { regencyIds: 'all', each: 1 });
    const through: PostOnce = async (book, journals) => {
      await app.inRegency(wholeRegency(regencyId(book.regencyId)), (tx) => books.postJournals(tx, machine, journals));
    };
    const alone: PostOnce = async (book, journals) => {
      const client = await plain.connect();
      await postAlone(client, book.regencyId, JSON.stringify(journals.map(asGiven))).finally(() => client.release());
    };
    const where: Readonly<Record<string, readonly Book[]>> = {
      [`over ${own.length} books of a city`]: own,
      'into the accounts of one book': own.slice(0, 1),
      [`over a book in each of ${nation.length} regencies`]: nation,
    };
    for (const [what, over] of Object.entries(where))
      for (const atOnce of [1, 100]) {
        let [baseline, value] = [0, 0];
        for (let round = 0; round < rounds; round++) {
          baseline += (await postingsPerSecond(over, atOnce, alone)) / rounds;
          value += (await postingsPerSecond(over, atOnce, through)) / rounds;
        }
        const figure = `${what}, ${atOnce} a transaction, ${clients} clients, against the posting function alone`;
        await stage.report({ figure, value, baseline, unit: 'postings/s', better: 'more' });
      }
  } finally {
    await Promise.all([app.close(), plain.end()]);
  }
}

async function postingsPerSecond(over: readonly Book[], atOnce: number, post: PostOnce): Promise<number> {
  const began = performance.now();
  let [turn, postings] = [0, 0];
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() - began < lastsMs) {
        const book = over[turn++ % over.length];
        if (book === undefined) throw new Error('no books');
        await post(
          book,
          Array.from({ length: atOnce }, () => journalOf(book)),
        );
        postings += 2 * atOnce;
      }
    }),
  );
  return (postings * 1000) / (performance.now() - began);
}

function journalOf({ cooperativeId }: Book): books.Journal {
  return {
    ...{ id: newId<'journal'>(), cooperativeId: id<'cooperative'>(cooperativeId), occurredOn: on },
    ...{ source: { kind: 'ukur/penjualan', id: newId<'test'>() }, description: 'Penjualan' },
    postings: [
      { accountCode: '111000', amountIdr: rupiah(65_500) },
      { accountCode: '411000', amountIdr: rupiah(-65_500) },
    ],
  };
}

/** The same journal as the posting function takes it. */
function asGiven({ cooperativeId, occurredOn, source, postings, id: journalId, description }: books.Journal): object {
  return {
    ...{ id: journalId, cooperative_id: cooperativeId, occurred_on: occurredOn, source_kind: source.kind },
    ...{ source_id: source.id, description, recorded_role: 'ukur', on_behalf: false, sample: false },
    postings: postings.map(({ accountCode, amountIdr }) => ({ account_code: accountCode, amount_idr: amountIdr })),
  };
}
