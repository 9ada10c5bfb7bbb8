import { present } from '../kernel/assert.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { rupiah } from '../kernel/rupiah.ts';
import * as ledger from '../ledger/public.ts';
import { audit, type Doer, recordedBy } from '../platform/audit/audit.ts';
import { jsonHash } from '../platform/audit/canonical-json.ts';
import { newId } from '../platform/clock.ts';
import type { Tx } from '../platform/db/tx.ts';
import { decideSales } from './decide-sales.ts';
import { loadForSales } from './load-for-sales.command.ts';
import { saleRefusals } from './sale.refusals.ts';
import type { RecordedSale, SaleDraft } from './sale.schema.ts';
import { insertLines, insertSales, type LineRow, type SaleRow, takeNumbers } from './sale.store.ts';
import type { DecidedSale, Outcome } from './sale.ts';
import { keyOf, type Taken, takeGoods } from './take-goods.command.ts';

/**
 * Records sales of one regency: head and lines, goods off the shelf, journal and audit lines, in one transaction. Idempotent on each `draft.id`.
 * The goods are gone and the money is in, so a price above the ceiling, more than one buyer may take or a shelf that held less is recorded and
 * flagged, not refused.
 * @returns one outcome per draft, in order: the sale, or a refusal (sales/cooperative-not-found, id-reused, in-future, no-book, place-not-found,
 *   item-not-found, account-not-found, other-unit, before-book, too-large) that harms no other
 */
export async function recordSales(
  tx: Tx,
  doer: Doer,
  drafts: readonly SaleDraft[],
  { today, sample = false }: { today: BusinessDate; sample?: boolean },
): Promise<Outcome[]> {
  const hashed = drafts.map((draft) => ({ draft, contentHash: jsonHash(draft) }));
  const known = await loadForSales(tx, drafts, today);
  const decided = decideSales(hashed, known);
  const fresh = await writeHeads(
    tx,
    doer,
    decided.flatMap((each) => (each.kind === 'fresh' ? [each.sale] : [])),
    sample,
  );
  const recorded = new Map([...known.there].map(([id, there]) => [id, there.recorded]));
  for (const sale of await writeGoods(tx, doer, fresh, sample)) recorded.set(sale.id, sale);
  return decided.map((each, at) => {
    if (each.kind === 'refused') return { refused: each.refusal };
    const id = present(drafts[at], 'the draft of an outcome').id;
    const sale = recorded.get(id);
    return sale === undefined ? { refused: saleRefusals.idReused({ id }) } : { recorded: sale };
  });
}

/** A decided sale that has its number and stands in the database. */
interface Numbered extends DecidedSale {
  readonly number: string;
}

async function writeHeads(tx: Tx, doer: Doer, sales: readonly DecidedSale[], sample: boolean): Promise<Numbered[]> {
  const numbered: Numbered[] = [];
  const byYear = Map.groupBy(sales, ({ draft }) => `${draft.cooperativeId}/${draft.soldOn.slice(0, 4)}`);
  for (const [, group] of [...byYear].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const { cooperativeId, soldOn } = present(group[0], 'a sale of the group').draft;
    const year = Number(soldOn.slice(0, 4));
    const last = await takeNumbers(tx, cooperativeId, year, group.length);
    for (const [at, sale] of group.entries()) numbered.push({ ...sale, number: numberOf(year, last + at + 1) });
  }
  const free = await insertSales(
    tx,
    recordedBy(doer),
    numbered.map((sale) => headOf(sale, sample)),
  );
  return numbered.filter(({ draft }) => free.has(draft.id));
}

export function numberOf(year: number, nth: number): string {
  return `PJ/${year}/${String(nth).padStart(4, '0')}`;
}

function headOf({ draft, number, postedOn, totalIdr, contentHash }: Numbered, sample: boolean): SaleRow {
  const { id, cooperativeId, placeId, soldOn, buyer, buyerId = null, accountCode, evidence = null } = draft;
  const head = { id, cooperativeId, placeId, number, soldOn, postedOn, buyer, buyerId, accountCode, totalIdr };
  return { ...head, evidence, reversesId: null, reason: null, contentHash, sample };
}

/** Takes the goods off the shelf, books the money and what the goods were worth, and writes the lines. */
async function writeGoods(tx: Tx, doer: Doer, sales: readonly Numbered[], sample: boolean): Promise<RecordedSale[]> {
  const taken = await takeGoods(tx, doer, sales, sample);
  const rows = sales.map((sale) => ({ sale, lines: rowsOf(sale, taken) }));
  await ledger.postJournals(
    tx,
    doer,
    sales.map((sale) => journalOf(sale, taken, sample)),
  );
  await insertLines(
    tx,
    rows.flatMap(({ lines }) => lines),
  );
  const answers = rows.map(({ sale: { draft, number, totalIdr, postedOn }, lines }) => {
    const flags = [...new Set(lines.flatMap((line) => line.flags))].toSorted();
    return { id: draft.id, number, totalIdr, postedOn, flags };
  });
  await audit(
    tx,
    doer,
    'sales/record-sale',
    rows.map(({ sale: { draft, number, totalIdr } }, at) => ({
      ...{ kind: 'sales/sale', id: draft.id, cooperativeId: draft.cooperativeId },
      detail: { number, totalIdr, flags: [...(answers[at]?.flags ?? [])] },
    })),
  );
  return answers;
}

function rowsOf({ draft, lines }: Numbered, taken: ReadonlyMap<string, Taken>): LineRow[] {
  return lines.map(({ itemName: _, stockAccount: __, cylinderKg10: ___, ...line }, at) => {
    const seq = at + 1;
    const { valueIdr, shortBase, owed, flags } = present(taken.get(keyOf(draft.id, seq)), 'what a line took');
    const costIdr = rupiah(valueIdr + owed.reduce((sum, each) => sum + each.costIdr, 0));
    const { id: saleId, cooperativeId } = draft;
    return { ...line, saleId, cooperativeId, seq, costIdr, shortBase, owed, flags: [...line.flags, ...flags] };
  });
}

/**
 * Money in, sales to members and others apart; what the goods were worth, or what is owed for them to whom they belonged; and what lost and found
 * gave to an empty shelf.
 */
function journalOf(
  { draft, number, totalIdr, lines: decided }: Numbered,
  taken: ReadonlyMap<string, Taken>,
  sample: boolean,
): ledger.Journal {
  const sums = new Map<string, number>();
  const add = (account: string, idr: number) => sums.set(account, (sums.get(account) ?? 0) + idr);
  const [income, cost] = accountsOf(draft.buyer);
  add(draft.accountCode, totalIdr);
  add(income, -totalIdr);
  for (const [at, { stockAccount }] of decided.entries()) {
    const { valueIdr, shortIdr, owed } = present(taken.get(keyOf(draft.id, at + 1)), 'what a line took');
    add(cost, valueIdr);
    add(stockAccount, shortIdr - valueIdr);
    add('527000', -shortIdr);
    for (const { partnerId, costIdr } of owed) {
      add(cost, costIdr);
      add(payableTo(partnerId), -costIdr);
    }
  }
  const goods = decided.map(({ itemName, qtyPacks }) => `${qtyPacks} × ${itemName}`).join('; ');
  return {
    ...{ id: newId<'journal'>(), cooperativeId: draft.cooperativeId, occurredOn: draft.soldOn, sample },
    source: { kind: 'sales/sale', id: draft.id },
    description: `Penjualan ${number}: ${goods}`.slice(0, 200),
    evidence: draft.evidence ?? number,
    postings: postingsOf(sums),
  };
}

/** Income and cost of goods, by who bought. */
export function accountsOf(buyer: SaleDraft['buyer']): readonly [income: string, cost: string] {
  return buyer === 'member' ? ['411000', '511000'] : ['412000', '512000'];
}

/** The key under which what is owed to a partner is summed. */
export function payableTo(partnerId: Id<'partner'>): string {
  return `211000/${partnerId}`;
}

/** Sums by account, or by account and party, as lines of a journal. */
export function postingsOf(sums: ReadonlyMap<string, number>): ledger.Posting[] {
  return [...sums]
    .filter(([, idr]) => idr !== 0)
    .map(([key, idr]) => {
      const [accountCode = '', partyId] = key.split('/', 2);
      return { accountCode, amountIdr: rupiah(idr), ...(partyId === undefined ? {} : { partyId }) };
    });
}
