export { askScenario, publishScenario } from './ask-scenario.command.ts';
export type { UnservedBecause } from './explain.ts';
export { inWords, useWords } from './in-words.ts';
export type { Outcome } from './scenario.schema.ts';
export { answerOf, findScenario, publishedOutcomes } from './scenario.store.ts';
export { solveScenario } from './solve-scenario.command.ts';
export { uses } from './use.ts';
