export { recordSales } from './record-sales.command.ts';
export type { SaleDraft } from './sale.schema.ts';
