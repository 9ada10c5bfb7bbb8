export { cityMap, type MapPlace } from './drawing/city-map.ts';
export { keyOf, keySheet } from './drawing/keys.ts';
export { type OperationMark, operationMarkOf } from './drawing/operation-mark.ts';
export { onScreen, type Stage } from './drawing/palette.ts';
