export { itemsById, packsOf } from './item.store.ts';
export type { Item, Pack } from './item.ts';
export { addItem, takeProduct } from './keep-items.command.ts';
export { findItemOfProduct, products } from './product.store.ts';
export { setPrice } from './set-price.command.ts';
