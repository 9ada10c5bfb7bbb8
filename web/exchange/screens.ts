import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { listBesideCall } from '../../server/exchange/simkopdes.schema.ts';
import { searchOf } from '../platform/search.ts';
import { shellRoute } from '../platform/shell/roots.tsx';

export const besideScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/simkopdes',
  validateSearch: searchOf(listBesideCall.query),
  staticData: { title: 'exchange.beside.title', can: 'snapshot.read', nav: 'city' },
  component: lazyRouteComponent(() => import('./BesideScreen.tsx'), 'BesideScreen'),
});

export const importScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/simkopdes/impor',
  staticData: { title: 'exchange.import.title', can: 'snapshot.import' },
  component: lazyRouteComponent(() => import('./ImportScreen.tsx'), 'ImportScreen'),
});
