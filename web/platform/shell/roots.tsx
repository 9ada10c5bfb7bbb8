import { createRootRoute, createRoute, Outlet, redirect } from '@tanstack/react-router';
import { queryClient } from '../query.ts';
import { meQuery, needsSecondFactor } from '../session.ts';
import './navigation-groups.ts';
import { BrokenScreen } from './BrokenScreen.tsx';
import { NotFound } from './NotFound.tsx';
import { Shell } from './Shell.tsx';

export const rootRoute = createRootRoute({
  component: Outlet,
  errorComponent: BrokenScreen,
});

/** The parent of every screen behind sign-in. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ location }) => {
    const me = await queryClient.ensureQueryData(meQuery);
    if (me === null) throw redirect({ to: '/masuk', search: { lanjut: location.href } });
    if (needsSecondFactor(me)) throw redirect({ to: '/sandi-kedua', search: { lanjut: location.href } });
  },
  component: Shell,
  notFoundComponent: NotFound,
});
