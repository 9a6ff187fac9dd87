// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { couldMatch, type Known } from './could-match.ts';
import { entry } from './entry.ts';
import type { Filter } from './filter.ts';
import { matches } from './matches.ts';

const CLASSES = [
  ['top', 'groupOfNames'],
  ['top', 'posixGroup'],
] as const;
const known: Known = { variants: CLASSES.map((objectClass) => ({ objectClass })), varying: ['cn', 'gidNumber'] };

const comparison = fc.oneof(
  fc.record({
    kind: fc.constantFrom('equal', 'approx', 'at-least'),
    attribute: fc.constantFrom('cn', 'mail', 'uid', 'objectClass', 'gidNumber', 'inconnu'),
    value: fc.constantFrom('bureau', 'TOP', 'posixGroup', '200001', 'personne', null),
  }),
  fc.record({ kind: fc.constant('present'), attribute: fc.constantFrom('cn', 'mail', 'objectClass', 'inconnu') }),
  fc.record({
    kind: fc.constant('substring'),
    attribute: fc.constantFrom('cn', 'mail'),
    starts: fc.constantFrom('bu', 'x'),
    holds: fc.constant([]),
    ends: fc.constant(null),
  }),
  fc.record({
    kind: fc.constant('extensible'),
    rule: fc.constant(null),
    attribute: fc.constantFrom('cn', 'mail'),
    value: fc.constant('bureau'),
    inDn: fc.boolean(),
  }),
  fc.constant({ kind: 'undefined' }),
);
const { filter: anyFilter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    comparison as fc.Arbitrary<Filter>, // each record above is one of its kinds
    fc.record({ kind: fc.constantFrom('and' as const, 'or' as const), of: fc.array(tie('filter'), { maxLength: 3 }) }),
    fc.record({ kind: fc.constant('not' as const), of: tie('filter') }),
  ),
}));
const groups = fc
  .record({ objectClass: fc.constantFrom(...CLASSES), cn: fc.constantFrom('bureau', 'autre'), gidNumber: fc.constantFrom('200001', '') })
  .map(({ objectClass, cn, gidNumber }) => entry(`cn=${cn},ou=groups,o=x,dc=beffroi`, { objectClass, cn, gidNumber }));

test('no entry that matches is ever left unread', () => {
  fc.assert(
    fc.property(anyFilter, groups, (filter, group) => {
      if (matches(filter, group) === true) assert.equal(couldMatch(filter, known), true, JSON.stringify(filter));
    }),
    { numRuns: 3_000 },
  );
});

test('a search for a person reads no group', () => {
  const mail: Filter = { kind: 'equal', attribute: 'mail', value: 'personne@mairie.exemple' };
  const uid: Filter = { kind: 'equal', attribute: 'uid', value: 'personne' };
  const person: Filter = { kind: 'equal', attribute: 'objectClass', value: 'inetOrgPerson' };
  const either: Filter = { kind: 'or', of: [mail, uid] };
  for (const filter of [mail, uid, either, { kind: 'and', of: [person, { kind: 'present', attribute: 'cn' }] } as const])
    assert.equal(couldMatch(filter, known), false);
  assert.equal(couldMatch({ kind: 'not', of: mail }, known), true);
});
