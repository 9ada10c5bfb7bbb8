import { isDeepStrictEqual } from 'node:util';
import * as catalogue from '../catalogue/public.ts';
import * as cooperatives from '../cooperatives/public.ts';
import * as inventory from '../inventory/public.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import { id } from '../kernel/ids.ts';
import type { Refusal } from '../kernel/refusal.ts';
import * as ledger from '../ledger/public.ts';
import * as partners from '../partners/public.ts';
import { audit, type Doer, recordedBy } from '../platform/audit/audit.ts';
import { insertOnce } from '../platform/db/insert-once.ts';
import { onConstraint } from '../platform/db/outage.ts';
import type { Tx } from '../platform/db/tx.ts';
import { askApprover } from './ask-approver.command.ts';
import { openingRefusals } from './opening.refusals.ts';
import type { NewSheet } from './sheet.schema.ts';
import { findSheet, insertLines } from './sheet.store.ts';
import { followsGoods, needsParty } from './sheet.ts';

/**
 * Puts down what a cooperative has and owes on the day its book begins. Nothing is posted before another person approves it. Idempotent on `sheet.id`.
 * @throws opening/cooperative-not-found, id-reused, another-stands, in-future, other-day, unknown-account, kept-by-goods, party-missing, unknown-party,
 *   unknown-item, unknown-place, borrowed-has-value, twice
 */
export async function recordSheet(
  tx: Tx,
  doer: Doer,
  sheet: NewSheet,
  known: { today: BusinessDate; sample?: boolean },
): Promise<void> {
  const { cooperativeId, asOf } = sheet;
  if (!(await cooperatives.cooperativeExists(tx, cooperativeId))) throw openingRefusals.cooperativeNotFound({});
  if (asOf > known.today) throw openingRefusals.inFuture({ today: known.today });
  const book = await ledger.findBook(tx, cooperativeId);
  if (book !== undefined && book.openedOn !== asOf) throw openingRefusals.otherDay({ openedOn: book.openedOn });
  const fault = twiceIn(sheet) ?? (await accountFault(tx, sheet)) ?? (await goodsFault(tx, sheet));
  if (fault !== undefined) throw fault;
  const { evidence } = sheet;
  const head = { id: sheet.id, cooperativeId, asOf, evidence, sample: known.sample ?? false, ...recordedBy(doer) };
  const met = await insertOnce(tx, 'opening.sheet', head).catch(
    onConstraint({ sheet_one_at_a_time: () => openingRefusals.anotherStands({}) }),
  );
  if (met !== 'nothing') {
    if (met === 'other' || !(await saysTheSame(tx, sheet))) throw openingRefusals.idReused({ id: sheet.id });
    return;
  }
  await insertLines(tx, sheet);
  if ('userId' in doer) await askApprover(tx, doer, head, { stage: 'proposed', steps: 0, today: known.today });
  const detail = { asOf, lines: sheet.lines.length, goods: sheet.stock.length, cylinders: sheet.cylinders.length };
  await audit(tx, doer, 'opening/record-sheet', { kind: 'opening/sheet', id: sheet.id }, { cooperativeId, detail });
}

function twiceIn({ lines, stock, cylinders }: NewSheet): Refusal | undefined {
  const keys = [
    ...lines.map(({ accountCode, partyId = '' }) => `${accountCode} ${partyId}`),
    ...stock.map(({ itemId, placeId }) => `${itemId} ${placeId}`),
    ...cylinders.map(({ sizeKg10, ownerId = '', state }) => `${sizeKg10} ${ownerId} ${state}`),
  ];
  return new Set(keys).size < keys.length ? openingRefusals.twice({}) : undefined;
}

async function accountFault(tx: Tx, { cooperativeId, asOf, lines, cylinders }: NewSheet): Promise<Refusal | undefined> {
  const accounts = await ledger.accountsToOpenWith(tx, cooperativeId, asOf);
  const codes = new Set(accounts.map(({ code }) => code));
  for (const { accountCode: code, partyId } of lines) {
    if (followsGoods(code)) return openingRefusals.keptByGoods({ code });
    if (!codes.has(code)) return openingRefusals.unknownAccount({ code });
    if (needsParty(code) && partyId === undefined) return openingRefusals.partyMissing({ code });
  }
  if (cylinders.some(({ ownerId, valueIdr }) => ownerId !== undefined && valueIdr > 0))
    return openingRefusals.borrowedHasValue({});
  const owners = cylinders.flatMap(({ ownerId }) => ownerId ?? []);
  const parties = [...new Set(lines.flatMap(({ partyId }) => partyId ?? []))];
  const others = await partners.namesOf(tx, [...owners, ...parties.map((each) => id<'partner'>(each))]);
  const neighbours = await cooperatives.namesOf(
    tx,
    parties.map((each) => id<'cooperative'>(each)),
  );
  const isKnown = (each: string) => others.has(each) || neighbours.has(each);
  return parties.every(isKnown) && owners.every((each) => others.has(each))
    ? undefined
    : openingRefusals.unknownParty({});
}

async function goodsFault(tx: Tx, { cooperativeId, stock }: NewSheet): Promise<Refusal | undefined> {
  if (stock.length === 0) return undefined;
  const items = await catalogue.itemsById(tx, [...new Set(stock.map(({ itemId }) => itemId))]);
  if (stock.some(({ itemId }) => items.get(itemId)?.cooperativeId !== cooperativeId))
    return openingRefusals.unknownItem({});
  const shelves = new Set<string>((await inventory.shelvesOf(tx, [cooperativeId])).map((shelf) => shelf.id));
  return stock.every(({ placeId }) => shelves.has(placeId)) ? undefined : openingRefusals.unknownPlace({});
}

async function saysTheSame(tx: Tx, sheet: NewSheet): Promise<boolean> {
  const there = await findSheet(tx, sheet.id);
  const { lines, stock, cylinders } = sheet;
  const given = {
    lines: lines.map((line) => ({ ...line, partyId: line.partyId ?? null })),
    stock,
    cylinders: cylinders.map((line) => ({ ...line, ownerId: line.ownerId ?? null })),
  };
  return isDeepStrictEqual(
    { lines: there?.lines, stock: there?.stock, cylinders: there?.cylinders },
    JSON.parse(JSON.stringify(given)),
  );
}
