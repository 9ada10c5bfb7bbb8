import type { Insertable } from 'kysely';
import type { Id } from '../../kernel/ids.ts';
import type { Rupiah } from '../../kernel/rupiah.ts';
import { onConstraint } from '../../platform/db/outage.ts';
import type { ProcurementGoodsReturn } from '../../platform/db/schema.generated.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { orderRefusals } from '../order.refusals.ts';

export interface ReturnLine {
  readonly seq: number;
  readonly fromPlaceId: Id<'place'>;
  readonly qtyBase: number;
  readonly creditIdr: Rupiah;
}

/** @throws procurement/id-reused */
export async function insertReturn(
  tx: Tx,
  goodsReturn: Omit<Insertable<ProcurementGoodsReturn>, 'regencyId'>,
  lines: readonly ReturnLine[],
): Promise<void> {
  const { regencyId } = tx;
  await tx
    .insertInto('procurement.goodsReturn')
    .values({ ...goodsReturn, regencyId })
    .execute()
    .catch(onConstraint({ goods_return_pk: () => orderRefusals.idReused({ id: goodsReturn.id }) }));
  const { orderId, cooperativeId, supplierCooperativeId, partnerId, principalId } = goodsReturn;
  const parties = { cooperativeId, supplierCooperativeId, partnerId, principalId };
  await tx
    .insertInto('procurement.goodsReturnLine')
    .values(
      lines.map(({ seq, ...line }) => ({
        ...{ regencyId, goodsReturnId: goodsReturn.id, orderId, ...parties },
        ...{ ...line, orderSeq: seq },
      })),
    )
    .execute();
}
