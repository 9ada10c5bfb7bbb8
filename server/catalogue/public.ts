export { commoditiesByCode, itemsById, packsOf } from './item.store.ts';
export type { Commodity, Item, Pack } from './item.ts';
export { addItem, takeProduct } from './keep-items.command.ts';
export { pricesOn } from './price.store.ts';
export { listPriceOf, type Price } from './price.ts';
export { findItemOfProduct, products } from './product.store.ts';
export { setPrice } from './set-price.command.ts';
export { rulesOn } from './trade-rule.store.ts';
export { type LimitRule, priceFlags, type Rules } from './trade-rule.ts';
