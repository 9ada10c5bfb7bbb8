import Fastify from 'fastify';
import { describe, expect, test } from 'vitest';
import { answerUnchanged } from './unchanged.ts';

const app = Fastify();
answerUnchanged(app);
app.get<{ Querystring: { keeping: string } }>('/', ({ query }, reply) =>
  reply.header('cache-control', query.keeping).send({ borders: [1, 2, 3] }),
);

async function ask(keeping: string, known?: string) {
  const headers = known === undefined ? {} : { 'if-none-match': known };
  const answer = await app.inject({ url: '/', query: { keeping }, headers });
  return { status: answer.statusCode, tag: answer.headers.etag, body: answer.body };
}

describe('an answer that did not change', () => {
  test.each(['public, max-age=60', 'private, no-cache'])(
    'is not sent again when it may be kept: %s',
    async (keeping) => {
      const first = await ask(keeping);
      expect(first).toMatchObject({ status: 200, body: '{"borders":[1,2,3]}' });
      expect(await ask(keeping, first.tag)).toEqual({ status: 304, tag: first.tag, body: '' });
      expect((await ask(keeping, 'W/"another"')).status).toBe(200);
    },
  );

  test('of which nothing may be kept has no tag, and is sent whole each time', async () => {
    const tag = (await ask('private, no-cache')).tag;
    expect(await ask('no-store', tag)).toMatchObject({ status: 200, tag: undefined });
  });
});
