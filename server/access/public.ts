export { accessRoutes } from './access.routes.ts';
export type { AccessParts, NamedIds } from './access.ts';
export { createGate } from './gate.ts';
export type { Offer } from './give-grant.command.ts';
export type { Scope } from './grant.ts';
export { isRoleName, type Permission, permissions, type RoleName, roleNames, roleOf } from './role.ts';
export { enrol, makeSetUpLink, needsSetUp } from './set-up.command.ts';
