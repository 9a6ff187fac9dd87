// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';

/** The secret of a mailed link, behind the # of the address; taken out of it, so that neither the history nor a copied address holds it. */
export function useLinkSecret(): string {
  const [secret] = useState(() => window.location.hash.slice(1));
  if (window.location.hash) window.history.replaceState(window.history.state, '', window.location.pathname);
  return secret;
}

const KEPT = 'beffroi-invitation';

/** The secret of an invitation, found again when its page is come back to from the door: this tab only keeps it, until it closes. */
export function useInvitationSecret(): string {
  const secret = useLinkSecret();
  const [known] = useState(() => secret || (window.sessionStorage.getItem(KEPT) ?? ''));
  return known;
}

/** Goes to the door and comes back to the invitation. */
export function signInThenComeBack(secret: string): void {
  window.sessionStorage.setItem(KEPT, secret);
  window.location.assign(`/connexion?retour=${encodeURIComponent('/invitation')}`);
}

/** Forgets the secret that `signInThenComeBack` kept. */
export function forgetInvitationSecret(): void {
  window.sessionStorage.removeItem(KEPT);
}

/** Leaves for a page as someone who has just signed in: nothing that was read before stays in memory. */
export function goSignedIn(address: string): void {
  window.location.assign(address);
}
