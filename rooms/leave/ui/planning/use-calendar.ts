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

type Read = OutputOf<typeof readCalendar>;

/** The answer lists each reason once, absences name them by rank, and what is usual is left out. */
export function withReasons({ agents, kinds, ...calendar }: Read) {
  return {
    ...calendar,
    agents: agents.map(({ away, ...agent }) => ({ ...agent, away: away.map((one) => ({ ...whole(one), ...reasonOf(kinds[one.kind]) })) })),
  };
}

function whole({ status, requestId, fromOn, fromHalf, untilOn, untilHalf, hours }: Read['agents'][number]['away'][number]) {
  const halves: { fromHalf: 'am' | 'pm'; untilHalf: 'am' | 'pm' } = { fromHalf: fromHalf ?? 'am', untilHalf: untilHalf ?? 'pm' };
  return { status, requestId: requestId ?? null, fromOn, untilOn, hours: hours ?? null, ...halves };
}

function reasonOf(reason: Read['kinds'][number] | undefined) {
  return { kind: reason?.shown ?? null, isAtWork: reason?.isAtWork ?? false, isPrivate: reason?.isPrivate ?? true };
}
