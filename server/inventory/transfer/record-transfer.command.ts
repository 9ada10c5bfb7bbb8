import * as catalogue from '../../catalogue/public.ts';
import { present } from '../../kernel/assert.ts';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import { rupiah } from '../../kernel/rupiah.ts';
import * as ledger from '../../ledger/public.ts';
import { audit, type Doer, recordedBy } from '../../platform/audit/audit.ts';
import { newId } from '../../platform/clock.ts';
import { meetSent } from '../../platform/db/meet-sent.ts';
import { nextNumber } from '../../platform/db/next-number.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { pickBatches } from '../batch.store.ts';
import { differencePostings } from '../difference.ts';
import { inventoryRefusals } from '../inventory.refusals.ts';
import { isHeld, type MoveAsked, type Moved, type PlaceKind, zeroId } from '../move.ts';
import { moveStock } from '../move-stock.command.ts';
import type { Picked } from '../pick-batches.ts';
import { findPlace, lockStock, type Place, placesOf } from '../stock.store.ts';
import type { NewDisposal, NewTransfer } from './transfer.schema.ts';
import { insertTransfer } from './transfer.store.ts';

type Purpose = 'transfer' | 'set_aside' | 'put_back' | 'disposal';
type Line = NewTransfer['lines'][number];

interface When {
  readonly today: BusinessDate;
  readonly sample?: boolean;
}

/** What carrying goods is for follows from where they go. */
function purposeOf(from: PlaceKind, to: PlaceKind): Purpose {
  if (to === 'quarantine' || to === 'damaged') return 'set_aside';
  return from === 'quarantine' || from === 'damaged' ? 'put_back' : 'transfer';
}

/**
 * Carries goods to another place of the cooperative, sets them aside or puts them back. An intention: what is not there is refused, and of what
 * expires the first to expire goes. With a driver they are on their way until they arrive. Idempotent on its id.
 * @throws inventory/unknown-place, unknown-item, unknown-batch, unit-differs, id-reused, in-future, short, same-place, reason-missing
 */
export async function recordTransfer(tx: Tx, doer: Doer, given: NewTransfer, when: When): Promise<void> {
  const { driver, reason, ...rest } = given;
  const [from, to] = [await findPlace(tx, given.fromPlaceId), await findPlace(tx, given.toPlaceId)];
  if (from === undefined || to === undefined || !isCarried(from) || !isCarried(to))
    throw inventoryRefusals.unknownPlace({});
  if (from.cooperativeId !== to.cooperativeId) throw inventoryRefusals.unknownPlace({});
  if (from.id === to.id) throw inventoryRefusals.samePlace({});
  const purpose = purposeOf(from.kind, to.kind);
  if (purpose !== 'transfer' && reason === undefined) throw inventoryRefusals.reasonMissing({});
  await carry(tx, doer, { given, paper: { ...rest, reason, driver, purpose }, from, to, ...when });
}

/**
 * Writes goods off: they leave the stock at what they are worth, and that is a loss in the book. Idempotent on its id.
 * @throws inventory/unknown-place, unknown-item, unknown-batch, unit-differs, id-reused, in-future, short; ledger/no-book, unknown-account
 */
export async function dispose(tx: Tx, doer: Doer, given: NewDisposal, when: When): Promise<void> {
  const from = await findPlace(tx, given.fromPlaceId);
  if (from === undefined || !isCarried(from)) throw inventoryRefusals.unknownPlace({});
  const places = await placesOf(tx, from.cooperativeId);
  const to = present(
    places.find(({ kind }) => kind === 'disposed'),
    'where disposed goods go',
  );
  const paper = { ...given, driver: undefined, purpose: 'disposal' } as const;
  await carry(tx, doer, { given, paper, from, to, ...when });
}

/** What is on its way is with its driver, and nowhere else to be taken from. */
function isCarried({ kind }: Place): boolean {
  return isHeld(kind) && kind !== 'in_transit';
}

interface Carried extends When {
  readonly given: NewTransfer | NewDisposal;
  readonly paper: Omit<NewDisposal, 'reason'> & {
    readonly reason: string | undefined;
    readonly driver: string | undefined;
    readonly purpose: Purpose;
  };
  readonly from: Place & { readonly cooperativeId: Id<'cooperative'> };
  readonly to: Place;
}

async function carry(tx: Tx, doer: Doer, { given, paper, from, to, today, sample = false }: Carried): Promise<void> {
  const { cooperativeId } = from;
  const { id, purpose, happenedOn, driver = null, reason = null } = paper;
  if (happenedOn > today) throw inventoryRefusals.inFuture({});
  await lockStock(tx, cooperativeId);
  const { met, contentHash } = await meetSent(tx, 'inventory.transfer', given);
  if (met === 'other') throw inventoryRefusals.idReused({ id });
  if (met === 'same') return;
  const items = await checkedItems(tx, cooperativeId, paper.lines);
  const lines = await pickedLines(tx, from.id, paper.lines, {
    on: today,
    as: purpose === 'transfer' ? 'intention' : 'fact',
  });
  const toPlaceId = driver === null ? to.id : await transitOf(tx, cooperativeId);
  const source = { kind: 'inventory/transfer', id } as const;
  const note = reason === null ? {} : { note: reason };
  const moves = lines.map(
    (line): MoveAsked => ({
      id: newId<'move'>(),
      ...line,
      fromPlaceId: from.id,
      toPlaceId,
      occurredOn: happenedOn,
      source,
      ...note,
    }),
  );
  const isLoss = purpose === 'disposal';
  const postedOn = isLoss ? await ledger.postingDay(tx, cooperativeId, happenedOn) : happenedOn;
  const moved = await moveStock(tx, doer, cooperativeId, moves, { as: 'intention', postedOn, sample });
  const number = await nextNumber(tx, 'inventory.counter', cooperativeId, 'MB', happenedOn);
  const valueIdr = rupiah(moved.reduce((sum, each) => sum + each.valueIdr, 0));
  const about = { cooperativeId, occurredOn: happenedOn, source, evidence: number, sample };
  if (isLoss) await postLoss(tx, doer, { moved, items, about, description: `Penghapusan barang ${number}: ${reason}` });
  await insertTransfer(
    tx,
    {
      ...{ id, cooperativeId, number, purpose, fromPlaceId: from.id, toPlaceId: to.id, driver, reason, happenedOn },
      ...{ postedOn, valueIdr, contentHash, sample, ...recordedBy(doer) },
    },
    lines.map(({ itemId, batchId = zeroId, ownerId = zeroId, qtyBase }, at) => ({
      ...{ seq: at + 1, itemId, batchId, ownerId, qtyBase },
    })),
  );
  await audit(
    tx,
    doer,
    isLoss ? 'inventory/dispose' : 'inventory/record-transfer',
    { kind: 'inventory/transfer', id },
    { cooperativeId, detail: { number, purpose, from: from.name, to: to.name, lines: lines.length, valueIdr } },
  );
}

/** Books goods that were lost or written off. */
export async function postLoss(
  tx: Tx,
  doer: Doer,
  given: {
    readonly moved: readonly Moved[];
    readonly items: ReadonlyMap<string, catalogue.Item>;
    readonly about: Omit<ledger.Journal, 'id' | 'postings' | 'description'>;
    readonly description: string;
  },
): Promise<void> {
  const { postings } = differencePostings(
    given.moved.map((moved) => ({
      ...{ moved, isGain: false },
      stockAccount: present(given.items.get(moved.itemId), 'an item that was moved').stockAccount,
    })),
  );
  const { about, description } = given;
  const journal = { id: newId<'journal'>(), ...about, description: description.slice(0, 200), postings };
  await ledger.postJournals(tx, doer, postings.length === 0 ? [] : [journal]);
}

async function transitOf(tx: Tx, cooperativeId: Id<'cooperative'>): Promise<Id<'place'>> {
  const places = await placesOf(tx, cooperativeId);
  return present(
    places.find(({ kind }) => kind === 'in_transit'),
    'where goods on their way are',
  ).id;
}

async function checkedItems(
  tx: Tx,
  cooperativeId: string,
  lines: readonly Line[],
): Promise<Map<string, catalogue.Item>> {
  const items = await catalogue.itemsById(tx, [...new Set(lines.map(({ itemId }) => itemId))]);
  for (const [at, { itemId, baseUnit }] of lines.entries()) {
    const item = items.get(itemId);
    if (item === undefined || item.cooperativeId !== cooperativeId) throw inventoryRefusals.unknownItem({});
    if (item.baseUnit !== baseUnit) throw inventoryRefusals.unitDiffers({ line: at + 1, unit: item.baseUnit });
  }
  return items;
}

/** The lines by batch and owner; a batch that is named is taken as it is named. */
async function pickedLines(
  tx: Tx,
  placeId: Id<'place'>,
  lines: readonly Line[],
  how: { on: BusinessDate; as: 'fact' | 'intention' },
): Promise<Picked[]> {
  const open = lines.filter(({ batchId }) => batchId === undefined);
  const picked = await pickBatches(tx, placeId, open, how);
  const parts = new Map(open.map((line, at) => [line, picked[at] ?? []]));
  return lines.flatMap((line) => {
    const { itemId, batchId, qtyBase } = line;
    return batchId === undefined ? (parts.get(line) ?? []) : [{ itemId, batchId, qtyBase }];
  });
}
