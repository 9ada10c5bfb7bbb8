export { awaitedGoods } from './receipt/awaited.store.ts';
export { recordReceipt } from './receipt/record-receipt.command.ts';
