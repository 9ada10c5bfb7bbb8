export { type Fact, type KitPart, type Replayable, replayable } from './replayable.ts';
