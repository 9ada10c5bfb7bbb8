import { Type } from 'typebox';
import * as devices from './devices/public.ts';
import * as procurement from './procurement/public.ts';
import { AwaitedGoods, OfflineReceipt } from './procurement/receipt/awaited.schema.ts';
import { recordReceiptCall } from './procurement/receipt/receipt.schema.ts';

/** What an enrolled phone may do without network and tell of later. The day is the one it was done, never the phone's own calendar. */
export const outletCalls: readonly devices.Replayable[] = [
  devices.replayable({
    name: recordReceiptCall.name,
    can: recordReceiptCall.can,
    body: OfflineReceipt,
    record: (tx, actor, body, { on }) => procurement.recordReceipt(tx, actor, { ...body, receivedOn: on }, actor),
  }),
];

/** What it must know for that. */
export const outletKit: readonly devices.KitPart[] = [
  {
    name: 'awaited',
    shape: Type.Array(AwaitedGoods),
    load: (tx, cooperativeId) => procurement.awaitedGoods(tx, cooperativeId),
  },
];
