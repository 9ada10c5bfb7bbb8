import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { PremisesShown } from './premises.schema.ts';

/** The premises that hold on a day, by cooperative and use; a city has a few per cooperative. */
export async function premisesOn(
  tx: Tx,
  day: BusinessDate,
  filter: { use?: PremisesShown['use']; cooperativeId?: Id<'cooperative'> } = {},
): Promise<PremisesShown[]> {
  let query = tx
    .selectFrom('cooperatives.premises as p')
    .innerJoin('cooperatives.place as l', (join) =>
      join.onRef('l.regencyId', '=', 'p.regencyId').onRef('l.id', '=', 'p.placeId'),
    )
    .innerJoin('cooperatives.cooperative as c', (join) =>
      join.onRef('c.regencyId', '=', 'p.regencyId').onRef('c.id', '=', 'p.cooperativeId'),
    )
    .select([
      'p.id',
      'p.cooperativeId',
      'c.name',
      'p.use',
      'p.rightKind',
      'p.agreementNumber',
      'p.validFrom',
      'p.validTo',
    ])
    .select(['p.sourceName', 'p.sourceDate', 'p.sample', 'p.recordedAt', 'p.recordedRole', 'p.onBehalf'])
    .select(['l.name as placeName', 'l.address', 'l.latitude', 'l.longitude'])
    .where('p.regencyId', '=', tx.regencyId)
    .where('p.validFrom', '<=', day)
    .where((where) => where.or([where('p.validTo', 'is', null), where('p.validTo', '>', day)]));
  if (filter.use !== undefined) query = query.where('p.use', '=', filter.use);
  if (filter.cooperativeId !== undefined) query = query.where('p.cooperativeId', '=', filter.cooperativeId);
  const rows = await query.orderBy('c.name').orderBy('p.use').orderBy('p.id').execute();
  return rows.map((row) => ({
    id: row.id,
    cooperative: { id: row.cooperativeId, name: row.name },
    use: row.use as PremisesShown['use'],
    place: { name: row.placeName, address: row.address, latitude: row.latitude, longitude: row.longitude },
    right: row.rightKind as PremisesShown['right'],
    agreementNumber: row.agreementNumber,
    validFrom: row.validFrom,
    validTo: row.validTo,
    source: { name: row.sourceName, date: row.sourceDate, sample: row.sample },
    recorded: { at: row.recordedAt, role: row.recordedRole, onBehalf: row.onBehalf },
  }));
}

export async function lockPremises(
  tx: Tx,
  id: Id<'premises'>,
): Promise<{ cooperativeId: Id<'cooperative'>; validFrom: BusinessDate; validTo: BusinessDate | null } | undefined> {
  return await tx
    .selectFrom('cooperatives.premises')
    .select(['cooperativeId', 'validFrom', 'validTo'])
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function updatePremisesEnd(tx: Tx, id: Id<'premises'>, validTo: BusinessDate): Promise<void> {
  await tx
    .updateTable('cooperatives.premises')
    .set({ validTo })
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .execute();
}
