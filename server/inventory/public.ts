export { batchIdsFor, pickBatches } from './batch.store.ts';
export { countSheetOf } from './count/count-sheet.store.ts';
export { recordCount } from './count/record-count.command.ts';
export type { MoveAsked, Moved, PlaceKind } from './move.ts';
export { moveStock } from './move-stock.command.ts';
export { shelvesOf } from './shelf.store.ts';
export { lockStock, type Place, placesOf } from './stock.store.ts';
export { turnoverOver } from './turnover.store.ts';
