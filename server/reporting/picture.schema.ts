import { type Static, Type } from 'typebox';
import { call, closed } from '../kernel/call.ts';
import { day, idOf } from '../kernel/shapes.ts';
import { Change } from './change.schema.ts';
import { stages } from './drawing/palette.ts';

const count = Type.Integer({ minimum: 0 });
const cooperative = closed({ id: idOf<'cooperative'>(), name: Type.String() });

/** One cooperative on the map and in the lists behind the figures. */
const Place = closed({
  cooperative,
  village: closed({ code: Type.String(), name: Type.String(), district: Type.String() }),
  facility: Type.Enum([...stages]),
  operation: Type.Enum(['trading', 'not_trading', 'unknown']),
  withBumnPartner: Type.Boolean(),
  centre: Type.Union([Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }), Type.Null()]),
  areaKm2: Type.Union([Type.Number(), Type.Null()]),
  /** Who must act on it first, and for how many days it has waited; null when nothing waits. */
  waiting: Type.Union([closed({ role: Type.String(), days: count }), Type.Null()]),
});

export const Picture = closed({
  asOf: day,
  week: count,
  /** False for who sees only his own cooperatives: the figures then count those alone. */
  isWholeCity: Type.Boolean(),
  facility: closed({ none: count, proposed: count, designated: count, underConstruction: count, handedOver: count }),
  operation: closed({ trading: count, notTrading: count, unknown: count, withBumnPartner: count }),
  /** By source of money for the new building, `null` where nobody has told one. Null on a past day: it is not dated. */
  funding: Type.Union([
    Type.Array(
      closed({
        source: Type.Union([closed({ code: Type.String(), name: Type.String() }), Type.Null()]),
        cooperatives: count,
      }),
    ),
    Type.Null(),
  ]),
  premises: closed({ secretariat: count, temporaryOffice: count, outlet: count, warehouse: count }),
  /** Open tasks by who must act. */
  waiting: Type.Array(closed({ role: Type.String(), open: count, late: count, longestDays: count })),
  /** The newest of the week; `reporting/list-changes` has the rest. */
  changes: closed({ rows: Type.Array(Change), total: count }),
  sources: Type.Array(closed({ name: Type.String(), date: day, sample: Type.Boolean() })),
  places: Type.Array(Place),
});
export type Picture = Static<typeof Picture>;

/** The first screen of everybody: the city (or one's own part of it) as of a day. */
export const pictureCall = call({
  name: 'reporting/picture',
  method: 'GET',
  path: '/picture',
  can: 'picture.read',
  query: closed({ asOf: Type.Optional(day) }),
  reply: Picture,
});

/** The borders of the kelurahan as the map draws them; circles are drawn where a kelurahan is missing here. */
export const bordersCall = call({
  name: 'reporting/borders',
  method: 'GET',
  path: '/borders',
  can: 'picture.read',
  query: closed({ asOf: Type.Optional(day) }),
  reply: closed({
    source: Type.Union([closed({ name: Type.String(), licence: Type.String() }), Type.Null()]),
    borders: Type.Record(Type.String(), Type.Unsafe<number[][][][]>(Type.Array(Type.Unknown()))),
  }),
});
