export { type KitPart, type Replayable, replayable } from './replayable.ts';
export { silentDevices } from './silent-device.store.ts';
