// SPDX-License-Identifier: EUPL-1.2
import { type AnyRouter, useRouter } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, MouseEvent, Ref } from 'react';

type Props = AnchorHTMLAttributes<HTMLAnchorElement> & { href: string; ref?: Ref<HTMLAnchorElement> };

/** A link by address, such as `/o/bouliac/devis?tri=-jour`. Screens open without reloading; pages that the server renders, other sites and new tabs as usual. */
export function HouseLink({ href, onClick, onMouseEnter, children, ...rest }: Props) {
  const router = useRouter();
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (rest.target || rest.download !== undefined || !isScreen(router, href)) return;
    event.preventDefault();
    router.history.push(href);
  };
  const prepare = (event: MouseEvent<HTMLAnchorElement>): void => {
    onMouseEnter?.(event);
    if (isScreen(router, href)) void router.preloadRoute({ to: pathOf(href) }).catch(() => undefined);
  };
  return (
    <a {...rest} href={href} onClick={follow} onMouseEnter={prepare}>
      {children}
    </a>
  );
}

/** Whether this address is a screen of this application rather than a page of the server. */
export function isScreen(router: AnyRouter, href: string): boolean {
  if (!href.startsWith('/') || href.startsWith('//') || href.startsWith('/api/')) return false;
  const routes: readonly { routeId: string }[] = router.matchRoutes(pathOf(href), {});
  const last = routes.at(-1)?.routeId ?? '';
  return routes.length > 1 && !last.endsWith('$');
}

function pathOf(href: string): string {
  return href.split(/[?#]/)[0] ?? '/';
}
