import { type Static, Type } from 'typebox';
import { call, closed } from '../../kernel/call.ts';
import { sourceColumns } from '../../kernel/list-export.ts';
import type { Rupiah } from '../../kernel/rupiah.ts';
import { day, idOf, orNull, paging, text, wholeRupiah } from '../../kernel/shapes.ts';
import { partnerRefusals } from '../partner.refusals.ts';
import { agreementRefusals } from './agreement.refusals.ts';
import { payments, quotaPeriods } from './agreement.ts';

const agreementId = idOf<'agreement'>();
const cooperativeId = idOf<'cooperative'>();
const partnerId = idOf<'partner'>();
const named = <T extends ReturnType<typeof Type.Unsafe>>(id: T) => closed({ id, name: Type.String() });
const whole = Type.Integer({ minimum: 1, maximum: 1_000_000_000 });

const AgreedProductShown = closed({
  seq: Type.Integer(),
  productCode: Type.Union([Type.String(), Type.Null()]),
  itemId: orNull(idOf<'item'>()),
  name: Type.String(),
  baseUnit: Type.Enum(['gram', 'millilitre', 'piece']),
  packLabel: Type.String(),
  packQtyBase: Type.Integer(),
  priceIdr: wholeRupiah,
  quotaBase: Type.Union([Type.Integer(), Type.Null()]),
});

export const AgreementShown = closed({
  id: agreementId,
  cooperative: named(cooperativeId),
  partner: named(partnerId),
  principal: Type.Union([named(partnerId), Type.Null()]),
  number: Type.String(),
  validFrom: day,
  validTo: orNull(day),
  payment: Type.Enum([...payments]),
  payWithinDays: Type.Union([Type.Integer(), Type.Null()]),
  creditLimitIdr: orNull(wholeRupiah),
  isConsigned: Type.Boolean(),
  quotaPeriod: Type.Union([Type.Enum([...quotaPeriods]), Type.Null()]),
  products: Type.Array(AgreedProductShown),
  source: closed({ name: Type.String(), date: day, sample: Type.Boolean() }),
  onBehalf: Type.Boolean(),
});
export type AgreementShown = Static<typeof AgreementShown>;

/** What is agreed, as of a day: a partner sees his own, a cooperative its own. */
export const listAgreementsCall = call({
  name: 'partners/list-agreements',
  method: 'GET',
  path: '/agreements',
  can: 'agreement.read',
  query: closed({
    ...paging,
    asOf: Type.Optional(day),
    cooperativeId: Type.Optional(cooperativeId),
    partnerId: Type.Optional(partnerId),
  }),
  reply: closed({
    rows: Type.Array(AgreementShown),
    next: Type.Union([Type.String(), Type.Null()]),
    total: Type.Integer(),
  }),
  export: {
    file: 'perjanjian',
    columns: [
      { title: 'Koperasi', from: 'cooperative.name', holds: 'text' },
      { title: 'Mitra', from: 'partner.name', holds: 'text' },
      { title: 'Prinsipal', from: 'principal.name', holds: 'text' },
      { title: 'Nomor', from: 'number', holds: 'text' },
      { title: 'Mulai', from: 'validFrom', holds: 'date' },
      { title: 'Sampai', from: 'validTo', holds: 'date' },
      { title: 'Barang', from: 'products.name', holds: 'text' },
      {
        title: 'Pembayaran',
        from: 'payment',
        holds: 'text',
        words: { before_delivery: 'sebelum kirim', on_receipt: 'saat terima', after_days: 'tempo' },
      },
      { title: 'Tempo (hari)', from: 'payWithinDays', holds: 'integer' },
      { title: 'Batas utang (Rp)', from: 'creditLimitIdr', holds: 'integer' },
      { title: 'Konsinyasi', from: 'isConsigned', holds: 'text', words: { true: 'ya', false: 'tidak' } },
      ...sourceColumns,
    ],
  },
});

export const getAgreementCall = call({
  name: 'partners/get-agreement',
  method: 'GET',
  path: '/agreements/:id',
  can: 'agreement.read',
  params: closed({ id: agreementId }),
  query: closed({ asOf: Type.Optional(day) }),
  reply: AgreementShown,
  refusals: [partnerRefusals.notFound],
});

const agreed = { priceIdr: wholeRupiah, quotaPacks: Type.Optional(whole) };

export const NewAgreement = closed({
  id: agreementId,
  cooperativeId,
  partnerId,
  principalId: Type.Optional(partnerId),
  number: text(100),
  validFrom: day,
  validTo: Type.Optional(day),
  payment: Type.Enum([...payments]),
  payWithinDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 365 })),
  creditLimitIdr: Type.Optional(Type.Unsafe<Rupiah>(Type.Integer({ minimum: 1, maximum: 9_007_199_254_740_991 }))),
  isConsigned: Type.Boolean(),
  quotaPeriod: Type.Optional(Type.Enum([...quotaPeriods])),
  products: Type.Array(
    Type.Union([
      closed({ productCode: text(60), ...agreed }),
      closed({ itemId: idOf<'item'>(), packId: idOf<'pack'>(), ...agreed }),
    ]),
    { minItems: 1, maxItems: 50 },
  ),
  source: closed({ name: text(200), date: day }),
});
export type NewAgreement = Static<typeof NewAgreement>;

export const addAgreementCall = call({
  name: 'partners/add-agreement',
  method: 'POST',
  path: '/agreements',
  can: 'agreement.edit',
  body: NewAgreement,
  refusals: [
    partnerRefusals.notFound,
    partnerRefusals.cooperativeNotFound,
    partnerRefusals.idReused,
    partnerRefusals.datesReversed,
    agreementRefusals.inForce,
    agreementRefusals.unknownProduct,
    agreementRefusals.productTwice,
    agreementRefusals.principalIsPartner,
    agreementRefusals.daysOfCredit,
    agreementRefusals.quotaWithoutPeriod,
  ],
});

export const NewPrice = closed({
  id: idOf<'agreement-price'>(),
  seq: Type.Integer({ minimum: 1, maximum: 50 }),
  priceIdr: wholeRupiah,
  effectiveOn: day,
  source: closed({ name: text(200), date: day }),
});
export type NewPrice = Static<typeof NewPrice>;

export const setAgreedPriceCall = call({
  name: 'partners/set-agreed-price',
  method: 'POST',
  path: '/agreements/:id/prices',
  can: 'agreement.edit',
  params: closed({ id: agreementId }),
  body: NewPrice,
  refusals: [
    partnerRefusals.notFound,
    partnerRefusals.idReused,
    agreementRefusals.unknownProduct,
    agreementRefusals.outsideAgreement,
  ],
});

export const endAgreementCall = call({
  name: 'partners/end-agreement',
  method: 'POST',
  path: '/agreements/:id/end',
  can: 'agreement.edit',
  params: closed({ id: agreementId }),
  body: closed({ on: day, reason: text(500) }),
  refusals: [partnerRefusals.notFound, partnerRefusals.datesReversed, partnerRefusals.alreadyEnded],
});
