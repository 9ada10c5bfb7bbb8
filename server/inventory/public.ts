export type { MoveAsked, Moved, PlaceKind } from './move.ts';
export { moveStock } from './move-stock.command.ts';
export { lockStock, type Place, placesOf } from './stock.store.ts';
export { turnoverOver } from './turnover.store.ts';
export { shelvesOf } from './shelf.store.ts';
