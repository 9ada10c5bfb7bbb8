import { type TSchema, Type } from 'typebox';
import type { BusinessDate, Instant } from './business-date.ts';
import type { Id } from './ids.ts';
import type { Rupiah } from './rupiah.ts';

/**
 * Shapes that many calls share, the same in the browser and on the server. What passes one carries its brand:
 * this is where text from outside is parsed, once.
 */
export const idPattern = '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$';
export const idOf = <Entity extends string>() => Type.Unsafe<Id<Entity>>(Type.String({ pattern: idPattern }));
/** From 1900 on: an earlier day is a slip of the hand, and the year 0 is one that the database does not know. */
export const day = Type.Unsafe<BusinessDate>(Type.String({ format: 'date', pattern: '^(19|2\\d)' }));
/** An instant as the clock of a phone or of ours writes it: in no year 0, which the database does not know, and in no sixtieth second. */
export const moment = Type.Unsafe<Instant>(
  Type.String({ format: 'date-time', pattern: '^(?!0000)\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:[0-5]\\d(\\.\\d{1,9})?Z$' }),
);
export const wholeRupiah = Type.Unsafe<Rupiah>(Type.Integer({ minimum: 0, maximum: 9_007_199_254_740_991 }));
export const orNull = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()]);
export const oneOf = <Word extends string>(words: readonly Word[]) =>
  Type.Unsafe<Word>(Type.String({ enum: [...words] }));
export const text = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' });
export const regencyCode = Type.String({ pattern: '^\\d{2}\\.\\d{2}$' });
export const villageCode = Type.String({ pattern: '^\\d{2}\\.\\d{2}\\.\\d{2}\\.\\d{4}$' });

/** Latitude and longitude within Indonesia, so that swapped or missing axes are refused where they are typed. */
export const latitude = Type.Number({ minimum: -11.5, maximum: 6.5 });
export const longitude = Type.Number({ minimum: 94.5, maximum: 141.5 });

/** Key paging: `after` is the cursor of the last row seen, as the previous page gave it. */
export const paging = {
  after: Type.Optional(Type.String({ maxLength: 200 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
};
