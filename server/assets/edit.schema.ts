import { type Static, Type } from 'typebox';
import { call, closed } from '../kernel/call.ts';
import type { Rupiah } from '../kernel/rupiah.ts';
import { day, idOf, latitude, longitude, text, villageCode } from '../kernel/shapes.ts';
import { assetRefusals } from './asset.refusals.ts';
import { assetId, Parcel } from './asset.schema.ts';
import { assetObjects, currentUses } from './asset.ts';

const id = closed({ id: assetId });
/** The one that was shown; another in between is refused rather than overwritten. */
const revision = Type.Integer({ minimum: 1 });
const wholeM2 = Type.Integer({ minimum: 1, maximum: 1_000_000_000 });
/** No piece of a city's property costs or brings a trillion a year: more is a slip of too many digits. */
const rupiahOfYear = Type.Unsafe<Rupiah>(Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 }));
const edited = [assetRefusals.notFound, assetRefusals.changedMeanwhile];
const placed = [
  assetRefusals.villageUnknown,
  assetRefusals.pointHalf,
  assetRefusals.pointElsewhere,
  assetRefusals.parcelUnusable,
  assetRefusals.parcelSwapped,
  assetRefusals.parcelCrossing,
  assetRefusals.parcelTooLong,
];

/** Where it lies, as a whole: what is left out is not known. Without a kelurahan it is the one whose border holds the point. */
const Location = {
  village: Type.Optional(villageCode),
  latitude: Type.Optional(latitude),
  longitude: Type.Optional(longitude),
  parcel: Type.Optional(Parcel),
};

export const locateAssetCall = call({
  name: 'assets/locate',
  method: 'PUT',
  path: '/assets/:id/location',
  can: 'asset.edit',
  params: id,
  body: closed({ revision, ...Location }),
  refusals: [...edited, ...placed],
});
export type LocationGiven = Omit<Static<(typeof locateAssetCall)['body']>, 'revision'>;

export const describeUseCall = call({
  name: 'assets/describe-use',
  method: 'PUT',
  path: '/assets/:id/use',
  can: 'asset.edit',
  params: id,
  body: closed({
    revision,
    currentUse: Type.Enum([...currentUses]),
    currentUserName: Type.Optional(text(200)),
    usedUntil: Type.Optional(day),
    upkeepYearIdr: Type.Optional(rupiahOfYear),
    fairRentYearIdr: Type.Optional(rupiahOfYear),
    fairRentBasis: Type.Optional(text(300)),
    isDivisible: Type.Boolean(),
  }),
  refusals: [...edited, assetRefusals.withdrawn, assetRefusals.termWithoutUse, assetRefusals.rentWithoutBasis],
});
export type UseGiven = Static<(typeof describeUseCall)['body']>;

const Described = {
  ownerName: text(200),
  name: text(300),
  address: Type.Optional(text(300)),
  areaM2: Type.Optional(wholeM2),
  landRight: Type.Optional(text(100)),
  certificateNumber: Type.Optional(text(100)),
  note: Type.Optional(text(1000)),
};

/** Land and buildings of others, which no register of the city holds. */
export const addAssetCall = call({
  name: 'assets/add',
  method: 'POST',
  path: '/assets',
  can: 'asset.edit',
  body: closed({
    id: assetId,
    ownerKind: Type.Enum(['ministry', 'bumn', 'developer', 'private']),
    object: Type.Enum([...assetObjects]),
    ownerNumber: text(100),
    ...Described,
    village: Type.Optional(villageCode),
    source: closed({ name: text(200), date: day }),
  }),
  refusals: [
    assetRefusals.idReused,
    assetRefusals.ownerNumberTaken,
    assetRefusals.villageUnknown,
    assetRefusals.inFuture,
  ],
});
export type NewAssetGiven = Static<(typeof addAssetCall)['body']>;

/** Of what no register holds; BKAD's fields are corrected by proposals. */
export const describeAssetCall = call({
  name: 'assets/describe',
  method: 'PUT',
  path: '/assets/:id/description',
  can: 'asset.edit',
  params: id,
  body: closed({ revision, ...Described }),
  refusals: [...edited, assetRefusals.ofRegister],
});
export type DescriptionGiven = Static<(typeof describeAssetCall)['body']>;

export const withdrawAssetCall = call({
  name: 'assets/withdraw',
  method: 'POST',
  path: '/assets/:id/withdrawal',
  can: 'asset.edit',
  params: id,
  body: closed({ revision, on: day, reason: text(500) }),
  refusals: [...edited, assetRefusals.withdrawn, assetRefusals.inFuture],
});

export const returnAssetCall = call({
  name: 'assets/return',
  method: 'POST',
  path: '/assets/:id/return',
  can: 'asset.edit',
  params: id,
  body: closed({ revision, reason: text(500) }),
  refusals: edited,
});

export const documentKinds = ['certificate', 'parcel_map', 'decree', 'agreement', 'appraisal', 'other'] as const;

export const DocumentShown = closed({
  id: idOf<'asset-document'>(),
  kind: Type.Enum([...documentKinds]),
  title: Type.String(),
  number: Type.Union([Type.String(), Type.Null()]),
  datedOn: Type.Union([day, Type.Null()]),
  fileId: idOf<'file'>(),
  /** Whether the reader may take the file: documents of the city are for who works for the whole of it. */
  isReadable: Type.Boolean(),
  recordedAt: Type.String(),
  recordedRole: Type.String(),
});
export type DocumentShown = Static<typeof DocumentShown>;

export const listDocumentsCall = call({
  name: 'assets/list-documents',
  method: 'GET',
  path: '/assets/:id/documents',
  can: 'asset.read',
  params: id,
  reply: closed({ rows: Type.Array(DocumentShown) }),
  refusals: [assetRefusals.notFound],
});

export const addDocumentCall = call({
  name: 'assets/add-document',
  method: 'POST',
  path: '/assets/:assetId/documents',
  can: 'asset.edit',
  params: closed({ assetId }),
  body: closed({
    id: idOf<'asset-document'>(),
    kind: Type.Enum([...documentKinds]),
    title: text(200),
    number: Type.Optional(text(100)),
    datedOn: Type.Optional(day),
    fileId: idOf<'file'>(),
  }),
  refusals: [assetRefusals.notFound, assetRefusals.idReused, assetRefusals.unknownFile, assetRefusals.inFuture],
});
export type NewDocument = Static<(typeof addDocumentCall)['body']>;
