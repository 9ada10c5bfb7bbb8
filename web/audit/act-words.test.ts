import { describe, expect, test } from 'vitest';
import words from './words.id.json';

/** The server's own code: every act it leaves a trace of is named there as `module/act`. */
const commands = import.meta.glob<string>(
  ['../../server/**/*.command.ts', '../../server/**/*.routes.ts', '!../../server/demo/**'],
  { eager: true, query: '?raw', import: 'default' },
);

const acts = [
  ...new Set(
    Object.values(commands).flatMap((code) =>
      [...code.matchAll(/(?:\b(?:audit|follow)\(\s*tx,\s*[^,]+,\s*|\baction: )(?:['"`])([a-z]+\/[a-z-]+)['"`]/g)].map(
        ([, act = '']) => act,
      ),
    ),
  ),
];

describe('the audit log in words', () => {
  test('every act the server leaves a trace of has its sentence', () => {
    expect(acts.length).toBeGreaterThan(20);
    const told: Readonly<Record<string, Readonly<Record<string, string>>>> = words.actions;
    expect(acts.filter((act) => told[act.split('/')[0] ?? '']?.[act.split('/')[1] ?? ''] === undefined)).toEqual([]);
  });
});
