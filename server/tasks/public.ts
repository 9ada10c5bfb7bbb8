export { open, settleFrom } from './open-and-settle.command.ts';
export { openOriginsOf } from './task.store.ts';
