import type { KyselyPlugin } from 'kysely';
import type { Tx } from '../tx.ts';

/** What a statement that was cut off ends with. */
export class CutOff extends Error {}

/** A transaction whose statement number `at`, counted from 1, never reaches the database: its connection broke, or its process died. */
export function cutOffAt(tx: Tx, at: number): Tx & { readonly asked: () => number } {
  let asked = 0;
  const cut: KyselyPlugin = {
    transformQuery: ({ node }) => {
      asked += 1;
      if (asked === at) throw new CutOff(`statement ${at}`);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const { regencyId, reach, afterCommit } = tx;
  return Object.assign(tx.withPlugin(cut), { regencyId, reach, afterCommit, asked: () => asked });
}
