import { createHash } from 'node:crypto';
import { id as idFrom } from '../../kernel/ids.ts';
import { handle, handleStream } from '../../platform/http/handle.ts';
import type { Http } from '../../platform/http/http.ts';
import { villagesOf } from '../region.store.ts';
import { boundaryRefusals } from './boundary.refusals.ts';
import { addBoundaryDraftCall, boundaryBytesMax, getBoundariesCall, takeBoundaryDraftCall } from './boundary.schema.ts';
import { findBoundarySet } from './boundary.store.ts';
import { lastDraft } from './boundary-draft.store.ts';
import { layDown, startTaking } from './draft-boundaries.command.ts';

export async function boundaryRoutes(http: Http): Promise<void> {
  handle(http, getBoundariesCall, async ({ tx, actor }) => {
    const set = await findBoundarySet(tx, actor.today);
    const draft = await lastDraft(tx);
    const villages = await villagesOf(tx, tx.regencyId, actor.today);
    return {
      current: set === undefined ? null : shownSet(set),
      draft: draft === undefined ? null : shownDraft(draft),
      villages: villages.map(({ code, name }) => ({ code, name })),
    };
  });
  handle(http, takeBoundaryDraftCall, async ({ tx, actor, params }) => ({
    runId: await startTaking(tx, actor, params.id),
  }));
  await http.app.register(async (app) => {
    // The body is the file, whatever its content type says.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, _payload, done) => done(null));
    handleStream({ ...http, app }, addBoundaryDraftCall, async ({ actor, query, inTx, request, reply }) => {
      // Refused half-way, the request is not cut off but answered; what it still sends ends with the connection.
      reply.header('connection', 'close');
      const content = await textOf(request.raw.iterator({ destroyOnReturn: false }));
      const sha256 = createHash('sha256').update(content).digest('hex');
      return await inTx(async (tx) => ({ runId: await layDown(tx, actor, { ...query, content, sha256 }) }));
    });
  });
}

/** Bytes that are no UTF-8 become marks the check will call no JSON; a NUL, which the database cannot hold, as well. */
async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream) {
    size += part.length;
    if (size > boundaryBytesMax) throw boundaryRefusals.fileTooLarge({ bytesMax: boundaryBytesMax });
    parts.push(part);
  }
  const text = Buffer.concat(parts).toString('utf8').replaceAll('\0', '\uFFFD');
  if (Buffer.byteLength(text) > boundaryBytesMax) throw boundaryRefusals.fileTooLarge({ bytesMax: boundaryBytesMax });
  return text;
}

type StoredSet = NonNullable<Awaited<ReturnType<typeof findBoundarySet>>>;

function shownSet({ source, licence, validFrom, revision, warnings }: StoredSet) {
  return { source, licence, validFrom, revision, warnings: [...warnings] as never };
}

function shownDraft(draft: NonNullable<Awaited<ReturnType<typeof lastDraft>>>) {
  const { id, runId, fileName, source, licence, validFrom, report, revision, uploadedAt } = draft;
  return {
    id: idFrom<'boundary-draft'>(id),
    runId: idFrom<'run'>(runId),
    ...{ fileName, source, licence, validFrom, revision, uploadedAt },
    report: report as never,
  };
}
