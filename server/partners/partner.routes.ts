import { dayAsked } from '../kernel/actor.ts';
import { pageOf } from '../kernel/page.ts';
import { handle } from '../platform/http/handle.ts';
import type { Http } from '../platform/http/http.ts';
import { addPartner, addPartnership, endPartnership } from './keep-partnerships.command.ts';
import {
  addPartnerCall,
  addPartnershipCall,
  endPartnershipCall,
  listPartnersCall,
  listPartnershipsCall,
} from './partner.schema.ts';
import { partnershipsOn, partnersKnown } from './partner.store.ts';

export function partnerRoutes(http: Http): void {
  handle(http, listPartnershipsCall, async ({ tx, actor, query }) => {
    const { cooperativeId, partnerId } = query;
    const filter = {
      ...(cooperativeId === undefined ? {} : { cooperativeId }),
      ...(partnerId === undefined ? {} : { partnerId }),
    };
    return pageOf(await partnershipsOn(tx, dayAsked(actor, query.asOf), filter), query);
  });
  handle(http, listPartnersCall, async ({ tx }) => ({ rows: await partnersKnown(tx) }));
  handle(http, addPartnerCall, async ({ tx, actor, body }) => {
    await addPartner(tx, actor, body);
    return null;
  });
  handle(http, addPartnershipCall, async ({ tx, actor, body }) => {
    await addPartnership(tx, actor, body);
    return null;
  });
  handle(http, endPartnershipCall, async ({ tx, actor, params, body }) => {
    await endPartnership(tx, actor, params.id, body.on, body.reason);
    return null;
  });
}
