import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { listCooperativesCall } from '../../server/cooperatives/cooperative.schema.ts';
import { listPremisesCall } from '../../server/cooperatives/premises.schema.ts';
import { searchOf } from '../platform/search.ts';
import { shellRoute } from '../platform/shell/roots.tsx';

export const registerScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/koperasi',
  validateSearch: searchOf(listCooperativesCall.query),
  staticData: { title: 'cooperatives.register.title', can: 'cooperative.read', nav: 'city' },
  component: lazyRouteComponent(() => import('./RegisterScreen.tsx'), 'RegisterScreen'),
});

export const premisesScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tempat-usaha',
  validateSearch: searchOf(listPremisesCall.query),
  staticData: { title: 'cooperatives.premises.title', can: 'cooperative.read', nav: 'city' },
  component: lazyRouteComponent(() => import('./PremisesScreen.tsx'), 'PremisesScreen'),
});
