import { type Static, Type } from 'typebox';
import { call, closed } from '../kernel/call.ts';
import { sourceColumns } from '../kernel/list-export.ts';
import { day, idOf, latitude, longitude, orNull, paging, villageCode, wholeRupiah } from '../kernel/shapes.ts';
import { assetRefusals } from './asset.refusals.ts';
import {
  assetObjects,
  currentUses,
  currentUseWords,
  objectWords,
  ownerKinds,
  ownerKindWords,
  registerConditions,
} from './asset.ts';
import { findingKinds, severities } from './finding.ts';

export const assetId = idOf<'asset'>();
const words = orNull(Type.String());

const Place = closed({ code: villageCode, name: Type.String(), district: Type.String() });
const Source = closed({ name: Type.String(), date: day, sample: Type.Boolean() });

/** One line of the inventory. */
export const AssetRow = closed({
  id: assetId,
  ownerKind: Type.Enum([...ownerKinds]),
  object: Type.Enum([...assetObjects]),
  /** Of the register, or the owner's own number. */
  number: words,
  name: Type.String(),
  address: words,
  userAgency: words,
  /** Of the land, of a building its floors; at most two decimals. */
  areaM2: orNull(Type.Number()),
  certificateNumber: words,
  priceIdr: orNull(wholeRupiah),
  village: orNull(Place),
  latitude: orNull(latitude),
  longitude: orNull(longitude),
  currentUse: Type.Enum([...currentUses]),
  usedUntil: orNull(day),
  withdrawnOn: orNull(day),
  findings: Type.Array(closed({ kind: Type.Enum([...findingKinds]), severity: Type.Enum([...severities]) })),
  source: Source,
});
export type AssetRow = Static<typeof AssetRow>;

/** What narrows the list, its map and its files alike. */
export const assetFilters = {
  search: Type.Optional(Type.String({ maxLength: 100 })),
  ownerKind: Type.Optional(Type.Enum([...ownerKinds])),
  object: Type.Optional(Type.Enum([...assetObjects])),
  /** Code of a kecamatan. */
  district: Type.Optional(Type.String({ maxLength: 13 })),
  /** Code of a kelurahan, or `none` for what nobody has placed. */
  village: Type.Optional(Type.String({ maxLength: 13 })),
  currentUse: Type.Optional(Type.Enum([...currentUses])),
  hasCertificate: Type.Optional(Type.Boolean()),
  areaFromM2: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
  areaToM2: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
  withdrawn: Type.Optional(Type.Boolean()),
  /** A kind of finding, or `any`. */
  finding: Type.Optional(Type.Enum(['any', ...findingKinds])),
};

export const assetSorts = ['name', 'area', 'price', 'changed'] as const;
export type AssetSort = (typeof assetSorts)[number];

export const listAssetsCall = call({
  name: 'assets/list',
  method: 'GET',
  path: '/assets',
  can: 'asset.read',
  query: closed({ ...paging, ...assetFilters, sort: Type.Optional(Type.Enum([...assetSorts])) }),
  reply: closed({ rows: Type.Array(AssetRow), next: orNull(Type.String()), total: Type.Integer() }),
  export: {
    file: 'aset',
    columns: [
      { title: 'Nama', from: 'name', holds: 'text' },
      { title: 'Nomor', from: 'number', holds: 'text' },
      { title: 'Pemilik', from: 'ownerKind', holds: 'text', words: ownerKindWords },
      { title: 'Jenis', from: 'object', holds: 'text', words: objectWords },
      { title: 'Luas (m2)', from: 'areaM2', holds: 'text' },
      { title: 'Alamat', from: 'address', holds: 'text' },
      { title: 'Kode kelurahan', from: 'village.code', holds: 'text' },
      { title: 'Kelurahan', from: 'village.name', holds: 'text' },
      { title: 'Kecamatan', from: 'village.district', holds: 'text' },
      { title: 'Lintang', from: 'latitude', holds: 'text' },
      { title: 'Bujur', from: 'longitude', holds: 'text' },
      { title: 'Pengguna barang', from: 'userAgency', holds: 'text' },
      { title: 'Sertipikat', from: 'certificateNumber', holds: 'text' },
      { title: 'Harga (Rp)', from: 'priceIdr', holds: 'integer' },
      { title: 'Pemakaian sekarang', from: 'currentUse', holds: 'text', words: currentUseWords },
      { title: 'Dipakai sampai', from: 'usedUntil', holds: 'date' },
      { title: 'Ditarik pada', from: 'withdrawnOn', holds: 'date' },
      ...sourceColumns,
    ],
  },
});

/** What the register says, as BKAD wrote it: changed by imports of it only. */
const LegalShown = closed({
  locationCode: words,
  assetCode: words,
  register: words,
  nibar: words,
  name: Type.String(),
  address: words,
  userAgency: words,
  landAreaDm2: orNull(Type.Integer()),
  floorAreaDm2: orNull(Type.Integer()),
  acquiredYear: orNull(Type.Integer()),
  landRight: words,
  certificateNumber: words,
  certificateDate: orNull(day),
  statedUse: words,
  origin: words,
  priceIdr: orNull(wholeRupiah),
  note: words,
  registerCondition: orNull(Type.Enum([...registerConditions])),
  isStoreyed: orNull(Type.Boolean()),
  isConcrete: orNull(Type.Boolean()),
  documentNumber: words,
  documentDate: orNull(day),
  landStatus: words,
  landCode: words,
});

/** A ring of [longitude, latitude]; the first is the outline, others are holes. */
export const Parcel = closed({
  type: Type.Literal('Polygon'),
  coordinates: Type.Array(Type.Array(Type.Array(Type.Number(), { minItems: 2, maxItems: 3 }))),
});

const OwnShown = closed({
  village: orNull(Place),
  latitude: orNull(latitude),
  longitude: orNull(longitude),
  pointSource: orNull(Type.Enum(['survey', 'map', 'import'])),
  parcel: orNull(Parcel),
  parcelAreaDm2: orNull(Type.Integer()),
  currentUse: Type.Enum([...currentUses]),
  currentUserName: words,
  usedUntil: orNull(day),
  upkeepYearIdr: orNull(wholeRupiah),
  fairRentYearIdr: orNull(wholeRupiah),
  fairRentBasis: words,
  isDivisible: Type.Boolean(),
  withdrawnOn: orNull(day),
  withdrawnReason: words,
});

export const getAssetCall = call({
  name: 'assets/get',
  method: 'GET',
  path: '/assets/:id',
  can: 'asset.read',
  params: closed({ id: assetId }),
  reply: closed({
    id: assetId,
    ownerKind: Type.Enum([...ownerKinds]),
    ownerName: words,
    ownerNumber: words,
    object: Type.Enum([...assetObjects]),
    /** Sent back with a change, so that two at once do not overwrite each other. */
    revision: Type.Integer(),
    legal: LegalShown,
    own: OwnShown,
    findings: Type.Array(
      closed({
        kind: Type.Enum([...findingKinds]),
        severity: Type.Enum([...severities]),
        /** Figures the sentence needs. */
        figures: Type.Record(Type.String(), Type.Union([Type.Number(), Type.String()])),
        /** Other assets it is about, within the reader's reach. */
        others: Type.Array(closed({ id: assetId, name: Type.String() })),
      }),
    ),
    source: Source,
    updatedAt: Type.String(),
  }),
  refusals: [assetRefusals.notFound],
});
