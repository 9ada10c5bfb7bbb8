import { describe, expect, test } from 'vitest';
import { pageOf } from './page.ts';

const list = (...ids: string[]) => ids.map((id) => ({ id }));
const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

describe('a list in pages', () => {
  const first = pageOf(list('a', 'b', 'c', 'd', 'e'), { limit: 2 });

  test('shows each row once, counts all, and ends', () => {
    const second = pageOf(list('a', 'b', 'c', 'd', 'e'), { limit: 2, after: first.next ?? '' });
    const third = pageOf(list('a', 'b', 'c', 'd', 'e'), { limit: 2, after: second.next ?? '' });
    expect([first, second, third].map(({ rows }) => idsOf(rows))).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    expect([third.total, third.next]).toEqual([5, null]);
    expect(pageOf([], {})).toEqual({ rows: [], next: null, total: 0 });
  });

  test('goes on after the row seen last, whatever was added or removed before it', () => {
    const after = first.next ?? '';
    expect(idsOf(pageOf(list('new', 'a', 'b', 'c'), { after }).rows)).toEqual(['c']);
    expect(idsOf(pageOf(list('b', 'c', 'd'), { after }).rows)).toEqual(['c', 'd']);
  });

  test('goes on at its place when that row is gone, instead of at page one', () => {
    expect(idsOf(pageOf(list('a', 'c', 'd', 'e'), { after: first.next ?? '' }).rows)).toEqual(['c', 'd', 'e']);
  });

  test('begins anew at a cursor that is none', () => {
    for (const after of ['', 'b', '-7.x', 'x.y']) expect(pageOf(list('a', 'b'), { after }).rows).toHaveLength(2);
  });
});
