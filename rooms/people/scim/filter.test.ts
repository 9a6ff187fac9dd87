// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { ScimFault } from './fault.ts';
import { matches, parseFilter, type Filter } from './filter.ts';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const agent = {
  id: 'A1',
  userName: 'bjensen',
  name: { familyName: "O'Malley" },
  title: 'Adjoint',
  active: true,
  emails: [
    { type: 'work', value: 'b@example.com' },
    { type: 'home', value: 'b@example.org' },
  ],
  meta: { lastModified: '2011-05-13T04:42:34Z' },
  [ENTERPRISE]: { department: 'Voirie' },
};

const ANSWERS: [string, boolean][] = [
  ['userName Eq "BJENSEN"', true],
  ['id eq "a1"', false],
  [`name.familyName co "O'Malley"`, true],
  ['urn:ietf:params:scim:schemas:core:2.0:User:userName sw "BJ"', true],
  ['title pr and not (nickName pr)', true],
  ['meta.lastModified ge "2011-05-13T06:42:34+02:00"', true],
  ['emails[type eq "work" and value co "@example.com"]', true],
  ['emails[type eq "work" and value co "@example.org"]', false],
  ['emails co "example.org"', true],
  ['emails.type eq "home"', true],
  [`${ENTERPRISE}:department eq "voirie"`, true],
  ['active eq "True"', true],
  ['nickName eq null', true],
  ['title pr or title pr and id eq "no"', true],
  ['constructor pr', false],
];

test('answers the filters of RFC 7644', () => {
  for (const [text, answer] of ANSWERS) assert.equal(matches(parseFilter(text), agent), answer, text);
});

test('refuses what is no filter, too long or too deep', () => {
  const deep = '('.repeat(20) + 'a pr' + ')'.repeat(20);
  for (const text of [
    '',
    'a',
    'a eq',
    'a xx 1',
    'a eq "x',
    'a pr b',
    'a gt true',
    "a eq '1' or 1=1",
    '__proto__ pr',
    'a pr; drop table x',
    deep,
    `a eq "${'x'.repeat(2000)}"`,
  ])
    assert.throws(() => parseFilter(text), { scimType: 'invalidFilter', status: 400 }, text);
});

const path = fc.constantFrom({ name: 'userName' }, { name: 'name', sub: 'familyName' }, { urn: ENTERPRISE, name: 'manager', sub: '$ref' });
const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4 },
    fc.record({ kind: fc.constant('present' as const), path }),
    fc.record({
      kind: fc.constant('compare' as const),
      path,
      operator: fc.constantFrom('eq' as const, 'ne' as const),
      value: fc.oneof(fc.string({ maxLength: 12 }), fc.integer(), fc.boolean(), fc.constant(null)),
    }),
    fc.record({ kind: fc.constant('not' as const), filter: tie('filter') }),
    fc.record({ kind: fc.constant('some' as const), path, filter: tie('filter') }),
    fc.record({ kind: fc.constantFrom('and' as const, 'or' as const), all: fc.array(tie('filter'), { minLength: 2, maxLength: 2 }) }),
  ),
}));

test('reads back any filter that is printed', () => {
  fc.assert(
    fc.property(filter, (one) => {
      const text = print(one);
      fc.pre(text.length <= 2000);
      assert.deepEqual(parseFilter(text), JSON.parse(JSON.stringify(one)));
    }),
  );
});

test('answers any text with a filter or a SCIM fault', () => {
  const words = fc
    .array(fc.constantFrom('a', 'eq', '"x"', '(', ')', '[', ']', 'not', 'and', 'or', 'pr', '\\', '"'), { maxLength: 40 })
    .map((all) => all.join(' '));
  fc.assert(
    fc.property(fc.oneof(fc.string(), words), (text) => {
      try {
        matches(parseFilter(text), agent);
      } catch (error) {
        assert.ok(error instanceof ScimFault);
      }
    }),
  );
});

function print(one: Filter): string {
  if ('all' in one) return `(${one.all.map(print).join(` ${one.kind} `)})`;
  if (one.kind === 'not') return `not (${print(one.filter)})`;
  const name = `${one.path.urn === undefined ? '' : `${one.path.urn}:`}${one.path.name}${one.path.sub === undefined ? '' : `.${one.path.sub}`}`;
  if (one.kind === 'some') return `${name}[${print(one.filter)}]`;
  return one.kind === 'present' ? `${name} pr` : `${name} ${one.operator} ${JSON.stringify(one.value)}`;
}
