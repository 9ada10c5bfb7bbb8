import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as access from '../access/public.ts';
import * as cooperatives from '../cooperatives/public.ts';
import { present } from '../kernel/assert.ts';
import type { Id } from '../kernel/ids.ts';
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
const tradingVillage = 'Graha Indah';
const lender = '01980000-0000-7000-8000-000000000101';

/** One account for every role, each with the grant that role usually has. Passwords are made anew for each demo. */
export async function enrolAccounts(tx: Tx, regency: reference.Regency): Promise<DemoAccount[]> {
  const scopeOf = await scopesFor(tx, regency);
  const accounts: DemoAccount[] = [];
  for (const role of access.roleNames) {
    const { scope, named } = scopeOf(role);
    const account = {
      role,
      name: `Contoh ${role}`,
      email: `${role}@contoh.lumbung.id`,
      password: randomBytes(12).toString('base64url'),
      scope: named,
    };
    await access.enrol(tx, { role: 'command-line' }, { ...account, scope, validTo: 'infinity' });
    accounts.push(account);
  }
  return accounts;
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
        return {
          scope: { kind: 'partner', partnerId: (role === 'partner' ? facts.bulog : facts.patraNiaga) as Id<'partner'> },
          named: role === 'partner' ? 'Bulog' : 'Patra Niaga',
        };
      case 'lender':
        return { scope: { kind: 'lender', lenderId: lender as Id<'lender'> }, named: 'LPDB' };
      default:
        return { scope: { kind: 'regency', regencyId }, named: regency.name };
    }
  };
}

const fileName = 'demo-accounts.json';

/** Kept beside the demo's data, for people and scripts; the passwords open nothing but this demo. */
export async function writeAccounts(dataDir: string, accounts: readonly DemoAccount[]): Promise<void> {
  await writeFile(join(dataDir, fileName), `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
}

export async function readAccounts(dataDir: string): Promise<DemoAccount[] | undefined> {
  try {
    return JSON.parse(await readFile(join(dataDir, fileName), 'utf8')) as DemoAccount[];
  } catch {
    return undefined;
  }
}
