export { open, settleFrom } from './open-and-settle.command.ts';
