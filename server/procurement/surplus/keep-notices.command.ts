import * as catalogue from '../../catalogue/public.ts';
import * as cooperatives from '../../cooperatives/public.ts';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import { audit, type Doer, recordedBy } from '../../platform/audit/audit.ts';
import { insertOnce } from '../../platform/db/insert-once.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { closeNoticeOn, lockNotice, resaleBar } from './notice.store.ts';
import { surplusRefusals } from './surplus.refusals.ts';
import type { NewNotice } from './surplus.schema.ts';
import { covers } from './surplus.ts';

/**
 * Puts an offer or a want of one cooperative on the board of the city. The whole city reads it, so it says only what its author wrote.
 * Idempotent on its id.
 * @throws procurement/surplus-id-reused, -not-yours, -no-item, -barred, -dates-reversed, -price-missing
 */
export async function postNotice(
  tx: Tx,
  doer: Doer,
  given: NewNotice,
  { today, sample = false }: { today: BusinessDate; sample?: boolean },
): Promise<void> {
  const { id, cooperativeId, productCode, side, until, qtyPacks, priceIdr = null, note = null } = given;
  if (!covers(tx.reach, cooperativeId)) throw surplusRefusals.notYours({});
  const product = (await catalogue.products(tx)).find(({ code }) => code === productCode);
  const name = (await cooperatives.namesOf(tx, [cooperativeId])).get(cooperativeId);
  const itemId = await catalogue.findItemOfProduct(tx, cooperativeId, productCode);
  if (product === undefined || name === undefined || itemId === undefined) throw surplusRefusals.noItem({});
  const basis = await resaleBar(tx, productCode, today);
  if (basis !== undefined) throw surplusRefusals.barred({ basis });
  if (until < today) throw surplusRefusals.datesReversed({});
  if (side === 'offer' && priceIdr === null) throw surplusRefusals.priceMissing({});
  const met = await insertOnce(tx, 'procurement.surplusNotice', {
    ...{ id, cooperativeId, cooperativeName: name, side, productCode, productName: product.name },
    ...{
      packLabel: product.packLabel,
      packQtyBase: product.packQtyBase,
      qtyPacks,
      priceIdr,
      postedOn: today,
      until,
      note,
    },
    ...{ sample, ...recordedBy(doer) },
  });
  if (met === 'other') throw surplusRefusals.idReused({ id });
  if (met === 'same') return;
  await audit(
    tx,
    doer,
    'procurement/post-surplus-notice',
    { kind: 'procurement/surplus-notice', id },
    { cooperativeId, detail: { side, productCode, qtyPacks } },
  );
}

/** Takes a notice down; a second time changes nothing. @throws procurement/surplus-not-found, -not-yours */
export async function closeNotice(tx: Tx, doer: Doer, id: Id<'surplus-notice'>, today: BusinessDate): Promise<void> {
  const notice = await lockNotice(tx, id);
  if (notice === undefined) throw surplusRefusals.notFound({});
  if (!covers(tx.reach, notice.cooperativeId)) throw surplusRefusals.notYours({});
  if (notice.closedOn !== null) return;
  await closeNoticeOn(tx, id, today);
  await audit(
    tx,
    doer,
    'procurement/close-surplus-notice',
    { kind: 'procurement/surplus-notice', id },
    { cooperativeId: notice.cooperativeId },
  );
}
