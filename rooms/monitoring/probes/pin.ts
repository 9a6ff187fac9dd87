// SPDX-License-Identifier: EUPL-1.2
import { lookup, type LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import { isReachable } from '#platform/http/reachable-address.ts';
import type { Settings } from '#platform/settings.ts';

/** What a probe may need of the house; tests put their own resolver and registries in. */
export type ProbeHouse = {
  settings: Pick<Settings, 'mode' | 'outgoingNetworks'>;
  resolve: (host: string) => Promise<readonly LookupAddress[]>;
  /** Where the lists of registries are (RFC 9224), and WHOIS is asked of the root. */
  rdapBootstrap: string;
  whoisRoot: { host: string; port: number };
};

export type Pinned = { host: string; address: string; family: 4 | 6 };

/** A look that found a failure: `message` is the French sentence that is kept. */
export class ProbeFailed extends Error {}

/**
 * The address to which a probe connects: resolved once, every answer checked, and nothing resolved again after. A name that says otherwise a
 * moment later gains nothing, nor does a number that is an address in disguise: it comes out of the resolver as what it is.
 */
export async function pin(host: string, { settings, resolve }: ProbeHouse): Promise<Pinned> {
  const literal = host.replace(/^\[|\]$/g, '');
  const found = isIP(literal) ? [{ address: literal, family: isIP(literal) }] : await resolve(literal).catch(() => []);
  const [first] = found;
  if (!first) throw new ProbeFailed(`Le nom ${host} ne se résout pas.`);
  // One private address among public ones is how rebinding begins: none is used.
  if (found.some(({ address }) => isReachable(address, settings) !== true))
    throw new ProbeFailed(`${host} désigne une adresse privée : rien n’y est envoyé.`);
  return { host: literal, address: first.address, family: first.family === 6 ? 6 : 4 };
}

/** The probes' house outside tests. */
export function probeHouse(settings: ProbeHouse['settings']): ProbeHouse {
  return {
    settings,
    resolve: systemResolve,
    rdapBootstrap: 'https://data.iana.org/rdap/dns.json',
    whoisRoot: { host: 'whois.iana.org', port: 43 },
  };
}

export function systemResolve(host: string): Promise<readonly LookupAddress[]> {
  return new Promise((resolve, reject) => {
    lookup(host, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });
}
