import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { listPartnershipsCall } from '../../server/partners/partner.schema.ts';
import { searchOf } from '../platform/search.ts';
import { shellRoute } from '../platform/shell/roots.tsx';

export const partnershipsScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/mitra',
  validateSearch: searchOf(listPartnershipsCall.query),
  staticData: { title: 'partners.list.title', can: 'partnership.read', nav: 'city' },
  component: lazyRouteComponent(() => import('./PartnershipsScreen.tsx'), 'PartnershipsScreen'),
});
