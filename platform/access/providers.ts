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

function findProvided<Key extends keyof NonNullable<Room['provides']>>(rooms: readonly Room[], key: Key) {
  return rooms.find((room) => room.provides?.[key])?.provides?.[key];
}
