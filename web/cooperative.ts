import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { Type } from 'typebox';
import { closed } from '../server/kernel/call.ts';
import { day } from '../server/kernel/shapes.ts';
import { cooperativeTabs } from './cooperatives/cooperative-page.ts';
import { searchOf } from './platform/search.ts';
import { shellRoute } from './platform/shell/roots.tsx';

/** A cooperative's page. It is composed here, beside routes.tsx, because one of its tabs belongs to another module. */
export const cooperativeScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/koperasi/$id',
  validateSearch: searchOf(closed({ tab: Type.Optional(Type.Enum([...cooperativeTabs])), asOf: Type.Optional(day) })),
  staticData: { title: 'cooperatives.page.title', can: 'cooperative.read' },
  component: lazyRouteComponent(() => import('./CooperativePage.tsx'), 'CooperativePage'),
});
