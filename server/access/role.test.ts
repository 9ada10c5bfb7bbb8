import { describe, expect, test } from 'vitest';
import words from '../../web/access/words.id.json' with { type: 'json' };
import { roleWords } from '../kernel/role-words.ts';
import { type Permission, permissions, type RoleName, roleNames, roleOf } from './role.ts';

const may = (role: RoleName, permission: Permission) => roleOf(role).permissions.includes(permission);
const whoMay = (permission: Permission) => roleNames.filter((role) => may(role, permission));
const writing = permissions.filter((permission) => !permission.endsWith('.read'));

describe('the roles of the programme', () => {
  test('have one name each, on screen and in files', () => {
    const { machine: _, 'command-line': __, ...ofPeople } = roleWords;
    expect(ofPeople).toEqual(words.role);
    expect(Object.keys(ofPeople)).toEqual(roleNames);
  });

  test('are the 26 of Part 1', () => expect(roleNames).toHaveLength(26));

  test('each name permissions that exist, once', () => {
    for (const role of roleNames) {
      const held = roleOf(role).permissions;
      expect([role, held.filter((permission) => !permissions.includes(permission))]).toEqual([role, []]);
      expect([role, new Set(held).size]).toEqual([role, held.length]);
    }
  });

  test('leave no permission to nobody', () => {
    expect(permissions.filter((permission) => whoMay(permission).length === 0)).toEqual([]);
  });

  test('the auditor reads everything and writes nothing', () => {
    expect(roleOf('auditor').permissions.toSorted()).toEqual(permissions.filter((each) => each.endsWith('.read')));
  });

  test('only the city administrator gives grants', () => expect(whoMay('grant.give')).toEqual(['city-administrator']));

  test('partners, lenders, the ministry, builders and members never see people', () => {
    for (const role of [
      'partner',
      'lpg-agent',
      'lender',
      'ministry',
      'builder',
      'tni-site-officer',
      'member',
    ] as const) {
      expect([role, may(role, 'people.read'), may(role, 'people.edit')]).toEqual([role, false, false]);
    }
  });

  test('the ministry, lenders and members write nothing', () => {
    for (const role of ['ministry', 'lender', 'member'] as const) {
      expect([role, writing.filter((permission) => may(role, permission))]).toEqual([role, []]);
    }
  });

  test('a partner answers and delivers orders and sends invoices, and writes nothing else', () => {
    for (const role of ['partner', 'lpg-agent'] as const) {
      const written = writing.filter((permission) => may(role, permission));
      expect([role, written]).toEqual([role, ['invoice.record', 'order.answer', 'order.deliver']]);
    }
  });

  test('who enters in the books does not approve there', () => {
    const both = roleNames.filter((role) => may(role, 'book.post') && may(role, 'book.approve'));
    const opening = roleNames.filter((role) => may(role, 'opening.record') && may(role, 'opening.approve'));
    expect([both, opening]).toEqual([[], []]);
  });

  test('only the Dinas says where a new building stands', () => {
    expect(whoMay('facility.record')).toEqual(['dinas-head', 'dinas-officer']);
  });

  test('the mayor, heads and supervisors look and settle, they enter no facts', () => {
    for (const role of [
      'mayor',
      'bkad-officer',
      'user-agency',
      'technical-office',
      'cooperative-supervisor',
    ] as const) {
      expect([role, may(role, 'facility.record'), may(role, 'operation.record'), may(role, 'people.edit')]).toEqual([
        role,
        false,
        false,
        false,
      ]);
    }
  });

  test('agencies and treasurers need a second factor; a till, a field phone and a member do not', () => {
    const without = roleNames.filter((role) => !roleOf(role).needsSecondFactor);
    expect(without).toEqual([
      'tni-site-officer',
      'builder',
      'lpg-agent',
      'cooperative-chair',
      'cooperative-secretary',
      'cooperative-manager',
      'cooperative-cashier',
      'cooperative-supervisor',
      'member',
    ]);
  });

  test('the nation is reached by the ministry and the auditor alone', () => {
    expect(roleNames.filter((role) => roleOf(role).scopes.includes('nation'))).toEqual(['ministry', 'auditor']);
  });

  test('facilitators alone enter on behalf of others', () => {
    expect(roleNames.filter((role) => roleOf(role).onBehalf)).toEqual(['facilitator']);
  });
});
