// SPDX-License-Identifier: EUPL-1.2
import type { IncomingMessage, ServerResponse } from 'node:http';

export type Exchange = {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  /** Fields of a form, when one was sent. */
  form: URLSearchParams;
};

export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  if (request.method !== 'POST') return new URLSearchParams();
  let text = '';
  for await (const chunk of request as AsyncIterable<Buffer>) text += chunk.toString('utf8');
  return new URLSearchParams(text);
}

export function sendJson({ response }: Exchange, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }).end(JSON.stringify(body));
}

export function sendTo({ response }: Exchange, address: string, parameters: Readonly<Record<string, string | undefined>> = {}): void {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) url.searchParams.set(name, value);
  response.writeHead(303, { location: url.href, 'cache-control': 'no-store' }).end();
}

const COOKIE = 'simulateur-proconnect';

export function sessionIdOf({ request }: Exchange): string | null {
  return new RegExp(`(?:^|;\\s*)${COOKIE}=([0-9a-f]{64})`).exec(request.headers.cookie ?? '')?.[1] ?? null;
}

/** Twelve hours, as ProConnect's own; null takes it back. */
export function setSession({ response }: Exchange, origin: string, id: string | null): void {
  const path = `${new URL(origin).pathname.replace(/\/$/, '')}/`;
  response.appendHeader('set-cookie', `${COOKIE}=${id ?? ''}; Path=${path}; HttpOnly; SameSite=Lax; Max-Age=${id ? 43_200 : 0}`);
}
