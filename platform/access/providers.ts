// SPDX-License-Identifier: EUPL-1.2
import type { House } from '../house.ts';
import type { Room } from '../room.ts';
import type { Identity, RightsProvider } from './provided.ts';

/** Opens every right: stands until a room provides the real answer. */
const allOpen: RightsProvider = { holds: async () => true };

/** Who answers "who is this?". Throws when no room does: nobody could sign in. */
export function identityOf(house: House): Identity {
  const provider = findProvided(house.rooms, 'identity');
  if (!provider) throw new Error('no room provides identity');
  return provider;
}

/** Who answers "may this body use it?". */
export function rightsOf(house: House): RightsProvider {
  return findProvided(house.rooms, 'rights') ?? allOpen;
}

/** Which of these rights each of these bodies holds now: one query where the provider can, whatever their number. */
export async function rightsHeld(
  house: House,
  organisationIds: readonly string[],
  rights: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  if (organisationIds.length === 0 || rights.length === 0) return new Map();
  const provider = rightsOf(house);
  if (provider.heldAmong) return provider.heldAmong(house, organisationIds, rights);
  const held = new Map<string, Set<string>>();
  for (const id of organisationIds)
    for (const right of rights) if (await provider.holds(house, id, right)) held.set(id, (held.get(id) ?? new Set()).add(right));
  return held;
}

/** Whether some room keeps rights; where none does, every right is open. */
export function keepsRights(house: House): boolean {
  return findProvided(house.rooms, 'rights') !== undefined;
}

function findProvided<Key extends keyof NonNullable<Room['provides']>>(rooms: readonly Room[], key: Key) {
  return rooms.find((room) => room.provides?.[key])?.provides?.[key];
}
