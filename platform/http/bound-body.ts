// SPDX-License-Identifier: EUPL-1.2
import type { IncomingMessage } from 'node:http';

/** What Node gives a whole request by itself (`requestTimeout`), which the front door lifts for the uploads that last. */
const USUAL_MS = 300_000;

/** Cuts a request whose body is not there in time: nobody fills a form byte by byte. Protocols that take long uploads watch over their own. */
export function boundBody(request: IncomingMessage, ms: number = USUAL_MS): void {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  if ((length === undefined || length === '0') && encoding === undefined) return;
  const end = setTimeout(() => {
    if (!request.complete) request.destroy();
  }, ms).unref();
  request.once('close', () => clearTimeout(end));
}
