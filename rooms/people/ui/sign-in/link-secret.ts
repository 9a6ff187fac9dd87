// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';

/** The secret of a mailed link, behind the # of the address; taken out of it, so that neither the history nor a copied address holds it. */
export function useLinkSecret(): string {
  const [secret] = useState(() => window.location.hash.slice(1));
  if (window.location.hash) window.history.replaceState(window.history.state, '', window.location.pathname);
  return secret;
}

/** Leaves for a page as someone who has just signed in: nothing that was read before stays in memory. */
export function goSignedIn(address: string): void {
  window.location.assign(address);
}
