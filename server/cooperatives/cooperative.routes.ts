import { type Actor, dayAsked } from '../kernel/actor.ts';
import type { QueryOf } from '../kernel/call.ts';
import { pageOf } from '../kernel/page.ts';
import { audit } from '../platform/audit/audit.ts';
import type { Tx } from '../platform/db/tx.ts';
import { handle } from '../platform/http/handle.ts';
import type { Http } from '../platform/http/http.ts';
import { cooperativeRefusals } from './cooperative.refusals.ts';
import {
  type CooperativeRow,
  editProfileCall,
  getCooperativeCall,
  listCooperativesCall,
  recordFacilityCall,
  recordOperationCall,
} from './cooperative.schema.ts';
import { profileOf, registerOn, updateProfile } from './cooperative.store.ts';
import { recordState, type StateReport } from './record-state.command.ts';
import { facilityStates, operationStates } from './state.ts';
import { shown, stateActionsOf } from './state-action.store.ts';

export function cooperativeRoutes(http: Http): void {
  handle(http, listCooperativesCall, async ({ tx, actor, query }) => pageOf(await register(tx, actor, query), query));
  handle(http, getCooperativeCall, async ({ tx, actor, params, query }) => {
    const day = dayAsked(actor, query.asOf);
    const { id } = params;
    const [line] = await registerOn(tx, day, id);
    if (!line) throw cooperativeRefusals.notFound({});
    const actions = await stateActionsOf(tx, id);
    const corrected = new Set(actions.map((action) => action.correctsId));
    const history = actions.filter((action) => action.effectiveOn <= day).map((action) => shown(action.row, corrected));
    return { ...line, ...(await profileOf(tx, id, day)), history };
  });
  handle(http, editProfileCall, async ({ tx, actor, params, body }) => {
    const { id } = params;
    await updateProfile(tx, id, {
      address: body.address ?? null,
      establishedOn: body.establishedOn ?? null,
      fundingCode: body.fundingCode ?? null,
    });
    const subject = { kind: 'cooperatives/cooperative', id };
    await audit(tx, actor, 'cooperatives/edit-profile', subject, { cooperativeId: id, detail: { ...body } });
    return null;
  });
  handle(http, recordFacilityCall, ({ tx, actor, params, body }) =>
    recordState(tx, actor, { ...body, ...params, axis: 'facility' } as StateReport, actor.today),
  );
  handle(http, recordOperationCall, ({ tx, actor, params, body }) =>
    recordState(tx, actor, { ...body, ...params, axis: 'operation' } as StateReport, actor.today),
  );
}

async function register(tx: Tx, actor: Actor, query: QueryOf<typeof listCooperativesCall>): Promise<CooperativeRow[]> {
  const lines = await registerOn(tx, dayAsked(actor, query.asOf));
  const wanted = query.search?.toLocaleLowerCase('id');
  return lines
    .filter(
      (line) =>
        (query.facility === undefined || line.facility === query.facility) &&
        (query.operation === undefined || line.operation === query.operation) &&
        (query.withBumnPartner === undefined || line.withBumnPartner === query.withBumnPartner) &&
        (query.district === undefined ||
          line.villages.some((village) => village.code.startsWith(`${query.district}.`))) &&
        (wanted === undefined || line.name.toLocaleLowerCase('id').includes(wanted)),
    )
    .toSorted(orderings[query.sort ?? 'name']);
}

const byName = (a: CooperativeRow, b: CooperativeRow): number => a.name.localeCompare(b.name, 'id');

/** Ties always end by name, so that paging is stable. */
const orderings: Readonly<
  Record<'name' | 'district' | 'facility' | 'operation', (a: CooperativeRow, b: CooperativeRow) => number>
> = {
  name: byName,
  district: (a, b) => (a.villages[0]?.code ?? '').localeCompare(b.villages[0]?.code ?? '') || byName(a, b),
  facility: (a, b) => facilityStates.indexOf(b.facility) - facilityStates.indexOf(a.facility) || byName(a, b),
  operation: (a, b) => operationStates.indexOf(a.operation) - operationStates.indexOf(b.operation) || byName(a, b),
};
