import type { Insertable } from 'kysely';
import { onConstraint } from '../../platform/db/outage.ts';
import type { ProcurementDelivery } from '../../platform/db/schema.generated.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { orderRefusals } from '../order.refusals.ts';

/** @throws procurement/id-reused */
export async function insertDelivery(
  tx: Tx,
  delivery: Omit<Insertable<ProcurementDelivery>, 'regencyId'>,
  lines: readonly { readonly seq: number; readonly qtyBase: number }[],
): Promise<void> {
  const { regencyId } = tx;
  await tx
    .insertInto('procurement.delivery')
    .values({ ...delivery, regencyId })
    .execute()
    .catch(onConstraint({ delivery_pk: () => orderRefusals.idReused({ id: delivery.id }) }));
  const { orderId, cooperativeId, supplierCooperativeId, partnerId, principalId } = delivery;
  const of = {
    regencyId,
    deliveryId: delivery.id,
    orderId,
    cooperativeId,
    supplierCooperativeId,
    partnerId,
    principalId,
  };
  await tx
    .insertInto('procurement.deliveryLine')
    .values(lines.map(({ seq, qtyBase }) => ({ ...of, orderSeq: seq, qtyBase })))
    .execute();
}
