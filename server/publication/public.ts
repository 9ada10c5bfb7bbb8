export { publish, republish } from './publish.command.ts';
export { countStates } from './summary.ts';
