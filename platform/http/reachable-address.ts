// SPDX-License-Identifier: EUPL-1.2
import ipaddr from 'ipaddr.js';
import type { Settings } from '../settings.ts';

type Reach = Pick<Settings, 'mode' | 'outgoingNetworks'>;

/**
 * Whether a request that a person asked for may go to this IP address: public, or in a network that the operator opened
 * (OUTGOING_NETWORKS), or this machine in development. Undefined when the text is no IP address.
 */
export function isReachable(text: string, { mode, outgoingNetworks }: Reach): boolean | undefined {
  const address = addressOf(text);
  if (!address) return undefined;
  if (outgoingNetworks.some((network) => isWithin(address, network))) return true;
  if (mode === 'development' && address.range() === 'loopback') return true;
  // Ranges that carry an IPv4 address inside (6to4, NAT64, Teredo) have names of their own: only what is plainly public passes.
  if (address.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' || isGlobalV6(address);
}

function addressOf(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  // `process` reads ::ffff:10.0.0.1 as the IPv4 address that it is. Shortened forms (127.1) are canonical already in a URL.
  return ipaddr.isValid(text) ? ipaddr.process(text) : null;
}

// Only 2000::/3 is allocated (RFC 4291 §2.4, IANA).
function isGlobalV6(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return address.match(ipaddr.parseCIDR('2000::/3'));
}

function isWithin(address: ipaddr.IPv4 | ipaddr.IPv6, network: string): boolean {
  const [base, length] = network.includes('/') ? ipaddr.parseCIDR(network) : [ipaddr.process(network), undefined];
  return address.kind() === base.kind() && address.match(base, length ?? (base.kind() === 'ipv4' ? 32 : 128));
}
