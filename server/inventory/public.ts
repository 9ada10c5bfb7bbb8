export type { MoveAsked, Moved, PlaceKind } from './move.ts';
export { moveStock } from './move-stock.command.ts';
export { type Place, placesOf } from './stock.store.ts';
