import { describe, expect, test } from 'vitest';
import words from '../../web/tasks/words.id.json' with { type: 'json' };
import { taskWords } from './state-words.ts';

describe('tasks in files and in the weekly report', () => {
  test('have a word for every kind of work that the screen has a sentence for', () => {
    expect(Object.keys(taskWords).toSorted()).toEqual(Object.keys(words.kinds).toSorted());
  });
});
