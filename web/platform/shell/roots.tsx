import { createRootRoute, createRoute, Outlet, redirect } from '@tanstack/react-router';
import { queryClient } from '../query.ts';
import { meQuery } from '../session.ts';
import { ProblemState } from '../ui/States.tsx';
import './navigation-groups.ts';
import { NotFound } from './NotFound.tsx';
import { Shell } from './Shell.tsx';

export const rootRoute = createRootRoute({
  component: Outlet,
  errorComponent: ({ error, reset }) => <ProblemState problem={error} retry={reset} />,
});

/** The parent of every screen behind sign-in. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ location }) => {
    const me = await queryClient.ensureQueryData(meQuery);
    if (me === null) throw redirect({ to: '/masuk', search: { lanjut: location.href } });
  },
  component: Shell,
  notFoundComponent: NotFound,
});
