// SPDX-License-Identifier: EUPL-1.2
import { queryOptions } from '@tanstack/react-query';
import { ApiProblem, problemFrom, Unreachable } from '../api/problem.ts';

export type MandateOfMe = {
  organisation: { id: string; slug: string; name: string; kind: string };
  roles: readonly string[];
  permissions: readonly string[];
  rights: readonly string[];
};

export type Me = {
  person: { id: string; name: string };
  mandates: readonly MandateOfMe[];
  /** The technician who acts in the person's name, and until when (ISO instant). */
  supportedBy?: string | null;
  supportedUntil?: string | null;
  /** A sentence from the operator to everybody: maintenance, opening. */
  announcement?: string | null;
};

/** Who is signed in and where they act. The shell asks by address: it holds no contract. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => askJson<Me>('GET', '/api/me', { signal }),
  staleTime: 60_000,
});

/** Opens a session; refuses with the server's sentence. */
export async function signIn(email: string, password: string): Promise<void> {
  await askJson('POST', '/api/session', { body: { email, password } });
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

/** Whether a mandate opens a screen. */
export function opens(mandate: Pick<MandateOfMe, 'permissions'> | null, permission: string): boolean {
  if (permission === 'public') return true;
  return mandate !== null && (permission === 'signed-in' || mandate.permissions.includes(permission));
}
