export type { AccessParts, NamedIds } from './access.ts';
export { isAdministrator } from './administrator.store.ts';
export { regenciesInUse } from './grant.store.ts';
export type { Offer, Scope } from './grant.ts';
export { isRoleName, type Permission, permissions, type RoleName, roleNames, roleOf } from './role.ts';
export { enrol, makeSetUpLink, needsSetUp } from './set-up.command.ts';
