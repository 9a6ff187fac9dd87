// SPDX-License-Identifier: EUPL-1.2
/** The person whose session here a raw request carries: `oidc-provider` receives Node's request, and asks again through it. */
import type { IncomingMessage } from 'node:http';
import type { SignedIn } from '#platform/access/provided.ts';

const known = new WeakMap<IncomingMessage, SignedIn>();

export function rememberWhoAsks(request: IncomingMessage, signedIn: SignedIn | null): void {
  if (signedIn) known.set(request, signedIn);
}

/** Null for nobody, and for a technician who acts in somebody's name: support opens no application. */
export function whoAsks(request: IncomingMessage): SignedIn | null {
  const signedIn = known.get(request);
  return signedIn && !signedIn.supportedBy ? signedIn : null;
}
