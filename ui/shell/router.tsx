// SPDX-License-Identifier: EUPL-1.2
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { asksToSignIn } from '../api/problem.ts';
import { queryClient } from '../api/query-client.ts';
import type { RoomPage } from '../room-ui.ts';
import { meQuery } from '../session/me.ts';
import { ErrorState } from '../states/error-state.tsx';
import { NotFound } from '../states/not-found.tsx';
import { PageSkeleton } from '../states/page-skeleton.tsx';
import { BodyGate } from './body-gate.tsx';
import { Guard } from './guard.tsx';
import { PublicFrame } from './public-frame.tsx';
import type { LoadedRoom } from './rooms.ts';
import { Shell } from './shell.tsx';

/** The addresses of the house and of every room. */
export function makeRouter(rooms: readonly LoadedRoom[]) {
  const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: ErrorState });
  const open = createRoute({ getParentRoute: () => root, id: 'public', component: PublicFrame });
  const signedIn = createRoute({
    getParentRoute: () => root,
    id: 'signed-in',
    component: Shell,
    beforeLoad: ({ location }) => requireSession(location.href),
  });
  const body = createRoute({ getParentRoute: () => signedIn, path: '/o/$organisation', component: BodyGate });

  const pages = rooms.flatMap((room) => room.pages);
  const inBodies = pages
    .filter((page) => isInBody(page.path))
    .map((page) => createRoute({ getParentRoute: () => body, path: routePath(page.path.slice('/o/:organisation'.length)), ...screen(page) }));
  const outside = pages
    .filter((page) => !isInBody(page.path) && page.permission !== 'public')
    .map((page) => createRoute({ getParentRoute: () => signedIn, path: routePath(page.path), ...screen(page) }));
  const forAll = pages
    .filter((page) => !isInBody(page.path) && page.permission === 'public')
    .map((page) => createRoute({ getParentRoute: () => open, path: routePath(page.path), component: lazyRouteComponent(page.lazy, 'Page') }));

  const declared = new Set<string>(pages.map((page) => page.path));
  const home = createRoute({
    getParentRoute: () => signedIn,
    path: '/',
    component: lazyRouteComponent(() => import('../pages/bodies-page.tsx'), 'Page'),
  });
  const bodyHome = createRoute({
    getParentRoute: () => body,
    path: '/',
    component: lazyRouteComponent(() => import('../pages/body-home-page.tsx'), 'Page'),
  });
  const signIn = createRoute({
    getParentRoute: () => open,
    path: '/connexion',
    component: lazyRouteComponent(() => import('../session/sign-in-page.tsx'), 'Page'),
  });
  const nowhere = createRoute({ getParentRoute: () => open, path: '$', component: NotFound });
  const nowhereInBody = createRoute({ getParentRoute: () => body, path: '$', component: NotFound });

  return createRouter({
    routeTree: root.addChildren([
      signedIn.addChildren([
        ...(declared.has('/') ? [] : [home]),
        ...outside,
        body.addChildren([...(declared.has('/o/:organisation') ? [] : [bodyHome]), ...inBodies, nowhereInBody]),
      ]),
      open.addChildren([signIn, ...forAll, nowhere]),
    ]),
    defaultPendingComponent: PageSkeleton,
    defaultPendingMs: 150,
    defaultErrorComponent: ErrorState,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const text = new URLSearchParams(search as Record<string, string>).toString(); // parseSearch above makes texts alone
      return text === '' ? '' : `?${text}`;
    },
  });
}

/** A screen of a room, behind its permission. */
function screen(page: RoomPage) {
  const Screen = lazyRouteComponent(page.lazy, 'Page');
  return {
    component: () => <Guard permission={page.permission} screen={Screen} />,
    onEnter: () => {
      document.title = `${page.title} – Beffroi`;
    },
  };
}

async function requireSession(address: string): Promise<void> {
  try {
    await queryClient.ensureQueryData(meQuery);
  } catch (error) {
    if (!asksToSignIn(error)) throw error;
    throw redirect({ to: '/connexion', search: address === '/' ? {} : { retour: address } });
  }
}

function isInBody(path: string): boolean {
  return path === '/o/:organisation' || path.startsWith('/o/:organisation/');
}

/** `/requests/:id` → `/requests/$id`. */
function routePath(path: string): string {
  return path === '' ? '/' : path.replace(/:(\w+)/g, '$$$1');
}
