import { describe, expect, test } from 'vitest';
import { businessDate } from '../kernel/business-date.ts';
import { type Id, id } from '../kernel/ids.ts';
import { inOffice, warningsOn } from './officer.ts';

type Officer = Parameters<typeof warningsOn>[1][number];
const today = businessDate('2025-11-27');
const idOf = (nth: number): Id<'officer'> => id(`01980000-0000-7000-8000-${String(nth).padStart(12, '0')}`);
let made = 0;

function officer(name: string, over: Partial<Officer> = {}): Officer {
  const term = { termFrom: businessDate('2025-06-01'), termTo: null };
  return { id: idOf(++made), name, body: 'board', post: 'member', ...term, ...over };
}
const kinds = (officers: readonly Officer[], kinship: { officerId: Id<'officer'>; relativeId: Id<'officer'> }[] = []) =>
  warningsOn(today, officers, kinship).map(({ kind }) => kind);
const chair = () => officer('Ani', { post: 'chair' });
const board = () => [chair(), officer('Budi', { post: 'secretary' }), officer('Cici', { post: 'treasurer' })];

describe('a board', () => {
  test('of three with a chair is as it should be, and nobody is no board', () => {
    expect(kinds(board())).toEqual([]);
    expect(kinds([])).toEqual([]);
  });

  test('is odd in number, at least three, and has one chair (Juklak art. 16)', () => {
    expect(kinds([...board(), officer('Dodi')])).toEqual(['board_even']);
    expect(kinds([chair()])).toEqual(['board_too_small']);
    expect(kinds([...board(), officer('Dodi', { post: 'chair' }), officer('Eka')])).toEqual(['two_chairs']);
    expect(kinds([officer('Ani'), officer('Budi'), officer('Cici')])).toEqual(['no_chair']);
    const supervisors = officer('Fitri', { body: 'supervisors', post: 'member' });
    expect(kinds([...board(), supervisors]), 'supervisors have a chair too, but no odd number').toEqual(['no_chair']);
  });

  test('has nobody twice, however the name is written', () => {
    const hat = officer('  ANI. ', { body: 'supervisors', post: 'chair' });
    expect(kinds([...board(), hat])).toEqual(['two_hats']);
  });

  test('has no relatives while both sit', () => {
    const [ani, budi, cici] = board();
    if (!ani || !budi || !cici) return expect.unreachable();
    const pair = [{ officerId: ani.id, relativeId: budi.id }];
    expect(kinds([ani, budi, cici], pair)).toEqual(['kinship']);
    const left = { ...budi, termTo: businessDate('2025-11-27') };
    expect(kinds([ani, left, cici, officer('Dodi')], pair)).toEqual([]);
  });
});

describe('a term', () => {
  test('begins on its first day and is over on its last', () => {
    const term = { termFrom: businessDate('2025-06-01'), termTo: businessDate('2025-11-27') };
    const days = ['2025-05-31', '2025-06-01', '2025-11-26', '2025-11-27'].map((day) =>
      inOffice(term, businessDate(day)),
    );
    expect(days).toEqual([false, true, true, false]);
  });

  test('lasts at most five years (UU 25/1992 art. 29)', () => {
    const until = (day: string) =>
      kinds([officer('Ani', { post: 'chair', termTo: businessDate(day) }), ...board().slice(1)]);
    expect(until('2030-06-01')).toEqual([]);
    expect(until('2030-06-02')).toEqual(['term_too_long']);
  });

  test('is at most the second in the same post (Juklak art. 16 and 18)', () => {
    const earlier = (from: string, to: string) =>
      officer('Ani', { post: 'chair', termFrom: businessDate(from), termTo: businessDate(to) });
    const second = earlier('2020-06-01', '2025-06-01');
    expect(kinds([second, ...board()])).toEqual([]);
    expect(kinds([earlier('2015-06-01', '2020-06-01'), second, ...board()])).toEqual(['third_term']);
  });
});
