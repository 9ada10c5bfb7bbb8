export { openProposal } from './open-and-close.command.ts';
