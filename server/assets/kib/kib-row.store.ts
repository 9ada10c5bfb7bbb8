import { type RawBuilder, sql } from 'kysely';
import type { Id } from '../../kernel/ids.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { type LegalColumn, legalColumns } from './kib.ts';
import type { KibProblem } from './kib-problem.ts';

export type ImportId = Id<'kib-import'>;
export type Outcome = 'new' | 'changed' | 'unchanged' | 'wrong' | 'doubtful';

const allLegal: readonly LegalColumn[] = Object.values(legalColumns);
const integers = new Set<LegalColumn>(['land_area_dm2', 'floor_area_dm2', 'price_idr']);
const kinds: Partial<Record<LegalColumn, string>> = {
  acquired_year: 'smallint',
  certificate_date: 'date',
  document_date: 'date',
  is_storeyed: 'boolean',
  is_concrete: 'boolean',
};
const typeOf = (column: LegalColumn): string => kinds[column] ?? (integers.has(column) ? 'bigint' : 'text');
const refs = (columns: readonly string[], table?: string): RawBuilder<unknown> =>
  sql.join(columns.map((column) => sql.ref(table === undefined ? column : `${table}.${column}`)));

const identity = ['line', 'id', 'location_code', 'asset_code', 'register'] as const;
const staged = [...identity, ...allLegal, 'village_id', 'problems', 'cells', 'mark_import_id', 'mark_line'];
const stagedTypes = sql.raw(
  [
    'line integer, id uuid, location_code text, asset_code text, register text',
    ...allLegal.map((column) => `${column} ${typeOf(column)}`),
    'village_id integer, problems jsonb, cells jsonb, mark_import_id uuid, mark_line integer, is_wrong boolean',
  ].join(', '),
);

/** @param said one line of the reading process: `{"rows": […]}`, handed to the database as it came */
export async function stageRows(tx: Tx, importId: ImportId, said: string): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    insert into assets.kib_row (regency_id, import_id, ${refs(staged)}, outcome)
    select ${tx.regencyId}::integer, ${importId}::uuid, ${refs(staged)}, case when is_wrong then 'wrong' else 'new' end
    from json_to_recordset(${said}::json -> 'rows') as row (${stagedTypes})
  `.execute(tx);
  return Number(numAffectedRows);
}

const rowsOf = (tx: Tx, importId: ImportId) => sql`r.regency_id = ${tx.regencyId} and r.import_id = ${importId}`;

/** Zeros before a number get lost in spreadsheets; 7 and 0007 of one code are one thing. */
const bareRegister = (table: string) => sql.raw(`ltrim(${table}.register, '0')`);

/**
 * Compares what was read with itself and with the register, and says of each row what taking it would do. Asked again it begins anew.
 * @param given legal columns the file has; others are left as they are and so never differ
 */
export async function compareRows(
  tx: Tx,
  importId: ImportId,
  { given, object, isAgain }: { given: readonly LegalColumn[]; object: 'land' | 'building'; isAgain: boolean },
): Promise<void> {
  await planForMany(tx);
  if (isAgain) await forgetComparison(tx, importId);
  await markTwins(tx, importId);
  await markKnown(tx, importId, given, object);
  await markMarked(tx, importId);
  await markDoubtful(tx, importId, object);
}

/**
 * Nothing is known yet of rows this transaction has just written, so they would be taken for a few and joined one by one: 10,000 took over
 * half a minute. Until it ends, what is joined is hashed.
 */
export async function planForMany(tx: Tx): Promise<void> {
  await sql`set local enable_nestloop = off`.execute(tx);
  // Planned each time, as elsewhere, the check of every row's foreign keys would be planned anew too, which costs more than the check.
  await sql`set local plan_cache_mode = auto`.execute(tx);
}

const comparisonKinds = ['same-in-file', 'register-zeros', 'identity-corrected', 'seems-same'];

async function forgetComparison(tx: Tx, importId: ImportId): Promise<void> {
  await sql`
    update assets.kib_row as r set asset_id = null, problems = kept.problems,
      outcome = case when r.outcome = 'wrong' and (r.cells is not null) then 'wrong' else 'new' end
    from (select r.line, jsonb_agg(problem) filter (where not problem ->> 'kind' = any (${comparisonKinds})) as problems
      from assets.kib_row as r left join lateral jsonb_array_elements(r.problems) as problem on true
      where ${rowsOf(tx, importId)} and (r.outcome <> 'new' or r.problems is not null) group by r.line) as kept
    where ${rowsOf(tx, importId)} and r.line = kept.line
  `.execute(tx);
}

/** The same code and register twice in a file: nobody but their author knows which is right, so both go back. */
async function markTwins(tx: Tx, importId: ImportId): Promise<void> {
  await sql`
    update assets.kib_row as r set outcome = 'wrong', problems = coalesce(r.problems, '[]') || jsonb_build_array(jsonb_build_object(
      'kind', 'same-in-file', 'field', 'register', 'value', r.register, 'other', twins.lines))
    from (select location_code, asset_code, bare, string_agg(line::text, ', ' order by line) as lines
      from (select r.line, r.location_code, r.asset_code, ${bareRegister('r')} as bare from assets.kib_row as r
        where ${rowsOf(tx, importId)} and r.register is not null and r.asset_code is not null) as keyed
      group by 1, 2, 3 having count(*) > 1) as twins
    where ${rowsOf(tx, importId)} and r.location_code = twins.location_code and r.asset_code = twins.asset_code
      and ${bareRegister('r')} = twins.bare
  `.execute(tx);
}

async function markKnown(tx: Tx, importId: ImportId, given: readonly LegalColumn[], object: string): Promise<void> {
  const differs = sql.join(
    given.map((column) => sql`a.${sql.ref(column)} is distinct from r.${sql.ref(column)}`),
    sql` or `,
  );
  const mark = async (sameRegister: RawBuilder<unknown>, note: RawBuilder<unknown>) => {
    await sql`
      update assets.kib_row as r set asset_id = a.id, problems = ${note},
        outcome = case when a.object <> ${object} then 'doubtful' when ${differs} then 'changed' else 'unchanged' end
      from assets.asset as a
      where ${rowsOf(tx, importId)} and r.outcome = 'new' and a.regency_id = ${tx.regencyId} and a.owner_kind = 'regency'
        and a.location_code = r.location_code and a.asset_code = r.asset_code and ${sameRegister}
    `.execute(tx);
  };
  await mark(sql`a.register = r.register`, sql`r.problems`);
  await mark(
    sql`${bareRegister('a')} = ${bareRegister('r')}`,
    sql`coalesce(r.problems, '[]') || jsonb_build_array(jsonb_build_object('kind', 'register-zeros', 'field', 'register', 'value', r.register, 'other', a.register))`,
  );
}

/** A corrected row that names another thing than it did before: told, and held when what it named before is registered. */
async function markMarked(tx: Tx, importId: ImportId): Promise<void> {
  await sql`
    update assets.kib_row as r set problems = coalesce(r.problems, '[]') || jsonb_build_array(jsonb_build_object(
        'kind', case when a.id is null then 'identity-corrected' else 'seems-same' end, 'field', 'register', 'value', r.register,
        'other', concat_ws(' / ', before.asset_code, before.register))),
      outcome = case when a.id is null then r.outcome else 'doubtful' end, asset_id = a.id
    from assets.kib_row as before left join assets.asset as a on a.regency_id = before.regency_id and a.owner_kind = 'regency'
      and a.location_code = before.location_code and a.asset_code = before.asset_code and a.register = before.register
    where ${rowsOf(tx, importId)} and r.outcome = 'new' and before.regency_id = r.regency_id and before.import_id = r.mark_import_id
      and before.line = r.mark_line and num_nonnulls(before.asset_code, before.register) = 2
      and (before.asset_code, ${bareRegister('before')}) is distinct from (r.asset_code, ${bareRegister('r')})
  `.execute(tx);
}

/**
 * A new row that looks like a registered thing the file does not name: the same certificate, or the same name, measure and address, or the
 * same code and register under another location. Two of one might be made here, so a person is asked.
 */
async function markDoubtful(tx: Tx, importId: ImportId, object: 'land' | 'building'): Promise<void> {
  const area = object === 'land' ? sql`land_area_dm2` : sql`floor_area_dm2`;
  const bare = (text: RawBuilder<unknown>) => sql`regexp_replace(lower(${text}), '[^a-z0-9]', '', 'g')`;
  await sql`
    with absent as materialized (select a.* from assets.asset as a
      where a.regency_id = ${tx.regencyId} and a.owner_kind = 'regency' and a.object = ${object}
        and not exists (select from assets.kib_row as r where ${rowsOf(tx, importId)} and r.asset_id = a.id)),
    fresh as (select r.* from assets.kib_row as r where ${rowsOf(tx, importId)} and r.outcome = 'new' and exists (select from absent)),
    alike as (
      select r.line, a.id from fresh as r join absent as a on ${bare(sql`a.certificate_number`)} = ${bare(sql`r.certificate_number`)}
        where length(${bare(sql`r.certificate_number`)}) >= 3
      union all
      select r.line, a.id from fresh as r join absent as a on lower(a.name) = lower(r.name) and a.${area} = r.${area} and lower(a.address) = lower(r.address)
      union all
      select r.line, a.id from fresh as r join absent as a on a.asset_code = r.asset_code and a.register = r.register and lower(a.name) = lower(r.name)
        where a.location_code <> r.location_code),
    one as (select distinct on (line) line, id from alike order by line, id)
    update assets.kib_row as r set outcome = 'doubtful', asset_id = one.id, problems = coalesce(r.problems, '[]') || jsonb_build_array(
      jsonb_build_object('kind', 'seems-same', 'field', 'register', 'value', r.register, 'other', concat_ws(' / ', a.asset_code, a.register)))
    from one join absent as a on a.id = one.id
    where ${rowsOf(tx, importId)} and r.line = one.line
  `.execute(tx);
}

export interface RowCounts {
  readonly rows: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly wrong: number;
  readonly doubtful: number;
  /** Rows that are taken though something about them should be looked at. */
  readonly warned: number;
  /** Of the changed: whose area, and whose certificate is another now. */
  readonly areaChanged: number;
  readonly certificateChanged: number;
  /** Registered of this form under the file's location and not named in it. */
  readonly notInFile: number;
}

export async function countRows(
  tx: Tx,
  importId: ImportId,
  { given, object, location }: { given: readonly LegalColumn[]; object: 'land' | 'building'; location: string | null },
): Promise<RowCounts> {
  const changed = (columns: readonly LegalColumn[]) => {
    const own = columns.filter((column) => given.includes(column));
    return own.length === 0
      ? sql`false`
      : sql.join(
          own.map((column) => sql`a.${sql.ref(column)} is distinct from r.${sql.ref(column)}`),
          sql` or `,
        );
  };
  const { rows } = await sql<RowCounts>`
    select count(*)::integer as rows,
      count(*) filter (where r.outcome = 'new')::integer as new, count(*) filter (where r.outcome = 'changed')::integer as changed,
      count(*) filter (where r.outcome = 'unchanged')::integer as unchanged, count(*) filter (where r.outcome = 'wrong')::integer as wrong,
      count(*) filter (where r.outcome = 'doubtful')::integer as doubtful,
      count(*) filter (where r.outcome not in ('wrong', 'doubtful') and r.problems is not null)::integer as warned,
      count(*) filter (where r.outcome = 'changed' and (${changed(['land_area_dm2', 'floor_area_dm2'])}))::integer as area_changed,
      count(*) filter (where r.outcome = 'changed' and (${changed(['certificate_number', 'certificate_date'])}))::integer as certificate_changed,
      (select count(*)::integer from assets.asset as a where a.regency_id = ${tx.regencyId} and a.owner_kind = 'regency' and a.object = ${object}
        and a.withdrawn_on is null and a.location_code = ${location}
        and not exists (select from assets.kib_row as r where ${rowsOf(tx, importId)} and r.asset_id = a.id)) as not_in_file
    from assets.kib_row as r left join assets.asset as a on r.outcome = 'changed' and a.regency_id = r.regency_id and a.id = r.asset_id
    where ${rowsOf(tx, importId)}
  `.execute(tx);
  const [counts] = rows;
  if (counts === undefined) throw new Error('counting gave nothing');
  return counts;
}

export interface ShownRow {
  readonly line: number;
  readonly outcome: Outcome;
  readonly assetId: Id<'asset'> | null;
  readonly assetCode: string | null;
  readonly register: string | null;
  readonly name: string | null;
  readonly problems: readonly KibProblem[] | null;
  /** Of a changed row what would be another: `{landAreaDm2: [before, after]}`. */
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>> | null;
}

const camel = (column: string): string => column.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** `{field: [before, after]}` of what differs; jsonb_strip_nulls drops what does not, and leaves nulls within a pair. */
function differences(given: readonly LegalColumn[]): RawBuilder<unknown> {
  const pairs = given.map(
    (column) => sql`${sql.lit(camel(column))}, case when a.${sql.ref(column)} is distinct from r.${sql.ref(column)}
      then jsonb_build_array(a.${sql.ref(column)}, r.${sql.ref(column)}) end`,
  );
  return sql`jsonb_strip_nulls(jsonb_build_object(${sql.join(pairs)}))`;
}

/** Rows of one outcome, or those that are taken with a warning, in the order of the file. */
export async function listRows(
  tx: Tx,
  importId: ImportId,
  {
    which,
    given,
    after,
    limit,
  }: { which: Outcome | 'warned'; given: readonly LegalColumn[]; after: number; limit: number },
): Promise<ShownRow[]> {
  const wanted =
    which === 'warned'
      ? sql`r.outcome not in ('wrong', 'doubtful') and r.problems is not null`
      : sql`r.outcome = ${which}`;
  const { rows } = await sql<ShownRow>`
    select r.line, r.outcome, r.asset_id, r.asset_code, r.register, r.name, r.problems,
      case when r.outcome = 'changed' then ${differences(given)} end as changes
    from assets.kib_row as r left join assets.asset as a on a.regency_id = r.regency_id and a.id = r.asset_id
    where ${rowsOf(tx, importId)} and ${wanted} and r.line > ${after} order by r.line limit ${limit}
  `.execute(tx);
  return rows;
}

export type ReturnedRow = Pick<ShownRow, 'line' | 'problems' | 'assetCode' | 'register'> & {
  readonly locationCode: string | null;
  readonly cells: readonly string[] | null;
  readonly values: Readonly<Record<LegalColumn, unknown>>;
};

/** What goes back to its author, a page at a time: rows that were wrong, and doubtful ones that were not taken. */
export async function rowsToReturn(tx: Tx, importId: ImportId, after: number): Promise<ReturnedRow[]> {
  const { rows } = await sql<ReturnedRow>`
    select r.line, r.problems, r.location_code, r.asset_code, r.register, r.cells,
      jsonb_build_object(${sql.join(allLegal.map((column) => sql`${sql.lit(column)}, r.${sql.ref(column)}`))}) as values
    from assets.kib_row as r
    where ${rowsOf(tx, importId)} and r.outcome in ('wrong', 'doubtful') and r.line > ${after} order by r.line limit 1000
  `.execute(tx);
  return rows;
}

export interface Taking {
  readonly importId: ImportId;
  readonly given: readonly LegalColumn[];
  readonly object: 'land' | 'building';
  readonly sourceName: string;
  readonly sourceDate: string;
  readonly sample: boolean;
}

/** Lines of the first and last row of each so many, so that a long taking can say how far it is. */
export async function lineRanges(
  tx: Tx,
  importId: ImportId,
  rowsInRange: number,
): Promise<{ from: number; to: number }[]> {
  const { rows } = await sql<{ from: number; to: number }>`
    select min(line) as "from", max(line) as "to" from (
      select r.line, (row_number() over (order by r.line) - 1) / ${rowsInRange}::integer as range from assets.kib_row as r
      where ${rowsOf(tx, importId)} and r.outcome in ('new', 'changed')) as numbered
    group by range order by 1
  `.execute(tx);
  return rows;
}

/** Doubtful rows become new ones; those that are another object under the same code cannot. */
export async function acceptDoubtful(tx: Tx, importId: ImportId): Promise<void> {
  await sql`
    update assets.kib_row as r set outcome = 'new', asset_id = null
    where ${rowsOf(tx, importId)} and r.outcome = 'doubtful' and not exists (select from assets.asset as a
      where a.regency_id = ${tx.regencyId} and a.location_code = r.location_code and a.asset_code = r.asset_code and a.register = r.register)
  `.execute(tx);
}

/** Registers the new ones of a range. Where they lie is taken from the address here only, once; after that it is the city's to say. */
export async function insertNew(tx: Tx, range: { from: number; to: number }, taking: Taking): Promise<void> {
  await sql`
    insert into assets.asset (regency_id, id, owner_kind, object, location_code, asset_code, register, ${refs(allLegal)},
      village_id, import_id, source_name, source_date, sample)
    select r.regency_id, r.id, 'regency', ${taking.object}, r.location_code, r.asset_code, r.register, ${refs(allLegal, 'r')},
      r.village_id, r.import_id, ${taking.sourceName}, ${taking.sourceDate}::date, ${taking.sample}::boolean
    from assets.kib_row as r
    where ${rowsOf(tx, taking.importId)} and r.outcome = 'new' and r.line between ${range.from} and ${range.to} order by r.line
  `.execute(tx);
}

/**
 * Keeps what is about to change from changing until the transaction ends, in the order in which others lock more than one: taken in the
 * order of the file, an import and the screening of the city waited for one another. What moves meanwhile is written where it lies.
 */
export async function lockChanged(tx: Tx, importId: ImportId): Promise<void> {
  await sql`
    select from assets.asset where regency_id = ${tx.regencyId}
      and id in (select r.asset_id from assets.kib_row as r where ${rowsOf(tx, importId)} and r.outcome = 'changed')
    order by id for no key update
  `.execute(tx);
}

/** Writes what BKAD's register says otherwise now, and a line of history for each; nothing of the city's own. */
export async function updateChanged(
  tx: Tx,
  range: { from: number; to: number },
  taking: Taking,
  by: { recordedBy: string | null; recordedRole: string; onBehalf: boolean },
): Promise<void> {
  const { importId, given } = taking;
  const changed = sql`${rowsOf(tx, importId)} and r.outcome = 'changed' and r.line between ${range.from} and ${range.to}
    and a.regency_id = ${tx.regencyId} and a.id = r.asset_id`;
  await sql`
    insert into assets.asset_change (regency_id, id, asset_id, village_id, kind, changes, import_id, recorded_by, recorded_role, on_behalf)
    select r.regency_id, r.id, a.id, a.village_id, 'reimported', ${differences(given)}, r.import_id,
      ${by.recordedBy}, ${by.recordedRole}, ${by.onBehalf}::boolean
    from assets.kib_row as r join assets.asset as a on true where ${changed}
  `.execute(tx);
  const set = sql.join(given.map((column) => sql`${sql.ref(column)} = r.${sql.ref(column)}`));
  await sql`
    update assets.asset as a set ${set}, import_id = r.import_id, source_name = ${taking.sourceName}, source_date = ${taking.sourceDate}::date,
      revision = a.revision + 1, updated_at = now()
    from assets.kib_row as r where ${changed}
  `.execute(tx);
}

/** What was taken need not be kept twice; what goes back to its author stays. */
export async function forgetTaken(tx: Tx, importId: ImportId): Promise<void> {
  await sql`
    delete from assets.kib_row as r where ${rowsOf(tx, importId)} and r.outcome not in ('wrong', 'doubtful')
  `.execute(tx);
}

/** Begins a reading anew after one that broke off. */
export async function forgetRows(tx: Tx, importId: ImportId): Promise<void> {
  await sql`delete from assets.kib_row as r where ${rowsOf(tx, importId)}`.execute(tx);
}
