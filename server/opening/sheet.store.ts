import { sql } from 'kysely';
import type { Id } from '../kernel/ids.ts';
import { onConstraint } from '../platform/db/outage.ts';
import type { Tx } from '../platform/db/tx.ts';
import { withinReach } from '../platform/db/within-reach.ts';
import { openingRefusals } from './opening.refusals.ts';
import type { NewSheet, SheetListed } from './sheet.schema.ts';
import type { Act, Sheet, Stage } from './sheet.ts';

/** Everything on a sheet but its head, set-wise. */
export async function insertLines(tx: Tx, sheet: NewSheet): Promise<void> {
  const own = { regencyId: tx.regencyId, sheetId: sheet.id, cooperativeId: sheet.cooperativeId };
  if (sheet.lines.length > 0)
    await tx
      .insertInto('opening.line')
      .values(sheet.lines.map((line, at) => ({ ...own, seq: at + 1, ...line, partyId: line.partyId ?? null })))
      .execute();
  if (sheet.stock.length > 0)
    await tx
      .insertInto('opening.stockLine')
      .values(sheet.stock.map((line, at) => ({ ...own, seq: at + 1, ...line })))
      .execute();
  if (sheet.cylinders.length > 0)
    await tx
      .insertInto('opening.cylinderLine')
      .values(sheet.cylinders.map((line, at) => ({ ...own, seq: at + 1, ...line, ownerId: line.ownerId ?? null })))
      .execute();
}

/** Takes a sheet for this transaction, whole. */
export async function lockSheet(tx: Tx, id: Id<'sheet'>): Promise<Sheet | undefined> {
  await sql`select from opening.sheet where regency_id = ${tx.regencyId} and id = ${id} for update`.execute(tx);
  return await findSheet(tx, id);
}

/** A sheet the reader may see, whole. */
export async function findSheet(tx: Tx, id: Id<'sheet'>): Promise<Sheet | undefined> {
  const { regencyId } = tx;
  const { rows } = await sql<Sheet>`
    select s.id, s.cooperative_id, s.as_of, s.evidence, s.stage, s.sample, s.recorded_by, s.recorded_role, s.on_behalf,
      (select coalesce(json_agg(json_build_object('accountCode', l.account_code, 'amountIdr', l.amount_idr, 'partyId', l.party_id) order by l.seq), '[]')
       from opening.line as l where l.regency_id = ${regencyId} and l.sheet_id = s.id) as lines,
      (select coalesce(json_agg(json_build_object('itemId', l.item_id, 'placeId', l.place_id, 'qtyBase', l.qty_base, 'valueIdr', l.value_idr) order by l.seq), '[]')
       from opening.stock_line as l where l.regency_id = ${regencyId} and l.sheet_id = s.id) as stock,
      (select coalesce(json_agg(json_build_object('sizeKg10', l.size_kg10, 'ownerId', l.owner_id, 'state', l.state, 'qty', l.qty, 'valueIdr', l.value_idr)
         order by l.seq), '[]')
       from opening.cylinder_line as l where l.regency_id = ${regencyId} and l.sheet_id = s.id) as cylinders,
      (select coalesce(json_agg(json_build_object('act', t.act, 'reason', t.reason, 'recordedBy', t.recorded_by, 'recordedRole', t.recorded_role,
         'recordedAt', to_char(t.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) order by t.seq), '[]')
       from opening.step as t where t.regency_id = ${regencyId} and t.sheet_id = s.id) as steps
    from opening.sheet as s
    where s.regency_id = ${regencyId} and ${withinReach(tx, 's.cooperative_id')} and s.id = ${id}
  `.execute(tx);
  return rows[0];
}

/** Keeps a step and the stage it leads to. The caller has taken the sheet. */
export async function insertStep(
  tx: Tx,
  sheet: Pick<Sheet, 'id' | 'cooperativeId' | 'steps'>,
  step: {
    act: Act;
    to: Stage;
    reason: string | null;
    askedBy: string | null;
    recordedBy: string | null;
    recordedRole: string;
    onBehalf: boolean;
  },
): Promise<void> {
  const { to, ...row } = step;
  const { id, cooperativeId, steps } = sheet;
  await tx
    .insertInto('opening.step')
    .values({ regencyId: tx.regencyId, sheetId: id, seq: steps.length + 1, cooperativeId, ...row })
    .execute()
    .catch(onConstraint({ step_by_another: () => openingRefusals.ownSheet({}) }));
  await tx
    .updateTable('opening.sheet')
    .set({ stage: to })
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .execute();
}

/** Sheets the reader may see, the last first: a cooperative has few. */
export async function sheetsWhere(
  tx: Tx,
  filter: { cooperativeId?: Id<'cooperative'>; stage?: Stage },
): Promise<SheetListed[]> {
  const { rows } = await sql<
    Omit<SheetListed, 'cooperative'> & { cooperativeId: Id<'cooperative'>; cooperative: string }
  >`
    select s.id, s.cooperative_id, c.name as cooperative, s.as_of, s.stage, s.recorded_role, s.on_behalf, s.sample
    from opening.sheet as s join cooperatives.cooperative as c on c.regency_id = ${tx.regencyId} and c.id = s.cooperative_id
    where s.regency_id = ${tx.regencyId} and ${withinReach(tx, 's.cooperative_id')}
      ${filter.cooperativeId === undefined ? sql`` : sql`and s.cooperative_id = ${filter.cooperativeId}`}
      ${filter.stage === undefined ? sql`` : sql`and s.stage = ${filter.stage}`}
    order by s.recorded_at desc, s.id desc
  `.execute(tx);
  return rows.map(({ cooperativeId: id, cooperative: name, ...row }) => ({ ...row, cooperative: { id, name } }));
}
