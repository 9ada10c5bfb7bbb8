import { type Insertable, sql } from 'kysely';
import * as catalogue from '../../catalogue/public.ts';
import * as cooperatives from '../../cooperatives/public.ts';
import { present } from '../../kernel/assert.ts';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import { countedMax, type Page } from '../../kernel/page.ts';
import { beyond } from '../../platform/db/day-cursor.ts';
import { onConstraint } from '../../platform/db/outage.ts';
import type {
  InventoryArrival,
  InventoryArrivalLine,
  InventoryTransfer,
  InventoryTransferLine,
} from '../../platform/db/schema.generated.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { inventoryRefusals } from '../inventory.refusals.ts';
import { zeroId } from '../move.ts';
import type { TransferShown } from './transfer.schema.ts';

type LineRow = Omit<Insertable<InventoryTransferLine>, 'regencyId' | 'transferId' | 'cooperativeId'>;

/** @throws inventory/id-reused */
export async function insertTransfer(
  tx: Tx,
  transfer: Omit<Insertable<InventoryTransfer>, 'regencyId'>,
  lines: readonly LineRow[],
): Promise<void> {
  const { regencyId } = tx;
  const { id: transferId, cooperativeId } = transfer;
  await tx
    .insertInto('inventory.transfer')
    .values({ ...transfer, regencyId })
    .execute()
    .catch(onConstraint({ transfer_pk: () => inventoryRefusals.idReused({ id: transferId }) }));
  await tx
    .insertInto('inventory.transferLine')
    .values(lines.map((line) => ({ ...line, regencyId, transferId, cooperativeId })))
    .execute();
}

/** @throws inventory/id-reused, ended */
export async function insertArrival(
  tx: Tx,
  arrival: Omit<Insertable<InventoryArrival>, 'regencyId'>,
  lines: readonly Omit<Insertable<InventoryArrivalLine>, 'regencyId' | 'arrivalId' | 'cooperativeId'>[],
): Promise<void> {
  const { regencyId } = tx;
  const { id: arrivalId, cooperativeId } = arrival;
  await tx
    .insertInto('inventory.arrival')
    .values({ ...arrival, regencyId })
    .execute()
    .catch(
      onConstraint({
        arrival_pk: () => inventoryRefusals.idReused({ id: arrivalId }),
        arrival_once: () => inventoryRefusals.ended({}),
      }),
    );
  await tx
    .insertInto('inventory.arrivalLine')
    .values(lines.map((line) => ({ ...line, regencyId, arrivalId, cooperativeId })))
    .execute();
}

export interface Transfer {
  readonly id: Id<'transfer'>;
  readonly cooperativeId: Id<'cooperative'>;
  readonly number: string;
  readonly driver: string | null;
  readonly toPlaceId: Id<'place'>;
  readonly happenedOn: BusinessDate;
  readonly sample: boolean;
  readonly hasArrived: boolean;
}

export async function findTransfer(tx: Tx, id: Id<'transfer'>): Promise<Transfer | undefined> {
  const { rows } = await sql<Transfer>`
    select t.id, t.cooperative_id, t.number, t.driver, t.to_place_id, t.happened_on, t.sample,
      exists (select from inventory.arrival as a where a.regency_id = t.regency_id and a.transfer_id = t.id) as has_arrived
    from inventory.transfer as t where t.regency_id = ${tx.regencyId} and t.id = ${id}
  `.execute(tx);
  return rows[0];
}

export interface SentLine {
  readonly seq: number;
  readonly itemId: Id<'item'>;
  readonly batchId: string;
  readonly ownerId: string;
  readonly qtyBase: number;
}

export async function linesSent(tx: Tx, transferId: Id<'transfer'>): Promise<SentLine[]> {
  const { rows } = await sql<SentLine>`
    select seq, item_id, batch_id, owner_id, qty_base from inventory.transfer_line
    where regency_id = ${tx.regencyId} and transfer_id = ${transferId} order by seq
  `.execute(tx);
  return rows;
}

interface ListedRow extends Omit<TransferShown, 'cooperative' | 'from' | 'to' | 'lines'> {
  readonly lines: readonly Omit<TransferShown['lines'][number], 'itemName' | 'baseUnit'>[];
  readonly cooperativeId: Id<'cooperative'>;
  readonly fromId: Id<'place'>;
  readonly fromName: string;
  readonly toId: Id<'place'>;
  readonly toName: string;
}

/** A page of what was carried, set aside and written off, the latest first; of what is on its way alone, where asked. */
export async function transfersPage(
  tx: Tx,
  asked: { cooperativeId?: Id<'cooperative'>; onTheWay?: boolean; after?: string; limit?: number },
): Promise<Page<TransferShown>> {
  const { limit = 50, cooperativeId } = asked;
  const own = cooperativeId === undefined ? sql`true` : sql`t.cooperative_id = ${cooperativeId}`;
  const open =
    asked.onTheWay === true
      ? sql`t.driver is not null and not exists (
          select from inventory.arrival as a where a.regency_id = t.regency_id and a.transfer_id = t.id)`
      : sql`true`;
  const before = beyond(asked.after, { day: 't.happenedOn', id: 't.id' }, 'desc');
  const from = (rest: typeof before) =>
    sql`from inventory.transfer as t where t.regency_id = ${tx.regencyId} and ${own} and ${open} and ${rest}`;
  const { rows } = await sql<ListedRow>`
    select t.id, t.number, t.cooperative_id, t.purpose, t.from_place_id as from_id, f.name as from_name, t.to_place_id as to_id, p.name as to_name,
      t.driver, t.reason, t.happened_on, case when t.driver is null then t.happened_on else a.arrived_on end as arrived_on,
      t.value_idr + coalesce(a.missing_idr, 0) as loss_idr, t.sample, lines.lines
    from (select t.* ${from(before)} order by t.happened_on desc, t.id desc limit ${limit + 1}) as t
    join inventory.place as f on f.regency_id = t.regency_id and f.id = t.from_place_id
    join inventory.place as p on p.regency_id = t.regency_id and p.id = t.to_place_id
    left join inventory.arrival as a on a.regency_id = t.regency_id and a.transfer_id = t.id
    cross join lateral (
      select jsonb_agg(jsonb_build_object('seq', l.seq, 'itemId', l.item_id, 'batch', b.label,
        'qtyBase', l.qty_base, 'arrivedBase', al.arrived_base, 'damagedBase', al.damaged_base) order by l.seq) as lines
      from inventory.transfer_line as l
      left join inventory.batch as b on b.regency_id = l.regency_id and b.id = nullif(l.batch_id, ${zeroId}::uuid)
      left join inventory.arrival_line as al on al.regency_id = l.regency_id and al.arrival_id = a.id and al.seq = l.seq
      where l.regency_id = t.regency_id and l.transfer_id = t.id
    ) as lines
    order by t.happened_on desc, t.id desc
  `.execute(tx);
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::integer as total from (select ${from(sql`true`)} limit ${countedMax + 1}) as counted
  `.execute(tx);
  const page = rows.slice(0, limit);
  const names = await cooperatives.namesOf(tx, [...new Set(page.map((row) => row.cooperativeId))]);
  const items = await catalogue.itemsById(tx, [
    ...new Set(page.flatMap((row) => row.lines.map((line) => line.itemId))),
  ]);
  const last = page.at(-1);
  return {
    rows: page.map(({ cooperativeId: of, fromId, fromName, toId, toName, lines, ...row }) => ({
      ...row,
      lines: lines.map((line) => {
        const { name, baseUnit } = present(items.get(line.itemId), 'an item that was carried');
        return { ...line, itemName: name, baseUnit };
      }),
      cooperative: { id: of, name: names.get(of) ?? '' },
      ...{ from: { id: fromId, name: fromName }, to: { id: toId, name: toName } },
    })),
    next: last && rows.length > limit ? `${last.happenedOn}.${last.id}` : null,
    total: counted[0]?.total ?? 0,
  };
}
