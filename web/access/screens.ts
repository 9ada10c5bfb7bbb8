import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../platform/shell/roots.tsx';

export const signInScreen = createRoute({
  getParentRoute: () => rootRoute,
  path: '/masuk',
  validateSearch: (search): { lanjut?: string } => (typeof search.lanjut === 'string' ? { lanjut: search.lanjut } : {}),
  component: lazyRouteComponent(() => import('./SignInScreen.tsx'), 'SignInScreen'),
});
