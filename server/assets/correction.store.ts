import { type Selectable, sql } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { QueryOf } from '../kernel/call.ts';
import type { Id } from '../kernel/ids.ts';
import { countedMax, type Page } from '../kernel/page.ts';
import type { AssetsLegalCorrection } from '../platform/db/schema.generated.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { AssetId, StoredAsset } from './asset.store.ts';
import { cursorId } from './asset-list.store.ts';
import type { CorrectionShown, CorrectionState, listCorrectionsCall } from './correction.schema.ts';

type StoredCorrection = Selectable<AssetsLegalCorrection>;

interface StoredLine extends StoredCorrection {
  readonly name: string;
  readonly locationCode: string | null;
  readonly assetCode: string | null;
  readonly register: string | null;
  readonly sample: boolean;
  readonly total: number;
}

/** Newest first. */
export async function correctionsPage(
  tx: Tx,
  asked: QueryOf<typeof listCorrectionsCall>,
): Promise<Page<CorrectionShown>> {
  const { limit = 50, after, assetId, state } = asked;
  const where = sql.join(
    [
      sql`regency_id = ${tx.regencyId}`,
      ...(assetId === undefined ? [] : [sql`asset_id = ${assetId}`]),
      ...(state === undefined ? [] : [sql`state = ${state}`]),
    ],
    sql` and `,
  );
  const { rows } = await sql<StoredLine>`
    select page.*, asset.name, asset.location_code, asset.asset_code, asset.register, asset.sample,
      (select count(*) from (select from assets.legal_correction where ${where} limit ${countedMax + 1}) as counted)::integer as total
    from (
      select * from assets.legal_correction where ${where} ${after === undefined ? sql`` : sql`and id < ${cursorId(after)}::uuid`}
      order by id desc limit ${limit + 1}) as page
    join assets.asset as asset on asset.regency_id = ${tx.regencyId} and asset.id = page.asset_id
    order by page.id desc
  `.execute(tx);
  const shown = rows.slice(0, limit);
  return {
    rows: shown.map(shownOf),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
    total: rows[0]?.total ?? 0,
  };
}

function shownOf(row: StoredLine): CorrectionShown {
  const { name, locationCode, assetCode, register, sample } = row;
  return {
    id: row.id,
    asset: { id: row.assetId, name, locationCode, assetCode, register, sample },
    field: row.field as CorrectionShown['field'],
    ...{ registerValue: row.registerValue ?? '', proposedValue: row.proposedValue, reason: row.reason },
    fileId: row.fileId,
    state: row.state as CorrectionState,
    ...{ exportedAt: row.exportedAt, settledOn: row.settledOn, settledNote: row.settledNote },
    ...{ recordedAt: row.recordedAt, recordedRole: row.recordedRole },
  };
}

export async function lockCorrection(tx: Tx, id: Id<'legal-correction'>): Promise<StoredCorrection | undefined> {
  return await tx
    .selectFrom('assets.legalCorrection')
    .selectAll()
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** @returns those that were open; the others were handed over before or are settled. */
export async function markExported(tx: Tx, ids: readonly Id<'legal-correction'>[]): Promise<Id<'legal-correction'>[]> {
  const { rows } = await sql<{ id: Id<'legal-correction'> }>`
    update assets.legal_correction set state = 'exported', exported_at = now()
    where regency_id = ${tx.regencyId} and id = any (${ids}::uuid[]) and state = 'open'
    returning id
  `.execute(tx);
  return rows.map(({ id }) => id);
}

export interface Settlement {
  readonly id: Id<'legal-correction'>;
  readonly state: CorrectionState;
  readonly on: BusinessDate;
  readonly note: string | null;
}

export async function settle(tx: Tx, settlements: readonly Settlement[]): Promise<void> {
  if (settlements.length === 0) return;
  await sql`
    update assets.legal_correction as c set state = told.state, settled_on = told."on", settled_note = told.note
    from jsonb_to_recordset(${JSON.stringify(settlements)}::jsonb) as told (id uuid, state text, "on" date, note text)
    where c.regency_id = ${tx.regencyId} and c.id = told.id
  `.execute(tx);
}

/** Proposals nobody has answered, and nobody answers otherwise meanwhile, with what the register says of their assets now. */
export async function unsettledOf(
  tx: Tx,
  assetIds: readonly AssetId[] | 'all',
): Promise<{ correction: StoredCorrection; asset: StoredAsset }[]> {
  const corrections = await tx
    .selectFrom('assets.legalCorrection')
    .selectAll()
    .where('regencyId', '=', tx.regencyId)
    .where('state', 'in', ['open', 'exported'])
    .where(assetIds === 'all' ? sql<boolean>`true` : sql<boolean>`asset_id = any (${assetIds}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute();
  if (corrections.length === 0) return [];
  const assets = await tx
    .selectFrom('assets.asset')
    .selectAll()
    .where('regencyId', '=', tx.regencyId)
    .where(
      'id',
      'in',
      corrections.map(({ assetId }) => assetId),
    )
    .execute();
  const byId = new Map(assets.map((asset) => [asset.id, asset]));
  return corrections.flatMap((correction) => {
    const asset = byId.get(correction.assetId);
    return asset === undefined ? [] : [{ correction, asset }];
  });
}
