// SPDX-License-Identifier: EUPL-1.2
import type { RoomIndex } from '../room-index.ts';

const known = new WeakMap<RoomIndex, Map<string, ReadonlySet<string>>>();

/** The permissions that these roles hold together. */
export function permissionsOf(index: RoomIndex, roles: readonly string[]): ReadonlySet<string> {
  const cache = known.get(index) ?? new Map<string, ReadonlySet<string>>();
  known.set(index, cache);
  const key = roles.join(' ');
  const found = cache.get(key);
  if (found) return found;
  const permissions = new Set(roles.flatMap((role) => [...(index.ofRole.get(role) ?? [])]));
  cache.set(key, permissions);
  return permissions;
}
