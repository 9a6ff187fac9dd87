// SPDX-License-Identifier: EUPL-1.2
import type { Service } from './home-words.ts';

/** The keys of the favourites of one body, in the person's order. */
export function pinnedKeys(services: readonly Service[]): readonly string[] {
  return services
    .flatMap(({ key, places }) => places.flatMap(({ favourite }) => (favourite === null ? [] : [{ key, favourite }])))
    .toSorted((one, other) => one.favourite - other.favourite)
    .map(({ key }) => key)
    .filter((key, index, all) => all.indexOf(key) === index);
}

/** Favourites in their order, then the others in theirs. */
export function pinnedFirst(services: readonly Service[], keys: readonly string[]): readonly Service[] {
  const pinned = keys.flatMap((key) => services.find((service) => service.key === key) ?? []);
  return [...pinned, ...services.filter((service) => !keys.includes(service.key))];
}

export function toggled(keys: readonly string[], key: string): readonly string[] {
  return keys.includes(key) ? keys.filter((one) => one !== key) : [...keys, key];
}

export function moved(keys: readonly string[], key: string, by: 1 | -1): readonly string[] {
  const from = keys.indexOf(key);
  const to = from + by;
  if (from < 0 || to < 0 || to >= keys.length) return keys;
  return keys.with(from, keys[to] ?? key).with(to, key);
}
