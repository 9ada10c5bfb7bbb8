import { describe, expect, test } from 'vitest';
import words from '../../web/tasks/words.id.json' with { type: 'json' };
import { kindWords } from './task.schema.ts';

describe('the list of tasks as a file', () => {
  test('has a word for every kind of work that the screen has a sentence for', () => {
    expect(Object.keys(kindWords).toSorted()).toEqual(Object.keys(words.kinds).toSorted());
  });
});
