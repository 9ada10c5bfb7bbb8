import * as inventory from '../../inventory/public.ts';
import { present } from '../../kernel/assert.ts';
import { type Id, id } from '../../kernel/ids.ts';
import { rupiah } from '../../kernel/rupiah.ts';
import * as opening from '../../opening/public.ts';
import { newId } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import * as facts from '../facts.ts';
import type { OpenOutlet } from './outlet.ts';
import { costOfPack, openedOn } from './outlets.ts';

const machine = { role: 'machine' } as const;
/** What an empty cylinder is worth, by tenths of a kilogram. Invented. */
const cylinderIdr: Readonly<Record<string, number>> = { '55': 180_000, '120': 320_000 };

/**
 * Opens the outlet's place and its book with what was there: money, goods, cylinders full and empty, what was owed to Bulog, members' savings. What
 * is left over stands as undivided surplus of the months before.
 */
export async function openBooks(
  tx: Tx,
  { sample, cooperativeId, goods }: Omit<OpenOutlet, 'placeId'>,
): Promise<Id<'place'>> {
  const placeId = newId<'place'>();
  const place = { id: placeId, cooperativeId, kind: 'outlet', name: `Gerai ${sample.village}` } as const;
  await inventory.addPlace(tx, machine, place);
  const stock = Object.entries(sample.stock).map(([productCode, packs]) => {
    const { itemId, ordered } = present(goods.get(productCode), productCode);
    const valueIdr = rupiah(packs * present(costOfPack[productCode], productCode));
    return { itemId, placeId, qtyBase: packs * ordered.qtyBase, valueIdr };
  });
  const full = { '55': sample.stock['lpg-5.5kg'] ?? 0, '120': sample.stock['lpg-12kg'] ?? 0 };
  const cylinders = [...Object.entries(full), ...Object.entries(sample.empties)].map(([size, qty], at) => ({
    ...{ sizeKg10: Number(size), state: at < 2 ? ('full' as const) : ('empty' as const), qty },
    valueIdr: rupiah(qty * (cylinderIdr[size] ?? 0)),
  }));
  const sheetId = newId<'sheet'>();
  const bulog = id<'party'>(facts.bulog);
  const lines = [
    { accountCode: '111000', amountIdr: rupiah(sample.cashIdr) },
    { accountCode: '112100', amountIdr: rupiah(sample.bankIdr) },
    { accountCode: '211000', amountIdr: rupiah(-sample.owedToBulogIdr), partyId: bulog },
    { accountCode: '310000', amountIdr: rupiah(-sample.pokokIdr) },
    { accountCode: '320000', amountIdr: rupiah(-sample.wajibIdr) },
  ];
  const sheet = { id: sheetId, cooperativeId, asOf: openedOn, evidence: 'Berita acara saldo awal (contoh)' };
  await opening.recordSheet(
    tx,
    machine,
    { ...sheet, lines, stock, cylinders },
    { today: facts.demoToday, sample: true },
  );
  await opening.stepSheet(tx, machine, sheetId, { act: 'approve', today: facts.demoToday });
  return placeId;
}
