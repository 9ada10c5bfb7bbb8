import { Type } from 'typebox';
import { describe, expect, test } from 'vitest';
import { closed } from '../../server/kernel/call.ts';
import { day, idOf, text, wholeRupiah } from '../../server/kernel/shapes.ts';
import { fieldsOf, problemsByPointer, problemsIn, problemsInOrder, valueAt, withValue } from './form-fields.ts';

const Body = closed({
  id: idOf(),
  state: Type.Enum(['proposed', 'designated']),
  effectiveOn: day,
  paidIdr: Type.Optional(wholeRupiah),
  reason: Type.Optional(text(1000)),
  source: closed({ name: text(200), date: day }),
});

describe('a form asks what the body schema says', () => {
  const fields = fieldsOf(Body);
  const field = (name: string) => fields.find((each) => each.name === name);

  test('each member becomes the input that fits it', () => {
    expect(fields.map(({ name, kind }) => [name, kind])).toEqual([
      ['id', 'reference'],
      ['state', 'choice'],
      ['effectiveOn', 'day'],
      ['paidIdr', 'rupiah'],
      ['reason', 'prose'],
      ['source', 'group'],
    ]);
  });

  test('required marks and limits are not retyped', () => {
    expect(field('effectiveOn')?.required).toBe(true);
    expect(field('reason')).toMatchObject({ required: false, maxLength: 1000 });
    expect(field('source')?.fields.map((each) => each.pointer)).toEqual(['/source/name', '/source/date']);
  });
});

describe('problems stand at the field they are about', () => {
  const found = problemsByPointer(problemsIn(Body, { id: '', state: 'lost', source: { name: ' ' } }));

  test('a missing member is told at its own place, not at its parent', () => {
    expect(found.get('/effectiveOn')?.rule).toBe('required');
    expect(found.get('/source/date')?.rule).toBe('required');
  });

  test('they come in the order of the form, and an empty group is told at its members', () => {
    const empty = problemsByPointer(problemsIn(Body, { id: '0197b2a8-5a3c-7c1e-8000-000000000001' }));
    expect([...problemsInOrder(empty, fieldsOf(Body)).keys()]).toEqual([
      '/state',
      '/effectiveOn',
      '/source/name',
      '/source/date',
    ]);
  });

  test('one inside a field that the form draws itself stands at its field, one of no field comes last', () => {
    const Rows = closed({ text: text(100), actions: Type.Array(closed({ title: text(100) })) });
    const problem = { in: 'body', rule: 'required', limits: {} } as const;
    const found = problemsByPointer(['/else', '/actions/0/title', '/text'].map((pointer) => ({ ...problem, pointer })));
    expect([...problemsInOrder(found, fieldsOf(Rows)).keys()]).toEqual(['/text', '/actions/0/title', '/else']);
  });

  test('what is there but wrong is told by its rule', () => {
    expect(found.get('/state')?.rule).toBe('enum');
    expect(found.get('/source/name')?.rule).toBe('pattern');
  });
});

describe('values', () => {
  test('are read and changed by pointer, and an emptied one is left out', () => {
    const filled = withValue({ state: 'proposed' }, '/source/name', 'BKAD');
    expect(valueAt(filled, '/source/name')).toBe('BKAD');
    expect(withValue(filled, '/state', '')).toEqual({ source: { name: 'BKAD' } });
  });
});
