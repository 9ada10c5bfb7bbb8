import type pg from 'pg';

/** On each connection: what is more is sent whole each time, so that lists of ever other lengths fill no memory. */
const preparedMax = 300;
const seenOnceMax = 1_000;

/**
 * Behind policies PostgreSQL takes as long to read and rewrite a statement as many take to run. What is asked again is therefore prepared,
 * once a connection. Policies read their settings when it runs, so a prepared statement shows nobody another's rows.
 */
export class Prepared {
  readonly #names = new Map<string, string>();
  readonly #seenOnce = new Set<string>();
  #given = 0;

  async ask(client: pg.PoolClient, text: string, values: readonly unknown[]): Promise<pg.QueryResult> {
    const name = this.#nameOf(text);
    try {
      return await client.query({ text, values: [...values], ...(name !== undefined && { name }) });
    } catch (error) {
      if (isStalePlan(error)) this.#names.clear(); // other names from now on, which no connection knows
      throw error;
    }
  }

  #nameOf(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= preparedMax) return known;
    if (!this.#seenOnce.delete(text)) {
      if (this.#seenOnce.size >= seenOnceMax) this.#seenOnce.clear();
      this.#seenOnce.add(text);
      return undefined;
    }
    this.#given += 1;
    const name = `lumbung_${this.#given}`;
    this.#names.set(text, name);
    return name;
  }
}

/** A migration beside a running server changed what a prepared statement gives. */
export function isStalePlan(error: unknown): boolean {
  return error instanceof Error && 'routine' in error && error.routine === 'RevalidateCachedQuery';
}
