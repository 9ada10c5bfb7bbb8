import { type Static, Type } from 'typebox';
import { call, closed } from '../kernel/call.ts';
import { day, idOf, oneOf, orNull, wholeRupiah } from '../kernel/shapes.ts';
import { matchFlags } from './billing/billing.ts';
import { truckFlagNames } from './delivery/delivery.ts';
import { orderRefusals } from './order.refusals.ts';
import { orderId } from './order.schema.ts';
import { type OrderStep, orderStatuses, orderSteps } from './order.ts';
import { OrderListed } from './order-list.schema.ts';
import { receiptFlags } from './receipt/receipt.ts';

const count = Type.Integer();
const words = Type.Array(Type.String());
const flags = Type.Array(oneOf(receiptFlags));
const signedRupiah = Type.Unsafe<Static<typeof wholeRupiah>>(Type.Integer());

const Line = closed({
  seq: count,
  itemId: idOf<'item'>(),
  itemName: Type.String(),
  productCode: orNull(Type.String()),
  baseUnit: Type.String(),
  packLabel: Type.String(),
  packQtyBase: count,
  qtyPacks: count,
  agreedPacks: count,
  priceIdr: wholeRupiah,
  /** Comes in LPG cylinders, as whoever receives it sees. */
  inCylinders: Type.Boolean(),
  deliveredBase: count,
  receivedBase: count,
  returnedBase: count,
  invoicedBase: count,
  invoicedIdr: wholeRupiah,
  /** Ordered, delivered, received and invoiced, held against each other. */
  differences: Type.Array(oneOf(matchFlags)),
});

const Step = closed({
  step: Type.String(),
  status: oneOf(orderStatuses),
  happenedOn: day,
  reason: orNull(Type.String()),
  cuts: Type.Array(closed({ seq: count, qtyPacks: count, reason: Type.String() })),
  role: Type.String(),
  onBehalf: Type.Boolean(),
});

const Delivery = closed({
  id: idOf<'delivery'>(),
  loadId: idOf<'load'>(),
  number: Type.String(),
  leftOn: day,
  driver: Type.String(),
  vehicle: Type.String(),
  flags: Type.Array(oneOf(truckFlagNames)),
  lines: Type.Array(closed({ seq: count, qtyBase: count })),
});

const Receipt = closed({
  id: idOf<'receipt'>(),
  deliveryId: orNull(idOf<'delivery'>()),
  number: Type.String(),
  receivedOn: day,
  postedOn: day,
  valueIdr: wholeRupiah,
  flags,
  note: orNull(Type.String()),
  onBehalf: Type.Boolean(),
  lines: Type.Array(
    closed({
      seq: count,
      goodBase: count,
      quarantinedBase: count,
      damagedBase: count,
      valueIdr: wholeRupiah,
      flags,
      emptiesGiven: orNull(count),
      batchLabel: orNull(Type.String()),
      expiresOn: orNull(day),
    }),
  ),
});

const Invoice = closed({
  id: idOf<'invoice'>(),
  number: Type.String(),
  invoicedOn: day,
  dueOn: day,
  totalIdr: wholeRupiah,
  acceptedIdr: orNull(wholeRupiah),
  acceptedOn: orNull(day),
  acceptedReason: orNull(Type.String()),
  /** The goods it covers that were kept, at the price of the order: what is owed for it before anything is accepted. */
  coveredIdr: wholeRupiah,
  lines: Type.Array(closed({ seq: count, qtyBase: count, amountIdr: wholeRupiah })),
});

const Payment = closed({
  id: idOf<'payment'>(),
  paidOn: day,
  amountIdr: wholeRupiah,
  accountCode: Type.String(),
  evidence: Type.String(),
  flags: words,
});

const GoodsReturn = closed({
  id: idOf<'goods-return'>(),
  number: Type.String(),
  returnedOn: day,
  creditIdr: wholeRupiah,
  reason: Type.String(),
  lines: Type.Array(closed({ seq: count, qtyBase: count })),
});

export const OrderPage = closed({
  ...OrderListed.properties,
  placeId: idOf<'place'>(),
  note: orNull(Type.String()),
  lines: Type.Array(Line),
  steps: Type.Array(Step),
  deliveries: Type.Array(Delivery),
  receipts: Type.Array(Receipt),
  invoices: Type.Array(Invoice),
  payments: Type.Array(Payment),
  returns: Type.Array(GoodsReturn),
  money: closed({
    receivedIdr: wholeRupiah,
    creditedIdr: wholeRupiah,
    settledIdr: signedRupiah,
    paidIdr: wholeRupiah,
    /** Still to be paid; below zero where more was paid than is owed. */
    leftIdr: signedRupiah,
  }),
  /** What forms choose from: accounts to pay from, and places to send goods back from. Empty where the reader may do neither. */
  accounts: Type.Array(closed({ code: Type.String(), name: Type.String() })),
  places: Type.Array(closed({ id: idOf<'place'>(), name: Type.String() })),
  /** What the reader may do with it now. */
  actions: Type.Array(oneOf(Object.keys(orderSteps) as OrderStep[])),
});
export type OrderPage = Static<typeof OrderPage>;

/** One order with every paper that hangs on it. */
export const getOrderCall = call({
  name: 'procurement/get-order',
  method: 'GET',
  path: '/orders/:id',
  can: 'order.read',
  params: closed({ id: orderId }),
  reply: OrderPage,
  refusals: [orderRefusals.notFound],
});
