// The addresses of the application: the screens of the shell, and the pages for whoever is not signed in.
import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { loadFeature } from '../i18n/i18n.ts';
import { screens } from './shell/screens.tsx';
import { PageSkeleton } from './shell/PageSkeleton.tsx';
import { rootRoute, shellRoute } from './shell/route.tsx';

const account = { getParentRoute: () => rootRoute, loader: () => loadFeature('account') };

/** Only an address of this application may be returned to after signing in. */
export const ownAddress = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : undefined;

const signInRoute = createRoute({
  ...account,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { to?: string } => {
    const to = ownAddress(search.to);
    return to ? { to } : {};
  },
  component: lazyRouteComponent(() => import('./account/SignIn.tsx')),
});

const spaceSignInRoute = createRoute({
  ...account,
  path: '/s/$slug',
  component: lazyRouteComponent(() => import('./account/SignIn.tsx')),
});

const forgottenRoute = createRoute({
  ...account,
  path: '/forgotten-password',
  component: lazyRouteComponent(() => import('./account/ForgottenPassword.tsx')),
});

const linkRoute = createRoute({
  ...account,
  path: '/access',
  component: lazyRouteComponent(() => import('./account/AccessLink.tsx')),
});

const mailsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/dev/mails',
  validateSearch: (search: Record<string, unknown>): { mail?: string } =>
    typeof search.mail === 'string' ? { mail: search.mail } : {},
  loader: () => loadFeature('dev'),
  component: lazyRouteComponent(() => import('./dev/Mails.tsx')),
});

const routeTree = rootRoute.addChildren([
  signInRoute,
  spaceSignInRoute,
  forgottenRoute,
  linkRoute,
  mailsRoute,
  shellRoute.addChildren(screens),
]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPendingMs: 200,
  defaultPendingComponent: PageSkeleton,
  scrollRestoration: true,
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
    const text = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
    return text && `?${text}`;
  },
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
