// SPDX-License-Identifier: EUPL-1.2
/**
 * Requests to addresses that a person wrote (an identity provider, a webhook, a logout address): never a way into the operator's own
 * network. The name is resolved once, every address is checked, and the connection goes to those very addresses: a name that resolves
 * otherwise a moment later (DNS rebinding) gains nothing. Redirects are answers, never followed.
 */
import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Settings } from '../settings.ts';
import { isReachable } from './reachable-address.ts';

/** Why a request was not sent, or its answer not read. `reason` is for journals and messages, never what the other side answered. */
export class OutgoingRefused extends Error {
  readonly reason: 'address' | 'scheme' | 'private' | 'unresolved' | 'too-long' | 'too-big' | 'unreachable';

  constructor(reason: OutgoingRefused['reason'], cause?: unknown) {
    super(`outgoing request refused: ${reason}`, { cause });
    this.name = 'OutgoingRefused';
    this.reason = reason;
  }
}

export type OutgoingOptions = {
  /** For the whole exchange, name resolution included. Default 5 s. */
  timeoutMs?: number;
  /** Largest answer read. Default 1 MiB. */
  maxBytes?: number;
  /** How names are resolved; the system's resolver unless said. */
  resolve?: (host: string) => Promise<readonly LookupAddress[]>;
};

export type OutgoingRequest = {
  method?: string;
  headers?: Record<string, string> | Headers;
  body?: unknown;
  signal?: AbortSignal | undefined;
};

export type Outgoing = (url: string | URL, request?: OutgoingRequest) => Promise<Response>;

/** A `fetch` for addresses that a person wrote; answers are read whole. Rejects with `OutgoingRefused`. */
export function outgoing(settings: Pick<Settings, 'mode' | 'outgoingNetworks'>, options: OutgoingOptions = {}): Outgoing {
  const { timeoutMs = 5_000, maxBytes = 1_048_576, resolve = resolveAll } = options;
  return async (address, { method = 'GET', headers, body, signal } = {}) => {
    const url = checkedAddress(address, settings);
    const deadline = AbortSignal.timeout(timeoutMs);
    try {
      const sending = await send(url, {
        method,
        headers: Object.fromEntries(new Headers(headers)),
        body: bytesOf(body),
        lookup: pinnedLookup(settings, resolve),
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      });
      return await read(sending, maxBytes);
    } catch (error) {
      if (error instanceof OutgoingRefused) throw error;
      throw new OutgoingRefused(deadline.aborted ? 'too-long' : 'unreachable', error);
    }
  };
}

/** The address as a URL, when a person may write it: https (http in development), no credentials, no private IP address. Rejects with `OutgoingRefused`. */
export function checkedAddress(address: string | URL, settings: Pick<Settings, 'mode' | 'outgoingNetworks'>): URL {
  if (!URL.canParse(String(address))) throw new OutgoingRefused('address');
  const url = new URL(address);
  if (url.username || url.password) throw new OutgoingRefused('address');
  if (url.protocol !== 'https:' && !(settings.mode === 'development' && url.protocol === 'http:')) throw new OutgoingRefused('scheme');
  // Node resolves no literal address: it would never meet the lookup below.
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isReachable(literal, settings) === false) throw new OutgoingRefused('private');
  return url;
}

function pinnedLookup(settings: Pick<Settings, 'mode' | 'outgoingNetworks'>, resolve: NonNullable<OutgoingOptions['resolve']>): LookupFunction {
  return (host, options, done) => {
    resolve(host).then(
      (found) => {
        const [first] = found;
        if (!first) return done(new OutgoingRefused('unresolved'), '', 0);
        // One private address among public ones is how rebinding begins: none is used.
        if (found.some(({ address }) => isReachable(address, settings) !== true)) return done(new OutgoingRefused('private'), '', 0);
        return options.all ? done(null, [...found]) : done(null, first.address, first.family);
      },
      (cause: unknown) => done(new OutgoingRefused('unresolved', cause), '', 0),
    );
  };
}

function resolveAll(host: string): Promise<readonly LookupAddress[]> {
  return new Promise((resolve, reject) => {
    systemLookup(host, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });
}

type Sending = Required<Pick<RequestOptions, 'method' | 'headers' | 'lookup' | 'signal'>> & { body: Uint8Array | null };

function send(url: URL, { body, headers, ...options }: Sending): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
      ...options,
      // No connection is kept: a later request must check the addresses of its own time.
      agent: false,
      headers: { ...headers, ...(body && { 'content-length': String(body.byteLength) }) },
    });
    request.once('error', reject);
    request.once('response', resolve);
    request.end(body ?? undefined);
  });
}

async function read(message: IncomingMessage, maxBytes: number): Promise<Response> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      message.destroy();
      throw new OutgoingRefused('too-big');
    }
    chunks.push(chunk);
  }
  const headers = new Headers();
  for (let index = 0; index < message.rawHeaders.length; index += 2)
    headers.append(message.rawHeaders[index] ?? '', message.rawHeaders[index + 1] ?? '');
  const status = message.statusCode ?? 502;
  const hasNoBody = status === 204 || status === 205 || status === 304;
  return new Response(hasNoBody ? null : Buffer.concat(chunks), { status, headers });
}

function bytesOf(body: unknown): Uint8Array | null {
  if (body === undefined || body === null) return null;
  if (body instanceof Uint8Array) return body;
  if (typeof body === 'string' || body instanceof URLSearchParams) return Buffer.from(String(body));
  throw new TypeError('an outgoing body is text, a form or bytes');
}
