import { refusal } from '../../kernel/refusal.ts';
import type { Rupiah } from '../../kernel/rupiah.ts';

export const billingRefusals = {
  invoiceTwice: refusal<{ number: string }>(
    'procurement/invoice-twice',
    409,
    (d) => `invoice ${d.number} of this order is on record under another id`,
  ),
  nothingAsked: refusal('procurement/nothing-asked', 422, () => 'the lines of the invoice come to nothing'),
  dueReversed: refusal('procurement/due-reversed', 422, () => 'it would be due before it was written'),
  alreadyAccepted: refusal('procurement/already-accepted', 409, () => 'this invoice was accepted before'),
  notReceived: refusal('procurement/not-received', 409, () => 'nothing of this order has come yet'),
  moreThanInvoiced: refusal<{ totalIdr: Rupiah }>(
    'procurement/more-than-invoiced',
    422,
    (d) => `the invoice asks for ${d.totalIdr}`,
  ),
  notAllCome: refusal<{ coveredIdr: Rupiah }>(
    'procurement/not-all-come',
    409,
    (d) => `of what the invoice asks for, ${d.coveredIdr} is for goods that came`,
  ),
  notMoney: refusal('procurement/not-money', 422, () => 'not a cash or bank account of this book'),
  isConsigned: refusal('procurement/is-consigned', 422, () => 'consigned goods are owed for when they are sold'),
};
