// SPDX-License-Identifier: EUPL-1.2
import { useMemo } from 'react';
import type { InputOf, OutputOf } from '#ui/api/endpoint.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { readCalendar } from '../../contract.ts';

/** The planning between two days, each absence with its reason. */
export function useCalendar(input: InputOf<typeof readCalendar>, options: { enabled?: boolean; keepPrevious?: boolean } = {}) {
  const { data: read, ...query } = useEndpoint(readCalendar, input, options);
  const data = useMemo(() => read && withReasons(read), [read]);
  return { ...query, data };
}

/** The answer lists each reason once and absences name them by rank. */
export function withReasons({ agents, kinds, ...calendar }: OutputOf<typeof readCalendar>) {
  return {
    ...calendar,
    agents: agents.map(({ away, ...agent }) => ({ ...agent, away: away.map(({ kind, ...one }) => ({ ...one, ...reasonOf(kinds[kind]) })) })),
  };
}

function reasonOf(reason: OutputOf<typeof readCalendar>['kinds'][number] | undefined) {
  return { kind: reason?.shown ?? null, isAtWork: reason?.isAtWork ?? false, isPrivate: reason?.isPrivate ?? true };
}
