import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { newId } from '../../../server/platform/clock.ts';
import type { RunningServer } from './running-server.ts';

/** Many clients writing at once, as if nothing could happen to the server. */
export interface Writing extends AsyncDisposable {
  /** How often each status came; `none` counts lines that broke before a whole answer. */
  readonly outcomes: ReadonlyMap<number | 'none', number>;
  acknowledged(): string[];
  /** Resolves when this many more are acknowledged. */
  more(count: number): Promise<void>;
  /** Every client ends with the answer it waits for. */
  stop(): Promise<void>;
}

/** Sends one record under an id of its own. @returns the status; undefined when the line broke */
export type Post = (id: string) => Promise<number | undefined>;

const clients = 16;

/**
 * Each client sends one record after the other, and one that was not acknowledged again under the same id until it is.
 * Acknowledged ids go to a file at once, which no killed process can take back.
 */
export function keepWriting(folder: string, post: Post): Writing {
  const file = join(folder, 'acknowledged');
  writeFileSync(file, '');
  const outcomes = new Map<number | 'none', number>();
  let isOpen = true;
  let count = 0;
  const client = async (): Promise<void> => {
    let id = newId();
    while (isOpen) {
      const status = await post(id);
      outcomes.set(status ?? 'none', (outcomes.get(status ?? 'none') ?? 0) + 1);
      if (status !== undefined && status < 300) {
        appendFileSync(file, `${id}\n`);
        count++;
        id = newId();
      } else await delay(20);
    }
  };
  const all = Promise.all(Array.from({ length: clients }, client));
  const stop = async (): Promise<void> => {
    isOpen = false;
    await all;
  };
  return {
    outcomes,
    acknowledged: () => readFileSync(file, 'utf8').split('\n').filter(Boolean),
    more: async (wanted) => {
      for (const goal = count + wanted; count < goal; ) await delay(5);
    },
    stop,
    [Symbol.asyncDispose]: stop, // a test that fails must not go on writing into the next
  };
}

/** Records a requirement of one of the city's cooperatives: a real write with its audit line. */
export async function requirementPost(server: RunningServer): Promise<Post> {
  const headers = await server.signIn('dinas-officer');
  const base = '/api/regencies/64.71/cooperatives';
  const { rows } = JSON.parse((await server.ask('GET', `${base}?limit=200`, { headers }))?.text ?? '{}');
  const [{ kind }] = await server.asOwner(
    async (client) => (await client.query('select code as kind from reference.requirement_kind order by 1')).rows,
  );
  return async (id) => {
    const body = { id, kind, met: true, source: { name: 'uji gangguan', date: '2025-11-27' } };
    // By the id, so that what is sent again is the same: about another cooperative it would rightly be refused.
    const path = `${base}/${rows[Number.parseInt(id.slice(-6), 16) % rows.length].id}/requirements`;
    return (await server.ask('POST', path, { headers, body }))?.status;
  };
}

/** What is wrong with what the database holds, compared with what was acknowledged. All empty: nothing. */
export interface Harm {
  readonly lost: string[];
  readonly twice: string[];
  readonly half: string[];
}

export async function harmAmong(server: RunningServer, acknowledged: readonly string[]): Promise<Harm> {
  return await server.asOwner(async (client) => {
    const { rows } = await client.query<{ id: string; rows: number; lines: number }>(`
      select coalesce(r.id, e.id)::text as id, coalesce(r.count, 0)::integer as rows, coalesce(e.count, 0)::integer as lines
      from (select id::text, count(*) from cooperatives.requirement where source_name = 'uji gangguan' group by id) as r
      full join (select subject_id as id, count(*) from audit.entry
        where action = 'cooperatives/record-requirement' and role = 'dinas-officer' group by subject_id) as e using (id)`);
    const there = new Set(rows.filter((row) => row.rows > 0).map(({ id }) => id));
    return {
      lost: acknowledged.filter((id) => !there.has(id)),
      twice: rows.filter((row) => row.rows > 1 || row.lines > 1).map(({ id }) => id),
      half: rows.filter((row) => row.rows === 0 || row.lines === 0).map(({ id }) => id),
    };
  });
}
