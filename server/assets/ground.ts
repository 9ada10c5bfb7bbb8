import type { BusinessDate } from '../kernel/business-date.ts';
import type { Tx } from '../platform/db/tx.ts';
import * as reference from '../reference/public.ts';
import type { Ground } from './plausibility.ts';

/** Where the city and its kelurahan lie on a day. */
export async function groundOn(tx: Tx, day: BusinessDate): Promise<Ground> {
  const villages = await reference.villagesOf(tx, tx.regencyId, day);
  return {
    borders: await reference.findBoundaries(tx, { on: day, detail: 'exact' }),
    villages: new Map(villages.map((village) => [village.id, village])),
  };
}
