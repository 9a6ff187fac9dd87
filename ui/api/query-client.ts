// SPDX-License-Identifier: EUPL-1.2
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem, asksToSignIn } from './problem.ts';

type Listener = () => void;
const listeners = new Set<Listener>();

/** Calls back when the server says that nobody is signed in any more. */
export function onSessionLost(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function noticeSession(error: unknown): void {
  if (asksToSignIn(error)) for (const listener of listeners) listener();
}

/** Refusals are answers and are never asked again; a silent server is asked twice more. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSession }),
  mutationCache: new MutationCache({ onError: noticeSession }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < 2 && (!(error instanceof ApiProblem) || error.problem.status >= 502),
      throwOnError: false,
    },
    mutations: { retry: false },
  },
});
