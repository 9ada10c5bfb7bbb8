import Fastify from 'fastify';
import type { Actor } from '../../../kernel/actor.ts';
import { readConfig } from '../../config.ts';
import type { Database } from '../../db/database.ts';
import { createHttp, type Gate, type Http } from '../http.ts';

/**
 * The real server around the routes under test, with a gate that believes what the header `who` says: sign-in and grants have tests
 * of their own. Without the header nobody is signed in.
 * @param actor under which grant who acts, or a refusal
 */
export function testHttp(
  database: Database,
  actor: (who: string, regencyCode: string) => Actor | Promise<Actor>,
): Promise<Http> {
  const gate: Gate = {
    person: async ({ headers: { who } }) =>
      who === undefined
        ? undefined
        : { userId: String(who), sessionId: 's', email: 'e', name: 'n', hasSecondFactor: true },
    actor: async ({ userId }, _request, code) => actor(userId, code),
  };
  return createHttp({ database, config: readConfig({}), log: Fastify({ logger: { level: 'silent' } }).log, gate });
}
