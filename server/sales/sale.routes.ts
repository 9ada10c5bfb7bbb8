import { present } from '../kernel/assert.ts';
import { handle } from '../platform/http/handle.ts';
import type { Http } from '../platform/http/http.ts';
import { recordSales } from './record-sales.command.ts';
import { recordSaleCall } from './sale.schema.ts';

export function saleRoutes(http: Http): void {
  handle(http, recordSaleCall, async ({ tx, actor, body }) => {
    const [outcome] = await recordSales(tx, actor, [body], { today: actor.today });
    const told = present(outcome, 'the outcome of a draft');
    if ('refused' in told) throw told.refused;
    return told.recorded;
  });
}
