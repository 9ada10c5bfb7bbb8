import type { BusinessDate } from '../kernel/business-date.ts';
import { refusal } from '../kernel/refusal.ts';
import type { Rupiah } from '../kernel/rupiah.ts';

export const saleRefusals = {
  notFound: refusal('sales/not-found', 404, () => 'no such sale, or not yours to see'),
  cooperativeNotFound: refusal('sales/cooperative-not-found', 422, () => 'no such cooperative, or not yours'),
  idReused: refusal<{ id: string }>('sales/id-reused', 409, (d) => `${d.id} is another sale already`),
  inFuture: refusal<{ today: BusinessDate }>('sales/in-future', 422, (d) => `nothing is sold after ${d.today} yet`),
  noBook: refusal('sales/no-book', 422, () => 'this cooperative keeps no book yet'),
  beforeBook: refusal<{ openedOn: BusinessDate }>(
    'sales/before-book',
    422,
    ({ openedOn }) => `the book begins on ${openedOn}: what was sold before is part of its opening balances`,
  ),
  tooLarge: refusal<{ maxIdr: Rupiah }>('sales/too-large', 422, ({ maxIdr }) => `no sale comes to more than ${maxIdr}`),
  placeNotFound: refusal('sales/place-not-found', 422, () => 'not an outlet or warehouse of this cooperative'),
  itemNotFound: refusal<{ line: number }>(
    'sales/item-not-found',
    422,
    (d) => `line ${d.line}: no such item or pack of this cooperative`,
  ),
  accountNotFound: refusal('sales/account-not-found', 422, () => 'not a cash or bank account of this book'),
  otherUnit: refusal<{ line: number; qtyPacks: number; pack: string; expectedBase: number; unit: string }>(
    'sales/other-unit',
    422,
    (d) => `line ${d.line}: ${d.qtyPacks} × ${d.pack} make ${d.expectedBase} ${d.unit}`,
  ),
  alreadyReversed: refusal('sales/already-reversed', 409, () => 'this sale was reversed before'),
  isReversal: refusal(
    'sales/is-reversal',
    422,
    () => 'what reverses a sale is not reversed itself: enter the sale anew',
  ),
  beforeSale: refusal<{ soldOn: BusinessDate }>('sales/before-sale', 422, (d) => `it was sold on ${d.soldOn}`),
};
