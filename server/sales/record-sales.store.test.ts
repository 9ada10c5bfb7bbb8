import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { takeProduct } from '../catalogue/public.ts';
import { moveCylinders, moveStock, placesOf } from '../inventory/public.ts';
import type { Reach } from '../kernel/actor.ts';
import { businessDate } from '../kernel/business-date.ts';
import { type Id, id, regencyId } from '../kernel/ids.ts';
import { rupiah } from '../kernel/rupiah.ts';
import { balanceWith } from '../ledger/public.ts';
import { addAgreement } from '../partners/public.ts';
import { newId } from '../platform/clock.ts';
import { testDatabase } from '../platform/db/testing/test-database.ts';
import type { Tx } from '../platform/db/tx.ts';
import { recordSales, type SaleDraft } from './public.ts';
import { reverseSale } from './reverse-sale.command.ts';
import { machine, outlet, today } from './testing/outlet.ts';

const database = testDatabase();
const city: Reach = { regencyId: regencyId(9231), scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] };

async function balances(tx: Tx, cooperativeId: Id<'cooperative'>) {
  const { rows } = await sql<{ accountCode: string; idr: number }>`
    select account_code, sum(debit_idr - credit_idr)::bigint as idr from ledger.balance
    where regency_id = ${tx.regencyId} and cooperative_id = ${cooperativeId} group by 1 order by 1
  `.execute(tx);
  return Object.fromEntries(rows.map((row) => [row.accountCode, row.idr]));
}

describe('a sale is recorded once, in stock and book at the same time', () => {
  test('money in, goods out at what they cost; members and others apart', async () => {
    await database.rolledBack(city, async (tx) => {
      const { cooperativeId, draft } = await outlet(tx);
      const sold = [draft({}, 2), draft({ buyer: 'member', accountCode: '112100' })];
      const outcomes = await recordSales(tx, machine, sold, { today });
      expect(outcomes).toMatchObject([
        { recorded: { number: 'PJ/2025/0001', totalIdr: 130_000, postedOn: today, flags: [] } },
        { recorded: { number: 'PJ/2025/0002', totalIdr: 65_000, flags: [] } },
      ]);
      expect(await balances(tx, cooperativeId)).toEqual({
        ...{ '111000': 130_000, '112100': 65_000, '411000': -65_000, '412000': -130_000 },
        ...{ '114101': -169_500, '511000': 56_500, '512000': 113_000 },
      });
      expect(await recordSales(tx, machine, sold, { today }), 'sent twice').toEqual(outcomes);
      expect((await balances(tx, cooperativeId))['111000'], 'done once').toBe(130_000);
    });
  });

  test('one outcome a draft, in order: what is wrong with one harms no other', async () => {
    await database.rolledBack(city, async (tx) => {
      const { draft, itemId, packId } = await outlet(tx);
      const good = draft();
      const line = { itemId, packId, qtyPacks: 2, qtyBase: 2, priceIdr: rupiah(65_000) };
      const drafts = [
        draft({ lines: [line] }),
        good,
        { ...good, accountCode: '112100' },
        good,
        draft({ soldOn: businessDate('2025-11-28') }),
        draft({ placeId: newId<'place'>() }),
        draft({ accountCode: '411000' }),
        draft({ cooperativeId: newId<'cooperative'>() }),
        draft({ lines: [{ ...line, packId: newId<'pack'>() }] }),
        draft(),
      ];
      const outcomes = await recordSales(tx, machine, drafts, { today });
      const told = outcomes.map((each) => ('refused' in each ? each.refused.type : each.recorded.number));
      expect(told).toEqual([
        ...[
          'sales/other-unit',
          'PJ/2025/0001',
          'sales/id-reused',
          'PJ/2025/0001',
          'sales/in-future',
          'sales/place-not-found',
        ],
        ...['sales/account-not-found', 'sales/cooperative-not-found', 'sales/item-not-found', 'PJ/2025/0002'],
      ]);
      expect(outcomes[0]).toMatchObject({
        refused: { data: { line: 1, qtyPacks: 2, pack: 'karung 5 kg', expectedBase: 10_000, unit: 'gram' } },
      });
    });
  });
});

describe('a fact is recorded and flagged (domain 6.2)', () => {
  test('above the ceiling, and not as the list has it', async () => {
    await database.rolledBack(city, async (tx) => {
      const { draft, itemId, packId } = await outlet(tx);
      await sql`insert into catalogue.trade_rule (regency_id, id, commodity_code, kind, price_idr, legal_basis, valid_from, recorded_role)
        values (${tx.regencyId}, ${newId()}, 'rice-sphp-5kg', 'ceiling', 65500, 'surat Bapanas 173/2025', '2025-07-01', 'machine')`.execute(
        tx,
      );
      const at = (idr: number) =>
        draft({ lines: [{ itemId, packId, qtyPacks: 1, qtyBase: 5000, priceIdr: rupiah(idr) }] });
      expect(await recordSales(tx, machine, [at(65_500), at(65_501)], { today })).toMatchObject([
        { recorded: { flags: ['off-list'] } },
        { recorded: { flags: ['above-ceiling', 'off-list'] } },
      ]);
    });
  });

  test('more than one buyer may take in a day: 2 sacks are allowed, the third is flagged, the next day begins anew', async () => {
    await database.rolledBack(city, async (tx) => {
      const { draft } = await outlet(tx, 20);
      const buyerId = newId<'member'>();
      const yesterday = businessDate('2025-11-26');
      const flags = async (...drafts: SaleDraft[]) =>
        (await recordSales(tx, machine, drafts, { today })).map((each) => 'recorded' in each && each.recorded.flags);
      expect(await flags(draft({ buyerId, soldOn: yesterday }, 2), draft({ buyerId }, 2), draft({ buyerId }))).toEqual([
        ...[[], [], ['over-limit']],
      ]);
      expect(await flags(draft({ buyerId })), 'also in another request').toEqual([['over-limit']]);
      expect(await flags(draft({}, 2), draft({}, 3)), 'an unknown buyer by the purchase').toEqual([[], ['over-limit']]);
    });
  });

  test('what was brought back does not count against the limit, nor in favour of its buyer later', async () => {
    await database.rolledBack(city, async (tx) => {
      const { draft } = await outlet(tx, 20);
      const buyerId = newId<'member'>();
      const flags = async (each: SaleDraft) =>
        (await recordSales(tx, machine, [each], { today })).map((told) => 'recorded' in told && told.recorded.flags);
      const undone = draft({ buyerId, soldOn: businessDate('2025-11-25') }, 2);
      await recordSales(tx, machine, [undone], { today });
      await reverseSale(tx, machine, undone.id, { id: newId<'sale'>(), reversedOn: today, reason: 'kembali' }, today);
      expect(await flags(draft({ buyerId, soldOn: businessDate('2025-11-25') }, 2))).toEqual([[]]);
      expect(await flags(draft({ buyerId }, 3)), 'the third sack, on the day of the reversal').toEqual([
        ['over-limit'],
      ]);
    });
  });

  test('more than the shelf held: lost and found gives the rest at the last average, and waits for a count', async () => {
    await database.rolledBack(city, async (tx) => {
      const { cooperativeId, draft } = await outlet(tx, 1);
      expect(await recordSales(tx, machine, [draft({}, 2)], { today })).toMatchObject([
        { recorded: { flags: ['short'] } },
      ]);
      expect(await balances(tx, cooperativeId)).toEqual({
        ...{ '111000': 130_000, '114101': -56_500, '412000': -130_000, '512000': 113_000, '527000': -56_500 },
      });
    });
  });
});

describe('a sale is undone by another (facts are never edited)', () => {
  test('goods, money and what was short go back, once; book and stock are as they were', async () => {
    await database.rolledBack(city, async (tx) => {
      const { cooperativeId, draft, placeId } = await outlet(tx, 1);
      const sale = draft({}, 2);
      await recordSales(tx, machine, [sale], { today });
      const reversal = { id: newId<'sale'>(), reversedOn: today, reason: 'salah hitung' };
      const answer = await reverseSale(tx, machine, sale.id, reversal, today);
      expect(answer).toMatchObject({ number: 'PJ/2025/0002', totalIdr: -130_000 });
      expect(await reverseSale(tx, machine, sale.id, reversal, today)).toEqual(answer);
      expect(Object.values(await balances(tx, cooperativeId)).filter((idr) => idr !== 0)).toEqual([]);
      const { rows } = await sql<{ placeId: string; qtyBase: number }>`
        select place_id, qty_base from inventory.stock where regency_id = ${tx.regencyId} and qty_base <> 0
      `.execute(tx);
      expect(rows).toEqual([{ placeId, qtyBase: 5000 }]);
      const again = { ...reversal, id: newId<'sale'>() };
      await expect(reverseSale(tx, machine, answer.id, again, today)).rejects.toMatchObject({
        type: 'sales/is-reversal',
      });
      await expect(reverseSale(tx, machine, sale.id, again, businessDate('2025-11-26'))).rejects.toMatchObject({
        type: 'sales/in-future',
      });
      await expect(reverseSale(tx, machine, sale.id, again, today)).rejects.toMatchObject({
        type: 'sales/already-reversed',
      });
    });
  });
});

describe('LPG is sold as a refill (domain 6.3)', () => {
  test('a full cylinder goes out for an empty, the number of them stays; reversed they are as they were', async () => {
    await database.rolledBack(city, async (tx) => {
      const { cooperativeId, draft } = await outlet(tx);
      const [itemId, packId] = [newId<'item'>(), newId<'pack'>()];
      const soldPackId = newId<'pack'>();
      await takeProduct(tx, machine, {
        id: itemId,
        cooperativeId,
        productCode: 'lpg-12kg',
        orderPackId: packId,
        soldPackId,
      });
      const source = { kind: 'uji/saldo', id: newId() } as const;
      const full = { act: 'enter', state: 'full', sizeKg10: 120, qty: 3, occurredOn: today, source } as const;
      await moveCylinders(tx, machine, cooperativeId, [full], { as: 'fact' });
      const cylinders = async () =>
        (
          await sql`select full_qty, empty_qty, lost_found_qty, held_qty from inventory.cylinder_stock where regency_id = ${tx.regencyId}`.execute(
            tx,
          )
        ).rows;
      const gas = (packs: number) =>
        draft({ lines: [{ itemId, packId, qtyPacks: packs, qtyBase: packs, priceIdr: rupiah(202_000) }] });
      const two = gas(2);
      expect(await recordSales(tx, machine, [two, gas(2)], { today })).toMatchObject([
        { recorded: { flags: ['off-list', 'short'] } },
        { recorded: { flags: ['cylinders-short', 'off-list', 'short'] } },
      ]);
      expect(await cylinders()).toEqual([{ fullQty: 0, emptyQty: 4, lostFoundQty: -1, heldQty: 3 }]);
      await reverseSale(tx, machine, two.id, { id: newId<'sale'>(), reversedOn: today, reason: 'uji' }, today);
      expect(await cylinders()).toEqual([{ fullQty: 2, emptyQty: 2, lostFoundQty: -1, heldQty: 3 }]);
    });
  });
});

describe('consigned goods are owed for when they are sold', () => {
  const bulog = id<'partner'>('01980000-0000-7000-8000-000000000001');

  test('at the price agreed for that day, to whom they belonged; reversed, nothing is owed', async () => {
    await database.rolledBack(city, async (tx) => {
      const { cooperativeId, draft, itemId, placeId } = await outlet(tx, 1);
      const source = { name: 'perjanjian uji', date: today };
      const terms = { number: 'PKS-1', validFrom: businessDate('2025-11-01'), payment: 'on_receipt' as const };
      const price = { productCode: 'rice-sphp-5kg', priceIdr: rupiah(56_501) };
      await addAgreement(tx, machine, {
        ...{ id: newId<'agreement'>(), cooperativeId, partnerId: bulog, ...terms, isConsigned: true, source },
        products: [price],
      });
      const supplier = (await placesOf(tx, cooperativeId)).find(({ kind }) => kind === 'supplier')?.id ?? placeId;
      const moved = { id: newId<'move'>(), itemId, ownerId: bulog, fromPlaceId: supplier, toPlaceId: placeId };
      const of = { kind: 'uji/terima', id: newId() } as const;
      await moveStock(tx, machine, cooperativeId, [{ ...moved, qtyBase: 10_000, occurredOn: today, source: of }], {
        as: 'fact',
      });
      const sale = draft({}, 2); // one of the cooperative's own, then one of Bulog's
      expect(await recordSales(tx, machine, [sale], { today })).toMatchObject([{ recorded: { flags: [] } }]);
      expect(await balances(tx, cooperativeId)).toEqual({
        ...{ '111000': 130_000, '114101': -56_500, '211000': -56_501, '412000': -130_000, '512000': 113_001 },
      });
      expect(await balanceWith(tx, cooperativeId, '211000', bulog)).toBe(-56_501);
      await reverseSale(tx, machine, sale.id, { id: newId<'sale'>(), reversedOn: today, reason: 'uji' }, today);
      expect(await balanceWith(tx, cooperativeId, '211000', bulog)).toBe(0);
      expect(Object.values(await balances(tx, cooperativeId)).filter((idr) => idr !== 0)).toEqual([]);
    });
  });

  test('without an agreement nobody knows what is owed: the sale is flagged', async () => {
    await database.rolledBack(city, async (tx) => {
      const { cooperativeId, draft, itemId, placeId } = await outlet(tx, 0);
      const supplier = (await placesOf(tx, cooperativeId)).find(({ kind }) => kind === 'supplier')?.id ?? placeId;
      const moved = { id: newId<'move'>(), itemId, ownerId: bulog, fromPlaceId: supplier, toPlaceId: placeId };
      const of = { kind: 'uji/terima', id: newId() } as const;
      await moveStock(tx, machine, cooperativeId, [{ ...moved, qtyBase: 5000, occurredOn: today, source: of }], {
        as: 'fact',
      });
      expect(await recordSales(tx, machine, [draft()], { today })).toMatchObject([
        { recorded: { flags: ['no-agreement'] } },
      ]);
    });
  });
});
