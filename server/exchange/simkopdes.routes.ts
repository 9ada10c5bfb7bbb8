import type { BusinessDate } from '../kernel/business-date.ts';
import type { Tx } from '../platform/db/tx.ts';
import { handle } from '../platform/http/handle.ts';
import type { Http } from '../platform/http/http.ts';
import { besideOf, shownChange, shownFinding } from './beside.ts';
import { importSimkopdesPublic } from './import-simkopdes-public.command.ts';
import { countLandStatusesCall, getBesideCall, importSnapshotCall, listBesideCall } from './simkopdes.schema.ts';
import {
  countLandStatuses,
  findingsOfSnapshot,
  findSnapshot,
  type Snapshot,
  valuesOfSnapshot,
} from './snapshot.store.ts';

export function simkopdesRoutes(http: Http): void {
  handle(http, listBesideCall, async ({ tx, query }) => {
    const snapshot = await snapshotAsked(tx, query.asOf);
    if (snapshot === undefined) return { source: null, rows: [], cityFindings: [] };
    const findings = await findingsOfSnapshot(tx, snapshot.id);
    const rows = besideOf(await valuesOfSnapshot(tx, snapshot.id), findings);
    const cityFindings = findings.filter((finding) => finding.kind === 'sales-concentrated').map(shownFinding);
    return { source: sourceOf(snapshot), rows, cityFindings };
  });
  handle(http, getBesideCall, async ({ tx, query, params }) => {
    const snapshot = await snapshotAsked(tx, query.asOf);
    if (snapshot === undefined) return { source: null, row: null };
    const id = params.id;
    const values = await valuesOfSnapshot(tx, snapshot.id, id);
    const [row = null] = besideOf(values, await findingsOfSnapshot(tx, snapshot.id, id));
    return { source: sourceOf(snapshot), row };
  });
  handle(http, countLandStatusesCall, async ({ tx, query }) => {
    const snapshot = await snapshotAsked(tx, query.asOf);
    if (snapshot === undefined) return { source: null, counts: [] };
    return { source: sourceOf(snapshot), counts: await countLandStatuses(tx, snapshot.id) };
  });
  handle(http, importSnapshotCall, async ({ tx, actor, body }) => {
    const files = body.files.map(({ name, text }) => ({ name, bytes: new TextEncoder().encode(text) }));
    const report = await importSimkopdesPublic(tx, actor, { ...body, files, today: actor.today });
    return {
      ...report,
      files: [...report.files],
      loose: [...report.loose],
      problems: [...report.problems],
      findings: report.findings.map(shownFinding),
      changes: report.changes.map(shownChange),
      tasksFor: [...report.tasksFor],
    };
  });
}

/** The snapshot of the day asked for, or the last one held: it carries its own day, so it is never taken for today's. */
function snapshotAsked(tx: Tx, asOf: BusinessDate | undefined): Promise<Snapshot | undefined> {
  return findSnapshot(tx, asOf);
}

function sourceOf({ asOf, takenAt }: Snapshot): Pick<Snapshot, 'asOf' | 'takenAt'> & { name: string } {
  return { name: 'SIMKOPDES (dasbor publik)', asOf, takenAt };
}
