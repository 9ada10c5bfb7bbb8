import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { SentAnswer } from '../../../server/devices/device.schema.ts';
import { newId } from '../ids.ts';
import { phoneMoment } from './clock.ts';
import type { NewItem, OutboxItem } from './item.ts';

interface Kept extends DBSchema {
  /** `made`: the last number given; the rest belongs to the app that stands on the box. */
  meta: { key: string; value: unknown };
  items: { key: number; value: OutboxItem; indexes: { byState: string } };
}

/** What is said to be saved is on the disk by then. */
const strict = { durability: 'strict' } as const;

/** Things done and sent stay to be looked at so many deep; without content they weigh nothing. */
const recordedMax = 40;

export interface Counts {
  readonly made: number;
  readonly waiting: number;
  readonly refused: number;
}

export type Box = Awaited<ReturnType<typeof openBox>>;

/** The calls that wait on this device, over IndexedDB. It tells `changed` of every change, also one made in another tab. */
export async function openBox(name: string, changed: () => void) {
  const database: IDBPDatabase<Kept> = await openDB<Kept>(name, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('meta');
      fresh.createObjectStore('items', { keyPath: 'seq' }).createIndex('byState', 'state');
    },
  });
  const tabs = new BroadcastChannel(name);
  tabs.onmessage = changed;
  const tell = () => {
    changed();
    tabs.postMessage('changed');
  };

  const counts = async (): Promise<Counts> => ({
    made: Number((await database.get('meta', 'made')) ?? 0),
    waiting: await database.countFromIndex('items', 'byState', 'waiting'),
    refused: await database.countFromIndex('items', 'byState', 'refused'),
  });

  return {
    /** Resolves when it is on the disk, under its number; number and thing are one transaction, so neither is without the other. */
    async keep(item: NewItem): Promise<OutboxItem> {
      const transaction = database.transaction(['meta', 'items'], 'readwrite', strict);
      const meta = transaction.objectStore('meta');
      const seq = Number((await meta.get('made')) ?? 0) + 1;
      const kept: OutboxItem = {
        ...{ ...item, id: newId<'sent-call'>(), seq, madeAt: phoneMoment() },
        ...{ state: 'waiting', flags: [] },
      };
      await Promise.all([meta.put(seq, 'made'), transaction.objectStore('items').add(kept), transaction.done]);
      tell();
      return kept;
    },

    /** The first that wait, in the order of their numbers, until there are so many or they weigh so much. */
    async nextBatch({ itemsMax, bytesMax }: { itemsMax: number; bytesMax: number }): Promise<OutboxItem[]> {
      const batch: OutboxItem[] = [];
      let bytes = 0;
      const index = database.transaction('items').store.index('byState');
      for await (const { value } of index.iterate('waiting')) {
        bytes += value.body.length * 2 + 400;
        if (batch.length >= itemsMax || (batch.length > 0 && bytes > bytesMax)) break;
        batch.push(value);
      }
      return batch;
    },

    /** Notes answers. What is recorded loses its content; one answered twice keeps its first answer. */
    async settle(answers: readonly SentAnswer[]): Promise<void> {
      if (answers.length === 0) return;
      const transaction = database.transaction('items', 'readwrite', strict);
      const waiting = await transaction.store.index('byState').getAll('waiting');
      const byId = new Map(waiting.map((item) => [item.id, item]));
      const puts = answers.flatMap(({ id, outcome, flags, refusal }) => {
        const item = byId.get(id);
        if (item === undefined) return [];
        const body = outcome === 'recorded' ? '' : item.body;
        return transaction.store.put({ ...item, state: outcome, body, flags, ...(refusal && { refusal }) });
      });
      const recorded = await transaction.store.index('byState').getAllKeys('recorded');
      const old = recorded.slice(0, -recordedMax).map((seq) => transaction.store.delete(seq));
      await Promise.all([...puts, ...old, transaction.done]);
      tell();
    },

    counts,

    /** The latest first. */
    async items(): Promise<OutboxItem[]> {
      return (await database.getAll('items')).toReversed();
    },

    /** Someone has read why it was refused, and has dealt with it; the server keeps it anyway. */
    async dismiss(seq: number): Promise<void> {
      const transaction = database.transaction('items', 'readwrite', strict);
      const item = await transaction.store.get(seq);
      const isOver = item !== undefined && item.state !== 'waiting';
      await Promise.all([isOver ? transaction.store.delete(seq) : undefined, transaction.done]);
      tell();
    },

    async note(key: string, value: unknown): Promise<void> {
      const transaction = database.transaction('meta', 'readwrite', strict);
      await Promise.all([transaction.store.put(value, key), transaction.done]);
      if (!key.startsWith('draft:')) tell(); // written at every stroke, read once
    },

    async noted<T>(key: string): Promise<T | undefined> {
      return (await database.get('meta', key)) as T | undefined;
    },

    close(): void {
      tabs.close();
      database.close();
    },
  };
}
