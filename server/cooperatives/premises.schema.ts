import { type Static, Type } from 'typebox';
import { call, closed } from '../kernel/call.ts';
import { sourceColumns } from '../kernel/list-export.ts';
import { day, idOf, latitude, longitude, paging, text } from '../kernel/shapes.ts';
import { useWords } from '../kernel/state-words.ts';
import { cooperativeRefusals } from './cooperative.refusals.ts';
import { RecordedShown, SourceGiven, SourceShown } from './cooperative.schema.ts';

const cooperativeId = idOf<'cooperative'>();
const premisesId = idOf<'premises'>();

export const premisesUses = ['secretariat', 'temporary_office', 'outlet', 'warehouse'] as const;
export const premisesRights = [
  'rent_of_regional_property',
  'operated_by_other_party',
  'private_rent',
  'lent_by_owner',
  'own',
  'unclear',
] as const;

const rightWords: Readonly<Record<(typeof premisesRights)[number], string>> = {
  rent_of_regional_property: 'sewa barang milik daerah',
  operated_by_other_party: 'dioperasikan pihak lain',
  private_rent: 'sewa swasta',
  lent_by_owner: 'dipinjamkan pemilik',
  own: 'milik sendiri',
  unclear: 'belum jelas',
};

const Use = Type.Enum([...premisesUses]);
const Right = Type.Enum([...premisesRights]);

/** From where a cooperative works. The place travels inside, because people know it by its name and address. */
export const PremisesShown = closed({
  id: premisesId,
  cooperative: closed({ id: cooperativeId, name: Type.String() }),
  use: Use,
  place: closed({
    name: Type.String(),
    address: Type.Union([Type.String(), Type.Null()]),
    latitude: Type.Union([Type.Number(), Type.Null()]),
    longitude: Type.Union([Type.Number(), Type.Null()]),
  }),
  right: Right,
  agreementNumber: Type.Union([Type.String(), Type.Null()]),
  validFrom: day,
  validTo: Type.Union([day, Type.Null()]),
  source: SourceShown,
  recorded: RecordedShown,
});
export type PremisesShown = Static<typeof PremisesShown>;

/** The premises table of the city (or of one cooperative), as of a day. */
export const listPremisesCall = call({
  name: 'cooperatives/list-premises',
  method: 'GET',
  path: '/premises',
  can: 'cooperative.read',
  query: closed({
    ...paging,
    asOf: Type.Optional(day),
    use: Type.Optional(Use),
    cooperativeId: Type.Optional(cooperativeId),
  }),
  reply: closed({
    rows: Type.Array(PremisesShown),
    next: Type.Union([Type.String(), Type.Null()]),
    total: Type.Integer(),
  }),
  export: {
    file: 'tempat',
    columns: [
      { title: 'Koperasi', from: 'cooperative.name', holds: 'text' },
      {
        title: 'Guna',
        from: 'use',
        holds: 'text',
        words: useWords satisfies Record<(typeof premisesUses)[number], string>,
      },
      { title: 'Tempat', from: 'place.name', holds: 'text' },
      { title: 'Alamat', from: 'place.address', holds: 'text' },
      { title: 'Hak', from: 'right', holds: 'text', words: rightWords },
      { title: 'Nomor perjanjian', from: 'agreementNumber', holds: 'text' },
      { title: 'Sejak', from: 'validFrom', holds: 'date' },
      { title: 'Sampai', from: 'validTo', holds: 'date' },
      ...sourceColumns,
    ],
  },
});

export const NewPremises = closed({
  id: premisesId,
  placeId: idOf<'place'>(),
  use: Use,
  placeName: text(200),
  address: Type.Optional(text(300)),
  latitude: Type.Optional(latitude),
  longitude: Type.Optional(longitude),
  right: Right,
  agreementNumber: Type.Optional(text(100)),
  validFrom: day,
  validTo: Type.Optional(day),
  source: SourceGiven,
});
export type NewPremises = Static<typeof NewPremises>;

export const addPremisesCall = call({
  name: 'cooperatives/add-premises',
  method: 'POST',
  path: '/cooperatives/:cooperativeId/premises',
  can: 'cooperative.edit',
  params: closed({ cooperativeId }),
  body: NewPremises,
  refusals: [
    cooperativeRefusals.notFound,
    cooperativeRefusals.idReused,
    cooperativeRefusals.datesReversed,
    cooperativeRefusals.pointHalf,
    cooperativeRefusals.pointElsewhere,
  ],
});

export const endPremisesCall = call({
  name: 'cooperatives/end-premises',
  method: 'POST',
  path: '/premises/:id/end',
  can: 'cooperative.edit',
  params: closed({ id: premisesId }),
  body: closed({ on: day, reason: text(500) }),
  refusals: [cooperativeRefusals.notFound, cooperativeRefusals.datesReversed, cooperativeRefusals.alreadyEnded],
});
