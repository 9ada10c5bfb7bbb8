export { cityMap, type MapPlace } from './drawing/city-map.ts';
export { operationMarkOf } from './drawing/operation-mark.ts';
export { onScreen } from './drawing/palette.ts';
