import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute, shellRoute } from '../platform/shell/roots.tsx';

export const signInScreen = createRoute({
  getParentRoute: () => rootRoute,
  path: '/masuk',
  validateSearch: (search): { lanjut?: string } => (typeof search.lanjut === 'string' ? { lanjut: search.lanjut } : {}),
  component: lazyRouteComponent(() => import('./SignInScreen.tsx'), 'SignInScreen'),
});

export const setUpScreen = createRoute({
  getParentRoute: () => rootRoute,
  path: '/pasang',
  component: lazyRouteComponent(() => import('./SetUpScreen.tsx'), 'SetUpScreen'),
});

export const invitationScreen = createRoute({
  getParentRoute: () => rootRoute,
  path: '/undangan',
  component: lazyRouteComponent(() => import('./InvitationScreen.tsx'), 'InvitationScreen'),
});

export const usersScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/pengguna',
  staticData: { title: 'access.users.title', can: 'grant.read', nav: 'settings' },
  component: lazyRouteComponent(() => import('./UsersScreen.tsx'), 'UsersScreen'),
});

export const userScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/pengguna/$pengguna',
  staticData: { can: 'grant.read' },
  component: lazyRouteComponent(() => import('./UserScreen.tsx'), 'UserScreen'),
});

export const accountScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/akun',
  staticData: { title: 'access.account.title', nav: 'settings' },
  component: lazyRouteComponent(() => import('./AccountScreen.tsx'), 'AccountScreen'),
});
