import { sql } from 'kysely';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import type { Rupiah } from '../../kernel/rupiah.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { NoticeShown } from './surplus.schema.ts';
import { covers } from './surplus.ts';

export interface Notice {
  readonly id: Id<'surplus-notice'>;
  readonly cooperativeId: Id<'cooperative'>;
  readonly cooperativeName: string;
  readonly side: 'offer' | 'want';
  readonly productCode: string;
  readonly productName: string;
  readonly packLabel: string;
  readonly packQtyBase: number;
  readonly qtyPacks: number;
  readonly priceIdr: Rupiah | null;
  readonly postedOn: BusinessDate;
  readonly until: BusinessDate;
  readonly closedOn: BusinessDate | null;
  readonly note: string | null;
  readonly sample: boolean;
}

/** What stands on the board on a day, newest first. A partner or a lender deals with none of it. */
export async function noticesOn(tx: Tx, day: BusinessDate, side: 'offer' | 'want' | undefined): Promise<NoticeShown[]> {
  if (tx.reach.scope !== 'regency' && tx.reach.cooperativeIds.length === 0) return [];
  const { rows } = await sql<Notice>`
    select id, cooperative_id, cooperative_name, side, product_code, product_name, pack_label, pack_qty_base, qty_packs, price_idr, posted_on, until,
      closed_on, note, sample
    from procurement.surplus_notice
    where regency_id = ${tx.regencyId} and closed_on is null and until >= ${day} and side = coalesce(${side ?? null}, side)
    order by posted_on desc, id desc
  `.execute(tx);
  return rows.map(({ cooperativeId, cooperativeName, packQtyBase: _, closedOn: __, ...notice }) => ({
    ...notice,
    cooperative: { id: cooperativeId, name: cooperativeName },
    isOwn: covers(tx.reach, cooperativeId),
  }));
}

/** Taken for this transaction, so that a notice is not answered while it is taken down. */
export async function lockNotice(tx: Tx, id: string): Promise<Notice | undefined> {
  const { rows } = await sql<Notice>`
    select id, cooperative_id, cooperative_name, side, product_code, product_name, pack_label, pack_qty_base, qty_packs, price_idr, posted_on, until,
      closed_on, note, sample
    from procurement.surplus_notice where regency_id = ${tx.regencyId} and id = ${id} for update
  `.execute(tx);
  return rows[0];
}

export async function closeNoticeOn(tx: Tx, id: Id<'surplus-notice'>, day: BusinessDate): Promise<void> {
  await tx
    .updateTable('procurement.surplusNotice')
    .set({ closedOn: day })
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .execute();
}

/** Why a product may not be sold on, as of a day; undefined where it may. */
export async function resaleBar(tx: Tx, productCode: string, day: BusinessDate): Promise<string | undefined> {
  return (await resaleBars(tx, day)).get(productCode);
}

/** The legal basis of each product that may not be sold on, by its code. */
export async function resaleBars(tx: Tx, day: BusinessDate): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('reference.resaleBar')
    .select(['productCode', 'legalBasis'])
    .where('validFrom', '<=', day)
    .where((where) => where.or([where('validTo', 'is', null), where('validTo', '>', day)]))
    .execute();
  return new Map(rows.map((row) => [row.productCode, row.legalBasis]));
}
