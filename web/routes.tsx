import { createRouter } from '@tanstack/react-router';
import { signInScreen } from './access/screens.ts';
import { homeScreen } from './home.tsx';
import { rootRoute, shellRoute } from './platform/shell/roots.tsx';

/** Every screen, one line each; the navigation keeps this order. */
const screens = shellRoute.addChildren([homeScreen]);

export const router = createRouter({
  routeTree: rootRoute.addChildren([screens, signInScreen]),
  basepath: '/app',
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
