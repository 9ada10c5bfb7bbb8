import { dayAsked } from '../kernel/actor.ts';
import type { Id } from '../kernel/ids.ts';
import { pageOf } from '../kernel/page.ts';
import type { Tx } from '../platform/db/tx.ts';
import { handle } from '../platform/http/handle.ts';
import type { Http } from '../platform/http/http.ts';
import { listCommoditiesCall, recordCommodityCall } from './commodity.schema.ts';
import { commoditiesOn } from './commodity.store.ts';
import { cooperativeRefusals } from './cooperative.refusals.ts';
import { cooperativeExists } from './cooperative.store.ts';
import { addOfficer, declareKinship, endOfficer } from './keep-officers.command.ts';
import { addPremises, endPremises } from './keep-premises.command.ts';
import { addOfficerCall, declareKinshipCall, endOfficerCall, listOfficersCall } from './officer.schema.ts';
import { kinshipOf, officersOf } from './officer.store.ts';
import { warningsOn } from './officer.ts';
import { addPremisesCall, endPremisesCall, listPremisesCall } from './premises.schema.ts';
import { premisesOn } from './premises.store.ts';
import { recordCommodity } from './record-commodity.command.ts';
import { recordRequirement } from './record-requirement.command.ts';
import { listRequirementsCall, recordRequirementCall } from './requirement.schema.ts';
import { requirementsOf } from './requirement.store.ts';

/** What is kept about a cooperative: premises, officers, requirements, goods and prices. */
export function recordRoutes(http: Http): void {
  handle(http, listPremisesCall, async ({ tx, actor, query }) => {
    const { use, cooperativeId } = query;
    const filter = { ...(use === undefined ? {} : { use }), ...(cooperativeId === undefined ? {} : { cooperativeId }) };
    return pageOf(await premisesOn(tx, dayAsked(actor, query.asOf), filter), query);
  });
  handle(http, addPremisesCall, async ({ tx, actor, params, body }) => {
    await addPremises(tx, actor, params.cooperativeId, body);
    return null;
  });
  handle(http, endPremisesCall, async ({ tx, actor, params, body }) => {
    await endPremises(tx, actor, params.id, body.on, body.reason);
    return null;
  });

  handle(http, listOfficersCall, async ({ tx, actor, params, query }) => {
    await refuseUnknown(tx, params.cooperativeId);
    const day = dayAsked(actor, query.asOf);
    const officers = await officersOf(tx, params.cooperativeId, day);
    const kinship = await kinshipOf(tx, params.cooperativeId);
    return { officers, kinship, warnings: warningsOn(day, officers, kinship) };
  });
  handle(http, addOfficerCall, async ({ tx, actor, params, body }) => {
    await addOfficer(tx, actor, params.cooperativeId, body);
    return null;
  });
  handle(http, endOfficerCall, async ({ tx, actor, params, body }) => {
    await endOfficer(tx, actor, params.id, body.on, body.reason);
    return null;
  });
  handle(http, declareKinshipCall, async ({ tx, actor, params, body }) => {
    await declareKinship(tx, actor, params.cooperativeId, body, actor.today);
    return null;
  });

  handle(http, listRequirementsCall, async ({ tx, actor, params }) => {
    await refuseUnknown(tx, params.cooperativeId);
    return { rows: await requirementsOf(tx, params.cooperativeId, actor.today) };
  });
  handle(http, recordRequirementCall, async ({ tx, actor, params, body }) => {
    await recordRequirement(tx, actor, params.cooperativeId, body, actor.today);
    return null;
  });

  handle(http, listCommoditiesCall, async ({ tx, actor, params, query }) => {
    await refuseUnknown(tx, params.cooperativeId);
    return { rows: await commoditiesOn(tx, params.cooperativeId, dayAsked(actor, query.asOf)) };
  });
  handle(http, recordCommodityCall, async ({ tx, actor, params, body }) => {
    await recordCommodity(tx, actor, params.cooperativeId, body, actor.today);
    return null;
  });
}

/** A list about a cooperative that is not the reader's would be empty; saying "not found" is clearer. */
async function refuseUnknown(tx: Tx, id: Id<'cooperative'>): Promise<void> {
  if (!(await cooperativeExists(tx, id))) throw cooperativeRefusals.notFound({});
}
