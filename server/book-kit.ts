import * as cooperatives from './cooperatives/public.ts';
import * as devices from './devices/public.ts';
import * as inventory from './inventory/public.ts';
import { present } from './kernel/assert.ts';
import type { BusinessDate } from './kernel/business-date.ts';
import { type Id, id } from './kernel/ids.ts';
import * as partners from './partners/public.ts';
import type { Tx } from './platform/db/tx.ts';
import * as reference from './reference/public.ts';

/** What the ledger, which knows journals only, is told by the modules above it: what has not reported before a month is closed. */
export async function unreported(tx: Tx, cooperativeId: Id<'cooperative'>, through: BusinessDate) {
  const regency = present(await reference.findRegencyById(tx, tx.regencyId, through), 'the regency of a book');
  const silent = await devices.silentDevices(tx, cooperativeId, through, regency.timeZone);
  const { counts, transfers } = await inventory.unfinishedPapers(tx, cooperativeId, through);
  const points = [
    { kind: 'devices', names: silent },
    { kind: 'counts', names: counts },
    { kind: 'transfers', names: transfers },
  ] as const;
  return points.filter(({ names }) => names.length > 0).map((point) => ({ ...point, count: point.names.length }));
}

/** Who stands behind a receivable or a payable: a partner, or another cooperative where the reader may see it. */
export async function partyNames(tx: Tx, partyIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (partyIds.length === 0) return new Map();
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
