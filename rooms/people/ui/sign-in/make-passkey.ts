// SPDX-License-Identifier: EUPL-1.2
import { startRegistration } from '@simplewebauthn/browser';

type Made = { id: string; rawId: string; type: 'public-key'; response: Record<string, unknown> };

/** Has the browser make a passkey from what the server sent. Throws what the browser says when the person turns away. */
export async function makePasskey(options: Record<string, unknown>): Promise<Made> {
  // The server's library wrote them for the browser's; what comes back is plain JSON.
  const made = await startRegistration({ optionsJSON: options as unknown as Parameters<typeof startRegistration>[0]['optionsJSON'] });
  return made as unknown as Made;
}
