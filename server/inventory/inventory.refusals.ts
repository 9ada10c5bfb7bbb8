import { refusal } from '../kernel/refusal.ts';

export const inventoryRefusals = {
  notFound: refusal('inventory/not-found', 404, () => 'no such record, or not yours to see'),
  cooperativeNotFound: refusal('inventory/cooperative-not-found', 422, () => 'no such cooperative, or not yours'),
  idReused: refusal<{ id: string }>('inventory/id-reused', 409, ({ id }) => `${id} is something else already`),
  unknownPlace: refusal('inventory/unknown-place', 422, () => 'no such place of this cooperative'),
  unknownItem: refusal('inventory/unknown-item', 422, () => 'no such item of this cooperative'),
  unknownBatch: refusal('inventory/unknown-batch', 422, () => 'no such batch of this item'),
  unitDiffers: refusal<{ line: number; unit: string }>(
    'inventory/unit-differs',
    422,
    (d) => `line ${d.line} is counted in ${d.unit}`,
  ),
  lineTwice: refusal<{ line: number }>('inventory/line-twice', 422, (d) => `line ${d.line} names goods once more`),
  short: refusal<{ itemId: string; availableBase: number; wantedBase: number }>(
    'inventory/short',
    422,
    ({ availableBase, wantedBase }) => `${wantedBase} wanted, ${availableBase} there`,
  ),
  ended: refusal('inventory/ended', 409, () => 'this has ended before'),
  notAgreed: refusal('inventory/not-agreed', 422, () => 'no two people found the same yet'),
  ownCount: refusal('inventory/own-count', 403, () => 'nobody approves what he counted himself'),
  inFuture: refusal('inventory/in-future', 422, () => 'that day has not come'),
  samePlace: refusal('inventory/same-place', 422, () => 'goods already lie there'),
  reasonMissing: refusal('inventory/reason-missing', 422, () => 'goods are not set aside without a reason'),
  placeTaken: refusal('inventory/place-taken', 409, () => 'a place of this kind has that name'),
  placeInUse: refusal('inventory/place-in-use', 409, () => 'goods still lie there'),
  moreThanSent: refusal<{ line: number }>(
    'inventory/more-than-sent',
    422,
    (d) => `line ${d.line} says that more came than left`,
  ),
  ownerMissing: refusal('inventory/owner-missing', 422, () => 'borrowed cylinders are somebody’s'),
  ownerUnknown: refusal('inventory/owner-unknown', 422, () => 'no partner that the cooperative deals with on that day'),
  tooFewCylinders: refusal<{ sizeKg10: number; state: string; available: number; wanted: number }>(
    'inventory/too-few-cylinders',
    422,
    (d) => `${d.wanted} ${d.state} wanted, ${d.available} there`,
  ),
};
