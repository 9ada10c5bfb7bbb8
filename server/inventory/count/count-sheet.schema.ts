import { type Static, Type } from 'typebox';
import { closed } from '../../kernel/call.ts';
import { day, idOf } from '../../kernel/shapes.ts';

/**
 * What whoever counts must know, and nothing of what is expected: places where goods lie, goods with their packs, and the batches that may lie
 * there. It is kept on the outlet's phone, so it holds no price, no quantity and no value.
 */
export const CountSheet = closed({
  places: Type.Array(closed({ id: idOf<'place'>(), kind: Type.Enum(['outlet', 'warehouse']), name: Type.String() })),
  items: Type.Array(
    closed({
      id: idOf<'item'>(),
      name: Type.String(),
      baseUnit: Type.Enum(['gram', 'millilitre', 'piece']),
      packs: Type.Array(closed({ label: Type.String(), qtyBase: Type.Integer({ minimum: 1 }) })),
      batches: Type.Array(
        closed({ id: idOf<'batch'>(), label: Type.String(), expiresOn: Type.Union([day, Type.Null()]) }),
      ),
    }),
  ),
});
export type CountSheet = Static<typeof CountSheet>;
