// SPDX-License-Identifier: EUPL-1.2
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '#ui/api/call.ts';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { usePlace } from '#ui/shell/place.ts';
import { priceSubscription } from '../../contract.ts';
import { choicesOf, type Ticked } from './choice.ts';

export type Price = OutputOf<typeof priceSubscription>;
export type Live = { data: Price | undefined; error: Error | null; isFetching: boolean; isAsked: boolean };

/** The price of what is ticked, asked again a moment after each change. */
export function usePrice(ticked: Ticked | null, startsOn: string | null): Live {
  const { organisation } = usePlace();
  const choices = ticked && startsOn ? choicesOf(ticked, startsOn) : null;
  const now = choices === null ? null : JSON.stringify(choices);
  const [asked] = useDebouncedValue(now, 250);
  const { data, error, isFetching } = useQuery<Price>({
    queryKey: ['o', organisation.slug, 'subscription price', asked],
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(priceSubscription, JSON.parse(asked ?? '{}'), { organisation: organisation.slug, signal }),
  });
  const isAsked = now !== null;
  // What is shown is what is ticked: until the answer comes, the figure is said to be on its way.
  return { data: isAsked ? data : undefined, error: isAsked ? error : null, isFetching: isFetching || asked !== now, isAsked };
}
