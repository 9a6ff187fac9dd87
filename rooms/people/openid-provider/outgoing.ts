// SPDX-License-Identifier: EUPL-1.2
/** Requests that the provider sends to applications: the end of a session, their public keys. */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { House } from '#platform/house.ts';

const allowed = new WeakMap<House, Set<string>>();

/** Lets these addresses be reached although they may lie in the operator's own network. */
export function allowAddresses(house: House, addresses: readonly (string | null)[]): void {
  const known = allowed.get(house) ?? new Set<string>();
  for (const address of addresses) if (address) known.add(address);
  allowed.set(house, known);
}

/**
 * `fetch` for the provider. It hands over a dispatcher that breaks any connection to a private address before a byte is sent, whatever the
 * name resolved to; only an address that the operator's registry allows goes without it.
 */
export async function fetchFor(house: House, url: string | URL, options: RequestInit & { dispatcher?: unknown }): Promise<Response> {
  const address = String(url);
  const isAllowed = allowed.get(house)?.has(address) ?? false;
  const { dispatcher, ...rest } = options;
  if (isAllowed) return fetch(address, { ...rest, redirect: 'manual' });
  if (!isPublic(new URL(address)) || !dispatcher) throw new Error('this address may not be reached from here');
  // The dispatcher is the provider's own; `fetch` of Node reads it though its types do not say so.
  return fetch(address, { ...rest, redirect: 'manual', dispatcher } as RequestInit);
}

function isPublic({ protocol, hostname }: URL): boolean {
  if (protocol !== 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost')) return false;
  const host = hostname.replace(/^\[|\]$/g, '');
  return isIP(host) === 0 || ipaddr.process(host).range() === 'unicast';
}
