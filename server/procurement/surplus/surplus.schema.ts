import { type Static, type TSchema, Type } from 'typebox';
import { inventoryRefusals } from '../../inventory/inventory.refusals.ts';
import { call, closed } from '../../kernel/call.ts';
import { day, idOf, oneOf, orNull, paging, text, wholeRupiah } from '../../kernel/shapes.ts';
import { ledgerRefusals } from '../../ledger/ledger.refusals.ts';
import { billingRefusals } from '../billing/billing.refusals.ts';
import { surplusRefusals } from './surplus.refusals.ts';
import { type Side, type Stage, type Step, stages, steps } from './surplus.ts';

const cooperativeId = idOf<'cooperative'>();
const noticeId = idOf<'surplus-notice'>();
const suggestionId = idOf<'surplus-suggestion'>();
const saleId = idOf<'surplus-sale'>();
const stepId = idOf<'surplus-step'>();
const packs = Type.Integer({ minimum: 1, maximum: 100_000 });
const packsOrNone = Type.Integer({ minimum: 0, maximum: 100_000 });
/** Of one pack. */
const price = Type.Unsafe<Static<typeof wholeRupiah>>(Type.Integer({ minimum: 1, maximum: 1_000_000_000 }));
const listed = <Row extends TSchema>(row: Row) =>
  closed({ rows: Type.Array(row), next: orNull(Type.String()), total: Type.Integer() });
const named = closed({ id: cooperativeId, name: Type.String() });
const sides = ['buyer', 'seller'] as const satisfies Side[];

/** The product with its pack: both cooperatives know it by the national catalogue. */
const product = { productCode: Type.String(), productName: Type.String(), packLabel: Type.String(), qtyPacks: packs };

export const NoticeShown = closed({
  id: noticeId,
  cooperative: named,
  side: oneOf(['offer', 'want'] as const),
  ...product,
  priceIdr: orNull(wholeRupiah),
  postedOn: day,
  until: day,
  note: orNull(Type.String()),
  /** The reader's own, which he may take down. */
  isOwn: Type.Boolean(),
  sample: Type.Boolean(),
});
export type NoticeShown = Static<typeof NoticeShown>;

const productColumns = [
  { title: 'Barang', from: 'productName', holds: 'text' },
  { title: 'Kemasan', from: 'packLabel', holds: 'text' },
  { title: 'Jumlah kemasan', from: 'qtyPacks', holds: 'integer' },
] as const;
const sampleColumn = { title: 'Contoh', from: 'sample', holds: 'text', words: { true: 'contoh', false: '' } } as const;

/** The board: what cooperatives of the city offer or ask for, and still stands. */
export const listNoticesCall = call({
  name: 'procurement/list-surplus-notices',
  method: 'GET',
  path: '/surplus/notices',
  can: 'order.read',
  query: closed({ ...paging, side: Type.Optional(oneOf(['offer', 'want'] as const)) }),
  reply: listed(NoticeShown),
  export: {
    file: 'papan-kelebihan-stok',
    columns: [
      { title: 'Koperasi', from: 'cooperative.name', holds: 'text' },
      { title: 'Jenis', from: 'side', holds: 'text', words: { offer: 'menawarkan', want: 'mencari' } },
      ...productColumns,
      { title: 'Harga per kemasan', from: 'priceIdr', holds: 'integer' },
      { title: 'Dipasang', from: 'postedOn', holds: 'date' },
      { title: 'Sampai', from: 'until', holds: 'date' },
      sampleColumn,
    ],
  },
});

export const postNoticeCall = call({
  name: 'procurement/post-surplus-notice',
  method: 'POST',
  path: '/surplus/notices',
  can: 'order.place',
  body: closed({
    id: noticeId,
    cooperativeId,
    side: oneOf(['offer', 'want'] as const),
    productCode: text(60),
    qtyPacks: packs,
    priceIdr: Type.Optional(price),
    until: day,
    note: Type.Optional(text(300)),
  }),
  refusals: [
    surplusRefusals.idReused,
    surplusRefusals.notYours,
    surplusRefusals.noItem,
    surplusRefusals.barred,
    surplusRefusals.datesReversed,
    surplusRefusals.priceMissing,
  ],
});
export type NewNotice = Static<(typeof postNoticeCall)['body']>;

export const closeNoticeCall = call({
  name: 'procurement/close-surplus-notice',
  method: 'POST',
  path: '/surplus/notices/:id/closing',
  can: 'order.place',
  params: closed({ id: noticeId }),
  refusals: [surplusRefusals.notFound, surplusRefusals.notYours],
});

export const SuggestionShown = closed({
  id: suggestionId,
  buyer: named,
  seller: named,
  ...product,
  madeOn: day,
  /** On which side the reader stands. */
  sides: Type.Array(oneOf(sides)),
  sample: Type.Boolean(),
});
export type SuggestionShown = Static<typeof SuggestionShown>;

/** What was suggested to the reader's cooperatives, or to any of the city, and still holds. */
export const listSuggestionsCall = call({
  name: 'procurement/list-surplus-suggestions',
  method: 'GET',
  path: '/surplus/suggestions',
  can: 'order.read',
  query: closed({ ...paging, cooperativeId: Type.Optional(cooperativeId) }),
  reply: listed(SuggestionShown),
  export: {
    file: 'saran-kelebihan-stok',
    columns: [
      { title: 'Penjual', from: 'seller.name', holds: 'text' },
      { title: 'Pembeli', from: 'buyer.name', holds: 'text' },
      ...productColumns,
      { title: 'Disarankan', from: 'madeOn', holds: 'date' },
      sampleColumn,
    ],
  },
});

/** Looks over the stock of the whole city anew, as happens every night; only who sees all of it may. */
export const makeSuggestionsCall = call({
  name: 'procurement/make-surplus-suggestions',
  method: 'POST',
  path: '/surplus/suggestions',
  can: 'task.assign',
  reply: closed({ made: Type.Integer(), ended: Type.Integer() }),
});

export const SaleListed = closed({
  id: saleId,
  number: orNull(Type.String()),
  buyer: named,
  seller: named,
  ...product,
  priceIdr: wholeRupiah,
  stage: oneOf(stages),
  /** Of what was received; before that, of what was agreed. */
  amountIdr: wholeRupiah,
  sentPacks: orNull(Type.Integer()),
  receivedPacks: orNull(Type.Integer()),
  returnedPacks: orNull(Type.Integer()),
  flags: Type.Array(Type.String()),
  /** False while the buyer has received and the seller's book does not have it yet. */
  isSellerPosted: Type.Boolean(),
  isPaid: Type.Boolean(),
  isCollected: Type.Boolean(),
  proposedOn: day,
  sides: Type.Array(oneOf(sides)),
  /** What the reader may do with it now. */
  actions: Type.Array(oneOf(Object.keys(steps) as Step[])),
  onBehalf: Type.Boolean(),
  sample: Type.Boolean(),
});
export type SaleListed = Static<typeof SaleListed>;

const stageWords: Readonly<Record<Stage, string>> = {
  proposed: 'menunggu jawaban',
  agreed: 'disetujui',
  refused: 'ditolak',
  withdrawn: 'ditarik',
  on_the_way: 'dalam perjalanan',
  received: 'diterima',
};

export const listSalesCall = call({
  name: 'procurement/list-surplus-sales',
  method: 'GET',
  path: '/surplus/sales',
  can: 'order.read',
  query: closed({ ...paging, cooperativeId: Type.Optional(cooperativeId), stage: Type.Optional(oneOf(stages)) }),
  reply: listed(SaleListed),
  export: {
    file: 'jual-beli-antar-koperasi',
    columns: [
      { title: 'Nomor', from: 'number', holds: 'text' },
      { title: 'Penjual', from: 'seller.name', holds: 'text' },
      { title: 'Pembeli', from: 'buyer.name', holds: 'text' },
      ...productColumns,
      { title: 'Harga per kemasan', from: 'priceIdr', holds: 'integer' },
      { title: 'Tahap', from: 'stage', holds: 'text', words: stageWords },
      { title: 'Dikirim', from: 'sentPacks', holds: 'integer' },
      { title: 'Diterima', from: 'receivedPacks', holds: 'integer' },
      { title: 'Kembali', from: 'returnedPacks', holds: 'integer' },
      { title: 'Jumlah rupiah', from: 'amountIdr', holds: 'integer' },
      { title: 'Diusulkan', from: 'proposedOn', holds: 'date' },
      sampleColumn,
    ],
  },
});

const StepShown = closed({
  id: stepId,
  step: Type.String(),
  side: orNull(oneOf(sides)),
  happenedOn: day,
  reason: orNull(Type.String()),
  driver: orNull(Type.String()),
  vehicle: orNull(Type.String()),
  packs: orNull(Type.Integer()),
  recordedRole: Type.String(),
  onBehalf: Type.Boolean(),
});
export type StepShown = Static<typeof StepShown>;

export const getSaleCall = call({
  name: 'procurement/get-surplus-sale',
  method: 'GET',
  path: '/surplus/sales/:id',
  can: 'order.read',
  params: closed({ id: saleId }),
  reply: closed({
    sale: SaleListed,
    history: Type.Array(StepShown),
    /** Where the reader's own goods are taken from and put down. */
    places: Type.Array(closed({ id: idOf<'place'>(), side: oneOf(sides), name: Type.String() })),
    /** Where the reader's own money goes from and to. */
    accounts: Type.Array(closed({ code: Type.String(), side: oneOf(sides), name: Type.String() })),
  }),
  refusals: [surplusRefusals.notFound],
});

/** One cooperative answers a notice or a suggestion with so many packs at a price; the other has to agree. */
export const proposeSaleCall = call({
  name: 'procurement/propose-surplus-sale',
  method: 'POST',
  path: '/surplus/sales',
  can: 'order.place',
  body: closed({
    id: saleId,
    /** For whom it is proposed. */
    cooperativeId,
    /** The notice or the suggestion. */
    originId: Type.Unsafe<string>(idOf<'surplus-notice'>()),
    qtyPacks: packs,
    priceIdr: price,
  }),
  refusals: [
    surplusRefusals.idReused,
    surplusRefusals.notFound,
    surplusRefusals.notYours,
    surplusRefusals.ownNotice,
    surplusRefusals.noticeClosed,
    surplusRefusals.moreThanStands,
    surplusRefusals.noItem,
    surplusRefusals.barred,
  ],
});
export type NewSale = Static<(typeof proposeSaleCall)['body']>;

const ofSale = { params: closed({ id: saleId }), method: 'POST' } as const;
const everyStep = [
  surplusRefusals.notFound,
  surplusRefusals.idReused,
  surplusRefusals.notYours,
  surplusRefusals.notNow,
] as const;

export const acceptSaleCall = call({
  ...ofSale,
  name: 'procurement/accept-surplus-sale',
  path: '/surplus/sales/:id/acceptance',
  can: steps.accept.can,
  body: closed({ id: stepId }),
  refusals: [...everyStep, surplusRefusals.ownProposal, surplusRefusals.noItem, surplusRefusals.barred],
});

export const refuseSaleCall = call({
  ...ofSale,
  name: 'procurement/refuse-surplus-sale',
  path: '/surplus/sales/:id/refusal',
  can: steps.refuse.can,
  body: closed({ id: stepId, reason: text(300) }),
  refusals: everyStep,
});

export const withdrawSaleCall = call({
  ...ofSale,
  name: 'procurement/withdraw-surplus-sale',
  path: '/surplus/sales/:id/withdrawal',
  can: steps.withdraw.can,
  body: closed({ id: stepId, reason: text(300) }),
  /** Whoever sees a sale stands on one side of it. */
  refusals: [surplusRefusals.notFound, surplusRefusals.idReused, surplusRefusals.notNow],
});

export const dispatchSaleCall = call({
  ...ofSale,
  name: 'procurement/dispatch-surplus-sale',
  path: '/surplus/sales/:id/dispatch',
  can: steps.dispatch.can,
  body: closed({
    id: stepId,
    placeId: idOf<'place'>(),
    packs,
    driver: text(100),
    vehicle: text(40),
    on: day,
  }),
  refusals: [
    ...everyStep,
    surplusRefusals.inFuture,
    surplusRefusals.moreThanStands,
    inventoryRefusals.unknownPlace,
    inventoryRefusals.short,
    ledgerRefusals.noBook,
  ],
});
export type Dispatch = Static<(typeof dispatchSaleCall)['body']>;

/** A fact: what came is recorded as it came, more or less than was sent. What is not missing and not kept went back with the driver. */
export const receiveSaleCall = call({
  ...ofSale,
  name: 'procurement/receive-surplus-sale',
  path: '/surplus/sales/:id/receipt',
  can: steps.receive.can,
  body: closed({
    id: stepId,
    placeId: idOf<'place'>(),
    receivedPacks: packsOrNone,
    returnedPacks: packsOrNone,
    on: day,
    note: Type.Optional(text(300)),
  }),
  refusals: [
    ...everyStep,
    surplusRefusals.inFuture,
    surplusRefusals.tooManyBack,
    inventoryRefusals.unknownPlace,
    ledgerRefusals.noBook,
  ],
});
export type Receipt = Static<(typeof receiveSaleCall)['body']>;

const Money = closed({
  id: stepId,
  on: day,
  accountCode: Type.String({ pattern: '^[1-9]\\d{5}$' }),
  evidence: text(60),
});
export type Money = Static<typeof Money>;
const ofMoney = [...everyStep, surplusRefusals.inFuture, billingRefusals.notMoney] as const;

/** The buyer paid what it received. */
export const paySaleCall = call({
  ...ofSale,
  name: 'procurement/pay-surplus-sale',
  path: '/surplus/sales/:id/payment',
  can: steps.pay.can,
  body: Money,
  refusals: ofMoney,
});

/** The seller saw the money come. */
export const collectSaleCall = call({
  ...ofSale,
  name: 'procurement/collect-surplus-sale',
  path: '/surplus/sales/:id/collection',
  can: steps.collect.can,
  body: Money,
  refusals: ofMoney,
});
