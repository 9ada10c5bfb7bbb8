import { pointToPolygonDistance } from '@turf/turf';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Tx } from '../../platform/db/tx.ts';
import * as reference from '../../reference/public.ts';
import type { Point } from './survey.ts';

/** How far a point lies outside a kelurahan; 0 or less within; undefined where no border is known. */
export async function metresOutsideVillage(
  tx: Tx,
  { point, villageId, on }: { point: Point; villageId: number | null; on: BusinessDate },
): Promise<number | undefined> {
  if (villageId === null) return undefined;
  const border = (await reference.findBoundaries(tx, { on, detail: 'display' })).get(villageId);
  if (border === undefined) return undefined;
  return pointToPolygonDistance([point.longitude, point.latitude], border, { units: 'meters' });
}
