import { createHash } from 'node:crypto';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { audit, type Doer } from '../platform/audit/audit.ts';
import { newId } from '../platform/clock.ts';
import type { Tx } from '../platform/db/tx.ts';
import * as tasks from '../tasks/public.ts';
import { assessSnapshot, type Change, changesSince } from './assess-snapshot.ts';
import { type Held, loadHeld, thresholdsOn } from './held.store.ts';
import { isOfRegency, type Match, matchCooperatives, valuesOf } from './match-cooperatives.ts';
import { isLandStatus, type Value } from './simkopdes-figures.ts';
import { type NamedFile, type ReadFile, readSnapshotFiles, type SnapshotFiles } from './simkopdes-files.ts';
import type { Problem } from './simkopdes-problem.ts';
import { snapshotRefusals } from './snapshot.refusals.ts';
import {
  findingsOfSnapshot,
  findSameSnapshot,
  findSnapshot,
  insertSnapshot,
  mismatchIdsOf,
  type Snapshot,
  type SnapshotId,
  type StoredFinding,
  valuesOfSnapshot,
} from './snapshot.store.ts';

export interface SnapshotDraft {
  readonly files: readonly NamedFile[];
  /** The day the files speak of. */
  readonly asOf: BusinessDate;
  /** The business date: tasks are opened on it. */
  readonly today: BusinessDate;
  /** Compute the report and write nothing. */
  readonly isDryRun?: boolean;
  /** Take it although a later snapshot is held. It opens no tasks: what waits follows from the latest. */
  readonly isHistory?: boolean;
}

/** A row no cooperative was found for, to be settled by a person: an alias, a service area, or a word with the ministry. */
export interface LooseRow {
  readonly file: string;
  readonly line: number;
  readonly name: string;
  readonly outcome: 'unmatched' | 'ambiguous';
  readonly why: Exclude<Match, { outcome: 'matched' }>['why'];
}

export interface ImportReport {
  /** `would-be-taken` is a dry run's; `already-taken`: these very files are held for that day, and nothing was written. */
  readonly outcome: 'taken' | 'would-be-taken' | 'already-taken';
  readonly snapshotId?: SnapshotId;
  readonly asOf: BusinessDate;
  /** The snapshot the changes are counted from; absent for the first. */
  readonly previousAsOf?: BusinessDate;
  readonly files: readonly ReadFile[];
  readonly matched: number;
  readonly loose: readonly LooseRow[];
  /** Rows of other regencies in the same files. */
  readonly otherRows: number;
  readonly problems: readonly Problem[];
  readonly findings: readonly StoredFinding[];
  readonly changes: readonly Change[];
  /** Cooperatives whose land status newly does not go with our facility state: each becomes a task. */
  readonly tasksFor: readonly Id<'cooperative'>[];
}

/**
 * Takes one public snapshot of SIMKOPDES beside what we hold, in one transaction. It changes none of ours: a land status that does not go
 * with our facility becomes a task for a person. Idempotent on the three files and their day.
 * @throws exchange/snapshot-incomplete, snapshot-in-future, snapshot-older-than-last, snapshot-taken-meanwhile
 */
export async function importSimkopdesPublic(tx: Tx, doer: Doer, draft: SnapshotDraft): Promise<ImportReport> {
  const read = readSnapshotFiles(draft.files);
  if (!read.isComplete)
    throw snapshotRefusals.incomplete({ problems: read.problems.filter((problem) => problem.leftOut === 'file') });
  const held = await loadHeld(tx, draft);
  if (draft.asOf > held.realDay) throw snapshotRefusals.inFuture({ asOf: draft.asOf, today: held.realDay });

  const contentHash = hashOf(read.files);
  const same = await findSameSnapshot(tx, draft.asOf, contentHash);
  const last = await findSnapshot(tx);
  const isOlder = last !== undefined && draft.asOf < last.asOf;
  if (same === undefined && isOlder && !draft.isHistory)
    throw snapshotRefusals.olderThanLast({ asOf: draft.asOf, lastAsOf: last.asOf });

  const previous = same ?? (await findSnapshot(tx, draft.asOf));
  const { matches, values, ...judged } = await judge(tx, draft.asOf, { read, held, previous });
  const report = {
    ...judged.report,
    tasksFor: isOlder ? [] : judged.appeared.map(({ cooperativeId }) => cooperativeId),
  };
  if (same !== undefined) return { ...report, outcome: 'already-taken', snapshotId: same.id };
  if (draft.isDryRun) return { ...report, outcome: 'would-be-taken' };

  const { asOf, files, otherRows, problems, findings } = report;
  const id = newId<'snapshot'>();
  const takenBy = 'userId' in doer ? doer.userId : undefined;
  await insertSnapshot(tx, { id, asOf, contentHash, files, otherRows, takenBy, matches, problems, values, findings });
  if (!isOlder) await followUp(tx, doer, draft, judged);
  const detail = { asOf, contentHash, findings: findings.length, tasks: report.tasksFor.length };
  await audit(tx, doer, 'exchange/import-simkopdes-public', { kind: 'exchange/snapshot', id }, { detail });
  return { ...report, outcome: 'taken', snapshotId: id };
}

/** Reads, matches and compares; writes nothing, so a dry run reports exactly what an import would do. */
async function judge(
  tx: Tx,
  asOf: BusinessDate,
  { read, held, previous }: { read: SnapshotFiles; held: Held; previous: Snapshot | undefined },
) {
  const thresholds = await thresholdsOn(tx, asOf);
  const before = previous === undefined ? [] : await valuesOfSnapshot(tx, previous.id);
  const findingsBefore = previous === undefined ? [] : await findingsOfSnapshot(tx, previous.id);

  const ours = read.rows.filter((row) => isOfRegency(row, held.regencyName));
  const matches = matchCooperatives(ours, held.served);
  const values = valuesOf(matches);
  const isLandComplete = matches.every((match) => match.row.file !== 'land' || match.outcome === 'matched');
  const assessed = assessSnapshot({
    values,
    previous: before,
    held: held.cooperatives,
    city: held.city,
    isLandComplete,
    thresholds,
  });
  const findings = assessed.map((finding) => ({ ...finding, id: newId<'finding'>() }));
  const report = {
    asOf,
    ...(previous === undefined ? {} : { previousAsOf: previous.asOf }),
    files: read.files,
    matched: matches.filter((match) => match.outcome === 'matched').length,
    loose: matches.flatMap(looseRow),
    otherRows: read.rows.length - ours.length,
    problems: read.problems,
    findings,
    changes: changesSince(before, values),
  };
  const appeared = mismatchesOnlyIn(findings, findingsBefore);
  const vanished = mismatchesOnlyIn(findingsBefore, findings);
  const mended = vanished.map(({ cooperativeId }) => cooperativeId).filter((id) => hasKnownLandStatus(id, values));
  return { report, matches, values, appeared, mended };
}

function looseRow(match: Match): LooseRow[] {
  if (match.outcome === 'matched') return [];
  const { file, line, village, cooperativeName } = match.row;
  return [{ file, line, name: village ?? cooperativeName ?? '', outcome: match.outcome, why: match.why }];
}

type Mismatch = Extract<StoredFinding, { kind: 'facility-differs' }>;

/** The mismatches of `these` that `those` do not show in the same words: a task is opened once, and stays settled. */
function mismatchesOnlyIn(these: readonly StoredFinding[], those: readonly StoredFinding[]): Mismatch[] {
  const known = new Set(mismatchesIn(those).map(wordsOf));
  return mismatchesIn(these).filter((mismatch) => !known.has(wordsOf(mismatch)));
}

function mismatchesIn(findings: readonly StoredFinding[]): Mismatch[] {
  return findings.filter((finding) => finding.kind === 'facility-differs');
}

function wordsOf({ cooperativeId, data }: Mismatch): string {
  return `${cooperativeId} ${data.status} ${data.facility}`;
}

/** A mismatch that is gone because nothing is reported any more has not been mended. */
function hasKnownLandStatus(id: Id<'cooperative'>, values: readonly Value[]): boolean {
  return values.some(
    (value) => value.cooperativeId === id && value.figure === 'land_status' && isLandStatus(value.text),
  );
}

/** Opens a task for each new mismatch, and takes off the list those that SIMKOPDES or we have mended since. */
async function followUp(
  tx: Tx,
  doer: Doer,
  { asOf, today }: SnapshotDraft,
  { appeared, mended }: { appeared: readonly Mismatch[]; mended: readonly Id<'cooperative'>[] },
): Promise<void> {
  for (const id of await mismatchIdsOf(tx, mended)) {
    await tasks.settleFrom(
      tx,
      doer,
      { kind: 'exchange/finding', id },
      { on: today, outcome: 'done', note: `SIMKOPDES ${asOf}` },
    );
  }
  await tasks.open(
    tx,
    doer,
    appeared.map(({ id, cooperativeId, data: { status, facility } }) => ({
      kind: 'simkopdes-differs',
      data: { status: status ?? '', facility, asOf },
      cooperativeId,
      ownerRole: 'dinas-officer',
      openedOn: today,
      origin: { kind: 'exchange/finding', id },
    })),
  );
}

/** One hash for the three files, whatever they are called. */
function hashOf(files: readonly ReadFile[]): string {
  const lines = files.map(({ kind, sha256 }) => `${kind} ${sha256}\n`).toSorted();
  return createHash('sha256').update(lines.join('')).digest('hex');
}
