import { sql } from 'kysely';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import type { Reach } from '../../kernel/actor.ts';
import { regencyId } from '../../kernel/ids.ts';
import { newId } from '../clock.ts';
import { wholeRegency } from '../jobs/tasks.ts';
import { testDatabase } from './testing/test-database.ts';

const database = testDatabase();

/** Schemas whose tables have no tenant: national look-ups, users, the queue's own, our list of migrations. */
const withoutTenant = `('reference', 'auth', 'graphile_worker')`;
const ourTables = `
  select c.oid, n.nspname || '.' || c.relname as name, n.nspname as schema, c.relrowsecurity, c.relforcerowsecurity
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and n.nspname not in ${withoutTenant} and n.nspname || '.' || c.relname <> 'platform.migration'`;

/** An expression without what the server's printer adds or moves: blanks, brackets, casts, case. */
function bare(expression: string): string {
  return `regexp_replace(lower(${expression}), '[\\s()]|::(text|integer|uuid)|\\[\\]', '', 'g')`;
}

/** What each rule finds wrong, as names; nothing when it holds. */
const rules: Readonly<Record<string, string>> = {
  'S01 every tenant table has regency_id, not null': `
    select name from (${ourTables}) t where not exists (
      select from pg_attribute a where a.attrelid = t.oid and a.attname = 'regency_id' and a.attnotnull and a.atttypid = 'integer'::regtype)`,
  'S01 and row-level security, forced': `select name from (${ourTables}) t where not (relrowsecurity and relforcerowsecurity)`,
  'S01 and a policy for the app with both USING and WITH CHECK': `
    select name from (${ourTables}) t where not exists (
      select from pg_policy p where p.polrelid = t.oid and p.polqual is not null and p.polwithcheck is not null
        and p.polroles = array['lumbung_app'::regrole::oid])`,
  'S02 every policy is an approved expression, or lets one of our readers see everything': `
    select t.name || ' ' || p.polname from (${ourTables}) t join pg_policy p on p.polrelid = t.oid
    where ${bare('pg_get_expr(p.polqual, p.polrelid)')} not in (
      select ${bare('platform.policy_expression(kind)')} from unnest(array['regency', 'city', 'record', 'known', 'partnership', 'territory', 'trade', 'supply']) as kind)
      and not (pg_get_expr(p.polqual, p.polrelid) = 'true' and not p.polroles @> array['lumbung_app'::regrole::oid])
      and not (p.polroles = array['lumbung_partners'::regrole::oid] and p.polcmd = 'r' and ${bare('pg_get_expr(p.polqual, p.polrelid)')}
        = $$partner_id=nullifcurrent_setting'app.partner_id',true,''orprincipal_id=nullifcurrent_setting'app.partner_id',true,''$$)`,
  'the login of partners reads what it was opened to, and writes nothing': `
    select t.name || ' ' || privilege from (${ourTables}) t, unnest(array['insert', 'update', 'delete', 'truncate']) as privilege
    where has_table_privilege('lumbung_partners', t.oid, privilege)
    union select t.name || ' for all' from (${ourTables}) t where has_table_privilege('lumbung_partners', t.oid, 'select')
      and (select count(*) from pg_policy p where p.polrelid = t.oid and p.polroles @> array['lumbung_partners'::regrole::oid]) <> 1`,
  'S02 and lets rows be written where one as narrow lets them be seen': `
    select t.name || ' ' || p.polname from (${ourTables}) t join pg_policy p on p.polrelid = t.oid
    where p.polroles @> array['lumbung_app'::regrole::oid] and p.polcmd <> 'r'
      and not exists (select from unnest(array['regency', 'city', 'record', 'partnership', 'territory', 'trade']) as kind
        where ${bare('pg_get_expr(p.polwithcheck, p.polrelid)')} = ${bare('platform.policy_expression(kind)')})`,
  'S03 primary and unique keys begin with regency_id': `
    select t.name || ' ' || i.indexrelid::regclass from (${ourTables}) t join pg_index i on i.indrelid = t.oid and i.indisunique
    where (select attname from pg_attribute where attrelid = t.oid and attnum = i.indkey[0]) <> 'regency_id'`,
  'S03 foreign keys begin with regency_id, except into reference': `
    select t.name || ' ' || c.conname from (${ourTables}) t join pg_constraint c on c.conrelid = t.oid and c.contype = 'f'
    join pg_class target on target.oid = c.confrelid join pg_namespace n on n.oid = target.relnamespace
    where n.nspname <> 'reference' and (select attname from pg_attribute where attrelid = t.oid and attnum = c.conkey[1]) <> 'regency_id'`,
  'house style: every foreign key has an index that begins with its columns': `
    select t.name || ' ' || c.conname from (${ourTables}) t join pg_constraint c on c.conrelid = t.oid and c.contype = 'f'
    where not exists (select from pg_index i where i.indrelid = t.oid
      and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] <@ c.conkey)`,
  'S04 the app owns nothing and is neither superuser nor bypasses': `
    select rolname from pg_roles where rolname like 'lumbung\\_%' and rolname <> 'lumbung_owner' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)
    union select c.relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname in ('lumbung_app', 'lumbung_public', 'lumbung_national', 'lumbung_partners')`,
  'S04 facts and the audit log are append-only': `
    select t.name || ' ' || privilege from (${ourTables}) t, unnest(array['update', 'delete', 'truncate']) as privilege
    where t.name in ('audit.entry', 'audit.seal', 'audit.checkpoint', 'cooperatives.state_action', 'cooperatives.requirement',
      'cooperatives.commodity_price', 'taskforce.decision', 'assets.observation', 'assets.asset_change',
      'ledger.journal', 'ledger.posting', 'ledger.balance', 'ledger.manual', 'ledger.manual_line', 'ledger.manual_answer', 'ledger.closing',
      'opening.line', 'opening.stock_line', 'opening.cylinder_line', 'opening.step', 'catalogue.price', 'sales.sale', 'sales.sale_line', 'inventory.batch', 'inventory.move',
      'inventory.count', 'inventory.count_line', 'inventory.stocktake_line', 'inventory.transfer', 'inventory.transfer_line', 'inventory.arrival',
      'inventory.arrival_line', 'inventory.cylinder_move',
      'partners.agreement_product', 'partners.agreement_price', 'partners.onboarding', 'partners.onboarding_action',
      'procurement.order_line', 'procurement.order_step', 'procurement.delivery', 'procurement.delivery_line', 'procurement.receipt',
      'procurement.receipt_line', 'procurement.invoice_line', 'procurement.payment', 'procurement.goods_return',
      'procurement.goods_return_line', 'procurement.surplus_step') and has_table_privilege('lumbung_app', t.oid, privilege)`,
  'S04 of a recorded fact only the columns that end it change': `
    select name from (${ourTables}) t where has_table_privilege('lumbung_app', t.oid, 'update')
      and name not in ('jobs.run', 'publication.regency_summary', 'territory.boundary_draft')`,
  'S04 nobody but the owner truncates': `select name from (${ourTables}) t where has_table_privilege('lumbung_app', t.oid, 'truncate')`,
  'S05 views run with the rights of who asks': `
    select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'v' and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker')
      and not coalesce('security_invoker=true' = any (c.reloptions), false)`,
  "S05 no function but the posting one runs with its owner's rights, and each has a search path": `
    select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker')
      and (p.prosecdef and p.oid <> 'ledger.post(integer, jsonb)'::regprocedure or not exists (select from unnest(p.proconfig) as setting where setting like 'search_path=%'))`,
  'only the posting function inserts into the books, and nobody signs in as its role': `
    select t.name || ' ' || login || ' ' || privilege from (${ourTables}) t,
      unnest(array['lumbung_app', 'lumbung_public', 'lumbung_national', 'lumbung_partners', 'lumbung_jobs']) as login, unnest(array['insert', 'update', 'delete']) as privilege
    where t.name in ('ledger.journal', 'ledger.posting', 'ledger.balance') and has_table_privilege(login, t.oid, privilege)
    union select rolname from pg_roles where rolname = 'lumbung_ledger' and (rolcanlogin or rolsuper or rolbypassrls)
    union select 'ledger.post' from pg_proc p where p.oid = 'ledger.post(integer, jsonb)'::regprocedure and p.proowner <> 'lumbung_ledger'::regrole`,
  'S06 PUBLIC has nothing': `
    select t.name from (${ourTables}) t join pg_class c on c.oid = t.oid, aclexplode(c.relacl) as right_ where right_.grantee = 0
    union select nspname from pg_namespace n, aclexplode(n.nspacl) as right_
      where right_.grantee = 0 and nspname !~ '^pg_' and nspname <> 'information_schema'`,
  'quality 9.10: no trigger on a tenant table': `
    select t.name || ' ' || g.tgname from (${ourTables}) t join pg_trigger g on g.tgrelid = t.oid and not g.tgisinternal`,
};

/** For each rule a thing that breaks it, made and taken back: a rule that never finds anything proves nothing. */
const breaches: Readonly<Record<string, string>> = {
  'S01 every tenant table has regency_id, not null': 'create table audit.wrong (id uuid)',
  'S01 and row-level security, forced': 'alter table audit.entry no force row level security',
  'S01 and a policy for the app with both USING and WITH CHECK': 'drop policy city on audit.entry',
  'S02 every policy is an approved expression, or lets one of our readers see everything':
    'create policy wide on audit.entry for select to lumbung_app using (true)',
  'the login of partners reads what it was opened to, and writes nothing':
    'grant update on procurement.order to lumbung_partners',
  'S02 and lets rows be written where one as narrow lets them be seen':
    'alter policy known on cooperatives.premises with check (true)',
  'S03 primary and unique keys begin with regency_id': 'create unique index wrong on audit.entry (id)',
  'S03 foreign keys begin with regency_id, except into reference':
    'create table audit.one (regency_id integer, id uuid unique); create table audit.two (regency_id integer, one_id uuid references audit.one (id))',
  'house style: every foreign key has an index that begins with its columns':
    'drop index cooperatives.place_by_cooperative',
  'S04 the app owns nothing and is neither superuser nor bypasses': 'alter role lumbung_app bypassrls',
  'S04 facts and the audit log are append-only': 'grant update on audit.entry to lumbung_app',
  'S04 of a recorded fact only the columns that end it change': 'grant update on cooperatives.premises to lumbung_app',
  'S04 nobody but the owner truncates': 'grant truncate on tasks.task to lumbung_app',
  'S05 views run with the rights of who asks': 'create view audit.wrong as select 1 as one',
  "S05 no function but the posting one runs with its owner's rights, and each has a search path":
    'create function audit.wrong() returns integer language sql as $$ select 1 $$',
  'only the posting function inserts into the books, and nobody signs in as its role':
    'grant insert on ledger.posting to lumbung_app',
  'S06 PUBLIC has nothing': 'grant select on audit.entry to public',
  'quality 9.10: no trigger on a tenant table':
    'create trigger wrong before update on audit.entry for each row execute function suppress_redundant_updates_trigger()',
};

async function offences(client: pg.ClientBase | pg.Pool, rule: string): Promise<string[]> {
  const { rows } = await client.query<[name: string]>({ text: rules[rule] ?? '', rowMode: 'array' });
  return rows.map(([name]) => name);
}

describe('the catalogue keeps the rules of row-level security and of Citus', () => {
  test.each(Object.keys(rules))('%s', async (rule) => {
    expect(await offences(database.owner, rule)).toEqual([]);
    const client = await database.owner.connect();
    try {
      await client.query(`begin; ${breaches[rule]}`);
      expect(await offences(client, rule), 'the control').not.toEqual([]);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});

describe('S09 as the app', () => {
  const tables = async () =>
    (await database.owner.query<{ name: string }>(`select name from (${ourTables}) t order by name`)).rows;

  test('no table shows a row without a setting, or a row of another regency', async () => {
    const [here, there] = [regencyId(9101), regencyId(9102)];
    await database.owner.query(
      `insert into tasks.task (regency_id, id, kind, owner_role, opened_on, origin_kind, origin_id)
       values (${there}, gen_random_uuid(), 'uji', 'lurah', '2025-11-27', 'uji/uji', gen_random_uuid())`,
    );
    const app = new pg.Client({ connectionString: database.urlAs('lumbung_app') });
    await app.connect();
    try {
      const readable = (await tables()).filter(({ name }) => name !== 'audit.unsealed' && name !== 'jobs.outbox');
      for (const { name } of readable) {
        expect((await app.query(`select from ${name} limit 1`)).rowCount, `${name} without a setting`).toBe(0);
        await app.query(`begin; set local app.regency_id = '${here}'; set local app.scope = 'regency'`);
        expect((await app.query(`select from ${name} where regency_id = ${there} limit 1`)).rowCount, name).toBe(0);
        await app.query('rollback');
      }
    } finally {
      await app.end();
    }
  });

  test('whoever only knows a cooperative reads it and writes nothing of it', async () => {
    const here = regencyId(9103);
    const known = newId<'cooperative'>();
    await database.app.inRegency(wholeRegency(here), (tx) =>
      sql`insert into cooperatives.cooperative (regency_id, id, name) values (${here}, ${known}, 'Kopkel Uji')`.execute(
        tx,
      ),
    );
    const asPartner: Reach = {
      regencyId: here,
      scope: 'cooperatives',
      cooperativeIds: [],
      knownCooperativeIds: [known],
    };
    const rename = (reach: Reach) =>
      database.app.inRegency(reach, (tx) =>
        sql`update cooperatives.cooperative set address = 'lain' where regency_id = ${here} returning name`.execute(tx),
      );
    await expect(rename(asPartner)).rejects.toMatchObject({ code: '42501' });
    expect((await rename({ ...asPartner, cooperativeIds: [known] })).rows, 'the control').toEqual([
      { name: 'Kopkel Uji' },
    ]);
    const publish = database.app.inRegency(asPartner, (tx) =>
      sql`insert into publication.regency_summary (regency_id, as_of, cooperatives, facility, operation)
        values (${here}, '2025-11-27', 999, '{}', '{}')`.execute(tx),
    );
    await expect(publish).rejects.toMatchObject({ code: '42501' });
  });

  test('no table takes a row of another cooperative, or of the city from a cooperative', async () => {
    const here = regencyId(9104);
    const [own, other] = [newId<'cooperative'>(), newId<'cooperative'>()];
    const reachOf = (cooperativeId: typeof own): Reach => ({
      ...{ regencyId: here, scope: 'cooperatives' },
      ...{ cooperativeIds: [cooperativeId], knownCooperativeIds: [own, other] },
    });
    const { rows: targets } = await database.owner.query<{ name: string; column: string | null }>(`
      select t.name, a.attname as column from (${ourTables}) t
      join pg_policy p on p.polrelid = t.oid and p.polname in ('city', 'record', 'known', 'partnership', 'trade', 'supply')
      left join pg_attribute a on a.attrelid = t.oid
        and a.attname = case when t.name = 'cooperatives.cooperative' then 'id' else 'cooperative_id' end and p.polname <> 'city'
      where has_table_privilege('lumbung_app', t.oid, 'insert') and t.name <> 'audit.entry' order by 1`);
    expect(targets.length).toBeGreaterThan(80);
    // Policies are asked before what may be missing or empty: a row of nothing but its owner is enough.
    const codeOf = (reach: Reach, { name, column }: (typeof targets)[number]) =>
      database
        .rolledBack(reach, (tx) =>
          column === null
            ? sql`insert into ${sql.table(name)} (regency_id) values (${here})`.execute(tx)
            : sql`insert into ${sql.table(name)} (regency_id, ${sql.ref(column)}) values (${here}, ${other})`.execute(
                tx,
              ),
        )
        .then(
          () => 'written',
          (error: unknown) => (error instanceof pg.DatabaseError ? error.code : undefined),
        );
    for (const target of targets) {
      expect(await codeOf(reachOf(own), target), target.name).toBe('42501');
      const rightful = target.column === null ? wholeRegency(here) : reachOf(other);
      expect(await codeOf(rightful, target), `${target.name}, the control`).not.toBe('42501');
    }
  });

  test('nothing is written into another regency', async () => {
    const insert = database.app.inRegency(wholeRegency(regencyId(9101)), async (tx) => {
      const row = {
        kind: 'uji',
        ownerRole: 'lurah',
        openedOn: '2025-11-27',
        originKind: 'uji/uji',
        originId: crypto.randomUUID(),
      };
      await tx
        .insertInto('tasks.task')
        .values({ ...row, regencyId: 9102, id: crypto.randomUUID() })
        .execute();
    });
    await expect(insert).rejects.toMatchObject({ code: '42501' });
  });
});
