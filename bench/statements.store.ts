import type pg from 'pg';

// Generated books, written set-wise by the owner; what is posted follows from numbers, so that each run measures the same.

/** Journals of four postings each, evenly over the days of a year up to the business date; the balances as the posting function keeps them. */
export async function insertBook(
  owner: pg.Pool,
  regencyId: number,
  { cooperativeId, journals }: { cooperativeId: string; journals: number },
): Promise<void> {
  const book = [regencyId, cooperativeId];
  const client = await owner.connect();
  try {
    await client.query("begin; set local plan_cache_mode = 'auto'");
    await client.query(
      `insert into ledger.book (regency_id, cooperative_id, opened_on, closed_through, recorded_role)
       values ($1, $2, '2025-01-01', '2024-12-31', 'ukur') on conflict do nothing`,
      book,
    );
    await client.query(
      `insert into ledger.account (regency_id, cooperative_id, code, name, kind, normal, holds)
       select $1, $2, code, name, kind, normal, holds from reference.account_template where valid_to is null on conflict do nothing`,
      book,
    );
    await client.query(
      `create temporary table made on commit drop as
       select book.last_number + n as number, uuidv7() as id, date '2025-01-01' + (n * 330 / $3)::integer as posted_on, (n * 7919 % 90000 + 10000)::bigint as price,
         (array['411000', '412000'])[1 + n % 2] as sales, (array['511000', '512000'])[1 + n % 2] as cost,
         (array['114101', '114102', '114201'])[1 + n % 3] as stock
       from ledger.book, generate_series(1, $3::integer) as n where regency_id = $1 and cooperative_id = $2`,
      [...book, journals],
    );
    await client.query(
      `insert into ledger.journal (regency_id, id, cooperative_id, number, occurred_on, posted_on, is_late, source_kind, source_id, description,
         evidence, content_hash, recorded_role)
       select $1, id, $2, number, posted_on, posted_on, false, 'ukur/penjualan', id, 'Penjualan beras dan minyak', 'KM-' || number, 'ukur', 'ukur'
       from made order by number`,
      book,
    );
    await client.query(
      `insert into ledger.posting (regency_id, journal_id, seq, cooperative_id, account_code, amount_idr, posted_on)
       select $1, id, seq, $2, code, amount, posted_on
       from made, lateral (values (1, '111000', price), (2, sales, -price), (3, cost, price * 9 / 10), (4, stock, -(price * 9 / 10))) as line (seq, code, amount)
       order by number, seq`,
      book,
    );
    await client.query(
      `insert into ledger.balance as held (regency_id, cooperative_id, account_code, month, debit_idr, credit_idr)
       select $1, $2, account_code, date_trunc('month', posted_on), coalesce(sum(amount_idr) filter (where amount_idr > 0), 0),
         coalesce(-sum(amount_idr) filter (where amount_idr < 0), 0)
       from ledger.posting where regency_id = $1 and cooperative_id = $2 and journal_id in (select id from made) group by 3, 4
       on conflict (regency_id, cooperative_id, account_code, month)
         do update set debit_idr = held.debit_idr + excluded.debit_idr, credit_idr = held.credit_idr + excluded.credit_idr`,
      book,
    );
    await client.query(
      'update ledger.book set last_number = last_number + $3 where regency_id = $1 and cooperative_id = $2',
      [...book, journals],
    );
    await client.query('commit');
  } finally {
    client.release();
  }
}

/** As the server's own upkeep leaves them after a while. */
export async function vacuumBooks(owner: pg.Pool): Promise<void> {
  for (const table of ['book', 'account', 'journal', 'posting', 'balance'])
    await owner.query(`vacuum (analyze) ledger.${table}`);
}

/** Cooperatives of a city but for one. */
export async function otherCooperatives(owner: pg.Pool, regencyId: number, but: string): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>(
    'select id from cooperatives.cooperative where regency_id = $1 and id <> $2 order by id',
    [regencyId, but],
  );
  return rows.map(({ id }) => id);
}

/** Milliseconds of the same neraca out of all postings, by plain SQL without balances and without policies. */
export async function summedMs(owner: pg.Pool, regencyId: number, cooperativeId: string, day: string): Promise<number> {
  const began = performance.now();
  await owner.query(
    `select account_code, sum(amount_idr) from ledger.posting
     where regency_id = $1 and cooperative_id = $2 and posted_on <= $3 group by account_code`,
    [regencyId, cooperativeId, day],
  );
  return performance.now() - began;
}
