import { setTimeout as delay } from 'node:timers/promises';
import type { Actor } from '../../kernel/actor.ts';
import { present } from '../../kernel/assert.ts';
import type { BusinessDate } from '../../kernel/business-date.ts';
import { type Id, id as idFrom } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import { audit, type Doer, recordedBy } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { enqueue } from '../../platform/jobs/enqueue.ts';
import { type Progress, startRun } from '../../platform/jobs/run.store.ts';
import { readApart } from '../../platform/spreadsheets/read-apart.ts';
import { UnreadableFile } from '../../platform/spreadsheets/read-cells.ts';
import * as reference from '../../reference/public.ts';
import { kibRefusals } from './kib.refusals.ts';
import { type KibCounts, type KibHead, kibMegabytesMax } from './kib.schema.ts';
import { type LegalColumn, objectOf } from './kib.ts';
import {
  findImport,
  insertImport,
  isOvertaken,
  keepChecked,
  keepLeft,
  keepRefused,
  keepRun,
  keepTaken,
  lockIdleImport,
  lockImport,
  lockOverdueImports,
  type NewImport,
  type StoredImport,
  takeTurn,
} from './kib-import.store.ts';
import {
  acceptDoubtful,
  compareRows,
  countRows,
  forgetRows,
  forgetTaken,
  type ImportId,
  insertNew,
  lineRanges,
  lockChanged,
  planForMany,
  stageRows,
  type Taking,
  updateChanged,
} from './kib-row.store.ts';
import type { KibAsked, KibSaid } from './read-kib.child.ts';

export type KibGiven = Omit<NewImport, 'runId' | 'uploadedBy' | 'uploadedRole'>;

/** Told while an import is read or taken, from time to time. */
export type Tell = (progress: Progress) => Promise<void>;

/**
 * Lays a file down to be read and compared by a job. Idempotent on the id.
 * @returns the run that reads it
 * @throws assets/kib-import-id-reused
 */
export async function layDown(tx: Tx, actor: Actor, given: KibGiven): Promise<Id<'run'>> {
  const known = await findImport(tx, given.id);
  if (known !== undefined) {
    if (known.sha256 !== given.sha256 || known.uploadedBy !== actor.userId) throw kibRefusals.importIdReused({});
    return idFrom<'run'>(present(known.runId, 'the run of an import from a screen'));
  }
  const runId = await startRun(tx, actor, 'assets/check-kib', { importId: given.id, today: actor.today });
  const laidDown = { ...given, runId, uploadedBy: actor.userId, uploadedRole: actor.role };
  // Two that send the same file at the same moment: one of them lays it down, the other is asked to send again.
  if (!(await insertImport(tx, laidDown))) throw kibRefusals.importIdReused({});
  const { fileName, sha256, bytes, asOf } = given;
  await audit(tx, actor, 'assets/add-kib-import', {
    kind: 'assets/kib-import',
    id: given.id,
    detail: { fileName, sha256, bytes, asOf },
  });
  return runId;
}

/** @returns the refusal of a file of so many bytes, to be asked before any of it is read */
export function refusedForSize(bytes: number): Refusal | undefined {
  if (bytes <= kibMegabytesMax * 1024 * 1024) return undefined;
  return kibRefusals.fileTooLarge({ megabytesMax: kibMegabytesMax });
}

/** At the command line nobody waits for a job: the file is read and compared at once. */
export async function layDownAtOnce(tx: Tx, doer: Doer, given: KibGiven): Promise<void> {
  await insertImport(tx, { ...given, runId: null, uploadedBy: null, uploadedRole: doer.role });
  const { fileName, sha256, bytes, asOf } = given;
  await audit(tx, doer, 'assets/add-kib-import', {
    kind: 'assets/kib-import',
    id: given.id,
    detail: { fileName, sha256, bytes, asOf },
  });
}

interface Reading {
  readonly path: string;
  readonly today: BusinessDate;
  readonly signal?: AbortSignal;
  readonly tell: Tell;
}

/** Reads a file in a process of its own into rows, and compares them with the register. Does nothing when that was done. */
export async function checkImport(
  tx: Tx,
  id: ImportId,
  { path, today, signal, tell }: Reading,
): Promise<StoredImport['state']> {
  const laidDown = present(await lockImport(tx, id), 'the import to check');
  if (laidDown.state !== 'waiting') return laidDown.state;
  const villages = await reference.villagesOf(tx, tx.regencyId, today);
  const asked = {
    path,
    priceUnit: laidDown.priceUnitGiven,
    location: laidDown.locationGiven,
    today: laidDown.asOf,
    villages: villages.map(({ id: villageId, name, districtName, aliases }) => ({
      id: villageId,
      name,
      districtName,
      aliases,
    })),
  } as KibAsked;
  await forgetRows(tx, id);
  const said = readApart(new URL('./read-kib.child.ts', import.meta.url), asked, { signal });
  const read = await stageFile(tx, id, said, tell);
  if ('refused' in read) {
    await keepRefused(tx, id, read.refused);
    return 'refused';
  }
  await compare(tx, id, { ...read, isAgain: false, tell });
  return 'checked';
}

const rowsBetweenTellings = 5_000;

async function stageFile(tx: Tx, id: ImportId, said: AsyncIterable<string>, tell: Tell) {
  let head: KibHead | undefined;
  let below: Below = { skipped: 0 };
  let rows = 0;
  let toldAt = 0;
  try {
    for await (const line of said) {
      if (line.startsWith('{"rows"')) {
        rows += await stageRows(tx, id, line);
        if (rows - toldAt < rowsBetweenTellings) continue;
        toldAt = rows;
        await tell({ done: rows, note: 'assets.kib.stages.reading' });
        continue;
      }
      const word = JSON.parse(line) as KibSaid;
      if ('refused' in word) return { refused: word.refused };
      if ('head' in word) head = word.head as KibHead;
      if ('end' in word) below = word.end;
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return { refused: { kind: error.why } };
  }
  if (head === undefined || rows === 0) return { refused: { kind: 'no-rows' } };
  return { head, below };
}

/** What stands in a file beside its rows. */
type Below = Pick<KibCounts, 'skipped' | 'totals'>;

/** Where the register stands is asked by one import at a time. */
async function compare(
  tx: Tx,
  id: ImportId,
  { head, below, isAgain, tell }: { head: KibHead; below: Below; isAgain: boolean; tell: Tell },
): Promise<KibCounts> {
  await awaitTurn(tx);
  await tell({ done: 0, note: 'assets.kib.stages.comparing' });
  const about = { given: head.given as LegalColumn[], object: objectOf[head.form] };
  await compareRows(tx, id, { ...about, isAgain });
  const counts = { ...(await countRows(tx, id, { ...about, location: head.location })), ...below };
  await keepChecked(tx, id, head, counts);
  return counts;
}

const turnEveryMs = 200;

/** Asked again and again rather than waited for: another import may take longer than a lock may be waited for. */
async function awaitTurn(tx: Tx): Promise<void> {
  while (!(await takeTurn(tx))) await delay(turnEveryMs);
}

/**
 * Starts the taking of what was compared.
 * @throws assets/kib-import-not-found, assets/kib-import-not-fit
 */
export async function startTaking(
  tx: Tx,
  actor: Actor,
  id: ImportId,
  { withDoubtful }: { withDoubtful: boolean },
): Promise<Id<'run'>> {
  const checked = await lockImport(tx, id);
  if (checked === undefined) throw kibRefusals.importNotFound({});
  if (checked.state !== 'checked') throw kibRefusals.importNotFit({});
  const runId = await startRun(tx, actor, 'assets/take-kib', { importId: id, withDoubtful });
  await keepRun(tx, id, runId);
  await audit(tx, actor, 'assets/start-kib-import', { kind: 'assets/kib-import', id, detail: { withDoubtful } });
  return runId;
}

/**
 * Calls off what was compared and not taken: its rows go, its line stays.
 * @throws assets/kib-import-not-found, assets/kib-import-not-fit
 */
export async function callOff(tx: Tx, actor: Actor, id: ImportId): Promise<void> {
  if ((await findImport(tx, id)) === undefined) throw kibRefusals.importNotFound({});
  const checked = await lockIdleImport(tx, id);
  if (checked?.state !== 'checked') throw kibRefusals.importNotFit({});
  await forgetRows(tx, id);
  await keepLeft(tx, id, 'called_off');
  await audit(tx, actor, 'assets/call-off-kib-import', { kind: 'assets/kib-import', id });
}

/** Lets go of what nobody took or called off in time, with its rows. */
export async function lapseImports(tx: Tx, doer: Doer): Promise<number> {
  const overdue = await lockOverdueImports(tx);
  for (const { id, keptUntil } of overdue) {
    const importId = idFrom<'kib-import'>(id);
    await forgetRows(tx, importId);
    await keepLeft(tx, importId, 'lapsed');
    await audit(tx, doer, 'assets/lapse-kib-import', {
      kind: 'assets/kib-import',
      id: importId,
      detail: { keptUntil },
    });
  }
  return overdue.length;
}

const rowsInStep = 10_000;

/**
 * Takes an import, wholly or not at all: registers what is new, changes BKAD's fields of what changed, each with a line of history, and
 * leaves the wrong rows out. Does nothing when that was done.
 * @returns `compared-again` when another import was taken meanwhile and this one would do something else now: nothing was taken then
 * @throws assets/kib-import-not-fit
 */
export async function takeImport(
  tx: Tx,
  doer: Doer,
  id: ImportId,
  { withDoubtful, tell }: { withDoubtful: boolean; tell: Tell },
): Promise<'taken' | 'compared-again'> {
  const checked = present(await lockImport(tx, id), 'the import to take');
  if (checked.state === 'taken') return 'taken';
  if (checked.state !== 'checked') throw kibRefusals.importNotFit({});
  await awaitTurn(tx);
  await planForMany(tx);
  const head = checked.head as KibHead;
  const counts = checked.counts as KibCounts;
  if (await isOvertaken(tx, checked)) {
    const { skipped, totals } = counts;
    const below = { skipped, ...(totals && { totals }) };
    const again = await compare(tx, id, { head, below, isAgain: true, tell });
    if (JSON.stringify(again) !== JSON.stringify(inOrderOf(again, counts))) return 'compared-again';
  }
  if (withDoubtful) await acceptDoubtful(tx, id);
  const taking = takingOf(checked, head);
  const by = recordedBy(doer);
  if (counts.changed > 0) await lockChanged(tx, id);
  const ranges = await lineRanges(tx, id, rowsInStep);
  for (const [step, range] of ranges.entries()) {
    await tell({ done: step * rowsInStep, total: ranges.length * rowsInStep, note: 'assets.kib.stages.taking' });
    await insertNew(tx, range, taking);
    if (counts.changed > 0) await updateChanged(tx, range, taking, by);
  }
  await forgetTaken(tx, id);
  // What is implausible and what each site is fit for is looked at anew, once this has committed.
  await enqueue(tx, 'assets/examine', {});
  await enqueue(tx, 'assets/screen', {});
  await keepTaken(tx, id, withDoubtful);
  const detail = { form: head.form, sha256: checked.sha256, asOf: checked.asOf, withDoubtful, counts };
  await audit(tx, doer, 'assets/take-kib-import', { kind: 'assets/kib-import', id, detail });
  return 'taken';
}

/** What jsonb gives back has its members in another order. */
function inOrderOf(model: object, counts: KibCounts): object {
  return Object.fromEntries(Object.keys(model).map((key) => [key, counts[key as keyof KibCounts]]));
}

function takingOf({ id, fileName, asOf, sample }: StoredImport, { form, given }: KibHead): Taking {
  return {
    importId: idFrom<'kib-import'>(id),
    given: given as LegalColumn[],
    object: objectOf[form],
    sourceName: `KIB ${form}, ${fileName}`,
    sourceDate: asOf,
    sample,
  };
}
