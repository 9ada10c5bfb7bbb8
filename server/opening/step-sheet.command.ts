import * as catalogue from '../catalogue/public.ts';
import * as inventory from '../inventory/public.ts';
import { present } from '../kernel/assert.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { Refusal } from '../kernel/refusal.ts';
import { rupiah } from '../kernel/rupiah.ts';
import * as ledger from '../ledger/public.ts';
import { audit, type Doer, recordedBy } from '../platform/audit/audit.ts';
import { newId } from '../platform/clock.ts';
import type { Tx } from '../platform/db/tx.ts';
import { askApprover } from './ask-approver.command.ts';
import { openingRefusals } from './opening.refusals.ts';
import { insertStep, lockSheet } from './sheet.store.ts';
import {
  type Act,
  askerOf,
  cylinderAccount,
  followsGoods,
  postingsOf,
  type Sheet,
  type SheetLine,
  steps,
} from './sheet.ts';

/** What a loss of goods that nobody can say more of stands on. */
const differenceAccount = '527000';
const entered = 'opening/opening';
const undone = 'opening/reversal';

/**
 * Takes the next step of a sheet. Approving it opens the book on its day, puts the goods on their shelves and posts the balances, in one transaction;
 * reversing it takes all that back. The same step by the same person again changes nothing.
 * @throws opening/not-found, own-sheet, not-yours, not-open-to, goods-gone
 */
export async function stepSheet(
  tx: Tx,
  doer: Doer,
  id: Id<'sheet'>,
  { act, reason = null, today }: { act: Act; reason?: string | null; today: BusinessDate },
): Promise<void> {
  const sheet = await lockSheet(tx, id);
  if (sheet === undefined) throw openingRefusals.notFound({});
  const person = 'userId' in doer ? doer.userId : null;
  const { from, to, by } = steps[act];
  const last = sheet.steps.at(-1);
  if (sheet.stage === to && last?.act === act && last.recordedBy === person && last.reason === reason) return;
  if (sheet.stage !== from) throw openingRefusals.notOpenTo({ stage: sheet.stage });
  const askedBy = askerOf(sheet);
  const isAsker = askedBy === person && person !== null;
  if (by === 'another' && isAsker) throw openingRefusals.ownSheet({});
  if (by === 'himself' && !isAsker) throw openingRefusals.notYours({});
  await insertStep(tx, sheet, { act, to, reason, askedBy, ...recordedBy(doer) });
  await askApprover(tx, doer, sheet, { stage: to, steps: sheet.steps.length + 1, today });
  const { cooperativeId, asOf } = sheet;
  const about = { cooperativeId, detail: { asOf }, ...(reason !== null && { reason }) };
  await audit(tx, doer, auditedAs[act], { kind: 'opening/sheet', id }, about);
  if (act === 'approve') await enter(tx, doer, sheet);
  if (act === 'reverse') await undo(tx, doer, sheet, today);
}

const auditedAs = {
  approve: 'opening/approve-sheet',
  refuse: 'opening/refuse-sheet',
  withdraw: 'opening/withdraw-sheet',
  'ask-reversal': 'opening/ask-reversal',
  'refuse-reversal': 'opening/refuse-reversal',
  reverse: 'opening/reverse-sheet',
} as const satisfies Record<Act, string>;

/** Opens the book and enters what it begins with: goods first, then the book, the order in which everyone takes them. */
async function enter(tx: Tx, doer: Doer, sheet: Sheet): Promise<void> {
  const { id, cooperativeId, asOf, sample } = sheet;
  const source = { kind: entered, id } as const;
  await inventory.lockStock(tx, cooperativeId);
  await ledger.openBook(tx, doer, cooperativeId, asOf, sample);
  const postedOn = await ledger.postingDay(tx, cooperativeId, asOf);
  const supplierId = await supplierPlace(tx, cooperativeId);
  await inventory.moveStock(
    tx,
    doer,
    cooperativeId,
    sheet.stock.map(({ placeId, ...line }) => ({
      ...{ id: newId<'move'>(), ...line, fromPlaceId: supplierId, toPlaceId: placeId, occurredOn: asOf, source },
    })),
    { as: 'fact', postedOn, sample },
  );
  await inventory.moveCylinders(
    tx,
    doer,
    cooperativeId,
    sheet.cylinders.map(({ sizeKg10, ownerId, state, qty, valueIdr }) => ({
      ...({ act: 'enter', state, sizeKg10, qty, occurredOn: asOf, source } as const),
      ...(ownerId === null ? { valueIdr } : { ownerId }),
    })),
    { as: 'fact', sample },
  );
  await post(tx, doer, sheet, {
    ...{ source, occurredOn: asOf, description: 'Saldo awal' },
    lines: postingsOf(sheet, await stockAccounts(tx, sheet)),
  });
}

/** Takes goods and balances back; what the goods are worth today and were not then stands on the account of differences. */
async function undo(tx: Tx, doer: Doer, sheet: Sheet, today: BusinessDate): Promise<void> {
  const { id, cooperativeId, sample } = sheet;
  const source = { kind: undone, id } as const;
  await inventory.lockStock(tx, cooperativeId);
  const postedOn = await ledger.postingDay(tx, cooperativeId, today);
  const supplierId = await supplierPlace(tx, cooperativeId);
  const moves = sheet.stock.map(({ itemId, placeId, qtyBase }) => ({
    ...{ id: newId<'move'>(), itemId, qtyBase, fromPlaceId: placeId, toPlaceId: supplierId, occurredOn: today, source },
  }));
  const as = 'intention' as const;
  const moved = await inventory.moveStock(tx, doer, cooperativeId, moves, { as, postedOn, sample }).catch(goodsGone);
  const left = await inventory
    .moveCylinders(
      tx,
      doer,
      cooperativeId,
      sheet.cylinders.map(({ sizeKg10, ownerId, state, qty }) => ({
        ...({ act: 'leave', state, sizeKg10, qty, occurredOn: today, source } as const),
        ...(ownerId !== null && { ownerId }),
      })),
      { as, sample },
    )
    .catch(goodsGone);
  const accounts = await stockAccounts(tx, sheet);
  const out = new Map<string, number>();
  const add = (code: string, amount: number) => out.set(code, (out.get(code) ?? 0) + amount);
  for (const { itemId, valueIdr } of moved) add(accounts.get(itemId) ?? '', -valueIdr);
  for (const { outIdr } of left) add(cylinderAccount, -outIdr);
  const others = postingsOf(sheet, accounts).filter(({ accountCode }) => !followsGoods(accountCode));
  const lines = [
    ...others.map((line) => ({ ...line, amountIdr: rupiah(-line.amountIdr) })),
    ...[...out].map(([accountCode, amount]) => ({ accountCode, amountIdr: rupiah(amount), partyId: null })),
  ].filter(({ amountIdr }) => amountIdr !== 0);
  const difference = rupiah(-lines.reduce((sum, { amountIdr }) => sum + amountIdr, 0));
  const whole =
    difference === 0 ? lines : [...lines, { accountCode: differenceAccount, amountIdr: difference, partyId: null }];
  const original = await ledger.findJournalOf(tx, cooperativeId, { kind: entered, id });
  await post(tx, doer, sheet, {
    ...{ source, occurredOn: today, description: 'Pembatalan saldo awal', lines: whole },
    ...(original !== undefined && { reversesId: original }),
  });
}

interface Entry {
  readonly source: { readonly kind: `${string}/${string}`; readonly id: string };
  readonly occurredOn: BusinessDate;
  readonly description: string;
  readonly reversesId?: Id<'journal'>;
  readonly lines: readonly SheetLine[];
}

/** A sheet with nothing on it opens a book and posts nothing. */
async function post(tx: Tx, doer: Doer, sheet: Sheet, { lines, ...entry }: Entry): Promise<void> {
  if (lines.length === 0) return;
  const { cooperativeId, evidence, sample } = sheet;
  const postings = lines.map(({ partyId, ...line }) => ({ ...line, ...(partyId !== null && { partyId }) }));
  const journal = { id: newId<'journal'>(), cooperativeId, evidence, sample, postings, ...entry };
  await ledger.postJournals(tx, doer, [journal]);
}

async function supplierPlace(tx: Tx, cooperativeId: Id<'cooperative'>): Promise<Id<'place'>> {
  const places = await inventory.placesOf(tx, cooperativeId);
  return present(
    places.find(({ kind }) => kind === 'supplier'),
    'where goods come from',
  ).id;
}

async function stockAccounts(tx: Tx, { stock }: Sheet): Promise<Map<string, string>> {
  const items = await catalogue.itemsById(tx, [...new Set(stock.map(({ itemId }) => itemId))]);
  return new Map([...items].map(([itemId, { stockAccount }]) => [itemId, stockAccount]));
}

/** @throws opening/goods-gone in the place of what the shelves say */
function goodsGone(error: unknown): never {
  const isShort =
    error instanceof Refusal && (error.type === 'inventory/short' || error.type === 'inventory/too-few-cylinders');
  throw isShort ? openingRefusals.goodsGone({}) : error;
}
