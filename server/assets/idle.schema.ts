import { type Static, Type } from 'typebox';
import { call, closed } from '../kernel/call.ts';
import { sourceColumns } from '../kernel/list-export.ts';
import { day, orNull, paging, wholeRupiah } from '../kernel/shapes.ts';
import { assetId } from './asset.schema.ts';

/** What the city has and does not use, whose use is about to end or has ended, and what was promised and then withdrawn. */
export const idleGroups = ['idle', 'term_ending', 'withdrawn_promised'] as const;
export type IdleGroup = (typeof idleGroups)[number];

/** Within so many days a term counts as ending: who will use it next must be settled by then (docs/rules/assets.md). */
export const termEndingDays = 180;

const IdleRow = closed({
  id: assetId,
  name: Type.String(),
  number: orNull(Type.String()),
  village: orNull(Type.String()),
  district: orNull(Type.String()),
  areaM2: orNull(Type.Number()),
  priceIdr: orNull(wholeRupiah),
  fairRentYearIdr: orNull(wholeRupiah),
  upkeepYearIdr: orNull(wholeRupiah),
  currentUserName: orNull(Type.String()),
  usedUntil: orNull(day),
  withdrawnOn: orNull(day),
  withdrawnReason: orNull(Type.String()),
  source: closed({ name: Type.String(), date: day, sample: Type.Boolean() }),
});
export type IdleRow = Static<typeof IdleRow>;

/** A sum of what is known, and of how many it is not. */
const Sum = closed({ knownIdr: wholeRupiah, unknown: Type.Integer() });

const Sums = closed({
  count: Type.Integer(),
  areaM2: Type.Number(),
  areaUnknown: Type.Integer(),
  price: Sum,
  fairRentYear: Sum,
  upkeepYear: Sum,
  samples: Type.Integer(),
});

export const idleSummaryCall = call({
  name: 'assets/idle-summary',
  method: 'GET',
  path: '/idle-assets/summary',
  can: 'asset.read',
  query: closed({ group: Type.Optional(Type.Enum([...idleGroups])) }),
  reply: closed({
    whole: Sums,
    /** By kecamatan; null for what nobody has placed. */
    districts: Type.Array(closed({ code: orNull(Type.String()), name: orNull(Type.String()), sums: Sums })),
  }),
});
export type IdleSums = Static<typeof Sums>;

/** Dearest first. */
export const listIdleCall = call({
  name: 'assets/list-idle',
  method: 'GET',
  path: '/idle-assets',
  can: 'asset.read',
  query: closed({
    ...paging,
    group: Type.Optional(Type.Enum([...idleGroups])),
    district: Type.Optional(Type.String({ maxLength: 13 })),
  }),
  reply: closed({ rows: Type.Array(IdleRow), next: orNull(Type.String()), total: Type.Integer() }),
  export: {
    file: 'aset-menganggur',
    columns: [
      { title: 'Nama', from: 'name', holds: 'text' },
      { title: 'Nomor', from: 'number', holds: 'text' },
      { title: 'Kelurahan', from: 'village', holds: 'text' },
      { title: 'Kecamatan', from: 'district', holds: 'text' },
      { title: 'Luas (m2)', from: 'areaM2', holds: 'text' },
      { title: 'Harga perolehan (Rp)', from: 'priceIdr', holds: 'integer' },
      { title: 'Sewa wajar setahun (Rp)', from: 'fairRentYearIdr', holds: 'integer' },
      { title: 'Biaya pemeliharaan setahun (Rp)', from: 'upkeepYearIdr', holds: 'integer' },
      { title: 'Pemakai', from: 'currentUserName', holds: 'text' },
      { title: 'Dipakai sampai', from: 'usedUntil', holds: 'date' },
      { title: 'Ditarik pada', from: 'withdrawnOn', holds: 'date' },
      { title: 'Alasan ditarik', from: 'withdrawnReason', holds: 'text' },
      ...sourceColumns,
    ],
  },
});
