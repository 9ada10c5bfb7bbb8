import { present } from '../../kernel/assert.ts';
import { type BusinessDate, businessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import { rupiah } from '../../kernel/rupiah.ts';
import { newId } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import * as procurement from '../../procurement/public.ts';
import * as facts from '../facts.ts';
import type { OpenOutlet } from './outlet.ts';

const machine = { role: 'machine' } as const;
const november = (day: number) => businessDate(`2025-11-${String(day).padStart(2, '0')}`);

/** What one outlet of the demo sold to another, what stands on the board, and what the night's comparison suggests. Invented. */
export async function surplusSamples(tx: Tx, outlets: ReadonlyMap<string, OpenOutlet>): Promise<void> {
  const named = (village: string) => present(outlets.get(village), village);
  const sugar = await onTheWay(tx, {
    ...{ from: named('Sepinggan'), to: named('Batu Ampar'), productCode: 'sugar-kg', packs: 5, priceIdr: 820_000 },
    on: november(14),
  });
  const receipt = { placeId: named('Batu Ampar').placeId, receivedPacks: 5, returnedPacks: 0, on: november(14) };
  await procurement.receiveSale(tx, machine, sugar, { id: newId(), ...receipt }, facts.demoToday);
  await procurement.postSellersHalf(tx, machine, sugar);
  const money = { on: november(21), accountCode: '112100', evidence: 'TRF-CONTOH-KS' };
  for (const step of ['pay', 'collect'] as const)
    await procurement.settleSale(tx, machine, sugar, step, { id: newId(), ...money }, facts.demoToday);
  await onTheWay(tx, {
    ...{ from: named('Manggar Baru'), to: named('Baru Ulu'), productCode: 'rice-medium-50kg', packs: 6 },
    ...{ priceIdr: 645_000, on: november(26) },
  });
  await post(tx, named('Sepinggan'), 'offer', 'sugar-kg', 10, november(25));
  await post(tx, named('Graha Indah'), 'want', 'rice-medium-50kg', 5, november(26));
  await procurement.makeSuggestions(tx, machine, { today: facts.demoToday, sample: true });
}

interface Story {
  readonly from: OpenOutlet;
  readonly to: OpenOutlet;
  readonly productCode: string;
  readonly packs: number;
  readonly priceIdr: number;
  readonly on: BusinessDate;
}

/** Offered on the board, asked for, agreed and sent, all on one day. */
async function onTheWay(tx: Tx, { from, to, productCode, packs, priceIdr, on }: Story): Promise<Id<'surplus-sale'>> {
  const originId = await post(tx, from, 'offer', productCode, packs, on, priceIdr);
  const saleId = newId<'surplus-sale'>();
  const sale = { cooperativeId: to.cooperativeId, originId, qtyPacks: packs, priceIdr: rupiah(priceIdr) };
  await procurement.proposeSale(tx, machine, { id: saleId, ...sale }, { today: on, sample: true });
  await procurement.acceptSale(tx, machine, saleId, { id: newId() }, on);
  const truck = { placeId: from.placeId, packs, driver: 'Contoh Hendra', vehicle: 'KT 2025 AB', on };
  await procurement.dispatchSale(tx, machine, saleId, { id: newId(), ...truck }, on);
  return saleId;
}

async function post(
  tx: Tx,
  { cooperativeId }: OpenOutlet,
  side: 'offer' | 'want',
  productCode: string,
  qtyPacks: number,
  on: BusinessDate,
  priceIdr = 815_000,
): Promise<Id<'surplus-notice'>> {
  const id = newId<'surplus-notice'>();
  const notice = { id, cooperativeId, side, productCode, qtyPacks, until: businessDate('2025-12-10') };
  const price = side === 'offer' ? { priceIdr: rupiah(priceIdr) } : {};
  await procurement.postNotice(tx, machine, { ...notice, ...price }, { today: on, sample: true });
  return id;
}
