import { dayAsked } from '../../kernel/actor.ts';
import { pageOf } from '../../kernel/page.ts';
import { handle } from '../../platform/http/handle.ts';
import type { Http } from '../../platform/http/http.ts';
import { partnerRefusals } from '../partner.refusals.ts';
import {
  addAgreementCall,
  endAgreementCall,
  getAgreementCall,
  listAgreementsCall,
  setAgreedPriceCall,
} from './agreement.schema.ts';
import { agreementsOn, findAgreement } from './agreement.store.ts';
import { addAgreement, endAgreement, setAgreedPrice } from './keep-agreements.command.ts';

export function agreementRoutes(http: Http): void {
  handle(http, listAgreementsCall, async ({ tx, actor, query }) => {
    const { cooperativeId, partnerId } = query;
    const filter = {
      ...(cooperativeId === undefined ? {} : { cooperativeId }),
      ...(partnerId === undefined ? {} : { partnerId }),
    };
    return pageOf(await agreementsOn(tx, dayAsked(actor, query.asOf), filter), query);
  });
  handle(http, getAgreementCall, async ({ tx, actor, params, query }) => {
    const found = await findAgreement(tx, params.id, dayAsked(actor, query.asOf));
    if (found === undefined) throw partnerRefusals.notFound({});
    return found;
  });
  handle(http, addAgreementCall, async ({ tx, actor, body }) => {
    await addAgreement(tx, actor, body);
    return null;
  });
  handle(http, setAgreedPriceCall, async ({ tx, actor, params, body }) => {
    await setAgreedPrice(tx, actor, params.id, body);
    return null;
  });
  handle(http, endAgreementCall, async ({ tx, actor, params, body }) => {
    await endAgreement(tx, actor, params.id, body.on, body.reason);
    return null;
  });
}
