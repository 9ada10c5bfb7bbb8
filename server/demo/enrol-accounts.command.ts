import { randomBytes } from 'node:crypto';
import * as access from '../access/public.ts';
import * as cooperatives from '../cooperatives/public.ts';
import { present } from '../kernel/assert.ts';
import { roleWords } from '../kernel/role-words.ts';
import type { Doer } from '../platform/audit/audit.ts';
import { findUser, setPassword } from '../platform/auth/user.store.ts';
import type { Tx } from '../platform/db/tx.ts';
import * as reference from '../reference/public.ts';
import * as facts from './facts.ts';

export interface DemoAccount {
  readonly role: access.RoleName;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly scope: string;
}

/** Where a demo account of each role works: the local ones in Manggar, where something is being built. */
const localVillage = 'Manggar';
export const tradingVillage = 'Graha Indah';

/**
 * One account for every role, each with the grant that role usually has. Passwords are made anew for each demo.
 * @returns the accounts, and who acts under each
 */
export async function enrolAccounts(
  tx: Tx,
  regency: reference.Regency,
): Promise<{ accounts: DemoAccount[]; people: ReadonlyMap<access.RoleName, Doer> }> {
  const scopeOf = await scopesFor(tx, regency);
  const accounts: DemoAccount[] = [];
  const people = new Map<access.RoleName, Doer>();
  for (const role of access.roleNames) {
    const { scope, named } = scopeOf(role);
    const account = { ...accountOf(role), scope: named };
    people.set(role, await access.enrol(tx, { role: 'command-line' }, { ...account, scope, validTo: 'infinity' }));
    accounts.push(account);
  }
  return { accounts, people };
}

/**
 * New passwords for the accounts of a demo that was brought back without its list of accounts: no backup contains it, and of a
 * password only the hash is kept.
 * @returns undefined when the made-up administrator is not among the people: this is no demo
 */
export async function renewAccounts(tx: Tx, regency: reference.Regency): Promise<DemoAccount[] | undefined> {
  if ((await findUser(tx, access.demoEmailOf('city-administrator'))) === undefined) return undefined;
  const scopeOf = await scopesFor(tx, regency);
  const accounts: DemoAccount[] = [];
  for (const role of access.roleNames) {
    const user = await findUser(tx, access.demoEmailOf(role));
    if (user === undefined) continue;
    const account = { ...accountOf(role), scope: scopeOf(role).named };
    await setPassword(tx, user.id, account.password);
    accounts.push(account);
  }
  return accounts;
}

function accountOf(role: access.RoleName): Omit<DemoAccount, 'scope'> {
  const password = randomBytes(12).toString('base64url');
  return { role, name: `Contoh ${roleWords[role] ?? role}`, email: access.demoEmailOf(role), password };
}

async function scopesFor(
  tx: Tx,
  regency: reference.Regency,
): Promise<(role: access.RoleName) => { scope: access.Scope; named: string }> {
  const villages = await reference.villagesOf(tx, regency.id, facts.demoToday);
  const register = await cooperatives.registerOn(tx, facts.demoToday);
  const villageNamed = (name: string) =>
    present(
      villages.find((village) => village.name === name),
      name,
    );
  const cooperativeIn = (name: string) =>
    present(
      register.find((line) => line.villages.some((village) => village.name === name)),
      name,
    ).id;
  const regencyId = regency.id;
  return (role) => {
    switch (access.roleOf(role).scopes[0]) {
      case 'nation':
        return { scope: { kind: 'nation' }, named: 'Indonesia' };
      case 'district': {
        const { districtId, districtName } = villageNamed(localVillage);
        return { scope: { kind: 'district', regencyId, districtId }, named: districtName };
      }
      case 'village':
        return { scope: { kind: 'village', regencyId, villageId: villageNamed(localVillage).id }, named: localVillage };
      case 'cooperative': {
        const village = role === 'builder' ? localVillage : tradingVillage;
        return { scope: { kind: 'cooperative', regencyId, cooperativeId: cooperativeIn(village) }, named: village };
      }
      case 'partner':
        return role === 'partner'
          ? { scope: { kind: 'partner', partnerId: facts.bulog }, named: 'Bulog' }
          : { scope: { kind: 'partner', regencyId, partnerId: facts.lpgAgent }, named: facts.lpgAgentName };
      case 'lender':
        return { scope: { kind: 'lender', lenderId: facts.lpdb }, named: 'LPDB' };
      default:
        return { scope: { kind: 'regency', regencyId }, named: regency.name };
    }
  };
}
