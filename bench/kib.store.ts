import type pg from 'pg';

/** Columns that an import fills; what is generated fills itself. */
const columns = `regency_id, id, owner_kind, object, location_code, asset_code, register, name, address, user_agency, land_area_dm2,
  acquired_year, land_right, certificate_number, certificate_date, stated_use, origin, price_idr, village_id, import_id, source_name,
  source_date, sample`;

/** A login that policies bind as they bind the server. */
export async function allowImporter(owner: pg.Pool): Promise<string> {
  await owner.query("create role pengimpor login password 'ukur' in role lumbung_app");
  return Object.assign(new URL(owner.options.connectionString ?? ''), { username: 'pengimpor', password: 'ukur' }).href;
}

/** What an import wrote, as PostgreSQL copies it, under other ids and another location. Nothing in it needs escaping. */
export async function asCopied(owner: pg.Pool, regencyId: number, location: string): Promise<Buffer> {
  const as: Readonly<Record<string, string>> = { id: 'uuidv7()', location_code: "'12.77.7.7'" };
  const list = columns.split(',').map((column) => `${as[column.trim()] ?? column.trim()}::text`);
  const { rows } = await owner.query<{ line: string }>(
    `select array_to_string(array[${list}], E'\\t', '\\N') as line from assets.asset where regency_id = $1 and location_code = $2 order by id`,
    [regencyId, location],
  );
  return Buffer.from(rows.map(({ line }) => `${line}\n`).join(''));
}

/** What imports left to be done is not done here, and what they wrote is on the disk before the next is measured. */
export async function settle(owner: pg.Pool): Promise<void> {
  await owner.query("delete from jobs.outbox where task in ('assets/examine', 'assets/screen')");
  for (const statement of ['vacuum analyze assets.asset', 'vacuum assets.kib_row', 'checkpoint'])
    await owner.query(statement);
}

/** The same rows by a plain copy in one transaction, committed. @returns seconds */
export async function copyPlainly(owner: pg.Pool, rows: Buffer): Promise<number> {
  const client = await owner.connect();
  try {
    const began = performance.now();
    await new Promise<void>((resolve, reject) => {
      client.query(
        new CopyIn(`copy assets.asset (${columns}) from stdin`, rows, (error) =>
          error ? reject(error) : resolve(),
        ) as never,
      );
    });
    return (performance.now() - began) / 1000;
  } finally {
    client.release();
  }
}

/** What pg calls a query, told by hand: its driver knows no copying, and one measure is worth no dependency. */
class CopyIn {
  readonly #text: string;
  readonly #rows: Buffer;
  readonly #done: (error?: Error) => void;
  #isOver = false;

  constructor(text: string, rows: Buffer, done: (error?: Error) => void) {
    this.#text = text;
    this.#rows = rows;
    this.#done = done;
  }

  submit(connection: { query(text: string): void }): void {
    connection.query(this.#text);
  }

  handleCopyInResponse(connection: { sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void }): void {
    const step = 1024 * 1024;
    for (let at = 0; at < this.#rows.length; at += step)
      connection.sendCopyFromChunk(this.#rows.subarray(at, at + step));
    connection.endCopyFrom();
  }

  handleCommandComplete(): void {
    this.#isOver = true;
  }

  handleReadyForQuery(): void {
    if (this.#isOver) this.#done();
  }

  handleError(error: Error): void {
    this.#isOver = false;
    this.#done(error);
  }
}
