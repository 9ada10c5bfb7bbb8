export { itemsById, packsOf } from './item.store.ts';
export type { Item, Pack } from './item.ts';
export { findItemOfProduct, products } from './product.store.ts';
