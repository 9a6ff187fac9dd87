// SPDX-License-Identifier: EUPL-1.2
import { queryOptions } from '@tanstack/react-query';
import { ApiProblem, problemFrom, Unreachable } from '../api/problem.ts';

export type MandateOfMe = {
  organisation: { id: string; slug: string; name: string; kind: string };
  roles: readonly string[];
  permissions: readonly string[];
  rights: readonly string[];
  /** Why it opens nothing in this session, if so. */
  locked?: string | null;
  /** Bodies by which they act here, where it is by delegation. */
  through?: readonly string[];
};

export type Me = {
  person: { id: string; name: string };
  /** One for each body: what several mandates there open is put together. */
  mandates: readonly MandateOfMe[];
  /** The technician who acts in the person's name, and for how many seconds still when this was read. */
  supportedBy?: string | null;
  supportSecondsLeft?: number | null;
  /** Other bodies are reached by delegation: they are searched, for there may be hundreds. */
  delegates?: boolean;
};

/** Who is signed in and where they act. The shell asks by address: it holds no contract. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => {
    const me = await askJson<Me>('GET', '/api/me', { signal });
    return { ...me, mandates: oneByBody(me.mandates) };
  },
  staleTime: 60_000,
});

/** What they may do in one body, delegation included; null where they may do nothing. */
export function placeQuery(slug: string) {
  return queryOptions({
    queryKey: ['me', 'place', slug],
    queryFn: ({ signal }) => askJson<MandateOfMe>('GET', `/api/me/bodies/${encodeURIComponent(slug)}`, { signal }).catch(nullWhenUnknown),
    staleTime: 60_000,
  });
}

/** Bodies reached by delegation whose name holds the words. */
export function delegatedBodiesQuery(words: string) {
  return queryOptions({
    queryKey: ['me', 'delegated', words],
    queryFn: ({ signal }) =>
      askJson<{ rows: MandateOfMe['organisation'][] }>('GET', `/api/me/delegated-bodies?q=${encodeURIComponent(words)}`, { signal }),
    staleTime: 60_000,
  });
}

/** Closes the session here and on the server. Answers where the browser goes then: to the identity provider that had opened it, or to the door. */
export async function signOut(): Promise<string> {
  const elsewhere = await askJson<{ location: string } | null>('DELETE', '/api/session', {});
  return elsewhere?.location ?? '/connexion';
}

/** One request of the shell itself. Throws like `call`. */
export async function askJson<T = unknown>(method: string, url: string, { body, signal }: { body?: unknown; signal?: AbortSignal }): Promise<T> {
  const answer = await fetch(url, {
    method,
    headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    throw signal?.aborted ? error : new Unreachable(error);
  });
  const content: unknown = await answer.json().catch(() => null);
  if (!answer.ok) throw new ApiProblem(problemFrom(answer.status, content, answer.headers.get('x-request-id')));
  return content as T; // the shell's few addresses are fixed by the house and tested through HTTP
}

// An agent may be elected too, in the same commune.
function oneByBody(mandates: readonly MandateOfMe[]): readonly MandateOfMe[] {
  const union = (those: readonly MandateOfMe[], of: 'roles' | 'permissions' | 'rights') => [...new Set(those.flatMap((one) => one[of]))];
  const byBody = Map.groupBy(mandates, ({ organisation }) => organisation.id);
  return [...byBody.values()].flatMap((those) =>
    those
      .slice(0, 1)
      // One mandate that is open opens the body.
      .map((first) => ({
        ...first,
        locked: those.every((one) => one.locked) ? (first.locked ?? null) : null,
        roles: union(those, 'roles'),
        permissions: union(those, 'permissions'),
        rights: union(those, 'rights'),
      })),
  );
}

function nullWhenUnknown(error: unknown): null {
  if (error instanceof ApiProblem && error.problem.status === 404) return null;
  throw error;
}

/** Whether a mandate opens a screen. */
export function opens(mandate: Pick<MandateOfMe, 'permissions'> | null, permission: string): boolean {
  if (permission === 'public') return true;
  return mandate !== null && (permission === 'signed-in' || mandate.permissions.includes(permission));
}
