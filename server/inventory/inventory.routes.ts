import { now } from '../platform/clock.ts';
import { handle } from '../platform/http/handle.ts';
import type { Http } from '../platform/http/http.ts';
import { recordCountCall } from './count/count.schema.ts';
import { recordCount } from './count/record-count.command.ts';

export function inventoryRoutes(http: Http): void {
  handle(http, recordCountCall, async ({ tx, actor, body }) => {
    const at = Date.parse(body.countedAt) < Date.parse(now()) ? body.countedAt : now();
    return await recordCount(tx, actor, body, { at, on: actor.today });
  });
}
