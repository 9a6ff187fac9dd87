// SPDX-License-Identifier: EUPL-1.2
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { type MandateOfMe, meQuery, placeQuery } from '../session/me.ts';
import { usePlaceSlug } from './place-slug.ts';

/** What the person may do in the body of the address: by their mandates, which are known, and by delegation, which is asked of that body alone. */
export function useMandateHere(): { mandate: MandateOfMe | null; isPending: boolean } {
  const { data: me } = useSuspenseQuery(meQuery);
  const slug = usePlaceSlug();
  const asks = slug !== null && me.delegates === true;
  const { data: place, isPending } = useQuery({ ...placeQuery(slug ?? ''), enabled: asks });
  const own = me.mandates.find(({ organisation }) => organisation.slug === slug) ?? null;
  return { mandate: (asks ? place : null) ?? own, isPending: asks && isPending };
}
