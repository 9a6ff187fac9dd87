// SPDX-License-Identifier: EUPL-1.2

/**
 * Which EPCI succeed one that ended, from the EPCI that each of its members joined: the one that took at least half of them, else every one
 * that took some (a dissolution). The register tells no successor of an EPCI.
 */
export function followMembers(joined: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const epci of joined) counts.set(epci, (counts.get(epci) ?? 0) + 1);
  const most = [...counts].find(([, count]) => count * 2 > joined.length);
  return most ? [most[0]] : [...counts.keys()].sort();
}
