import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { isAway } from './outage.ts';

const errorOf = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => expect.fail('it worked'),
    (error: Error) => error,
  );

describe('an outage is told from a defect', () => {
  test('a server whose socket is gone is away', async () => {
    const { promise, reject } = Promise.withResolvers<never>();
    connect('/nowhere/.s.PGSQL.5432').on('error', reject);
    const error = await errorOf(promise);
    expect(error).toMatchObject({ code: 'ENOENT' });
    expect(isAway(error)).toBe(true);
    expect(isAway(new Error('a library says it failed', { cause: error }))).toBe(true);
  });

  test('a file of ours that is missing is not', async () => {
    const error = await errorOf(readFile('/nowhere/template.typ'));
    expect(error).toMatchObject({ code: 'ENOENT' });
    expect(isAway(error)).toBe(false);
  });

  test.each([
    ['57P01', true],
    ['53300', true],
    ['55P03', true],
    ['23505', false],
    ['42501', false],
  ])("PostgreSQL's %s: %s", (code, away) => {
    expect(isAway(Object.assign(new Error('of the database'), { code }))).toBe(away);
  });
});
