// SPDX-License-Identifier: EUPL-1.2
import type { Problem } from '#platform/http/contract.ts';

/** A "no" of the server, in its own French words. */
export class ApiProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.title);
    this.name = 'ApiProblem';
    this.problem = problem;
  }
}

/** The server gave no answer: network, proxy, restart. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('Le serveur ne répond pas. Vérifiez votre connexion, puis réessayez.', { cause });
    this.name = 'Unreachable';
  }
}

/** Reads a problem document, or makes one of an answer that is none (a proxy's page, an empty body). */
export function problemFrom(status: number, body: unknown, requestId: string | null): Problem {
  if (isProblem(body)) return body;
  return {
    type: 'about:blank',
    title: status >= 500 ? 'Le serveur n’a pas pu répondre. Réessayez dans un instant.' : 'La demande a été refusée.',
    status,
    code: `http.${status}`,
    instance: requestId ?? '',
  };
}

/** Whether this error says that nobody is signed in any more. */
export function asksToSignIn(error: unknown): boolean {
  return error instanceof ApiProblem && error.problem.status === 401;
}

/** The sentence to show for any error. */
export function sentenceOf(error: unknown): string {
  if (error instanceof ApiProblem || error instanceof Unreachable) return error.message;
  return 'Une erreur inattendue s’est produite dans cette page.';
}

/** The request id to quote to the operator, when the server gave one. */
export function referenceOf(error: unknown): string | null {
  return error instanceof ApiProblem && error.problem.instance !== '' ? error.problem.instance : null;
}

function isProblem(body: unknown): body is Problem {
  return (
    typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string' && 'title' in body && typeof body.title === 'string'
  );
}
