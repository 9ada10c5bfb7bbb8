import { dayAsked } from '../kernel/actor.ts';
import type { QueryOf } from '../kernel/call.ts';
import { pageOf } from '../kernel/page.ts';
import { audit } from '../platform/audit/audit.ts';
import { handle } from '../platform/http/handle.ts';
import type { Http } from '../platform/http/http.ts';
import { cooperativeRefusals } from './cooperative.refusals.ts';
import {
  type CooperativeRow,
  editProfileCall,
  getCooperativeCall,
  listCooperativesCall,
  listFundingSourcesCall,
  recordFacilityCall,
  recordOperationCall,
} from './cooperative.schema.ts';
import { fundingSourcesOn, profileOf, registerOn, updateProfile } from './cooperative.store.ts';
import { recordState, type StateReport } from './record-state.command.ts';
import { facilityStates, operationStates } from './state.ts';
import { shown, stateActionsOf } from './state-action.store.ts';

export function cooperativeRoutes(http: Http): void {
  handle(http, listCooperativesCall, async ({ tx, actor, query }) => {
    const lines = await registerOn(tx, dayAsked(actor, query.asOf));
    return { ...pageOf(wanted(lines, query), query), districts: districtsIn(lines) };
  });
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
  handle(http, listFundingSourcesCall, async ({ tx, actor }) => ({ rows: await fundingSourcesOn(tx, actor.today) }));
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

function wanted(lines: readonly CooperativeRow[], query: QueryOf<typeof listCooperativesCall>): CooperativeRow[] {
  const search = query.search?.toLocaleLowerCase('id');
  return lines
    .filter(
      (line) =>
        (query.facility === undefined || line.facility === query.facility) &&
        (query.operation === undefined || line.operation === query.operation) &&
        (query.withBumnPartner === undefined || line.withBumnPartner === query.withBumnPartner) &&
        (query.district === undefined || line.villages.some((village) => districtCode(village) === query.district)) &&
        (search === undefined || line.name.toLocaleLowerCase('id').includes(search)),
    )
    .toSorted(orderings[query.sort ?? 'name']);
}

function districtsIn(lines: readonly CooperativeRow[]): { code: string; name: string }[] {
  const names = new Map(
    lines.flatMap((line) => line.villages).map((village) => [districtCode(village), village.district]),
  );
  return [...names].map(([code, name]) => ({ code, name })).toSorted((a, b) => a.code.localeCompare(b.code));
}

/** `64.71.01` of `64.71.01.1001`. */
function districtCode(village: { code: string }): string {
  return village.code.slice(0, village.code.lastIndexOf('.'));
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
