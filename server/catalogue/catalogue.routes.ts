import { dayAsked } from '../kernel/actor.ts';
import { pageOf } from '../kernel/page.ts';
import { handle } from '../platform/http/handle.ts';
import type { Http } from '../platform/http/http.ts';
import { catalogueRefusals } from './catalogue.refusals.ts';
import {
  addItemCall,
  addPackCall,
  editItemCall,
  editPackCall,
  listItemsCall,
  listProductsCall,
  showItemCall,
  takeProductCall,
} from './item.schema.ts';
import { choices, findItemShown, itemsPage } from './item-list.store.ts';
import { addItem, addPack, editItem, editPack, takeProduct } from './keep-items.command.ts';
import { addTradeRule, endTradeRule } from './keep-trade-rules.command.ts';
import { setPriceCall } from './price.schema.ts';
import { setPrice } from './set-price.command.ts';
import { addTradeRuleCall, endTradeRuleCall, listTradeRulesCall } from './trade-rule.schema.ts';
import { tradeRules } from './trade-rule.store.ts';

export function catalogueRoutes(http: Http): void {
  handle(http, listItemsCall, ({ tx, actor, query }) => itemsPage(tx, query, dayAsked(actor, query.asOf)));
  handle(http, showItemCall, async ({ tx, actor, params, query }) => {
    const item = await findItemShown(tx, params.id, dayAsked(actor, query.asOf));
    if (item === undefined) throw catalogueRefusals.notFound({});
    return item;
  });
  handle(http, listProductsCall, ({ tx }) => choices(tx));
  handle(http, addItemCall, async ({ tx, actor, body }) => {
    await addItem(tx, actor, body);
    return null;
  });
  handle(http, takeProductCall, async ({ tx, actor, body }) => {
    await takeProduct(tx, actor, body);
    return null;
  });
  handle(http, editItemCall, async ({ tx, actor, params, body }) => {
    await editItem(tx, actor, params.id, body);
    return null;
  });
  handle(http, addPackCall, async ({ tx, actor, params, body }) => {
    await addPack(tx, actor, params.id, body);
    return null;
  });
  handle(http, editPackCall, async ({ tx, actor, params, body }) => {
    await editPack(tx, actor, params.id, body);
    return null;
  });
  handle(http, setPriceCall, async ({ tx, actor, body }) => ({ warnings: await setPrice(tx, actor, body, actor) }));
  handle(http, listTradeRulesCall, async ({ tx, actor, query }) =>
    pageOf(await tradeRules(tx, dayAsked(actor, query.asOf)), query),
  );
  handle(http, addTradeRuleCall, async ({ tx, actor, body }) => {
    await addTradeRule(tx, actor, body);
    return null;
  });
  handle(http, endTradeRuleCall, async ({ tx, actor, params, body }) => {
    await endTradeRule(tx, actor, params.id, body);
    return null;
  });
}
