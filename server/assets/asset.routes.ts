import { filesOf } from '../platform/files/file.store.ts';
import { handle } from '../platform/http/handle.ts';
import type { Http } from '../platform/http/http.ts';
import { assetRefusals } from './asset.refusals.ts';
import { getAssetCall, listAssetsCall } from './asset.schema.ts';
import { findAsset } from './asset.store.ts';
import { assetsPage } from './asset-list.store.ts';
import { assetPage } from './asset-page.store.ts';
import { handOverCorrections, proposeCorrection, settleCorrection } from './correct-register.command.ts';
import {
  handOverCorrectionsCall,
  listCorrectionsCall,
  proposeCorrectionCall,
  settleCorrectionCall,
} from './correction.schema.ts';
import { correctionsPage } from './correction.store.ts';
import { documentsOf } from './document.store.ts';
import {
  addAssetCall,
  addDocumentCall,
  describeAssetCall,
  describeUseCall,
  listDocumentsCall,
  locateAssetCall,
  returnAssetCall,
  withdrawAssetCall,
} from './edit.schema.ts';
import {
  addAsset,
  addDocument,
  describeAsset,
  describeUse,
  locateAsset,
  returnAsset,
  withdrawAsset,
} from './edit-asset.command.ts';
import { assetHistoryCall } from './history.schema.ts';
import { historyOf } from './history.store.ts';
import { idleSummaryCall, listIdleCall } from './idle.schema.ts';
import { idlePage, idleSummary } from './idle.store.ts';

export function assetRoutes(http: Http): void {
  handle(http, listAssetsCall, async ({ tx, actor, query }) => await assetsPage(tx, actor.today, query));
  handle(http, getAssetCall, async ({ tx, actor, params }) => await assetPage(tx, params.id, actor.today));
  handle(http, assetHistoryCall, async ({ tx, params, query }) => {
    if ((await findAsset(tx, params.id)) === undefined) throw assetRefusals.notFound({});
    return await historyOf(tx, params.id, query);
  });
  handle(http, listIdleCall, async ({ tx, actor, query }) => await idlePage(tx, actor.today, query));
  handle(http, idleSummaryCall, async ({ tx, actor, query }) => await idleSummary(tx, actor.today, query));
  bindEdits(http);
  bindDocuments(http);
  bindCorrections(http);
}

function bindEdits(http: Http): void {
  handle(http, addAssetCall, async ({ tx, actor, body }) => {
    await addAsset(tx, actor, body, actor.today);
    return null;
  });
  handle(http, locateAssetCall, async ({ tx, actor, params, body: { revision, ...location } }) => {
    await locateAsset(tx, actor, { ...params, revision, today: actor.today }, location);
    return null;
  });
  handle(http, describeUseCall, async ({ tx, actor, params, body }) => {
    await describeUse(tx, actor, { ...params, revision: body.revision, today: actor.today }, body);
    return null;
  });
  handle(http, describeAssetCall, async ({ tx, actor, params, body }) => {
    await describeAsset(tx, actor, { ...params, revision: body.revision, today: actor.today }, body);
    return null;
  });
  handle(http, withdrawAssetCall, async ({ tx, actor, params, body }) => {
    await withdrawAsset(tx, actor, { ...params, revision: body.revision, today: actor.today }, body);
    return null;
  });
  handle(http, returnAssetCall, async ({ tx, actor, params, body }) => {
    await returnAsset(tx, actor, { ...params, revision: body.revision, today: actor.today }, body.reason);
    return null;
  });
}

function bindDocuments(http: Http): void {
  handle(http, listDocumentsCall, async ({ tx, params }) => {
    if ((await findAsset(tx, params.id)) === undefined) throw assetRefusals.notFound({});
    const documents = await documentsOf(tx, params.id);
    const ids = documents.map(({ fileId }) => fileId);
    const readable = new Set((await filesOf(tx, ids)).map((file) => file.id));
    return { rows: documents.map((document) => ({ ...document, isReadable: readable.has(document.fileId) })) };
  });
  handle(http, addDocumentCall, async ({ tx, actor, params, body }) => {
    await addDocument(tx, actor, params.assetId, body, actor.today);
    return null;
  });
}

function bindCorrections(http: Http): void {
  handle(http, listCorrectionsCall, async ({ tx, query }) => await correctionsPage(tx, query));
  handle(http, proposeCorrectionCall, async ({ tx, actor, params, body }) => {
    await proposeCorrection(tx, actor, params.assetId, body);
    return null;
  });
  handle(http, handOverCorrectionsCall, async ({ tx, actor, body }) => ({
    handedOver: await handOverCorrections(tx, actor, body.ids),
  }));
  handle(http, settleCorrectionCall, async ({ tx, actor, params, body }) => {
    await settleCorrection(tx, actor, params.id, body, actor.today);
    return null;
  });
}
