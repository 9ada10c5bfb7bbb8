import * as inventory from '../../inventory/public.ts';
import type { Actor } from '../../kernel/actor.ts';
import { pageOf } from '../../kernel/page.ts';
import * as ledger from '../../ledger/public.ts';
import { handle } from '../../platform/http/handle.ts';
import type { Http } from '../../platform/http/http.ts';
import { closeNotice, postNotice } from './keep-notices.command.ts';
import { makeSuggestions } from './make-suggestions.command.ts';
import { noticesOn } from './notice.store.ts';
import { dispatchSale, receiveSale } from './pass-goods.command.ts';
import { proposeSale } from './propose-sale.command.ts';
import { findSale, historyOf, type Sale, salesWhere } from './sale.store.ts';
import { settleSale } from './settle-sale.command.ts';
import { openSuggestions, shownSuggestion } from './suggestion.store.ts';
import { surplusRefusals } from './surplus.refusals.ts';
import {
  acceptSaleCall,
  closeNoticeCall,
  collectSaleCall,
  dispatchSaleCall,
  getSaleCall,
  listNoticesCall,
  listSalesCall,
  listSuggestionsCall,
  makeSuggestionsCall,
  paySaleCall,
  postNoticeCall,
  proposeSaleCall,
  receiveSaleCall,
  refuseSaleCall,
  type SaleListed,
  withdrawSaleCall,
} from './surplus.schema.ts';
import { actionsOpenTo, amountOf, sidesOf } from './surplus.ts';
import { acceptSale, dropSale } from './take-step.command.ts';

export function surplusRoutes(http: Http): void {
  noticeRoutes(http);
  saleRoutes(http);
  handle(http, listSuggestionsCall, async ({ tx, query }) => {
    const open = await openSuggestions(tx, query.cooperativeId);
    return pageOf(
      open.map((each) => shownSuggestion(tx, each)),
      query,
    );
  });
  handle(http, makeSuggestionsCall, async ({ tx, actor }) => await makeSuggestions(tx, actor, { today: actor.today }));
}

function noticeRoutes(http: Http): void {
  handle(http, listNoticesCall, async ({ tx, actor, query }) =>
    pageOf(await noticesOn(tx, actor.today, query.side), query),
  );
  handle(http, postNoticeCall, async ({ tx, actor, body }) => {
    await postNotice(tx, actor, body, { today: actor.today });
    return null;
  });
  handle(http, closeNoticeCall, async ({ tx, actor, params }) => {
    await closeNotice(tx, actor, params.id, actor.today);
    return null;
  });
}

function saleRoutes(http: Http): void {
  handle(http, listSalesCall, async ({ tx, actor, query }) => {
    const { cooperativeId, stage } = query;
    const filter = { ...(cooperativeId && { cooperativeId }), ...(stage && { stage }) };
    return pageOf(
      (await salesWhere(tx, filter)).map((sale) => shown(sale, actor)),
      query,
    );
  });
  handle(http, getSaleCall, async ({ tx, actor, params }) => {
    const sale = await findSale(tx, params.id);
    if (sale === undefined) throw surplusRefusals.notFound({});
    const both = [sale.buyerId, sale.sellerId];
    const sideOf = (cooperativeId: string) =>
      cooperativeId === sale.buyerId ? ('buyer' as const) : ('seller' as const);
    const places = (await inventory.shelvesOf(tx, both)).map(({ cooperativeId, ...place }) => ({
      ...{ ...place, side: sideOf(cooperativeId) },
    }));
    const accounts = (await ledger.moneyAccountsOf(tx, both)).map(({ cooperativeId, ...account }) => ({
      ...{ ...account, side: sideOf(cooperativeId) },
    }));
    return { sale: shown(sale, actor), history: await historyOf(tx, params.id), places, accounts };
  });
  handle(http, proposeSaleCall, async ({ tx, actor, body }) => {
    await proposeSale(tx, actor, body, { today: actor.today });
    return null;
  });
  handle(http, acceptSaleCall, async ({ tx, actor, params, body }) => {
    await acceptSale(tx, actor, params.id, body, actor.today);
    return null;
  });
  handle(http, refuseSaleCall, async ({ tx, actor, params, body }) => {
    await dropSale(tx, actor, params.id, 'refuse', body, actor.today);
    return null;
  });
  handle(http, withdrawSaleCall, async ({ tx, actor, params, body }) => {
    await dropSale(tx, actor, params.id, 'withdraw', body, actor.today);
    return null;
  });
  handle(http, dispatchSaleCall, async ({ tx, actor, params, body }) => {
    await dispatchSale(tx, actor, params.id, body, actor.today);
    return null;
  });
  handle(http, receiveSaleCall, async ({ tx, actor, params, body }) => {
    await receiveSale(tx, actor, params.id, body, actor.today);
    return null;
  });
  handle(http, paySaleCall, async ({ tx, actor, params, body }) => {
    await settleSale(tx, actor, params.id, 'pay', body, actor.today);
    return null;
  });
  handle(http, collectSaleCall, async ({ tx, actor, params, body }) => {
    await settleSale(tx, actor, params.id, 'collect', body, actor.today);
    return null;
  });
}

function shown(sale: Sale, actor: Actor): SaleListed {
  const { buyerId, sellerId, buyerName, sellerName, productCode, productName, packLabel, qtyPacks, priceIdr } = sale;
  const { sentPacks, receivedPacks, returnedPacks, flags, isSellerPosted, isPaid, isCollected } = sale;
  return {
    ...{ id: sale.id, number: sale.number, productCode, productName, packLabel, qtyPacks, priceIdr, stage: sale.stage },
    ...{ buyer: { id: buyerId, name: buyerName }, seller: { id: sellerId, name: sellerName } },
    ...{ sentPacks, receivedPacks, returnedPacks, flags, isSellerPosted, isPaid, isCollected },
    ...{ amountIdr: sale.amountIdr ?? amountOf(qtyPacks, priceIdr), proposedOn: sale.proposedOn },
    ...{ sides: sidesOf(sale, actor.reach), actions: actionsOpenTo(sale, actor) },
    ...{ onBehalf: sale.onBehalf, sample: sale.sample },
  };
}
