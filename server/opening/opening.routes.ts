import * as catalogue from '../catalogue/public.ts';
import * as cooperatives from '../cooperatives/public.ts';
import * as inventory from '../inventory/public.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Id } from '../kernel/ids.ts';
import { id } from '../kernel/ids.ts';
import { pageOf } from '../kernel/page.ts';
import * as ledger from '../ledger/public.ts';
import * as partners from '../partners/public.ts';
import type { Tx } from '../platform/db/tx.ts';
import { handle } from '../platform/http/handle.ts';
import type { Http } from '../platform/http/http.ts';
import { openingRefusals } from './opening.refusals.ts';
import { recordSheet } from './record-sheet.command.ts';
import {
  approveSheetCall,
  askReversalCall,
  getChoicesCall,
  getSheetCall,
  listSheetsCall,
  recordSheetCall,
  refuseReversalCall,
  refuseSheetCall,
  reverseSheetCall,
  withdrawSheetCall,
} from './sheet.schema.ts';
import { findSheet, sheetsWhere } from './sheet.store.ts';
import { actsOpenTo, followsGoods, needsParty, postingsOf, residualAccount } from './sheet.ts';
import { stepSheet } from './step-sheet.command.ts';

export function openingRoutes(http: Http): void {
  handle(http, listSheetsCall, async ({ tx, query }) => pageOf(await sheetsWhere(tx, query), query));
  handle(http, getSheetCall, ({ tx, actor, params }) => sheetShown(tx, actor, params.id));
  handle(http, getChoicesCall, ({ tx, actor, params }) => choicesFor(tx, actor, params.cooperativeId));
  handle(http, recordSheetCall, async ({ tx, actor, body }) => {
    await recordSheet(tx, actor, body, actor);
    return null;
  });
  for (const [call, act] of [
    [approveSheetCall, 'approve'],
    [withdrawSheetCall, 'withdraw'],
    [reverseSheetCall, 'reverse'],
  ] as const)
    handle(http, call, async ({ tx, actor, params }) => {
      await stepSheet(tx, actor, params.id, { act, today: actor.today });
      return null;
    });
  for (const [call, act] of [
    [refuseSheetCall, 'refuse'],
    [askReversalCall, 'ask-reversal'],
    [refuseReversalCall, 'refuse-reversal'],
  ] as const)
    handle(http, call, async ({ tx, actor, params, body }) => {
      await stepSheet(tx, actor, params.id, { act, reason: body.reason, today: actor.today });
      return null;
    });
}

/** A sheet with names in the place of ids. */
async function sheetShown(tx: Tx, actor: Actor, sheetId: Id<'sheet'>) {
  const sheet = await findSheet(tx, sheetId);
  if (sheet === undefined) throw openingRefusals.notFound({});
  const { cooperativeId, asOf, evidence, stage, recordedRole, onBehalf, sample } = sheet;
  const items = await catalogue.itemsById(tx, [...new Set(sheet.stock.map(({ itemId }) => itemId))]);
  const accountOf = new Map([...items].map(([itemId, { stockAccount }]) => [itemId as string, stockAccount]));
  const postings = postingsOf(sheet, accountOf);
  const accounts = new Map(
    (await ledger.accountsToOpenWith(tx, cooperativeId, asOf)).map(({ code, name }) => [code, name]),
  );
  const places = new Map(
    (await inventory.placesOf(tx, cooperativeId)).map((place) => [place.id as string, place.name]),
  );
  const parties = await partyNames(tx, [
    ...postings.flatMap(({ partyId }) => partyId ?? []),
    ...sheet.cylinders.flatMap(({ ownerId }) => ownerId ?? []),
  ]);
  const own = await cooperatives.namesOf(tx, [cooperativeId]);
  return {
    ...{ id: sheetId, asOf, evidence, stage, recordedRole, onBehalf, sample },
    cooperative: { id: cooperativeId, name: own.get(cooperativeId) ?? '' },
    postings: postings.map(({ accountCode, amountIdr, partyId }) => ({
      ...{ accountCode, accountName: accounts.get(accountCode) ?? accountCode, amountIdr },
      party: partyId === null ? null : (parties.get(partyId) ?? null),
    })),
    stock: sheet.stock.map(({ itemId, placeId, qtyBase, valueIdr }) => ({
      ...{ item: items.get(itemId)?.name ?? '', place: places.get(placeId) ?? '', qtyBase, valueIdr },
      baseUnit: items.get(itemId)?.baseUnit ?? '',
    })),
    cylinders: sheet.cylinders.map(({ ownerId, ...line }) => ({
      ...line,
      owner: ownerId === null ? null : (parties.get(ownerId) ?? null),
    })),
    steps: sheet.steps.map(({ recordedBy: _by, ...step }) => step),
    actions: actsOpenTo(sheet, actor),
  };
}

async function partyNames(tx: Tx, partyIds: readonly string[]): Promise<Map<string, string>> {
  const own = await cooperatives.namesOf(
    tx,
    partyIds.map((each) => id<'cooperative'>(each)),
  );
  const others = await partners.namesOf(
    tx,
    partyIds.map((each) => id<'partner'>(each)),
  );
  return new Map<string, string>([...own, ...others]);
}

async function choicesFor(tx: Tx, actor: Actor, cooperativeId: Id<'cooperative'>) {
  const own = await cooperatives.namesOf(tx, [cooperativeId]);
  const name = own.get(cooperativeId);
  if (name === undefined) throw openingRefusals.cooperativeNotFound({});
  const book = await ledger.findBook(tx, cooperativeId);
  const accounts = await ledger.accountsToOpenWith(tx, cooperativeId, book?.openedOn ?? actor.today);
  const items = await catalogue.itemsOf(tx, cooperativeId);
  const partnerships = await partners.partnershipsOn(tx, actor.today, { cooperativeId });
  const parties = new Map(partnerships.map(({ partner }) => [partner.id as string, partner.name]));
  return {
    cooperative: { id: cooperativeId, name },
    openedOn: book?.openedOn ?? null,
    accounts: accounts
      .filter(({ code }) => !followsGoods(code) && code !== residualAccount)
      .map((account) => ({ ...account, needsParty: needsParty(account.code) })),
    items: items.map(({ id: itemId, name: item, baseUnit }) => ({ id: itemId, name: item, baseUnit })),
    places: (await inventory.shelvesOf(tx, [cooperativeId])).map(({ id: placeId, name: place }) => ({
      id: placeId,
      name: place,
    })),
    parties: [...parties].map(([partyId, party]) => ({ id: partyId, name: party })),
  };
}
