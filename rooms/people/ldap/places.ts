// SPDX-License-Identifier: EUPL-1.2
/** Where each entry stands: `uid=…,ou=people,o=<slug>,dc=beffroi`, `cn=…,ou=groups,o=…`, `cn=…,ou=roles,ou=groups,o=…`, `cn=…,ou=readers,o=…`. */
import { writeDn, type Rdn } from './dn.ts';
import { plain } from './plain.ts';
import { attributeNamed } from './schema.ts';

export const SUFFIX = 'dc=beffroi';
export const SCHEMA = 'cn=subschema';
/** The role that everybody who serves a body holds, and its primary group. */
export const EVERYBODY = 'tous';

type Of<Kind extends string, More> = { [K in Kind]: { kind: K } & More }[Kind];
export type Unit = 'people' | 'groups' | 'roles';
export type Leaf = Of<'person' | 'group' | 'role' | 'reader', { slug: string; name: string }>;
export type Place = { kind: 'root-dse' } | { kind: 'schema' } | { kind: 'root' } | Of<'body' | Unit, { slug: string }> | Leaf;

/** The place that a name says, its values folded as they compare; null where nothing of this directory can stand. */
export function placeOf(dn: readonly Rdn[]): Place | null {
  if (dn.length === 0) return { kind: 'root-dse' };
  const steps = dn
    .map((rdn) => (rdn.length === 1 && rdn[0] ? [attributeNamed(rdn[0].attribute)?.name, plain(rdn[0].value)].join('=') : ''))
    .reverse();
  if (steps.length === 1 && steps[0] === SCHEMA) return { kind: 'schema' };
  if (steps[0] !== SUFFIX) return null;
  if (steps.length === 1) return { kind: 'root' };
  const slug = valueOf(steps[1], 'o=');
  if (slug === null) return null;
  const [, , unit, below, last] = steps;
  if (steps.length === 2) return { kind: 'body', slug };
  if (unit === 'ou=people') return leafOrUnit(steps.length, 'people', 'person', slug, valueOf(below, 'uid='));
  if (unit === 'ou=readers' && steps.length === 4) return leaf('reader', slug, valueOf(below, 'cn='));
  if (unit !== 'ou=groups') return null;
  if (below === 'ou=roles') return leafOrUnit(steps.length - 1, 'roles', 'role', slug, valueOf(last, 'cn='));
  return leafOrUnit(steps.length, 'groups', 'group', slug, valueOf(below, 'cn='));
}

/** The name of a place, as written in answers. */
export function dnOf(place: Place): string {
  if (place.kind === 'root-dse') return '';
  if (place.kind === 'schema') return SCHEMA;
  if (place.kind === 'root') return SUFFIX;
  const body = `${writeDn(['o', place.slug])},${SUFFIX}`;
  if (place.kind === 'body') return body;
  if (place.kind === 'people') return `ou=people,${body}`;
  if (place.kind === 'groups') return `ou=groups,${body}`;
  if (place.kind === 'roles') return `ou=roles,ou=groups,${body}`;
  if (place.kind === 'person') return `${writeDn(['uid', place.name])},ou=people,${body}`;
  if (place.kind === 'group') return `${writeDn(['cn', place.name])},ou=groups,${body}`;
  if (place.kind === 'role') return `${writeDn(['cn', place.name])},ou=roles,ou=groups,${body}`;
  return `${writeDn(['cn', place.name])},ou=readers,${body}`;
}

function leafOrUnit(
  depth: number,
  unit: 'people' | 'groups' | 'roles',
  kind: 'person' | 'group' | 'role',
  slug: string,
  name: string | null,
): Place | null {
  if (depth === 3) return { kind: unit, slug };
  return depth === 4 ? leaf(kind, slug, name) : null;
}

function leaf(kind: 'person' | 'group' | 'role' | 'reader', slug: string, name: string | null): Place | null {
  return name === null ? null : { kind, slug, name };
}

function valueOf(step: string | undefined, prefix: string): string | null {
  return step?.startsWith(prefix) ? step.slice(prefix.length) : null;
}
