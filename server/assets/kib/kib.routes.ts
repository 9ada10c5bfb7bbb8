import { id as idFrom } from '../../kernel/ids.ts';
import { handle, handleStream } from '../../platform/http/handle.ts';
import type { Http } from '../../platform/http/http.ts';
import type { Inbox } from '../../platform/spreadsheets/inbox.ts';
import { callOff, layDown, startTaking } from './import-kib.command.ts';
import { kibRefusals } from './kib.refusals.ts';
import {
  addKibImportCall,
  callOffKibImportCall,
  getKibImportCall,
  type KibHead,
  type KibImportShown,
  kibErrorSheetCall,
  kibMegabytesMax,
  listKibImportsCall,
  listKibRowsCall,
  takeKibImportCall,
} from './kib.schema.ts';
import { openErrorSheet } from './kib.sheets.ts';
import { type LegalColumn, legalColumns } from './kib.ts';
import { findImport, listImports, type StoredImport } from './kib-import.store.ts';
import type { KibProblem } from './kib-problem.ts';
import { listRows, type ShownRow } from './kib-row.store.ts';

export interface KibParts {
  readonly inbox: Inbox;
  /** What is wrong with a row, as an office reads it. */
  readonly sentence: (problem: KibProblem) => string;
}

export async function kibRoutes(http: Http, { inbox, sentence }: KibParts): Promise<void> {
  handle(http, listKibImportsCall, async ({ tx, actor, query: { after, limit = 20 } }) => {
    const rows = await listImports(tx, { limit: limit + 1, after });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      rows: rows.slice(0, limit).map((row) => shownImport(row, actor.userId)),
      next: last?.id ?? null,
    };
  });
  handle(http, getKibImportCall, async ({ tx, actor, params }) => {
    const found = await findImport(tx, params.id);
    if (found === undefined) throw kibRefusals.importNotFound({});
    return shownImport(found, actor.userId);
  });
  handle(http, listKibRowsCall, async ({ tx, params, query: { which, after = '0', limit = 50 } }) => {
    const found = await findImport(tx, params.id);
    if (found === undefined) throw kibRefusals.importNotFound({});
    const given = ((found.head as KibHead | null)?.given ?? Object.values(legalColumns)) as LegalColumn[];
    const rows = await listRows(tx, params.id, { which, given, after: Number(after), limit: limit + 1 });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return { rows: rows.slice(0, limit).map(shownRow), next: last === undefined ? null : String(last.line) };
  });
  handle(http, takeKibImportCall, async ({ tx, actor, params, body }) => ({
    runId: await startTaking(tx, actor, params.id, body),
  }));
  handle(http, callOffKibImportCall, async ({ tx, actor, params }) => {
    await callOff(tx, actor, params.id);
    return { id: params.id };
  });
  handleStream(http, kibErrorSheetCall, async ({ params, inTx, reply }) => {
    const found = await inTx((tx) => findImport(tx, params.id));
    if (found === undefined) throw kibRefusals.importNotFound({});
    if (found.head === null || found.leftAt !== null) throw kibRefusals.importNotFit({});
    return reply
      .headers({
        'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'content-disposition': `attachment; filename*=UTF-8''perbaikan-kib-${(found.head as KibHead).form.toLowerCase()}.xlsx`,
      })
      .send(openErrorSheet(found, inTx, sentence));
  });
  await uploadRoute(http, inbox);
}

const lingerMs = 3_000;

async function uploadRoute(http: Http, inbox: Inbox): Promise<void> {
  await http.app.register(async (app) => {
    // The body is the file, whatever its content type says.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, _payload, done) => done(null));
    handleStream({ ...http, app }, addKibImportCall, async ({ actor, query, inTx, request }) => {
      const content = request.raw.iterator({ destroyOnReturn: false });
      const kept = await inbox.put(query.id, content, { bytesMax: kibMegabytesMax * 1024 * 1024 });
      if (kept === undefined) {
        // Read on for a while: cut off at once, what is still on its way would take the answer with it.
        request.raw.resume();
        setTimeout(() => request.raw.destroy(), lingerMs).unref();
        throw kibRefusals.fileTooLarge({ megabytesMax: kibMegabytesMax });
      }
      const { id, fileName, asOf, priceUnit = null, location = null, sample = false } = query;
      const given = { id, fileName, asOf, sample, priceUnitGiven: priceUnit, locationGiven: location, ...kept };
      return await inTx(async (tx) => ({ runId: await layDown(tx, actor, given) }));
    });
  });
}

function shownImport(found: StoredImport, userId: string): KibImportShown {
  const { id, fileName, asOf, sample, state, runId, refused, head, counts, withDoubtful, uploadedAt, takenAt } = found;
  return {
    id: idFrom<'kib-import'>(id),
    runId: runId === null ? null : idFrom<'run'>(runId),
    ...{ fileName, asOf, sample, withDoubtful, uploadedAt, takenAt },
    state: state as KibImportShown['state'],
    refused: refused as KibImportShown['refused'],
    head: head as KibImportShown['head'],
    counts: counts as KibImportShown['counts'],
    leftAt: found.leftAt,
    keptUntil: found.keptUntil,
    isMine: found.uploadedBy === userId,
  };
}

function shownRow({ changes, problems, ...row }: ShownRow) {
  return {
    ...row,
    problems: [...(problems ?? [])],
    changes: Object.entries(changes ?? {}).map(([field, [before, after]]) => ({ field, before, after })),
  };
}
