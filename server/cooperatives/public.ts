export { cooperativeExists, cooperativesServing, registerOn } from './cooperative.store.ts';
export { foundCooperatives } from './found-cooperatives.command.ts';
export { recordState, type StateReport } from './record-state.command.ts';
export type { FacilityState, OperationState } from './state.ts';
