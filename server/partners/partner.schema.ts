import { type Static, Type } from 'typebox';
import { call, closed } from '../kernel/call.ts';
import { sourceColumns } from '../kernel/list-export.ts';
import { day, idOf, paging, text } from '../kernel/shapes.ts';
import { partnerRefusals } from './partner.refusals.ts';

const cooperativeId = idOf<'cooperative'>();
const partnerId = idOf<'partner'>();
const partnershipId = idOf<'partnership'>();

export const goodsKinds = ['staples', 'lpg'] as const;
export const partnershipStages = ['applied', 'verified', 'active'] as const;
export const partnerKinds = ['bumn', 'lpg_agent', 'other'] as const;

export const PartnershipShown = closed({
  id: partnershipId,
  cooperative: closed({ id: cooperativeId, name: Type.String() }),
  partner: closed({ id: partnerId, name: Type.String(), kind: Type.Enum([...partnerKinds]) }),
  goods: Type.Array(Type.Enum([...goodsKinds])),
  stage: Type.Enum([...partnershipStages]),
  validFrom: day,
  validTo: Type.Union([day, Type.Null()]),
  source: closed({ name: Type.String(), date: day, sample: Type.Boolean() }),
  onBehalf: Type.Boolean(),
});
export type PartnershipShown = Static<typeof PartnershipShown>;

/** Which cooperative deals with which partner, as of a day: a partner sees his own, a cooperative its own. */
export const listPartnershipsCall = call({
  name: 'partners/list-partnerships',
  method: 'GET',
  path: '/partnerships',
  can: 'partnership.read',
  query: closed({
    ...paging,
    asOf: Type.Optional(day),
    cooperativeId: Type.Optional(cooperativeId),
    partnerId: Type.Optional(partnerId),
  }),
  reply: closed({
    rows: Type.Array(PartnershipShown),
    next: Type.Union([Type.String(), Type.Null()]),
    total: Type.Integer(),
  }),
  export: {
    file: 'kemitraan',
    columns: [
      { title: 'Koperasi', from: 'cooperative.name', holds: 'text' },
      { title: 'Mitra', from: 'partner.name', holds: 'text' },
      { title: 'Barang', from: 'goods', holds: 'text', words: { staples: 'bahan pokok', lpg: 'LPG' } },
      {
        title: 'Tahap',
        from: 'stage',
        holds: 'text',
        words: { applied: 'diajukan', verified: 'diverifikasi', active: 'berjalan' },
      },
      { title: 'Sejak', from: 'validFrom', holds: 'date' },
      { title: 'Sampai', from: 'validTo', holds: 'date' },
      ...sourceColumns,
    ],
  },
});

/** Partners to choose from: the national ones and this city's own agents. */
export const listPartnersCall = call({
  name: 'partners/list',
  method: 'GET',
  path: '/partners',
  can: 'partnership.read',
  reply: closed({
    rows: Type.Array(closed({ id: partnerId, name: Type.String(), kind: Type.Enum([...partnerKinds]) })),
  }),
});

/** Adds an agent of this city; national partners are there already. */
export const addPartnerCall = call({
  name: 'partners/add',
  method: 'POST',
  path: '/partners',
  can: 'partnership.edit',
  body: closed({ id: partnerId, name: text(150), kind: Type.Enum(['lpg_agent', 'other']) }),
  refusals: [partnerRefusals.idReused],
});

export const NewPartnership = closed({
  id: partnershipId,
  cooperativeId,
  partnerId,
  goods: Type.Array(Type.Enum([...goodsKinds]), { minItems: 1, maxItems: 2, uniqueItems: true }),
  stage: Type.Enum([...partnershipStages]),
  validFrom: day,
  validTo: Type.Optional(day),
  source: closed({ name: text(200), date: day }),
});
export type NewPartnership = Static<typeof NewPartnership>;

export const addPartnershipCall = call({
  name: 'partners/add-partnership',
  method: 'POST',
  path: '/partnerships',
  can: 'partnership.edit',
  body: NewPartnership,
  refusals: [
    partnerRefusals.notFound,
    partnerRefusals.cooperativeNotFound,
    partnerRefusals.idReused,
    partnerRefusals.alreadySo,
    partnerRefusals.datesReversed,
  ],
});

export const endPartnershipCall = call({
  name: 'partners/end-partnership',
  method: 'POST',
  path: '/partnerships/:id/end',
  can: 'partnership.edit',
  params: closed({ id: partnershipId }),
  body: closed({ on: day, reason: text(500) }),
  refusals: [partnerRefusals.notFound, partnerRefusals.datesReversed, partnerRefusals.alreadyEnded],
});
