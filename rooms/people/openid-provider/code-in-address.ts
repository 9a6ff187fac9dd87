// SPDX-License-Identifier: EUPL-1.2
import type { IncomingMessage } from 'node:http';

const codes = new WeakMap<IncomingMessage, string>();

/** Takes the user code out of the address: `oidc-provider` would send it by a script, without the person having read it. */
export function takeCodeFromAddress(request: IncomingMessage): void {
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const params = new URLSearchParams(query);
  const code = params.get('user_code');
  if (!code) return;
  codes.set(request, code.slice(0, 20));
  request.url = path;
}

/** The code that the address carried. */
export function codeInAddress(request: IncomingMessage): string | undefined {
  return codes.get(request);
}
