export { cooperativeExists, cooperativesServing, namesOf, registerOn } from './cooperative.store.ts';
export { foundCooperatives } from './found-cooperatives.command.ts';
export { addOfficer } from './keep-officers.command.ts';
export { addPremises } from './keep-premises.command.ts';
export { premisesOn } from './premises.store.ts';
export { recordCommodity } from './record-commodity.command.ts';
export { recordRequirement } from './record-requirement.command.ts';
export { recordState } from './record-state.command.ts';
export type { FacilityState } from './state.ts';
