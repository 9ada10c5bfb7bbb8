import { type Selectable, sql } from 'kysely';
import type { AssetsKibImport } from '../../platform/db/schema.generated.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { ImportId } from './kib-row.store.ts';

/** `keptUntil`: when it lapses unless somebody takes it before; null of what is taken or left. */
export type StoredImport = Selectable<AssetsKibImport> & { readonly keptUntil: string | null };

export type NewImport = Pick<
  StoredImport,
  | 'id'
  | 'fileName'
  | 'bytes'
  | 'sha256'
  | 'asOf'
  | 'sample'
  | 'priceUnitGiven'
  | 'locationGiven'
  | 'runId'
  | 'uploadedBy'
  | 'uploadedRole'
>;

/** @returns false when the id is known */
export async function insertImport(tx: Tx, laidDown: NewImport): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('assets.kibImport')
    .values({ ...laidDown, regencyId: tx.regencyId })
    .onConflict((conflict) => conflict.constraint('kib_import_pk').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

const endsAt = sql<
  string | null
>`case when state in ('waiting', 'checked') then coalesce(checked_at, uploaded_at) + interval '1 day' * (
  select value from reference.threshold where name = 'assets/kib-kept-days' and valid_from <= current_date
    and (valid_to is null or valid_to > current_date)) end`;

const imports = (tx: Tx) =>
  tx.selectFrom('assets.kibImport').selectAll().select(endsAt.as('keptUntil')).where('regencyId', '=', tx.regencyId);

export async function findImport(tx: Tx, id: ImportId): Promise<StoredImport | undefined> {
  return await imports(tx).where('id', '=', id).executeTakeFirst();
}

/** Held until the transaction ends, so that two who work on it do so in turn. */
export async function lockImport(tx: Tx, id: ImportId): Promise<StoredImport | undefined> {
  return await imports(tx).where('id', '=', id).forUpdate().executeTakeFirst();
}

/** As `lockImport`, for who does not wait. @returns undefined while a job reads or takes it */
export async function lockIdleImport(tx: Tx, id: ImportId): Promise<StoredImport | undefined> {
  return await imports(tx).where('id', '=', id).forUpdate().skipLocked().executeTakeFirst();
}

/** Locks those that nobody took or called off in time, but for what a job is working on. */
export async function lockOverdueImports(tx: Tx): Promise<StoredImport[]> {
  return await imports(tx)
    .where('state', 'in', ['waiting', 'checked'])
    .where(sql<boolean>`${endsAt} <= now()`)
    .orderBy('id')
    .forUpdate()
    .skipLocked()
    .execute();
}

/** The register of a regency is compared and written by one import at a time: two at once would each find the other's rows missing.
 * @returns whether it is the turn of this transaction; then it is until it ends */
export async function takeTurn(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ isMine: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('assets.kib_import'), ${tx.regencyId}) as is_mine
  `.execute(tx);
  return rows[0]?.isMine ?? false;
}

/** Whether another import was taken since this one was compared. */
export async function isOvertaken(tx: Tx, { id, checkedAt }: StoredImport): Promise<boolean> {
  const later = await tx
    .selectFrom('assets.kibImport')
    .select('id')
    .where('regencyId', '=', tx.regencyId)
    .where('id', '<>', id)
    .where('takenAt', '>=', checkedAt)
    .limit(1)
    .executeTakeFirst();
  return later !== undefined;
}

/** Newest first. @param after the cursor: the last one seen; what names none leads to no row */
export async function listImports(
  tx: Tx,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<StoredImport[]> {
  return await imports(tx)
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(uploaded_at, id) < (select uploaded_at, id from assets.kib_import where regency_id = ${tx.regencyId} and id = ${after})`,
      ),
    )
    .orderBy('uploadedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export async function keepRefused(tx: Tx, id: ImportId, refused: object): Promise<void> {
  await change(tx, id, { state: 'refused', refused: JSON.stringify(refused) });
}

export async function keepChecked(tx: Tx, id: ImportId, head: object, counts: object): Promise<void> {
  await change(tx, id, {
    state: 'checked',
    head: JSON.stringify(head),
    counts: JSON.stringify(counts),
    // The clock, not the beginning of this transaction: one that was taken while this one waited its turn has been compared with.
    checkedAt: sql`clock_timestamp()`,
  });
}

export async function keepRun(tx: Tx, id: ImportId, runId: string): Promise<void> {
  await change(tx, id, { runId });
}

export async function keepTaken(tx: Tx, id: ImportId, withDoubtful: boolean): Promise<void> {
  await change(tx, id, { state: 'taken', withDoubtful, takenAt: sql`clock_timestamp()` });
}

export async function keepLeft(tx: Tx, id: ImportId, state: 'called_off' | 'lapsed'): Promise<void> {
  await change(tx, id, { state, leftAt: sql`clock_timestamp()` });
}

async function change(tx: Tx, id: ImportId, set: object): Promise<void> {
  await tx
    .updateTable('assets.kibImport')
    .set(set)
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .execute();
}
