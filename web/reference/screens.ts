import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../platform/shell/roots.tsx';

export const boundariesScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/batas-wilayah',
  staticData: { title: 'reference.import.title', can: 'boundary.import', nav: 'settings' },
  component: lazyRouteComponent(() => import('./BoundariesScreen.tsx'), 'BoundariesScreen'),
});
