import type pg from 'pg';

/** A login that policies bind as they bind the app. */
export async function allowPoster(owner: pg.Pool): Promise<string> {
  await owner.query("create role pembuku login password 'ukur' in role lumbung_app");
  return Object.assign(new URL(owner.options.connectionString ?? ''), { username: 'pembuku', password: 'ukur' }).href;
}

/** Books of so many cooperatives in each of these regencies, opened set-wise by the owner; answers with whose they are. */
export async function openBooks(
  owner: pg.Pool,
  of: { regencyIds: readonly number[] | 'all'; each: number },
): Promise<{ regencyId: number; cooperativeId: string }[]> {
  const { rows } = await owner.query<{ regencyId: number; cooperativeId: string }>(
    `with ranked as (
       select regency_id, id, row_number() over (partition by regency_id order by id) as nth from cooperatives.cooperative
       where $1::integer[] is null or regency_id = any ($1::integer[])
     ), opened as (
       insert into ledger.book (regency_id, cooperative_id, opened_on, closed_through, recorded_role)
       select regency_id, id, '2025-01-01', '2024-12-31', 'ukur' from ranked where nth <= $2 on conflict do nothing
     )
     select regency_id as "regencyId", id as "cooperativeId" from ranked where nth <= $2`,
    [of.regencyIds === 'all' ? null : of.regencyIds, of.each],
  );
  await owner.query(
    `insert into ledger.account (regency_id, cooperative_id, code, name, kind, normal, holds)
     select b.regency_id, b.cooperative_id, t.code, t.name, t.kind, t.normal, t.holds
     from ledger.book as b, reference.account_template as t where t.valid_to is null on conflict do nothing`,
  );
  await owner.query('analyze ledger.book, ledger.account');
  return rows;
}

/** Calls the posting function and nothing else, as the app calls it: one transaction, the settings, the journals as they are sent. */
export async function postAlone(client: pg.PoolClient, regencyId: number, given: string): Promise<void> {
  await client.query(
    `begin; set local app.regency_id = '${Math.trunc(regencyId)}'; set local app.scope = 'regency'; set local plan_cache_mode = 'force_custom_plan'`,
  );
  await client.query({ name: 'post', text: 'select id from ledger.post($1, $2::jsonb)', values: [regencyId, given] });
  await client.query('commit');
}
