// SPDX-License-Identifier: EUPL-1.2
/** The entries that hold others: the root, each body, its units. */
import { entry, type Entry } from './entry.ts';
import type { SeenBody } from './holder.ts';
import { dnOf, SUFFIX, type Unit } from './places.ts';

const WORDS: Readonly<Record<Unit, string>> = { people: 'Personnes', groups: 'Groupes', roles: 'Fonctions dans la collectivité' };

export function rootEntry(): Entry {
  return entry(SUFFIX, {
    objectClass: ['top', 'dcObject', 'organization'],
    dc: 'beffroi',
    o: 'Beffroi',
    structuralObjectClass: 'organization',
    hasSubordinates: 'TRUE',
  });
}

export function bodyEntry({ id, slug, name }: SeenBody): Entry {
  return entry(dnOf({ kind: 'body', slug }), {
    objectClass: ['top', 'organization'],
    o: slug === name ? slug : [slug, name],
    structuralObjectClass: 'organization',
    entryUUID: id,
    hasSubordinates: 'TRUE',
  });
}

export function unitEntry({ slug }: SeenBody, unit: Unit): Entry {
  return entry(dnOf({ kind: unit, slug }), {
    objectClass: ['top', 'organizationalUnit'],
    ou: unit,
    description: WORDS[unit],
    structuralObjectClass: 'organizationalUnit',
    hasSubordinates: 'TRUE',
  });
}
