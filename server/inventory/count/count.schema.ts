import { type Static, Type } from 'typebox';
import type { Instant } from '../../kernel/business-date.ts';
import { call, closed } from '../../kernel/call.ts';
import { idOf, text } from '../../kernel/shapes.ts';
import { inventoryRefusals as no } from '../inventory.refusals.ts';
import { waits } from './compare-counts.ts';

const stocktakeId = idOf<'stocktake'>();
const moment = Type.Unsafe<Instant>(
  Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z$', format: 'date-time' }),
);
const oneOf = <Word extends string>(words: readonly Word[]) => Type.Unsafe<Word>(Type.String({ enum: [...words] }));
const baseUnits = ['gram', 'millilitre', 'piece'] as const;
const qtyBase = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 });

export const NewCount = closed({
  /** Made where it was counted. */
  id: idOf<'count'>(),
  placeId: idOf<'place'>(),
  /** By the clock of the device. */
  countedAt: moment,
  lines: Type.Array(
    closed({
      itemId: idOf<'item'>(),
      /** Left out: goods that are not kept by batch. */
      batchId: Type.Optional(idOf<'batch'>()),
      /** The partner whose goods they are (consignment); left out: the cooperative's own. */
      ownerId: Type.Optional(idOf<'partner'>()),
      /** The unit it was counted in: what is not the item's own is refused, as 20 sacks are not 20 grams. */
      baseUnit: oneOf(baseUnits),
      /** None is an answer: 0. What was not counted is left out. */
      qtyBase,
    }),
    { minItems: 1, maxItems: 500 },
  ),
  note: Type.Optional(text(500)),
});
export type NewCount = Static<typeof NewCount>;

/** What whoever counted is told: nothing of what is expected, only what comes next, and of which goods another count is wanted. */
export const CountTaken = closed({
  stocktakeId,
  number: Type.String(),
  waitsFor: oneOf(waits),
});
export type CountTaken = Static<typeof CountTaken>;

const countRefusals = [
  no.unknownPlace,
  no.unknownItem,
  no.unknownBatch,
  no.unitDiffers,
  no.lineTwice,
  no.idReused,
] as const;

/**
 * What a person found at a place, counted blind: a fact, made offline as well. It joins the counts of that place that go on, or begins new ones.
 * Idempotent on its id.
 */
export const recordCountCall = call({
  name: 'inventory/record-count',
  method: 'POST',
  path: '/counts',
  can: 'stock.count',
  body: NewCount,
  reply: CountTaken,
  refusals: countRefusals,
});
