import { Kysely, PostgresDialect as KyselyPostgres } from 'kysely';
import { generate, PostgresDialect } from 'kysely-codegen';
import type pg from 'pg';

/** TypeScript types of the migrated database: `regency_id`, ids, rupiah, days and moments carry their brands (server/platform/db/columns.ts). */
export async function printTypes(pool: pg.Pool): Promise<string> {
  const columns = './columns.ts';
  const types = await generate({
    db: new Kysely({ dialect: new KyselyPostgres({ pool }) }),
    dialect: new PostgresDialect({ dateParser: 'string' }),
    camelCase: true,
    excludePattern: 'graphile_worker.*',
    customImports: Object.fromEntries(
      ['Amount', 'Day', 'Key', 'Moment', 'Tenant'].map((name) => [name, `${columns}#${name}`]),
    ),
    typeMapping: { int8: 'number', date: 'Day', timestamptz: 'Moment' },
    overrides: { columns: await brandedColumns(pool) },
    outFile: null,
  });
  return `${types.trimEnd()}\n`;
}

/** `id` is branded by its table, other ids by the table they refer to or are named after; `total_idr` is rupiah. */
async function brandedColumns(pool: pg.Pool): Promise<Record<string, string>> {
  const { rows } = await pool.query<{ column: string; type: string }>(`
    with col as (
      select n.nspname as schema, c.relname as "table", a.attname as name, a.atttypid::regtype::text as type,
        a.attnotnull as required, a.atthasdef and a.attgenerated = '' as has_default,
        case when a.attname = 'id' then c.relname else coalesce(
          (select target.relname from pg_constraint k join pg_class target on target.oid = k.confrelid
            where k.conrelid = c.oid and k.contype = 'f' and k.conkey[cardinality(k.conkey)] = a.attnum order by k.conname limit 1),
          regexp_replace(a.attname, '_id$', '')) end as entity
      from pg_attribute a
      join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p', 'v')
      join pg_namespace n on n.oid = c.relnamespace
      where a.attnum > 0 and not a.attisdropped and n.nspname !~ '^pg_|^information_schema$'
    ), branded as (
      select *, case
        when name = 'regency_id' then 'Tenant'
        when name like '%\\_idr' and type = 'bigint' then 'Amount'
        when type = 'uuid' and exists (select from pg_class k where k.relname = entity and k.relkind in ('r', 'p'))
          then format('Key<"%s">', replace(entity, '_', '-'))
      end as brand
      from col
    )
    select format('%s.%s.%s', schema, "table", name) as column,
      case when has_default then 'Generated<' || brand || '>' when required then brand else brand || ' | null' end as type
    from branded where brand is not null`);
  return Object.fromEntries(rows.map(({ column, type }) => [column, type]));
}
