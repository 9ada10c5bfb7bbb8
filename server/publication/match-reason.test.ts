import { expect, test } from 'vitest';
import { matchReason } from './match-reason.ts';

const because = (fallen: Parameters<typeof matchReason>[0]['fallen'], looked = 9) =>
  matchReason({
    kind: 'unserved',
    use: 'new_building',
    cooperativeId: 'x',
    looked,
    fallen,
    nearest: null,
    changes: [],
    rivals: 0,
  });
const criterion = (name: string, state: 'fail' | 'unknown', count: number) =>
  ({ because: 'criterion', criterion: name, state, count }) as const;

test('says what most assets fall to, adding up what is one thing to a citizen', () => {
  const fallen = [criterion('land_area', 'fail', 4), criterion('flood', 'fail', 3), criterion('mangrove', 'fail', 2)];
  expect(because(fallen)).toEqual({ reason: 'siteRisky', count: 5, looked: 9 });
});

test('tells what is not yet examined from what is bad', () => {
  expect(because([criterion('landslide', 'unknown', 2)]).reason).toBe('siteOpen');
  expect(because([{ because: 'not-screened', criterion: null, state: null, count: 1 }]).reason).toBe('siteOpen');
});

test('says when there is nothing, and when a neighbour has it', () => {
  expect(because([], 0)).toEqual({ reason: 'noSite', count: 0, looked: 0 });
  expect(because([{ because: 'taken', criterion: null, state: null, count: 1 }]).reason).toBe('siteTaken');
  expect(because([{ because: 'owner', criterion: null, state: null, count: 1 }]).reason).toBe('siteOther');
});
