import { dayAsked } from '../kernel/actor.ts';
import { handle } from '../platform/http/handle.ts';
import type { Http } from '../platform/http/http.ts';
import { cooperativeRefusals } from './cooperative.refusals.ts';
import {
  editProfileCall,
  getCooperativeCall,
  listCooperativesCall,
  listFundingSourcesCall,
  recordFacilityCall,
  recordOperationCall,
} from './cooperative.schema.ts';
import { fundingSourcesOn, profileOf, registerOn, registerPage } from './cooperative.store.ts';
import { editProfile } from './edit-profile.command.ts';
import { recordState, type StateReport } from './record-state.command.ts';
import { shown, stateActionsOf } from './state-action.store.ts';

export function cooperativeRoutes(http: Http): void {
  handle(http, listCooperativesCall, ({ tx, actor, query }) => registerPage(tx, dayAsked(actor, query.asOf), query));
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
    await editProfile(tx, actor, params.id, body, actor.today);
    return null;
  });
  handle(http, recordFacilityCall, ({ tx, actor, params, body }) =>
    recordState(tx, actor, { ...body, ...params, axis: 'facility' } as StateReport, actor.today),
  );
  handle(http, recordOperationCall, ({ tx, actor, params, body }) =>
    recordState(tx, actor, { ...body, ...params, axis: 'operation' } as StateReport, actor.today),
  );
}
