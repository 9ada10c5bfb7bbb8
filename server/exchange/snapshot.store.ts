import { sql } from 'kysely';
import type { BusinessDate, Instant } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { onConstraint } from '../platform/db/outage.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { Finding } from './assess-snapshot.ts';
import type { Match } from './match-cooperatives.ts';
import { type CountedFigure, type Figure, figureUnits, type Value } from './simkopdes-figures.ts';
import type { ReadFile } from './simkopdes-files.ts';
import type { Problem } from './simkopdes-problem.ts';
import { snapshotRefusals } from './snapshot.refusals.ts';

export type SnapshotId = Id<'snapshot'>;

/** A set of files taken from SIMKOPDES's public dashboard. */
export interface Snapshot {
  readonly id: SnapshotId;
  readonly asOf: BusinessDate;
  readonly takenAt: Instant;
}

/** The snapshot that holds on a day; the last one of all without a day. */
export async function findSnapshot(tx: Tx, day?: BusinessDate): Promise<Snapshot | undefined> {
  const { rows } = await sql<Snapshot>`
    select id, as_of, taken_at from exchange.snapshot
    where regency_id = ${tx.regencyId} and source = 'simkopdes-public' and (${day ?? null}::date is null or as_of <= ${day ?? null}::date)
    order by as_of desc, id desc
    limit 1
  `.execute(tx);
  return rows[0];
}

/** The snapshot of that day made of these very files, if it was taken before. */
export async function findSameSnapshot(tx: Tx, asOf: BusinessDate, contentHash: string): Promise<Snapshot | undefined> {
  const { rows } = await sql<Snapshot>`
    select id, as_of, taken_at from exchange.snapshot
    where regency_id = ${tx.regencyId} and source = 'simkopdes-public' and as_of = ${asOf} and content_hash = ${contentHash}
  `.execute(tx);
  return rows[0];
}

/** What a snapshot says; of one cooperative, or of all the reader may see. */
export async function valuesOfSnapshot(tx: Tx, id: SnapshotId, cooperativeId?: Id<'cooperative'>): Promise<Value[]> {
  const { rows } = await sql<StoredValue>`
    select cooperative_id, figure, number, status, longitude, latitude from exchange.snapshot_value
    where regency_id = ${tx.regencyId} and snapshot_id = ${id}
      and (${cooperativeId ?? null}::uuid is null or cooperative_id = ${cooperativeId ?? null}::uuid)
    order by cooperative_id, figure
  `.execute(tx);
  return rows.map(readValue);
}

export type StoredFinding = Finding & { readonly id: Id<'finding'> };

export async function findingsOfSnapshot(
  tx: Tx,
  id: SnapshotId,
  cooperativeId?: Id<'cooperative'>,
): Promise<StoredFinding[]> {
  const { rows } = await sql<StoredFinding>`
    select id, kind, cooperative_id, data from exchange.finding
    where regency_id = ${tx.regencyId} and snapshot_id = ${id}
      and (${cooperativeId ?? null}::uuid is null or cooperative_id = ${cooperativeId ?? null}::uuid)
    order by kind, id
  `.execute(tx);
  return rows;
}

/** Every mismatch with our facility that any snapshot showed of these cooperatives: what their tasks came from. */
export async function mismatchIdsOf(tx: Tx, cooperativeIds: readonly Id<'cooperative'>[]): Promise<Id<'finding'>[]> {
  const { rows } = await sql<{ id: Id<'finding'> }>`
    select id from exchange.finding
    where regency_id = ${tx.regencyId} and kind = 'facility-differs' and cooperative_id = any (${[...cooperativeIds]}::uuid[])
  `.execute(tx);
  return rows.map((row) => row.id);
}

export interface NewSnapshot extends Omit<Snapshot, 'takenAt'> {
  readonly contentHash: string;
  readonly files: readonly ReadFile[];
  readonly otherRows: number;
  readonly takenBy: string | undefined;
  readonly matches: readonly Match[];
  readonly problems: readonly Problem[];
  readonly values: readonly Value[];
  readonly findings: readonly StoredFinding[];
}

/** Writes a snapshot and all that belongs to it, a statement a table. */
export async function insertSnapshot(tx: Tx, taken: NewSnapshot): Promise<void> {
  const { regencyId } = tx;
  await sql`
    insert into exchange.snapshot (regency_id, id, source, as_of, content_hash, files, other_rows, taken_by)
    values (${regencyId}, ${taken.id}, 'simkopdes-public', ${taken.asOf}, ${taken.contentHash}, ${JSON.stringify(taken.files)}::jsonb,
      ${taken.otherRows}, ${taken.takenBy ?? null})
  `
    .execute(tx)
    .catch(onConstraint({ snapshot_once: () => snapshotRefusals.takenMeanwhile({ asOf: taken.asOf }) }));
  await sql`
    insert into exchange.snapshot_row (regency_id, snapshot_id, file, line, external_id, cooperative_id, outcome, raw)
    select ${regencyId}::integer, ${taken.id}::uuid, file, line, external_id, cooperative_id, outcome, raw
    from jsonb_to_recordset(${JSON.stringify(taken.matches.map(storedRow))}::jsonb)
      as row (file text, line integer, external_id text, cooperative_id uuid, outcome text, raw jsonb)
  `.execute(tx);
  await sql`
    insert into exchange.snapshot_problem (regency_id, snapshot_id, seq, file, line, column_name, problem, left_out, sample)
    select ${regencyId}::integer, ${taken.id}::uuid, ordinality, row ->> 'file', (row ->> 'line')::integer, row ->> 'column', row ->> 'problem',
      row ->> 'leftOut', row ->> 'value'
    from jsonb_array_elements(${JSON.stringify(taken.problems)}::jsonb) with ordinality as list (row, ordinality)
  `.execute(tx);
  await sql`
    insert into exchange.snapshot_value (regency_id, snapshot_id, cooperative_id, figure, number, unit, status, longitude, latitude)
    select ${regencyId}::integer, ${taken.id}::uuid, cooperative_id, figure, number, unit, status, longitude, latitude
    from jsonb_to_recordset(${JSON.stringify(taken.values.map(storedValue))}::jsonb) as row (cooperative_id uuid, figure text, number bigint,
      unit text, status text, longitude double precision, latitude double precision)
  `.execute(tx);
  await sql`
    insert into exchange.finding (regency_id, id, snapshot_id, kind, cooperative_id, data)
    select ${regencyId}::integer, id, ${taken.id}::uuid, kind, "cooperativeId", data
    from jsonb_to_recordset(${JSON.stringify(taken.findings)}::jsonb) as row (id uuid, kind text, "cooperativeId" uuid, data jsonb)
  `.execute(tx);
}

export interface HistoryLine {
  readonly asOf: BusinessDate;
  readonly takenAt: Instant;
  readonly landStatus: string | null;
  readonly salesIdr: number | null;
  readonly savingsIdr: number | null;
}

/** A line a day a snapshot is held for, newest first, as far as it speaks of the cooperative. Of two for one day the later holds. */
export async function historyOf(tx: Tx, cooperativeId: Id<'cooperative'>): Promise<HistoryLine[]> {
  const { rows } = await sql<HistoryLine>`
    select s.as_of, s.taken_at,
      max(v.status) filter (where v.figure = 'land_status') as land_status,
      max(v.number) filter (where v.figure = 'transaction_value') as sales_idr,
      max(v.number) filter (where v.figure = 'savings_total_amount') as savings_idr
    from (
      select distinct on (as_of) id, as_of, taken_at from exchange.snapshot
      where regency_id = ${tx.regencyId} and source = 'simkopdes-public'
      order by as_of desc, id desc
    ) as s
    join exchange.snapshot_value v
      on v.regency_id = ${tx.regencyId} and v.snapshot_id = s.id and v.cooperative_id = ${cooperativeId}
    group by s.as_of, s.taken_at
    order by s.as_of desc
    limit 200
  `.execute(tx);
  return rows;
}

export interface LandStatusCount {
  /** As reported; `null`: SIMKOPDES knows the cooperative but lists no land for it. */
  readonly status: string | null;
  readonly cooperatives: number;
}

/** How many cooperatives stand at each land status, of those SIMKOPDES names at all. */
export async function countLandStatuses(tx: Tx, id: SnapshotId): Promise<LandStatusCount[]> {
  const { rows } = await sql<LandStatusCount>`
    select status, count(*)::integer as cooperatives
    from (
      select cooperative_id, max(status) filter (where figure = 'land_status') as status
      from exchange.snapshot_value
      where regency_id = ${tx.regencyId} and snapshot_id = ${id}
      group by cooperative_id
    ) as cooperative
    group by status
    order by status nulls last
  `.execute(tx);
  return rows;
}

interface StoredValue {
  readonly cooperativeId: Id<'cooperative'>;
  readonly figure: Figure;
  readonly number: number | null;
  readonly status: string | null;
  readonly longitude: number | null;
  readonly latitude: number | null;
}

/** The table's constraint lets exactly one kind through. */
function readValue({ cooperativeId, figure, number, status, longitude, latitude }: StoredValue): Value {
  if (number !== null) return { cooperativeId, figure: figure as CountedFigure, number };
  if (status !== null) return { cooperativeId, figure: figure as 'land_status', text: status };
  return { cooperativeId, figure: figure as 'land_point', point: [longitude ?? 0, latitude ?? 0] };
}

function storedValue(value: Value): object {
  const { cooperativeId: cooperative_id, figure } = value;
  if ('number' in value) return { cooperative_id, figure, number: value.number, unit: figureUnits[value.figure] };
  if ('text' in value) return { cooperative_id, figure, status: value.text };
  const [longitude, latitude] = value.point;
  return { cooperative_id, figure, longitude, latitude };
}

function storedRow(match: Match): object {
  const { file, line, externalId: external_id, raw } = match.row;
  if (match.outcome === 'matched')
    return { file, line, external_id, cooperative_id: match.cooperativeId, outcome: 'matched', raw };
  return { file, line, external_id, outcome: match.why, raw };
}
