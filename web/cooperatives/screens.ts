import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { Type } from 'typebox';
import { listCooperativesCall } from '../../server/cooperatives/cooperative.schema.ts';
import { listPremisesCall } from '../../server/cooperatives/premises.schema.ts';
import { closed } from '../../server/kernel/call.ts';
import { day } from '../../server/kernel/shapes.ts';
import { searchOf } from '../platform/search.ts';
import { shellRoute } from '../platform/shell/roots.tsx';
import { cooperativeTabs } from './cooperative-page.ts';

export const registerScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/koperasi',
  validateSearch: searchOf(listCooperativesCall.query),
  staticData: { title: 'cooperatives.register.title', can: 'cooperative.read', nav: 'city' },
  component: lazyRouteComponent(() => import('./RegisterScreen.tsx'), 'RegisterScreen'),
});

export const cooperativeScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/koperasi/$id',
  validateSearch: searchOf(closed({ tab: Type.Optional(Type.Enum([...cooperativeTabs])), asOf: Type.Optional(day) })),
  staticData: { title: 'cooperatives.page.title', can: 'cooperative.read' },
  component: lazyRouteComponent(() => import('./CooperativeScreen.tsx'), 'CooperativeScreen'),
});

export const premisesScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tempat-usaha',
  validateSearch: searchOf(listPremisesCall.query),
  staticData: { title: 'cooperatives.premises.title', can: 'cooperative.read', nav: 'city' },
  component: lazyRouteComponent(() => import('./PremisesScreen.tsx'), 'PremisesScreen'),
});
