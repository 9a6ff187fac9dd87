// SPDX-License-Identifier: EUPL-1.2
import {
  keepPreviousData,
  queryOptions,
  useMutation,
  type UseMutationResult,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import { usePlaceSlug } from '../shell/place.ts';
import { call } from './call.ts';
import type { AnyEndpoint, InputOf, OutputOf } from './endpoint.ts';

/** The key under which an answer is kept: body, endpoint, input. `['o', slug]` names all that a body has shown. */
export function keyOf(endpoint: AnyEndpoint, input?: unknown, organisation?: string): readonly unknown[] {
  const whose = endpoint.scope === 'organisation' ? ['o', organisation] : [endpoint.scope];
  return [...whose, `${endpoint.method} ${endpoint.path}`, ...(input === undefined ? [] : [input])];
}

/** A query for loaders and prefetching; screens use `useEndpoint`. */
export function queryOf<E extends AnyEndpoint>(endpoint: E, input: InputOf<E>, organisation?: string) {
  return queryOptions<OutputOf<E>>({
    queryKey: keyOf(endpoint, input, organisation),
    queryFn: ({ signal }) => call(endpoint, input, { organisation, signal }),
  });
}

/** Reads from the server, in the body of the address. */
export function useEndpoint<E extends AnyEndpoint>(
  endpoint: E,
  input: InputOf<E>,
  options: { enabled?: boolean; keepPrevious?: boolean } = {},
): UseQueryResult<OutputOf<E>> {
  const organisation = usePlaceSlug();
  return useQuery({
    ...queryOf(endpoint, input, organisation ?? undefined),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious && { placeholderData: keepPreviousData }),
  });
}

/** Acts on the server, in the body of the address; then forgets what `changes` lists (default: all that this body has shown). */
export function useAct<E extends AnyEndpoint>(
  endpoint: E,
  options: { changes?: readonly AnyEndpoint[]; done?: (output: OutputOf<E>, input: InputOf<E>) => void | Promise<void> } = {},
): UseMutationResult<OutputOf<E>, Error, InputOf<E>> {
  const organisation = usePlaceSlug() ?? undefined;
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: InputOf<E>) => call(endpoint, input, { organisation }),
    onSuccess: async (output, input) => {
      const stale = options.changes?.map((changed) => keyOf(changed, undefined, organisation)) ?? [
        endpoint.scope === 'organisation' ? ['o', organisation] : [],
      ];
      void Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })));
      await options.done?.(output, input);
    },
  });
}
