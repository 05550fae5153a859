// The two parents of every route: the root, and the shell that needs somebody signed in.
import { createRootRoute, createRoute, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { queryClient } from '../../api/client.ts';
import { sessionQuery } from '../../api/session.ts';
import { LoneErrorPage, LoneNotFoundPage } from './ErrorPages.tsx';

export const rootRoute = createRootRoute({
  component: Outlet,
  errorComponent: LoneErrorPage,
  notFoundComponent: LoneNotFoundPage,
});

export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: async ({ location }) => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (!session) throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { to: location.href } });
  },
  component: lazyRouteComponent(() => import('./Shell.tsx')),
  errorComponent: LoneErrorPage,
  notFoundComponent: LoneNotFoundPage,
});
