import type { Actor } from '../kernel/actor.ts';
import type { Id } from '../kernel/ids.ts';
import type { Database } from '../platform/db/database.ts';
import type { Tx } from '../platform/db/tx.ts';
import { handle } from '../platform/http/handle.ts';
import type { Http } from '../platform/http/http.ts';
import { acceptInvoiceCall, recordInvoiceCall, recordPaymentCall } from './billing/billing.schema.ts';
import { acceptInvoice, recordInvoice, recordPayment } from './billing/keep-billing.command.ts';
import { deliver } from './delivery/deliver.command.ts';
import { deliverCall } from './delivery/delivery.schema.ts';
import { orderRefusals } from './order.refusals.ts';
import { cancelOrderCall, closeOrderCall, confirmOrderCall, placeOrderCall, refuseOrderCall } from './order.schema.ts';
import { listOrderLinesCall, listOrdersCall } from './order-list.schema.ts';
import { orderLinesPage, ordersPage } from './order-list.store.ts';
import { getOrderCall } from './order-page.schema.ts';
import { orderPage } from './order-page.store.ts';
import { placeOrder } from './place-order.command.ts';
import { recordReceiptCall } from './receipt/receipt.schema.ts';
import { recordReceipt } from './receipt/record-receipt.command.ts';
import { returnGoodsCall } from './returns/return.schema.ts';
import { returnGoods } from './returns/return-goods.command.ts';
import { cancelOrder, closeOrder, confirmOrder, refuseOrder } from './step-order.command.ts';
import { suggestOrder } from './suggestion/suggest-order.command.ts';
import { suggestOrderCall } from './suggestion/suggestion.schema.ts';

/** What the wiring hands in: the login that reads a partner's orders of all cities, and whether a grant reaches them all. */
export interface Procurement {
  readonly suppliers: Database;
  isOfAllCities(grantId: Id<'grant'>): Promise<boolean>;
}

export function procurementRoutes(http: Http, { suppliers, isOfAllCities }: Procurement): void {
  const reader = async <T>(
    tx: Tx,
    actor: Actor,
    everywhere: boolean | undefined,
    read: (tx: Tx) => Promise<T>,
  ): Promise<T> => {
    if (everywhere !== true) return await read(tx);
    if (actor.reach.partnerId === undefined || !(await isOfAllCities(actor.grantId)))
      throw orderRefusals.notEverywhere({});
    return await suppliers.inRegency(actor.reach, read);
  };
  handle(http, listOrdersCall, async ({ tx, actor, query }) => {
    return await reader(tx, actor, query.everywhere, (own) => ordersPage(own, query));
  });
  handle(http, listOrderLinesCall, async ({ tx, actor, query }) => {
    return await reader(tx, actor, query.everywhere, (own) => orderLinesPage(own, query));
  });
  handle(http, getOrderCall, async ({ tx, actor, params }) => await orderPage(tx, actor, params.id));
  handle(http, suggestOrderCall, async ({ tx, actor, query }) => await suggestOrder(tx, query, actor.today));
  stepRoutes(http);
  paperRoutes(http);
}

function stepRoutes(http: Http): void {
  handle(http, placeOrderCall, async ({ tx, actor, body }) => {
    await placeOrder(tx, actor, body, actor);
    return null;
  });
  handle(http, confirmOrderCall, async ({ tx, actor, params, body }) => {
    await confirmOrder(tx, actor, params.id, body, actor.today);
    return null;
  });
  handle(http, refuseOrderCall, async ({ tx, actor, params, body }) => {
    await refuseOrder(tx, actor, params.id, body, actor.today);
    return null;
  });
  handle(http, cancelOrderCall, async ({ tx, actor, params, body }) => {
    await cancelOrder(tx, actor, params.id, body, actor.today);
    return null;
  });
  handle(http, closeOrderCall, async ({ tx, actor, params, body }) => {
    await closeOrder(tx, actor, params.id, body, actor.today);
    return null;
  });
}

function paperRoutes(http: Http): void {
  handle(http, deliverCall, async ({ tx, actor, body }) => {
    await deliver(tx, actor, body, actor);
    return null;
  });
  handle(http, recordReceiptCall, async ({ tx, actor, body }) => {
    await recordReceipt(tx, actor, body, actor);
    return null;
  });
  handle(http, recordInvoiceCall, async ({ tx, actor, body }) => {
    await recordInvoice(tx, actor, body, actor);
    return null;
  });
  handle(http, acceptInvoiceCall, async ({ tx, actor, params, body }) => {
    await acceptInvoice(tx, actor, params.id, body, actor.today);
    return null;
  });
  handle(http, recordPaymentCall, async ({ tx, actor, body }) => {
    await recordPayment(tx, actor, body, actor);
    return null;
  });
  handle(http, returnGoodsCall, async ({ tx, actor, body }) => {
    await returnGoods(tx, actor, body, actor);
    return null;
  });
}
