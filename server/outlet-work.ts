import { Type } from 'typebox';
import * as devices from './devices/public.ts';
import { NewCount, recordCountCall } from './inventory/count/count.schema.ts';
import { CountSheet } from './inventory/count/count-sheet.schema.ts';
import * as inventory from './inventory/public.ts';
import * as procurement from './procurement/public.ts';
import { AwaitedGoods, OfflineReceipt } from './procurement/receipt/awaited.schema.ts';
import { recordReceiptCall } from './procurement/receipt/receipt.schema.ts';

/** What an enrolled phone may do without network and tell of later. The day is the one it was done, never the phone's own calendar. */
export const outletCalls: readonly devices.Replayable[] = [
  devices.replayable({
    name: recordCountCall.name,
    can: recordCountCall.can,
    body: NewCount,
    record: (tx, actor, body, { at, on }) => inventory.recordCount(tx, actor, body, { at, on }),
  }),
  devices.replayable({
    name: recordReceiptCall.name,
    can: recordReceiptCall.can,
    body: OfflineReceipt,
    record: (tx, actor, body, { on }) => procurement.recordReceipt(tx, actor, { ...body, receivedOn: on }, actor),
  }),
];

/** What it must know for that. */
export const outletKit: readonly devices.KitPart[] = [
  { name: 'sheet', shape: CountSheet, load: (tx, cooperativeId) => inventory.countSheetOf(tx, cooperativeId) },
  {
    name: 'awaited',
    shape: Type.Array(AwaitedGoods),
    load: (tx, cooperativeId) => procurement.awaitedGoods(tx, cooperativeId),
  },
];
