import { refusal } from '../kernel/refusal.ts';

export const assetRefusals = {
  notFound: refusal<Record<string, never>>('assets/not-found', 404, () => 'no such asset within reach'),
  idReused: refusal<{ id: string }>('assets/id-reused', 409, ({ id }) => `id ${id} already names something else`),
  valueImpossible: refusal<{ subject: string }>(
    'assets/value-impossible',
    422,
    ({ subject }) => `not a value of ${subject}`,
  ),
  observedInFuture: refusal<Record<string, never>>(
    'assets/observed-in-future',
    422,
    () => 'nobody has seen what is yet to come',
  ),
  /** Somebody else changed it since it was shown. */
  changedMeanwhile: refusal<{ revision: number }>(
    'assets/changed-meanwhile',
    409,
    ({ revision }) => `the asset is at revision ${revision} by now`,
  ),
  villageUnknown: refusal<{ code: string }>('assets/village-unknown', 422, ({ code }) => `no kelurahan ${code} here`),
  pointHalf: refusal('assets/point-half', 422, () => 'latitude and longitude belong together'),
  pointElsewhere: refusal<{ km: number }>('assets/point-elsewhere', 422, ({ km }) => `${km} km outside the city`),
  parcelUnusable: refusal<{ fault: string }>('assets/parcel-unusable', 422, ({ fault }) => `no parcel: ${fault}`),
  parcelSwapped: refusal('assets/parcel-swapped', 422, () => 'latitude and longitude are swapped'),
  parcelCrossing: refusal('assets/parcel-crossing', 422, () => 'the outline crosses itself'),
  parcelTooLong: refusal<{ max: number }>('assets/parcel-too-long', 422, ({ max }) => `more than ${max} positions`),
  termWithoutUse: refusal('assets/term-without-use', 422, () => 'what nobody uses has no term'),
  rentWithoutBasis: refusal('assets/rent-without-basis', 422, () => 'a fair rent names who set it'),
  withdrawn: refusal<{ on: string }>('assets/withdrawn', 409, ({ on }) => `withdrawn on ${on}`),
  inFuture: refusal<{ today: string }>('assets/in-future', 422, ({ today }) => `a fact cannot lie after ${today}`),
  ofRegister: refusal('assets/of-register', 422, () => "these fields are the register's: propose a correction"),
  notOfRegister: refusal('assets/not-of-register', 422, () => 'only what the register holds is corrected there'),
  ownerNumberTaken: refusal('assets/owner-number-taken', 409, () => 'the owner has another asset of that number'),
  unknownFile: refusal<{ id: string }>('assets/unknown-file', 422, ({ id }) => `no file ${id}`),
  correctionUnreadable: refusal<{ field: string }>(
    'assets/correction-unreadable',
    422,
    ({ field }) => `${field} cannot hold that`,
  ),
  correctionSame: refusal('assets/correction-same', 422, () => 'the register says so already'),
  correctionOpen: refusal('assets/correction-open', 409, () => 'another proposal for this field is open'),
  correctionSettled: refusal<{ state: string }>(
    'assets/correction-settled',
    409,
    ({ state }) => `the proposal is ${state} already`,
  ),
  correctionNotFound: refusal('assets/correction-not-found', 404, () => 'no such proposal within reach'),
};
