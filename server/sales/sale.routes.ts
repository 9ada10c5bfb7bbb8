import * as inventory from '../inventory/public.ts';
import { present } from '../kernel/assert.ts';
import * as ledger from '../ledger/public.ts';
import { handle } from '../platform/http/handle.ts';
import type { Http } from '../platform/http/http.ts';
import { recordSales } from './record-sales.command.ts';
import { reverseSale } from './reverse-sale.command.ts';
import { saleRefusals } from './sale.refusals.ts';
import { listSalesCall, recordSaleCall, reverseSaleCall, saleChoicesCall, showSaleCall } from './sale.schema.ts';
import { findSaleShown, salesPage } from './sale-list.store.ts';

export function saleRoutes(http: Http): void {
  handle(http, listSalesCall, ({ tx, query }) => salesPage(tx, query));
  handle(http, showSaleCall, async ({ tx, params }) => {
    const sale = await findSaleShown(tx, params.id);
    if (sale === undefined) throw saleRefusals.notFound({});
    return sale;
  });
  handle(http, saleChoicesCall, async ({ tx, params }) => ({
    places: (await inventory.shelvesOf(tx, [params.cooperativeId])).map(({ id, name }) => ({ id, name })),
    accounts: (await ledger.moneyAccountsOf(tx, [params.cooperativeId])).map(({ code, name }) => ({ code, name })),
  }));
  handle(http, recordSaleCall, async ({ tx, actor, body }) => {
    const [outcome] = await recordSales(tx, actor, [body], { today: actor.today });
    const told = present(outcome, 'the outcome of a draft');
    if ('refused' in told) throw told.refused;
    return told.recorded;
  });
  handle(http, reverseSaleCall, ({ tx, actor, params, body }) => reverseSale(tx, actor, params.id, body, actor.today));
}
