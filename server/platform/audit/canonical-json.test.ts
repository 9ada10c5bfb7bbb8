import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, type Json } from './canonical-json.ts';

describe('one form for one value (RFC 8785)', () => {
  test('sorts members by UTF-16 code units, as the example of section 3.2.3', () => {
    const object = { '\u20ac': 5, '\r': 1, '\ufb33': 7, '1': 2, '\ud83d\ude00': 6, '\u0080': 3, '\u00f6': 4 };
    expect(Object.values(object).toSorted()).toEqual(
      canonicalJson(object)
        .match(/\d(?=[,}])/g)
        ?.map(Number),
    );
  });

  test('writes numbers and text as ECMAScript does, as the example of section 3.2.2', () => {
    const text = '\u20ac$\u000f\nA\'B"\\\\"/';
    expect(canonicalJson([333333333.3333333, 4.5, 2e-3, 1e-27, -0])).toBe('[333333333.3333333,4.5,0.002,1e-27,0]');
    expect(canonicalJson(text)).toBe('"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
  });

  test('leaves out undefined members and keeps null', () => {
    expect(canonicalJson({ b: undefined, a: null, c: [true, {}] })).toBe('{"a":null,"c":[true,{}]}');
  });

  test.each([
    ['NaN', Number.NaN],
    ['a number beyond the safe range', 2 ** 53],
    ['half of a surrogate pair', 'a\ud800'],
    ['half of a surrogate pair in a name', { '\udc00': 1 }],
  ])('refuses %s', (_, value) => {
    expect(() => canonicalJson(value)).toThrow(RangeError);
  });

  test('says the same of any value however its members are ordered', () => {
    const value = fc.dictionary(
      fc.string(),
      fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.array(fc.string())),
    );
    fc.assert(
      fc.property(value, (object) => {
        const reversed = Object.fromEntries(Object.entries(object).toReversed()) as Json;
        expect(canonicalJson(reversed)).toBe(canonicalJson(object));
        expect(JSON.parse(canonicalJson(object))).toEqual({ ...object });
      }),
    );
  });
});
