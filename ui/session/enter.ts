// SPDX-License-Identifier: EUPL-1.2
import { ApiProblem } from '../api/problem.ts';
import { askJson } from './me.ts';
import { solveWork } from './solve-work.ts';

export type SecondFactor = 'totp' | 'passkey' | 'recovery';
export type Entered = { person: { id: string; name: string } | null; secondFactor: readonly SecondFactor[] };
export type Provider = { key: string; name: string; body: string | null; isDown: boolean };

/** Opens a session by a password, doing first the work that a besieged account asks of unknown devices; refuses with the server's sentence. */
export async function signIn(email: string, password: string): Promise<Entered> {
  const ask = (work?: { challenge: string; answer: string }): Promise<Entered> =>
    askJson<Entered>('POST', '/api/session', { body: { email, password, ...(work && { work }) } });
  try {
    return await ask();
  } catch (error) {
    const asked = workAsked(error);
    if (!asked) throw error;
    return ask({ challenge: asked.challenge, answer: await solveWork(asked.challenge, asked.bits) });
  }
}

/** Completes a sign-in by a code. */
export function giveCode(code: string): Promise<Entered> {
  return askJson<Entered>('POST', '/api/session/second-factor', { body: { code } });
}

/** Signs in, or completes a sign-in, by a passkey. `isOffered` waits in the autofill of the address instead of asking at once. */
export async function givePasskey({ isOffered = false }: { isOffered?: boolean } = {}): Promise<Entered> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const { options } = await askJson<{ options: Parameters<typeof startAuthentication>[0]['optionsJSON'] }>('POST', '/api/session/passkey/options', {
    body: {},
  });
  const response = await startAuthentication({ optionsJSON: options, useBrowserAutofill: isOffered });
  return askJson<Entered>('POST', '/api/session/passkey', { body: { response } });
}

/** Whether this browser can offer passkeys in the autofill of the address. */
export async function offersPasskeys(): Promise<boolean> {
  const { browserSupportsWebAuthnAutofill } = await import('@simplewebauthn/browser');
  return browserSupportsWebAuthnAutofill();
}

/** Asks for a link by mail: to sign in, or to choose a new password. */
export async function askLink(purpose: 'sign-in' | 'password', email: string): Promise<void> {
  await askJson('POST', purpose === 'sign-in' ? '/api/session/link/ask' : '/api/password/forgotten', { body: { email } });
}

/** Signs in by the code that came with the link. */
export function giveMailCode(code: string): Promise<Entered> {
  return askJson<Entered>('POST', '/api/session/link', { body: { code } });
}

/** Whether the person turned away from the browser's own question, or let it wait too long: nothing to tell them. */
export function wasGivenUp(error: unknown): boolean {
  return error instanceof Error && ['NotAllowedError', 'AbortError'].includes(error.name);
}

function workAsked(error: unknown): { challenge: string; bits: number } | null {
  if (!(error instanceof ApiProblem) || error.problem.code !== 'people.prove-work') return null;
  const { challenge, bits } = error.problem.details ?? {};
  return typeof challenge === 'string' && typeof bits === 'number' ? { challenge, bits } : null;
}
