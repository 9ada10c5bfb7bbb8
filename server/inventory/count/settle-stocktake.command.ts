import * as catalogue from '../../catalogue/public.ts';
import type { Actor } from '../../kernel/actor.ts';
import { present } from '../../kernel/assert.ts';
import type { Id } from '../../kernel/ids.ts';
import { rupiah } from '../../kernel/rupiah.ts';
import * as ledger from '../../ledger/public.ts';
import { audit } from '../../platform/audit/audit.ts';
import { newId } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { differencePostings } from '../difference.ts';
import { inventoryRefusals } from '../inventory.refusals.ts';
import { lotOf, type MoveAsked } from '../move.ts';
import { moveStock } from '../move-stock.command.ts';
import { lockStock, placesOf } from '../stock.store.ts';
import { stopAsking } from './ask-next.command.ts';
import { compareCounts, differenceOf } from './compare-counts.ts';
import {
  type CountedRow,
  countedOf,
  endStocktake,
  findStocktake,
  insertStocktakeLines,
  type Stocktake,
} from './count.store.ts';

type Approver = Pick<Actor, 'userId' | 'grantId' | 'role' | 'onBehalf' | 'today'>;

/**
 * Accepts what was agreed: each difference moves to or from lost and found and into the book, in one transaction. Nobody accepts what he counted.
 * @throws inventory/not-found, ended, not-agreed, own-count; ledger/no-book, unknown-account
 */
export async function settleStocktake(tx: Tx, actor: Approver, id: Id<'stocktake'>): Promise<void> {
  const stocktake = await lockOpen(tx, id);
  const { cooperativeId, number, sample } = stocktake;
  const rows = await countedOf(tx, [id]);
  const agreed = compareCounts(rows).map(({ agreed: line }) => {
    if (line === undefined) throw inventoryRefusals.notAgreed({});
    return line;
  });
  if (rows.some(({ person }) => person === actor.userId)) throw inventoryRefusals.ownCount({});
  const differing = agreed.filter((line) => differenceOf(line) !== 0);
  const occurredOn = present(
    rows
      .map(({ countedOn }) => countedOn)
      .toSorted()
      .at(-1),
    'a count',
  );
  const postedOn = differing.length === 0 ? null : await ledger.postingDay(tx, cooperativeId, occurredOn);
  const how = postedOn === null ? {} : { postedOn };
  const moves = await movesOf(tx, stocktake, differing);
  const moved = await moveStock(tx, actor, cooperativeId, moves, { as: 'fact', ...how, sample });
  const items = await catalogue.itemsById(tx, [...new Set(moves.map(({ itemId }) => itemId))]);
  const { postings, gainIdr, lossIdr } = differencePostings(
    moved.map((each, at) => ({
      moved: each,
      isGain: differenceOf(present(differing[at], 'a difference')) > 0,
      stockAccount: present(items.get(each.itemId), 'an item that was counted').stockAccount,
    })),
  );
  const journal = { id: newId<'journal'>(), cooperativeId, occurredOn, evidence: number, postings, sample };
  const told = { source: { kind: 'inventory/stocktake', id }, description: `Selisih stok opname ${number}` } as const;
  await ledger.postJournals(tx, actor, postings.length === 0 ? [] : [{ ...journal, ...told }]);
  const worth = new Map(differing.map((line, at) => [line, moved[at]?.valueIdr]));
  await insertStocktakeLines(
    tx,
    stocktake,
    agreed.map((line) => ({
      ...{ itemId: line.itemId, batchId: line.batchId, ownerId: line.ownerId, countedBase: line.countedBase },
      ...{ bookBase: line.bookBase, differenceBase: differenceOf(line), valueIdr: worth.get(line) ?? rupiah(0) },
    })),
  );
  await endStocktake(tx, id, { outcome: 'settled', postedOn, gainIdr, lossIdr, reason: null, ...endedBy(actor) });
  await stopAsking(tx, actor, stocktake, { on: actor.today, outcome: 'done' });
  const detail = { number, lines: agreed.length, differing: moves.length, gainIdr, lossIdr };
  await audit(tx, actor, 'inventory/settle-stocktake', { kind: 'inventory/stocktake', id }, { cooperativeId, detail });
}

/** Ends counts that lead nowhere; what was counted stays on record and nothing moves. @throws inventory/not-found, ended */
export async function dropStocktake(tx: Tx, actor: Approver, id: Id<'stocktake'>, reason: string): Promise<void> {
  const { cooperativeId, number } = await lockOpen(tx, id);
  await endStocktake(tx, id, {
    ...{ outcome: 'dropped', postedOn: null, gainIdr: rupiah(0), lossIdr: rupiah(0), reason, ...endedBy(actor) },
  });
  await stopAsking(tx, actor, { id }, { on: actor.today, outcome: 'dropped' });
  const about = { cooperativeId, reason, detail: { number } };
  await audit(tx, actor, 'inventory/drop-stocktake', { kind: 'inventory/stocktake', id }, about);
}

async function lockOpen(tx: Tx, id: Id<'stocktake'>): Promise<Stocktake> {
  const seen = await findStocktake(tx, id);
  if (seen === undefined) throw inventoryRefusals.notFound({});
  await lockStock(tx, seen.cooperativeId);
  const stocktake = present(await findStocktake(tx, id), 'a stocktake that was there');
  if (stocktake.outcome !== null) throw inventoryRefusals.ended({});
  return stocktake;
}

function endedBy(actor: Approver) {
  return { endedOn: actor.today, endedBy: actor.userId, endedRole: actor.role };
}

/** One move for each difference, as of the moment of the count that says so. */
async function movesOf(
  tx: Tx,
  { id, cooperativeId, placeId }: Stocktake,
  lines: readonly CountedRow[],
): Promise<MoveAsked[]> {
  const places = await placesOf(tx, cooperativeId);
  const lostFoundId = present(
    places.find(({ kind }) => kind === 'lost_found'),
    'lost and found',
  ).id;
  return lines.map((line) => {
    const difference = differenceOf(line);
    const [fromPlaceId, toPlaceId] = difference < 0 ? [placeId, lostFoundId] : [lostFoundId, placeId];
    return {
      ...{ id: newId<'move'>(), itemId: line.itemId, ...lotOf(line), fromPlaceId, toPlaceId },
      ...{ qtyBase: Math.abs(difference), occurredOn: line.countedOn, occurredAt: line.countedAt },
      source: { kind: 'inventory/stocktake', id },
    };
  });
}
