import { type Selectable, sql } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { onConstraint } from '../platform/db/outage.ts';
import type { CooperativesStateAction } from '../platform/db/schema.generated.ts';
import type { Tx } from '../platform/db/tx.ts';
import { cooperativeRefusals } from './cooperative.refusals.ts';
import type { StateActionShown } from './cooperative.schema.ts';
import { type Axis, actionOn, type FacilityState, type OperationState, type StateAction } from './state.ts';

export type StoredStateAction = StateAction & { readonly row: Selectable<CooperativesStateAction> };

/** Every action of a cooperative on both axes, in the order they were recorded. */
export async function stateActionsOf(tx: Tx, cooperativeId: Id<'cooperative'>): Promise<StoredStateAction[]> {
  const rows = await tx
    .selectFrom('cooperatives.stateAction')
    .selectAll()
    .where('regencyId', '=', tx.regencyId)
    .where('cooperativeId', '=', cooperativeId)
    .orderBy('recordedAt')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    axis: row.axis as Axis,
    state: row.state as FacilityState | OperationState,
    effectiveOn: row.effectiveOn,
    recordedAt: row.recordedAt,
    correctsId: row.correctsId,
    row,
  }));
}

export interface NewStateAction {
  readonly id: string;
  readonly cooperativeId: string;
  readonly axis: Axis;
  readonly state: FacilityState | OperationState;
  readonly effectiveOn: string;
  readonly recordedBy: string | null;
  readonly recordedRole: string;
  readonly onBehalf: boolean;
  readonly reason: string | null;
  readonly sourceName: string;
  readonly sourceDate: string;
  readonly sample: boolean;
  readonly fileId: string | null;
  readonly targetOn: string | null;
  readonly flags: string[];
  readonly correctsId: string | null;
}

export async function insertStateActions(tx: Tx, actions: readonly NewStateAction[]): Promise<void> {
  if (actions.length === 0) return;
  await tx
    .insertInto('cooperatives.stateAction')
    .values(actions.map((action) => ({ ...action, regencyId: tx.regencyId })))
    .execute()
    .catch(
      onConstraint({
        state_action_pk: () => cooperativeRefusals.idReused({ id: actions[0]?.id ?? '' }),
        state_action_corrects_once: () => cooperativeRefusals.alreadyCorrected({ id: actions[0]?.correctsId ?? '' }),
      }),
    );
}

/** Writes what the actions say today into the cooperative's row: a cache, and only ever written beside an action. */
export async function cacheState(
  tx: Tx,
  cooperativeId: Id<'cooperative'>,
  actions: readonly StateAction[],
  today: BusinessDate,
): Promise<void> {
  const facility = actionOn(actions, 'facility', today);
  const operation = actionOn(actions, 'operation', today);
  await tx
    .updateTable('cooperatives.cooperative')
    .set({
      facilityState: facility?.state ?? 'none',
      facilitySince: facility?.effectiveOn ?? null,
      operationState: operation?.state ?? 'unknown',
      operationSince: operation?.effectiveOn ?? null,
    })
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', cooperativeId)
    .execute();
}

/** The cooperatives whose cached states are not what their actions say. Nothing repairs it: somebody must look how it came about. */
export async function statesThatDiffer(tx: Tx, today: BusinessDate): Promise<Id<'cooperative'>[]> {
  const { rows } = await sql<{ id: Id<'cooperative'> }>`
    select cooperative.id
    from cooperatives.cooperative
    left join cooperatives.states_on(${tx.regencyId}, ${today}) as state on state.cooperative_id = cooperative.id
    where cooperative.regency_id = ${tx.regencyId}
      and (cooperative.facility_state, cooperative.facility_since, cooperative.operation_state, cooperative.operation_since)
        is distinct from (coalesce(state.facility, 'none'), state.facility_since, coalesce(state.operation, 'unknown'), state.operation_since)
    order by cooperative.id
  `.execute(tx);
  return rows.map((row) => row.id);
}

/** @param correctedIds ids that some later action corrects */
export function shown(
  row: Selectable<CooperativesStateAction>,
  correctedIds: ReadonlySet<string | null>,
): StateActionShown {
  return {
    id: row.id,
    axis: row.axis as Axis,
    state: row.state,
    effectiveOn: row.effectiveOn,
    targetOn: row.targetOn,
    reason: row.reason,
    flags: row.flags,
    correctsId: row.correctsId,
    corrected: correctedIds.has(row.id),
    fileId: row.fileId,
    source: { name: row.sourceName, date: row.sourceDate, sample: row.sample },
    recorded: { at: row.recordedAt, role: row.recordedRole, onBehalf: row.onBehalf },
  };
}
