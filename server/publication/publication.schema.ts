import { Type } from 'typebox';
import { call, closed } from '../kernel/call.ts';
import { day, regencyCode } from '../kernel/shapes.ts';
import { publicationRefusals } from './publication.refusals.ts';

const count = Type.Integer({ minimum: 0 });

export const CountsShown = {
  cooperatives: count,
  facility: closed({ none: count, proposed: count, designated: count, underConstruction: count, handedOver: count }),
  operation: closed({ trading: count, notTrading: count, unknown: count, withBumnPartner: count }),
};

const aboutWhat = Type.Enum(['facility', 'operation', 'partnership', 'premises', 'price']);
const SourceShown = closed({
  name: Type.String(),
  date: day,
  /** Invented for a demonstration ("contoh"). */
  sample: Type.Boolean(),
  about: Type.Array(aboutWhat),
});

const asOf = { asOf: Type.Optional(day) };
const city = {
  params: closed({ code: regencyCode }),
  within: 'public',
  method: 'GET',
  can: 'anyone',
  refusals: [publicationRefusals.unknownCity],
} as const;

/** The counts of a city on a day, the two axes kept apart, with the sources they rest on. */
export const summaryCall = call({
  ...city,
  name: 'publication/summary',
  path: '/public/regencies/:code/summary',
  query: closed(asOf),
  reply: closed({
    ...CountsShown,
    asOf: day,
    regency: closed({ code: Type.String(), name: Type.String() }),
    sources: Type.Array(SourceShown),
  }),
});

/** The cities that publish here, each with its newest counts: one row a city, no scan. */
export const listCitiesCall = call({
  name: 'publication/list-cities',
  method: 'GET',
  path: '/public/regencies',
  within: 'public',
  can: 'anyone',
  reply: closed({ rows: Type.Array(closed({ code: Type.String(), name: Type.String(), ...CountsShown, asOf: day })) }),
});

const PremisesShown = closed({
  use: Type.String(),
  place: Type.String(),
  address: Type.Union([Type.String(), Type.Null()]),
  latitude: Type.Union([Type.Number(), Type.Null()]),
  longitude: Type.Union([Type.Number(), Type.Null()]),
  right: Type.String(),
  since: day,
  sample: Type.Boolean(),
});

export const CooperativePublished = closed({
  name: Type.String(),
  villages: Type.Array(closed({ code: Type.String(), name: Type.String(), district: Type.String() })),
  facility: Type.String(),
  facilitySince: Type.Union([day, Type.Null()]),
  facilityTarget: Type.Union([day, Type.Null()]),
  operation: Type.String(),
  operationSince: Type.Union([day, Type.Null()]),
  withBumnPartner: Type.Boolean(),
  partners: Type.Array(
    closed({
      name: Type.String(),
      kind: Type.String(),
      goods: Type.Array(Type.String()),
      since: day,
      sample: Type.Boolean(),
    }),
  ),
  premises: Type.Array(PremisesShown),
  commodities: Type.Array(
    closed({
      code: Type.String(),
      name: Type.String(),
      packLabel: Type.String(),
      goods: Type.String(),
      priceIdr: Type.Union([Type.Integer(), Type.Null()]),
      since: day,
      sample: Type.Boolean(),
    }),
  ),
  sources: Type.Array(SourceShown),
});

export const listPublishedCall = call({
  ...city,
  name: 'publication/list-cooperatives',
  path: '/public/regencies/:code/cooperatives',
  query: closed(asOf),
  reply: closed({ asOf: day, rows: Type.Array(CooperativePublished) }),
});

/** GeoJSON points: where a cooperative works, or the middle of its kelurahan, said so in `point`. */
export const publishedGeojsonCall = call({
  ...city,
  name: 'publication/cooperatives-geojson',
  path: '/public/regencies/:code/cooperatives.geojson',
  query: closed(asOf),
  reply: Type.Unknown(),
});

export const publishedCsvCall = call({
  ...city,
  name: 'publication/cooperatives-csv',
  path: '/public/regencies/:code/cooperatives.csv',
  query: closed(asOf),
  reply: Type.Unknown(),
});

/** The kelurahan as polygons (indicative, not legal), or as circles where no boundary is known. */
export const boundariesGeojsonCall = call({
  ...city,
  name: 'publication/boundaries-geojson',
  path: '/public/regencies/:code/boundaries.geojson',
  query: closed(asOf),
  reply: Type.Unknown(),
});
