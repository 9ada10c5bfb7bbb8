import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { listProposalsCall } from '../../server/proposals/proposal.schema.ts';
import { searchOf } from '../platform/search.ts';
import { shellRoute } from '../platform/shell/roots.tsx';

export const proposalsScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/usulan',
  validateSearch: searchOf(listProposalsCall.query),
  staticData: { title: 'proposals.list.title', can: 'proposal.read', nav: 'city' },
  component: lazyRouteComponent(() => import('./ProposalsScreen.tsx'), 'ProposalsScreen'),
});
