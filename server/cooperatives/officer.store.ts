import { sql } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { OfficerShown } from './officer.schema.ts';
import { inOffice, officerPosts } from './officer.ts';

/** Everyone who sits or sat on the board or among the supervisors, in the order of their posts and then of their terms. */
export async function officersOf(tx: Tx, cooperativeId: Id<'cooperative'>, day: BusinessDate): Promise<OfficerShown[]> {
  const rows = await tx
    .selectFrom('cooperatives.officer')
    .selectAll()
    .where('regencyId', '=', tx.regencyId)
    .where('cooperativeId', '=', cooperativeId)
    .orderBy('body')
    .orderBy((by) => by.fn('array_position', [sql`${sql.val([...officerPosts])}::text[]`, 'post']))
    .orderBy('termFrom')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    body: row.body as OfficerShown['body'],
    post: row.post as OfficerShown['post'],
    termFrom: row.termFrom,
    termTo: row.termTo,
    inOffice: inOffice(row, day),
    source: { name: row.sourceName, date: row.sourceDate, sample: row.sample },
    recorded: { at: row.recordedAt, role: row.recordedRole, onBehalf: row.onBehalf },
  }));
}

export interface Kinship {
  readonly officerId: Id<'officer'>;
  readonly relativeId: Id<'officer'>;
  readonly relation: string;
}

export async function kinshipOf(tx: Tx, cooperativeId: Id<'cooperative'>): Promise<Kinship[]> {
  const rows = await tx
    .selectFrom('cooperatives.kinship')
    .select(['officerId', 'relativeId', 'relation'])
    .where('regencyId', '=', tx.regencyId)
    .where('cooperativeId', '=', cooperativeId)
    .execute();
  return rows;
}

/** Puts the relation of two people in the place of what was known of them. */
export async function replaceKinship(tx: Tx, cooperativeId: Id<'cooperative'>, pair: Kinship): Promise<void> {
  await tx
    .deleteFrom('cooperatives.kinship')
    .where('regencyId', '=', tx.regencyId)
    .where('officerId', '=', pair.officerId)
    .where('relativeId', '=', pair.relativeId)
    .execute();
  await tx
    .insertInto('cooperatives.kinship')
    .values({ regencyId: tx.regencyId, cooperativeId, ...pair })
    .execute();
}

export async function lockOfficer(
  tx: Tx,
  id: Id<'officer'>,
): Promise<{ cooperativeId: Id<'cooperative'>; termFrom: BusinessDate; termTo: BusinessDate | null } | undefined> {
  return await tx
    .selectFrom('cooperatives.officer')
    .select(['cooperativeId', 'termFrom', 'termTo'])
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function updateTermEnd(tx: Tx, id: Id<'officer'>, termTo: BusinessDate): Promise<void> {
  await tx
    .updateTable('cooperatives.officer')
    .set({ termTo })
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .execute();
}
