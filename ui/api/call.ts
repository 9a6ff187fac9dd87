// SPDX-License-Identifier: EUPL-1.2
import { addressOf } from '#platform/http/contract.ts';
import type { AnyEndpoint, InputOf, OutputOf } from './endpoint.ts';
import { ApiProblem, problemFrom, Unreachable } from './problem.ts';

export type CallOptions = {
  /** Slug of the body for endpoints of scope `organisation`. */
  organisation?: string | undefined;
  signal?: AbortSignal | undefined;
};

/**
 * Asks the server: params, query and body come from one plain input, as the action receives them. Throws `ApiProblem` for a refusal and
 * `Unreachable` without an answer. Files come back as `Blob`.
 */
export async function call<E extends AnyEndpoint>(endpoint: E, input: InputOf<E>, options: CallOptions = {}): Promise<OutputOf<E>> {
  const { url, body } = requestOf(endpoint, input, options.organisation);
  const request: RequestInit = {
    method: endpoint.method,
    headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }) },
    credentials: 'same-origin',
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(options.signal && { signal: options.signal }),
  };
  const answer = await reach(url, request);
  if (endpoint.answer === 'file' && answer.ok) return (await answer.blob()) as OutputOf<E>; // the contract says that it is a file
  const content: unknown = await answer.json().catch(() => null);
  if (!answer.ok) throw new ApiProblem(problemFrom(answer.status, content, answer.headers.get('x-request-id')));
  return content as OutputOf<E>; // the server checks what it answers against the contract
}

/** The address of a GET endpoint, for links and downloads: `hrefOf(printQuote, { id }, slug)`. */
export function hrefOf<E extends AnyEndpoint>(endpoint: E, input: InputOf<E>, organisation?: string): string {
  return requestOf(endpoint, input, organisation).url;
}

/** Splits an input as the endpoint declares: names in the address, then the query's own fields, then the body. */
export function requestOf(endpoint: AnyEndpoint, input: unknown, organisation?: string): { url: string; body?: Record<string, unknown> } {
  const rest: Record<string, unknown> = { organisation, ...(input as Record<string, unknown> | undefined) }; // endpoints take plain objects
  const path = addressOf(endpoint).replace(/:(\w+)/g, (_, name: string) => {
    const value = rest[name];
    if (value === undefined || value === null) throw new Error(`${endpoint.method} ${endpoint.path} needs « ${name} »`);
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  delete rest['organisation'];
  const carriesBody = endpoint.method !== 'GET' && endpoint.method !== 'DELETE';
  const inQuery = carriesBody ? fieldsOf(endpoint.query) : Object.keys(rest);
  const search = new URLSearchParams();
  for (const name of inQuery) {
    addToSearch(search, name, rest[name]);
    delete rest[name];
  }
  const url = search.size > 0 ? `${path}?${search}` : path;
  return carriesBody && endpoint.body ? { url, body: rest } : { url };
}

async function reach(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request);
  } catch (error) {
    if (request.signal?.aborted) throw error;
    throw new Unreachable(error);
  }
}

function addToSearch(search: URLSearchParams, name: string, value: unknown): void {
  if (value === undefined || value === null || value === '') return;
  for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
}

/** The names of an object schema, without knowing the schema library. */
function fieldsOf(schema: unknown): string[] {
  const shape = typeof schema === 'object' && schema !== null && 'shape' in schema ? schema.shape : null;
  return typeof shape === 'object' && shape !== null ? Object.keys(shape) : [];
}
