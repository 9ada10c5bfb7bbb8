export { open, settleFrom, type TaskWanted } from './open-and-settle.command.ts';
