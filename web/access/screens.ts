import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { queryClient } from '../platform/query.ts';
import { meQuery } from '../platform/session.ts';
import { rootRoute, shellRoute } from '../platform/shell/roots.tsx';

/** Where a person was going before he was asked for something at the door. */
function goingOn(search: Record<string, unknown>): { lanjut?: string } {
  return typeof search.lanjut === 'string' ? { lanjut: search.lanjut } : {};
}

export const signInScreen = createRoute({
  getParentRoute: () => rootRoute,
  path: '/masuk',
  validateSearch: goingOn,
  component: lazyRouteComponent(() => import('./SignInScreen.tsx'), 'SignInScreen'),
});

export const secondFactorScreen = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sandi-kedua',
  validateSearch: goingOn,
  beforeLoad: async () => {
    if ((await queryClient.ensureQueryData(meQuery)) === null) throw redirect({ to: '/masuk' });
  },
  component: lazyRouteComponent(() => import('./SecondFactorScreen.tsx'), 'SecondFactorScreen'),
});

export const newPasswordScreen = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sandi-baru',
  component: lazyRouteComponent(() => import('./NewPasswordScreen.tsx'), 'NewPasswordScreen'),
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
