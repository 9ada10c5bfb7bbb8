import { describe, expect, test } from 'vitest';
import reporting from '../../web/reporting/words.id.json' with { type: 'json' };
import words from '../../web/tasks/words.id.json' with { type: 'json' };
import { taskWords } from './state-words.ts';

describe('tasks in files and in the weekly report', () => {
  test('have a word for every kind of work that the screen has a sentence for', () => {
    expect(Object.keys(taskWords).toSorted()).toEqual(Object.keys(words.kinds).toSorted());
  });

  test('have one for every kind that may end within the week, too', () => {
    expect(Object.keys(reporting.changes.work).toSorted()).toEqual(Object.keys(words.kinds).toSorted());
  });
});
