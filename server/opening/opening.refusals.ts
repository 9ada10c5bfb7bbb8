import type { BusinessDate } from '../kernel/business-date.ts';
import { refusal } from '../kernel/refusal.ts';

export const openingRefusals = {
  notFound: refusal('opening/not-found', 404, () => 'no such sheet, or not yours to see'),
  cooperativeNotFound: refusal('opening/cooperative-not-found', 404, () => 'no such cooperative, or not yours'),
  idReused: refusal<{ id: string }>('opening/id-reused', 409, ({ id }) => `${id} is another sheet already`),
  anotherStands: refusal('opening/another-stands', 409, () => 'another sheet waits or holds; it is reversed first'),
  inFuture: refusal<{ today: BusinessDate }>(
    'opening/in-future',
    422,
    ({ today }) => `nothing is known after ${today}`,
  ),
  otherDay: refusal<{ openedOn: BusinessDate }>(
    'opening/other-day',
    422,
    ({ openedOn }) => `the book was opened on ${openedOn} and stays so`,
  ),
  unknownAccount: refusal<{ code: string }>(
    'opening/unknown-account',
    422,
    ({ code }) => `no account ${code} that a book can begin with`,
  ),
  keptByGoods: refusal<{ code: string }>(
    'opening/kept-by-goods',
    422,
    ({ code }) => `${code} follows from the goods and cylinders put down`,
  ),
  partyMissing: refusal<{ code: string }>('opening/party-missing', 422, ({ code }) => `against whom stands ${code}?`),
  unknownParty: refusal('opening/unknown-party', 422, () => 'no such partner or cooperative'),
  unknownItem: refusal('opening/unknown-item', 422, () => 'no such item of this cooperative'),
  unknownPlace: refusal('opening/unknown-place', 422, () => 'no such shelf of this cooperative'),
  borrowedHasValue: refusal(
    'opening/borrowed-has-value',
    422,
    () => 'cylinders of a partner are worth nothing to whoever borrows them',
  ),
  twice: refusal('opening/twice', 422, () => 'the same goods or account stand on the sheet twice'),
  ownSheet: refusal('opening/own-sheet', 422, () => 'whoever puts it down, or asks to undo it, does not approve it'),
  notYours: refusal('opening/not-yours', 422, () => 'only who put it down takes it back'),
  notOpenTo: refusal<{ stage: string }>('opening/not-open-to', 409, ({ stage }) => `the sheet is ${stage}`),
  goodsGone: refusal(
    'opening/goods-gone',
    422,
    () => 'some of those goods are gone; what is wrong is settled by a count',
  ),
};
