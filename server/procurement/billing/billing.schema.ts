import { type Static, Type } from 'typebox';
import { call, closed } from '../../kernel/call.ts';
import { day, idOf, text, type wholeRupiah } from '../../kernel/shapes.ts';
import { ledgerRefusals } from '../../ledger/ledger.refusals.ts';
import { orderRefusals } from '../order.refusals.ts';
import { lineSeq, orderId, qtyBase } from '../order.schema.ts';
import { billingRefusals } from './billing.refusals.ts';

const money = Type.Unsafe<Static<typeof wholeRupiah>>(Type.Integer({ minimum: 1, maximum: 1_000_000_000_000 }));
const moneyOrNone = Type.Unsafe<Static<typeof wholeRupiah>>(Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 }));

export const NewInvoice = closed({
  id: idOf<'invoice'>(),
  orderId,
  /** As the supplier numbers it. */
  number: text(60),
  invoicedOn: day,
  /** Left out: as agreed, or the day of the invoice. */
  dueOn: Type.Optional(day),
  lines: Type.Array(closed({ seq: lineSeq, qtyBase, amountIdr: moneyOrNone }), { minItems: 1, maxItems: 100 }),
});
export type NewInvoice = Static<typeof NewInvoice>;

const paperRefusals = [
  orderRefusals.notFound,
  orderRefusals.notYours,
  orderRefusals.idReused,
  orderRefusals.inFuture,
] as const;

/** What the supplier asks for; entered by him, or by the treasurer from the paper. */
export const recordInvoiceCall = call({
  name: 'procurement/record-invoice',
  method: 'POST',
  path: '/invoices',
  can: 'invoice.record',
  body: NewInvoice,
  refusals: [
    ...paperRefusals,
    orderRefusals.lineNotFound,
    orderRefusals.itemTwice,
    orderRefusals.tooLarge,
    billingRefusals.invoiceTwice,
    billingRefusals.dueReversed,
    billingRefusals.nothingAsked,
    billingRefusals.isConsigned,
  ],
});

/** The buyer compared and says how much he owes for it; the difference to what he received goes into the book. */
export const acceptInvoiceCall = call({
  name: 'procurement/accept-invoice',
  method: 'POST',
  path: '/invoices/:id/acceptance',
  can: 'payment.record',
  params: closed({ id: idOf<'invoice'>() }),
  body: closed({ acceptedIdr: moneyOrNone, reason: Type.Optional(text(500)) }),
  refusals: [
    orderRefusals.notFound,
    orderRefusals.notYours,
    billingRefusals.alreadyAccepted,
    billingRefusals.notReceived,
    billingRefusals.moreThanInvoiced,
    billingRefusals.notAllCome,
    ledgerRefusals.noBook,
  ],
});

export const NewPayment = closed({
  id: idOf<'payment'>(),
  orderId,
  paidOn: day,
  amountIdr: money,
  accountCode: Type.String({ pattern: '^[1-9]\\d{5}$' }),
  /** Number of the slip or transfer. */
  evidence: text(60),
});
export type NewPayment = Static<typeof NewPayment>;

/** Money that went to the supplier, whole or in part: a fact; before the goods, or more than is owed, it is flagged. */
export const recordPaymentCall = call({
  name: 'procurement/record-payment',
  method: 'POST',
  path: '/payments',
  can: 'payment.record',
  body: NewPayment,
  refusals: [...paperRefusals, billingRefusals.notMoney, ledgerRefusals.noBook],
});
