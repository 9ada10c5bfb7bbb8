import { Type } from 'typebox';
import { describe, expect, test } from 'vitest';
import { closed } from '../../server/kernel/call.ts';
import { day, idOf, text, wholeRupiah } from '../../server/kernel/shapes.ts';
import { fieldsOf, problemsByPointer, problemsIn, valueAt, withValue } from './form-fields.ts';

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
