import { Secret, TOTP } from 'otpauth';
import { describe, expect, test } from 'vitest';
import { codeOf, stepOf } from './one-time-code.ts';

describe('a code and its step (RFC 6238)', () => {
  // RFC 6238 appendix B gives eight digits; six digits are their tail.
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [20_000_000_000, '353130'],
  ])('at second %i it is %s', (second, code) => {
    expect(codeOf('12345678901234567890', Math.floor(second / 30))).toBe(code);
  });

  test('agrees with another implementation', () => {
    const secret = 'AbCdEfGhIjKlMnOpQrStUvWxYz012345';
    const totp = new TOTP({ secret: Secret.fromUTF8(secret) });
    for (let second = 0; second < 3000; second += 30) {
      expect(codeOf(secret, second / 30)).toBe(totp.generate({ timestamp: second * 1000 }));
    }
  });

  test('finds the step a neighbour clock would have made, and none further away', () => {
    const secret = '12345678901234567890';
    const at = 1_111_111_109_000;
    const step = Math.floor(at / 30_000);
    expect(stepOf(secret, codeOf(secret, step), at)).toBe(step);
    expect(stepOf(secret, codeOf(secret, step + 1), at)).toBe(step + 1);
    expect(stepOf(secret, codeOf(secret, step - 1), at)).toBe(step - 1);
    expect(stepOf(secret, codeOf(secret, step + 2), at)).toBeUndefined();
    expect(stepOf(secret, codeOf(secret, step - 3), at)).toBeUndefined();
  });
});
