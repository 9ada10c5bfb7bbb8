import * as cooperatives from '../cooperatives/public.ts';
import { dayAsked } from '../kernel/actor.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Tx } from '../platform/db/tx.ts';
import { handle } from '../platform/http/handle.ts';
import type { Http } from '../platform/http/http.ts';
import { besideOf, besideRows, shownChange, shownFinding } from './beside.ts';
import { importSimkopdesPublic } from './import-simkopdes-public.command.ts';
import {
  countLandStatusesCall,
  getBesideCall,
  importSnapshotCall,
  listBesideCall,
  listBesideHistoryCall,
} from './simkopdes.schema.ts';
import {
  countLandStatuses,
  findingsOfSnapshot,
  findSnapshot,
  historyOf,
  type Snapshot,
  valuesOfSnapshot,
} from './snapshot.store.ts';

export function simkopdesRoutes(http: Http): void {
  handle(http, listBesideCall, async ({ tx, actor, query }) => {
    const snapshot = await snapshotAsked(tx, query.asOf);
    if (snapshot === undefined) return { source: null, rows: [], next: null, total: 0, cityFindings: [] };
    const findings = await findingsOfSnapshot(tx, snapshot.id);
    const source = sourceOf(snapshot);
    const register = await cooperatives.registerOn(tx, dayAsked(actor, query.asOf));
    const told = besideOf(await valuesOfSnapshot(tx, snapshot.id), findings);
    const rows = besideRows(register, { told, findings, source, landStatus: query.landStatus });
    const cityFindings = findings.filter((finding) => finding.kind === 'sales-concentrated').map(shownFinding);
    return { source, rows, next: null, total: rows.length, cityFindings };
  });
  handle(http, listBesideHistoryCall, async ({ tx, params }) => ({ rows: await historyOf(tx, params.id) }));
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
