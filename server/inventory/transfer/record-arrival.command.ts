import * as catalogue from '../../catalogue/public.ts';
import { present } from '../../kernel/assert.ts';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import { rupiah } from '../../kernel/rupiah.ts';
import * as ledger from '../../ledger/public.ts';
import { audit, type Doer, recordedBy } from '../../platform/audit/audit.ts';
import { newId } from '../../platform/clock.ts';
import { meetSent } from '../../platform/db/meet-sent.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { inventoryRefusals } from '../inventory.refusals.ts';
import { lotOf, type MoveAsked, type PlaceKind } from '../move.ts';
import { moveStock } from '../move-stock.command.ts';
import { lockStock, placesOf } from '../stock.store.ts';
import { postLoss } from './record-transfer.command.ts';
import type { NewArrival } from './transfer.schema.ts';
import { findTransfer, insertArrival, linesSent, type SentLine } from './transfer.store.ts';

interface CameLine extends SentLine {
  readonly arrivedBase: number;
  readonly damagedBase: number;
  readonly missingBase: number;
}

/**
 * Records what a driver brought: whole goods to where they were sent, damaged ones aside, and what left and did not come to lost and found and into
 * the book. A line that is not named did not come. Idempotent on its id.
 * @throws inventory/not-found, id-reused, ended, in-future, more-than-sent, unit-differs, line-twice; ledger/no-book, unknown-account
 */
export async function recordArrival(
  tx: Tx,
  doer: Doer,
  transferId: Id<'transfer'>,
  given: NewArrival,
  { today, sample = false }: { today: BusinessDate; sample?: boolean },
): Promise<void> {
  const seen = await findTransfer(tx, transferId);
  if (seen === undefined || seen.driver === null) throw inventoryRefusals.notFound({});
  const { cooperativeId, number } = seen;
  await lockStock(tx, cooperativeId);
  const { met, contentHash } = await meetSent(tx, 'inventory.arrival', given);
  if (met === 'other') throw inventoryRefusals.idReused({ id: given.id });
  if (met === 'same') return;
  const transfer = present(await findTransfer(tx, transferId), 'a transfer that was there');
  if (transfer.hasArrived) throw inventoryRefusals.ended({});
  const { id, arrivedOn, note = null } = given;
  if (arrivedOn > today) throw inventoryRefusals.inFuture({});
  const sent = await linesSent(tx, transferId);
  const items = await catalogue.itemsById(tx, [...new Set(sent.map(({ itemId }) => itemId))]);
  const came = cameOf(sent, given, items);
  const isShort = came.some(({ missingBase }) => missingBase > 0);
  const postedOn = isShort ? await ledger.postingDay(tx, cooperativeId, arrivedOn) : arrivedOn;
  const source = { kind: 'inventory/arrival', id } as const;
  const moves = await movesOf(tx, transfer, came, { source, occurredOn: arrivedOn });
  const moved = await moveStock(tx, doer, cooperativeId, moves, { as: 'fact', postedOn, sample });
  const missing = moved.filter(({ valueIdr }) => valueIdr > 0); // only what leaves the held places has a value
  const about = { cooperativeId, occurredOn: arrivedOn, source, evidence: number, sample };
  await postLoss(tx, doer, {
    moved: missing,
    items,
    about,
    description: `Barang tidak sampai dari pengiriman ${number}`,
  });
  const missingIdr = rupiah(missing.reduce((sum, each) => sum + each.valueIdr, 0));
  await insertArrival(
    tx,
    { id, cooperativeId, transferId, arrivedOn, missingIdr, note, contentHash, sample, ...recordedBy(doer) },
    came.map(({ seq, arrivedBase, damagedBase }) => ({ seq, arrivedBase, damagedBase })),
  );
  await audit(
    tx,
    doer,
    'inventory/record-arrival',
    { kind: 'inventory/transfer', id: transferId },
    { cooperativeId, detail: { number, missingIdr } },
  );
}

function cameOf(sent: readonly SentLine[], given: NewArrival, items: ReadonlyMap<string, catalogue.Item>): CameLine[] {
  const told = new Map<number, NewArrival['lines'][number]>();
  for (const line of given.lines) {
    const { seq, baseUnit, arrivedBase, damagedBase = 0 } = line;
    const of = sent.find((each) => each.seq === seq);
    if (of === undefined || arrivedBase + damagedBase > of.qtyBase) throw inventoryRefusals.moreThanSent({ line: seq });
    const unit = present(items.get(of.itemId), 'an item that was sent').baseUnit;
    if (unit !== baseUnit) throw inventoryRefusals.unitDiffers({ line: seq, unit });
    if (told.has(seq)) throw inventoryRefusals.lineTwice({ line: seq });
    told.set(seq, line);
  }
  return sent.map((line) => {
    const { arrivedBase = 0, damagedBase = 0 } = told.get(line.seq) ?? {};
    return { ...line, arrivedBase, damagedBase, missingBase: line.qtyBase - arrivedBase - damagedBase };
  });
}

async function movesOf(
  tx: Tx,
  transfer: { cooperativeId: Id<'cooperative'>; toPlaceId: Id<'place'> },
  came: readonly CameLine[],
  about: Pick<MoveAsked, 'source' | 'occurredOn'>,
): Promise<MoveAsked[]> {
  const places = await placesOf(tx, transfer.cooperativeId);
  const placeOf = (wanted: PlaceKind) =>
    present(
      places.find(({ kind }) => kind === wanted),
      wanted,
    ).id;
  return came.flatMap((line) =>
    (
      [
        [transfer.toPlaceId, line.arrivedBase],
        [placeOf('damaged'), line.damagedBase],
        [placeOf('lost_found'), line.missingBase],
      ] as const
    )
      .filter(([, qtyBase]) => qtyBase > 0)
      .map(([toPlaceId, qtyBase]) => ({
        ...{ id: newId<'move'>(), itemId: line.itemId, ...lotOf(line), qtyBase, ...about },
        ...{ fromPlaceId: placeOf('in_transit'), toPlaceId },
      })),
  );
}
