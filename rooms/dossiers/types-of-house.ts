// SPDX-License-Identifier: EUPL-1.2
import type { House } from '#platform/house.ts';
import { refuse } from './contract.ts';
import type { DossierType } from './dossier-type.ts';

const known = new WeakMap<House, ReadonlyMap<string, DossierType>>();

/** The types that the rooms of this house declare, by key. Throws when two rooms claim one key. */
export function typesOf(house: House): ReadonlyMap<string, DossierType> {
  const found = known.get(house);
  if (found) return found;
  const types = new Map<string, DossierType>();
  for (const room of house.rooms) {
    for (const { of, value } of room.extends ?? []) {
      if (of !== 'dossiers') continue;
      const type = value as DossierType; // made by `dossierType`, which checks it
      if (!type.key.startsWith(`${room.name}.`) || types.has(type.key)) throw new Error(`room ${room.name} declares the dossier type ${type.key}`);
      types.set(type.key, type);
    }
  }
  known.set(house, types);
  return types;
}

/** The type of that key. Refuses `dossiers.unknown-type`. */
export function typeOf(house: House, key: string): DossierType {
  const type = typesOf(house).get(key);
  if (!type) throw refuse('dossiers.unknown-type', { type: key });
  return type;
}
