import { present } from '../../kernel/assert.ts';
import { addDays, type BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import { type Rupiah, rupiah } from '../../kernel/rupiah.ts';
import * as ledger from '../../ledger/public.ts';
import * as partners from '../../partners/public.ts';
import { audit, type Doer, recordedBy } from '../../platform/audit/audit.ts';
import { newId } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { orderRefusals } from '../order.refusals.ts';
import { partiesOf } from '../order.store.ts';
import type { Order } from '../order.ts';
import { meetPaper } from '../paper.store.ts';
import { refuseTooLarge } from '../refuse-too-large.ts';
import { orderFor } from '../step-order.command.ts';
import { billingRefusals } from './billing.refusals.ts';
import type { NewInvoice, NewPayment } from './billing.schema.ts';
import {
  coveredBaseOf,
  getInvoice,
  hasInvoice,
  insertInvoice,
  insertPayment,
  matchOf,
  orderOfInvoice,
  owedOf,
  updateAccepted,
} from './billing.store.ts';
import { coveredIdr } from './billing.ts';

/** Who supplies: the party that payables of an order stand against. */
function supplierOf(order: Order): string {
  return order.partnerId ?? present(order.supplierCooperativeId, 'the supplier of an order');
}

/**
 * Records what the supplier asks for. It moves no money and owes nothing: what is owed came with the goods. Idempotent on its id.
 * @throws procurement/not-found, not-yours, id-reused, in-future, line-not-found, item-twice, too-large, invoice-twice, due-reversed, nothing-asked, is-consigned
 */
export async function recordInvoice(
  tx: Tx,
  doer: Doer,
  given: NewInvoice,
  { today, sample = false }: { today: BusinessDate; sample?: boolean },
): Promise<void> {
  const order = await orderFor(tx, given.orderId, 'invoice', 'note-invoice');
  const { met, contentHash } = await meetPaper(tx, 'invoice', given);
  if (met === 'other') throw orderRefusals.idReused({ id: given.id });
  if (met === 'same') return;
  if (given.invoicedOn > today) throw orderRefusals.inFuture({});
  if (order.isConsigned) throw billingRefusals.isConsigned({});
  const match = await matchOf(tx, order.id);
  const known = new Set(match.map(({ line }) => line.seq));
  const unknown = given.lines.find(({ seq }) => !known.has(seq));
  if (unknown) throw orderRefusals.lineNotFound({ seq: unknown.seq });
  if (new Set(given.lines.map(({ seq }) => seq)).size < given.lines.length) throw orderRefusals.itemTwice({});
  for (const { line, invoicedBase } of match)
    refuseTooLarge(line, invoicedBase + (given.lines.find(({ seq }) => seq === line.seq)?.qtyBase ?? 0));
  if (await hasInvoice(tx, order.id, given.number)) throw billingRefusals.invoiceTwice({ number: given.number });
  const dueOn = given.dueOn ?? (await dueDay(tx, order, given.invoicedOn));
  if (dueOn < given.invoicedOn) throw billingRefusals.dueReversed({});
  const totalIdr = rupiah(given.lines.reduce((sum, line) => sum + line.amountIdr, 0));
  if (totalIdr === 0) throw billingRefusals.nothingAsked({});
  const { id, orderId, number, invoicedOn, lines } = given;
  const dated = { id, orderId, number, invoicedOn, dueOn, totalIdr };
  await insertInvoice(tx, { ...dated, ...partiesOf(order), contentHash, sample, ...recordedBy(doer) }, lines);
  await audit(
    tx,
    doer,
    'procurement/record-invoice',
    { kind: 'procurement/invoice', id },
    { cooperativeId: order.cooperativeId, detail: { number, order: order.number, totalIdr } },
  );
}

async function dueDay(
  tx: Tx,
  { cooperativeId, partnerId, orderedOn }: Order,
  day: BusinessDate,
): Promise<BusinessDate> {
  if (partnerId === null) return day;
  const agreement = await partners.agreementInForce(tx, cooperativeId, partnerId, orderedOn);
  return addDays(day, agreement?.payWithinDays ?? 0);
}

/**
 * Says how much the buyer owes for an invoice, once he has laid it beside what came. The goods it covers are owed for already, at the price of the
 * order; what is accepted beyond, or less, goes to the differences of stock. The same again changes nothing.
 * @throws procurement/not-found, not-yours, already-accepted, not-received, more-than-invoiced, not-all-come; ledger/no-book
 */
export async function acceptInvoice(
  tx: Tx,
  doer: Doer,
  invoiceId: Id<'invoice'>,
  given: { readonly acceptedIdr: Rupiah; readonly reason?: string },
  today: BusinessDate,
): Promise<void> {
  const orderId = await orderOfInvoice(tx, invoiceId);
  if (orderId === undefined) throw orderRefusals.notFound({});
  const order = await orderFor(tx, orderId, 'accept');
  const invoice = await getInvoice(tx, invoiceId);
  if (invoice.acceptedIdr === given.acceptedIdr) return;
  if (invoice.acceptedIdr !== null) throw billingRefusals.alreadyAccepted({});
  if (given.acceptedIdr > invoice.totalIdr) throw billingRefusals.moreThanInvoiced({ totalIdr: invoice.totalIdr });
  const match = await matchOf(tx, order.id);
  if (match.every(({ receivedBase }) => receivedBase === 0)) throw billingRefusals.notReceived({});
  const covered = coveredIdr(invoice.lines, match, await coveredBaseOf(tx, order.id));
  if (given.acceptedIdr > covered.askedIdr) throw billingRefusals.notAllCome({ coveredIdr: covered.askedIdr });
  const differenceIdr = rupiah(given.acceptedIdr - covered.valueIdr);
  await ledger.postJournals(tx, doer, differenceIdr === 0 ? [] : [differenceJournal()]);
  const accepted = { idr: given.acceptedIdr, on: today, reason: given.reason, differenceIdr, covers: covered.bases };
  await updateAccepted(tx, invoiceId, accepted);
  const { cooperativeId } = order;
  const detail = { number: invoice.number, order: order.number, acceptedIdr: given.acceptedIdr };
  const about = { cooperativeId, detail, ...(given.reason === undefined ? {} : { reason: given.reason }) };
  await audit(tx, doer, 'procurement/accept-invoice', { kind: 'procurement/invoice', id: invoiceId }, about);

  function differenceJournal(): ledger.Journal {
    return {
      ...{ id: newId<'journal'>(), cooperativeId: order.cooperativeId, occurredOn: today, sample: order.sample },
      ...{ source: { kind: 'procurement/invoice', id: invoiceId }, evidence: invoice.number },
      description: `Selisih faktur ${invoice.number}, pesanan ${order.number}`,
      postings: [
        { accountCode: '527000', amountIdr: differenceIdr },
        { accountCode: '211000', amountIdr: rupiah(-differenceIdr), partyId: supplierOf(order) },
      ],
    };
  }
}

/**
 * Records money that went to the supplier for an order. A fact: before the goods came, or more than is owed, it is recorded and flagged.
 * Idempotent on its id.
 * @throws procurement/not-found, not-yours, id-reused, in-future, not-money; ledger/no-book
 */
export async function recordPayment(
  tx: Tx,
  doer: Doer,
  given: NewPayment,
  { today, sample = false }: { today: BusinessDate; sample?: boolean },
): Promise<void> {
  const order = await orderFor(tx, given.orderId, 'pay');
  const { met, contentHash } = await meetPaper(tx, 'payment', given);
  if (met === 'other') throw orderRefusals.idReused({ id: given.id });
  if (met === 'same') return;
  if (given.paidOn > today) throw orderRefusals.inFuture({});
  const { cooperativeId } = order;
  const accounts = await ledger.moneyAccountsOf(tx, [cooperativeId]);
  if (!accounts.some(({ code }) => code === given.accountCode)) throw billingRefusals.notMoney({});
  const flags = flagsOf(await owedOf(tx, order.id), given.amountIdr);
  const { id, amountIdr, evidence } = given;
  await insertPayment(tx, { ...given, ...partiesOf(order), flags, contentHash, sample, ...recordedBy(doer) });
  await ledger.postJournals(tx, doer, [
    {
      ...{ id: newId<'journal'>(), cooperativeId, occurredOn: given.paidOn, sample, evidence },
      source: { kind: 'procurement/payment', id },
      description: `Pembayaran pesanan ${order.number}`,
      postings: [
        { accountCode: '211000', amountIdr, partyId: supplierOf(order) },
        { accountCode: given.accountCode, amountIdr: rupiah(-amountIdr) },
      ],
    },
  ]);
  const detail = { order: order.number, amountIdr, flags };
  await audit(tx, doer, 'procurement/record-payment', { kind: 'procurement/payment', id }, { cooperativeId, detail });
}

function flagsOf(owed: Awaited<ReturnType<typeof owedOf>>, amountIdr: Rupiah): string[] {
  const leftIdr = owed.receivedIdr - owed.creditedIdr + owed.settledIdr - owed.paidIdr;
  if (owed.receivedIdr === 0) return ['before_receipt'];
  return amountIdr > leftIdr ? ['more_than_owed'] : [];
}
