import { pageOf } from '../kernel/page.ts';
import { handle } from '../platform/http/handle.ts';
import type { Http } from '../platform/http/http.ts';
import { closeProposal, openProposal } from './open-and-close.command.ts';
import { closeProposalCall, listProposalsCall, openProposalCall } from './proposal.schema.ts';
import { proposalsWhere } from './proposal.store.ts';

export function proposalRoutes(http: Http): void {
  handle(http, listProposalsCall, async ({ tx, query }) => {
    const { cooperativeId, stage } = query;
    const filter = {
      ...(cooperativeId === undefined ? {} : { cooperativeId }),
      ...(stage === undefined ? {} : { stage }),
    };
    return pageOf(await proposalsWhere(tx, filter), query);
  });
  handle(http, openProposalCall, async ({ tx, actor, body }) => {
    await openProposal(tx, actor, body, actor.today);
    return null;
  });
  handle(http, closeProposalCall, async ({ tx, actor, params, body }) => {
    await closeProposal(tx, actor, params.id, body.on, body.reason, actor.today);
    return null;
  });
}
