import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { audit, type Doer, recordedBy } from '../platform/audit/audit.ts';
import { insertOnce } from '../platform/db/insert-once.ts';
import { onConstraint } from '../platform/db/outage.ts';
import type { Tx } from '../platform/db/tx.ts';
import { enqueue } from '../platform/jobs/enqueue.ts';
import type { CommodityReport } from './commodity.schema.ts';
import { cooperativeRefusals } from './cooperative.refusals.ts';
import { lockCooperative } from './cooperative.store.ts';
import { refuseMissingEvidence } from './refuse-missing-evidence.command.ts';

/**
 * Records whether an outlet carries a commodity and at what price, from a day on. A price above a ceiling is recorded, because it
 * is what people were asked, and shown as such. Idempotent on `report.id`.
 * @throws cooperatives/not-found, id-reused, in-future, unknown-commodity, price-without-goods
 */
export async function recordCommodity(
  tx: Tx,
  doer: Doer,
  cooperativeId: Id<'cooperative'>,
  report: CommodityReport,
  today: BusinessDate,
  sample = false,
): Promise<void> {
  await lockCooperative(tx, cooperativeId);
  await refuseMissingEvidence(tx, report, today);
  if (report.effectiveOn > today) throw cooperativeRefusals.inFuture({ today });
  if (!report.carried && report.priceIdr !== undefined) throw cooperativeRefusals.priceWithoutGoods({});
  await writeCommodity(tx, doer, cooperativeId, report, sample);
}

/** Says for the public page what the outlet's own price list says from a day on, which may lie ahead. @throws cooperatives/not-found, id-reused */
export async function followPriceList(
  tx: Tx,
  doer: Doer,
  cooperativeId: Id<'cooperative'>,
  report: CommodityReport,
  sample: boolean,
): Promise<void> {
  await lockCooperative(tx, cooperativeId);
  await writeCommodity(tx, doer, cooperativeId, report, sample);
}

async function writeCommodity(
  tx: Tx,
  doer: Doer,
  cooperativeId: Id<'cooperative'>,
  report: CommodityReport,
  sample: boolean,
): Promise<void> {
  const { source, priceIdr = null, ...given } = report;
  const met = await insertOnce(tx, 'cooperatives.commodityPrice', {
    ...given,
    cooperativeId,
    priceIdr,
    ...recordedBy(doer),
    sourceName: source.name,
    sourceDate: source.date,
    sample,
  }).catch(
    onConstraint({
      commodity_price_commodity_fk: () => cooperativeRefusals.unknownCommodity({ code: report.commodityCode }),
    }),
  );
  if (met === 'other') throw cooperativeRefusals.idReused({ id: report.id });
  if (met === 'same') return;
  const detail = {
    commodity: report.commodityCode,
    carried: report.carried,
    priceIdr,
    effectiveOn: report.effectiveOn,
  };
  await audit(
    tx,
    doer,
    'cooperatives/record-commodity',
    { kind: 'cooperatives/commodity-price', id: report.id },
    { cooperativeId, detail },
  );
  await enqueue(tx, 'publication/refresh', { cooperativeIds: [cooperativeId] });
}
