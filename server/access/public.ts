export type { AccessParts } from './access.ts';
export { isAdministrator } from './administrator.store.ts';
export { actorThen } from './earlier-actor.store.ts';
export { isOfAllCities, regenciesInUse } from './grant.store.ts';
export type { Offer, Scope } from './grant.ts';
export { offerOf } from './offer-asked.ts';
export { addPerson, endAnyGrant, letIn, peopleOf, resetLinkFor, takeSecondFactor } from './operate-users.command.ts';
export { demoEmailOf, isRoleName, type RoleName, roleNames, roleOf } from './role.ts';
export { enrol, makeSetUpLink, needsSetUp } from './set-up.command.ts';
