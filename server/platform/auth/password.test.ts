import { describe, expect, test } from 'vitest';
import { hashPassword, isPassword, passwordProblem } from './password.ts';

const account = { email: 'siti.rahmawati@contoh.id', name: 'Siti Rahmawati' };

describe('a password a person chooses (S23)', () => {
  test.each(['kuda lari pagi buta', 'sebelas huru', 'kopi tubruk di Manggar 7', 'Ⅷ感じ良い朝ごはん食べた'])(
    'may be %s',
    (password) => expect(passwordProblem(password, account)).toBeUndefined(),
  );

  test.each([
    ['sebelashuru', 'too-short'],
    ['k'.repeat(129), 'too-long'],
    ['password1234', 'too-common'],
    ['P4ssw0rd', 'too-short'],
    ['Indonesia2025!', 'too-common'],
    ['balikpapan-123', 'too-common'],
    ['KoperasiMerahPutih', 'too-common'],
    ['koperasi koperasi', 'too-common'],
    ['admin admin admin', 'too-common'],
    ['081234567890', 'too-common'],
    ['1997-08-17 1234', 'too-common'],
    ['aaaaaaaaaaaab', 'too-common'],
    ['sitirahmawati99', 'like-the-account'],
    ['Siti.Rahmawati', 'like-the-account'],
  ])('may not be %s: %s', (password, problem) => expect(passwordProblem(password, account)).toBe(problem));

  test('is recognised by its hash only when it is the same', async () => {
    const hashed = await hashPassword('kuda lari pagi buta');
    expect(await isPassword('kuda lari pagi buta', hashed)).toBe(true);
    expect(await isPassword('kuda lari pagi Buta', hashed)).toBe(false);
  });
});
