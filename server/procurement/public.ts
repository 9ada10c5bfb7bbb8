export { placeOrder } from './place-order.command.ts';
export { recordReceipt } from './receipt/record-receipt.command.ts';
