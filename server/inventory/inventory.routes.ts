import { pageOf } from '../kernel/page.ts';
import { now } from '../platform/clock.ts';
import { handle } from '../platform/http/handle.ts';
import type { Http } from '../platform/http/http.ts';
import {
  countSheetCall,
  dropStocktakeCall,
  getStocktakeCall,
  listStocktakesCall,
  recordCountCall,
  settleStocktakeCall,
} from './count/count.schema.ts';
import { countSheetOf } from './count/count-sheet.store.ts';
import { recordCount } from './count/record-count.command.ts';
import { dropStocktake, settleStocktake } from './count/settle-stocktake.command.ts';
import { stocktakesPage, stocktakeWhole } from './count/stocktake-list.store.ts';
import { listCylindersCall, recordCylindersCall } from './cylinder/cylinder.schema.ts';
import { cylinderList } from './cylinder/cylinder.store.ts';
import { recordCylinders } from './cylinder/record-cylinders.command.ts';
import { addPlace, editPlace, setReorderPoint } from './keep-places.command.ts';
import {
  addPlaceCall,
  editPlaceCall,
  getStockCall,
  listPlacesCall,
  listStockCall,
  setReorderPointCall,
  stockCardCall,
} from './stock.schema.ts';
import { placesShown, stockCard, stockList, stockOfItem } from './stock-list.store.ts';
import { recordArrival } from './transfer/record-arrival.command.ts';
import { dispose, recordTransfer } from './transfer/record-transfer.command.ts';
import { disposeCall, listTransfersCall, recordArrivalCall, recordTransferCall } from './transfer/transfer.schema.ts';
import { transfersPage } from './transfer/transfer.store.ts';

export function inventoryRoutes(http: Http): void {
  stockRoutes(http);
  countRoutes(http);
  transferRoutes(http);
  handle(http, listCylindersCall, async ({ tx, query }) => pageOf(await cylinderList(tx, query.cooperativeId), query));
  handle(http, recordCylindersCall, async ({ tx, actor, body }) => {
    await recordCylinders(tx, actor, body, actor);
    return null;
  });
}

function stockRoutes(http: Http): void {
  handle(http, listStockCall, async ({ tx, query }) => pageOf(await stockList(tx, query), query));
  handle(http, getStockCall, async ({ tx, params }) => await stockOfItem(tx, params.itemId));
  handle(http, stockCardCall, async ({ tx, params, query }) => await stockCard(tx, params.itemId, query));
  handle(http, setReorderPointCall, async ({ tx, actor, params, body }) => {
    await setReorderPoint(tx, actor, params.itemId, body.qtyBase);
    return null;
  });
  handle(http, listPlacesCall, async ({ tx, query }) => ({ rows: await placesShown(tx, query.cooperativeId) }));
  handle(http, addPlaceCall, async ({ tx, actor, body }) => {
    await addPlace(tx, actor, body);
    return null;
  });
  handle(http, editPlaceCall, async ({ tx, actor, params, body }) => {
    await editPlace(tx, actor, params.id, body);
    return null;
  });
}

function countRoutes(http: Http): void {
  handle(http, countSheetCall, async ({ tx, query }) => await countSheetOf(tx, query.cooperativeId));
  handle(http, recordCountCall, async ({ tx, actor, body }) => {
    const heard = now();
    const at = Date.parse(body.countedAt) < Date.parse(heard) ? body.countedAt : heard;
    return await recordCount(tx, actor, body, { at, on: actor.today });
  });
  handle(http, listStocktakesCall, async ({ tx, query }) => await stocktakesPage(tx, query));
  handle(http, getStocktakeCall, async ({ tx, actor, params }) => await stocktakeWhole(tx, actor, params.id));
  handle(http, settleStocktakeCall, async ({ tx, actor, params }) => {
    await settleStocktake(tx, actor, params.id);
    return null;
  });
  handle(http, dropStocktakeCall, async ({ tx, actor, params, body }) => {
    await dropStocktake(tx, actor, params.id, body.reason);
    return null;
  });
}

function transferRoutes(http: Http): void {
  handle(http, listTransfersCall, async ({ tx, query }) => await transfersPage(tx, query));
  handle(http, recordTransferCall, async ({ tx, actor, body }) => {
    await recordTransfer(tx, actor, body, actor);
    return null;
  });
  handle(http, disposeCall, async ({ tx, actor, body }) => {
    await dispose(tx, actor, body, actor);
    return null;
  });
  handle(http, recordArrivalCall, async ({ tx, actor, params, body }) => {
    await recordArrival(tx, actor, params.id, body, actor);
    return null;
  });
}
