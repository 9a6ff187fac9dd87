// SPDX-License-Identifier: EUPL-1.2
import { useSuspenseQuery } from '@tanstack/react-query';
import { useLocation, useNavigate, useParams } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type MandateOfMe, meQuery, opens } from '../session/me.ts';
import { useMandateHere } from './mandate-here.ts';

export { usePlaceSlug } from './place-slug.ts';

export type Place = {
  person: { id: string; name: string };
  /** The body in the address. Reading it on a page outside a body throws. */
  organisation: MandateOfMe['organisation'];
  /** Whether the person may do this in the body of the address. */
  may: (permission: string) => boolean;
  /** Whether the body holds this right. */
  holds: (right: string) => boolean;
};

/** Who acts, and for which body. Pages only: it waits for the session. */
export function usePlace(): Place {
  const { data: me } = useSuspenseQuery(meQuery);
  const { mandate } = useMandateHere();
  return {
    person: me.person,
    get organisation() {
      if (!mandate) throw new Error('this page is outside a body');
      return mandate.organisation;
    },
    may: (permission) => opens(mandate, permission),
    holds: (right) => mandate?.rights.includes(right) ?? false,
  };
}

/** The names in the address, and the query as text with a way to change it. `undefined` or an empty text removes a name. */
export function useAddress() {
  const params: Readonly<Record<string, string | undefined>> = useParams({ strict: false });
  const { pathname, searchStr } = useLocation();
  const navigate = useNavigate();
  const query = useMemo(() => Object.fromEntries(new URLSearchParams(searchStr)), [searchStr]);
  const setQuery = useCallback(
    (change: Readonly<Record<string, string | undefined>>, options: { replace?: boolean } = {}) => {
      const kept = Object.entries({ ...Object.fromEntries(new URLSearchParams(window.location.search)), ...change });
      const search = Object.fromEntries(kept.filter(([, value]) => value !== undefined && value !== ''));
      void navigate({ to: window.location.pathname, search, replace: options.replace ?? false, resetScroll: false });
    },
    [navigate],
  );
  /** Goes to an address of the house: `go('/o/bouliac/devis')`. */
  const go = useCallback((to: string) => void navigate({ href: to }), [navigate]);
  return { params, pathname, query, setQuery, go };
}

/** Writes a manifest's path for a body: `/o/:organisation/catalogue` → `/o/bouliac/catalogue`. */
export function pathIn(path: string, slug: string | null): string {
  return path.replace(':organisation', slug ?? '');
}
