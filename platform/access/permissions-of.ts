// SPDX-License-Identifier: EUPL-1.2
import type { RoomIndex } from '../room-index.ts';
import type { Mandate, SignedIn } from './provided.ts';

const known = new WeakMap<RoomIndex, Map<string, ReadonlySet<string>>>();

/** The permissions that a mandate opens: those of its roles, as the body composed them or else as the rooms propose; none while it is locked. */
export function permissionsOf(index: RoomIndex, { roles, composed, locked }: Pick<Mandate, 'roles' | 'composed' | 'locked'>): ReadonlySet<string> {
  if (locked) return new Set();
  if (!composed) return proposed(index, roles);
  return new Set(roles.flatMap((role) => composed[role]?.filter((name) => index.permissions.has(name)) ?? [...(index.ofRole.get(role) ?? [])]));
}

/** Whether someone may do this in a body: by a mandate there, or by what that body lets another of their bodies do. `signed-in` asks for any mandate. */
export function holds(index: RoomIndex, signedIn: SignedIn, permission: string, organisationId: string, addressed: string | null): boolean {
  if (signedIn.supportedBy && index.permissions.get(permission)?.withheldFromSupport) return false;
  const inBody = (id: string): boolean =>
    signedIn.mandates.some(
      (mandate) => mandate.organisationId === id && !mandate.locked && (permission === 'signed-in' || permissionsOf(index, mandate).has(permission)),
    );
  if (inBody(organisationId)) return true;
  if (organisationId !== addressed || permission === 'signed-in') return false;
  return (signedIn.delegated ?? []).some(({ through, permissions }) => permissions.includes(permission) && inBody(through));
}

function proposed(index: RoomIndex, roles: readonly string[]): ReadonlySet<string> {
  const cache = known.get(index) ?? new Map<string, ReadonlySet<string>>();
  known.set(index, cache);
  const key = roles.join(' ');
  const found = cache.get(key);
  if (found) return found;
  const permissions = new Set(roles.flatMap((role) => [...(index.ofRole.get(role) ?? [])]));
  // Composed roles have names of their own: the combinations of a large installation must not grow without end.
  if (cache.size > 5_000) cache.clear();
  cache.set(key, permissions);
  return permissions;
}
