import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

/** What no server of ours may be: it answers first and commits a moment later. The control that proves a loss is seen. */
const pool = new pg.Pool({ connectionString: process.argv[2] ?? '', max: 16 });

async function answerTooSoon(id: string, reply: ServerResponse): Promise<void> {
  const client = await pool.connect();
  await client.query('begin');
  await client.query('insert into hasty values ($1)', [id]);
  reply.writeHead(204).end();
  await delay(20);
  await client.query('commit');
  client.release();
}

const server = createServer((request, reply) => void answerTooSoon(request.url?.slice(1) ?? '', reply));
server.listen(0, '127.0.0.1', () => process.stdout.write(JSON.stringify(server.address())));
