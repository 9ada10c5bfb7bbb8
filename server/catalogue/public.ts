export { itemsById, packsOf } from './item.store.ts';
export type { Item, Pack } from './item.ts';
