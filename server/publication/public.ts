export { publish } from './publish.command.ts';
export { countStates } from './summary.ts';
