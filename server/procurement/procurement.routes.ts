import { handle } from '../platform/http/handle.ts';
import type { Http } from '../platform/http/http.ts';
import { listOrdersCall, placeOrderCall } from './order.schema.ts';
import { ordersPage } from './order-list.store.ts';
import { placeOrder } from './place-order.command.ts';
import { recordReceiptCall } from './receipt/receipt.schema.ts';
import { recordReceipt } from './receipt/record-receipt.command.ts';

export function procurementRoutes(http: Http): void {
  handle(http, listOrdersCall, async ({ tx, query }) => await ordersPage(tx, query));
  handle(http, placeOrderCall, async ({ tx, actor, body }) => {
    await placeOrder(tx, actor, body, { today: actor.today });
    return null;
  });
  handle(http, recordReceiptCall, async ({ tx, actor, body }) => {
    await recordReceipt(tx, actor, body, { today: actor.today });
    return null;
  });
}
