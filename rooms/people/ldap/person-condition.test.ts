// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { todayInParis } from '#platform/calendar/paris.ts';
import { inOrganisations } from '#platform/db/scopes.ts';
import { uuidV7 } from '#platform/uuid.ts';
import type { Tables } from '../tables.ts';
import { asOwner, makeBody, makePerson, type TestBody } from '../testing.ts';
import type { Entry } from './entry.ts';
import type { Filter } from './filter.ts';
import type { SeenBody } from './holder.ts';
import { findPeople, loadPeople } from './load-people.ts';
import { matches } from './matches.ts';
import { openTestLdap, type TestLdap } from './testing.ts';

const PEOPLE = 50;
const EVERYBODY: Filter = { kind: 'and', of: [] };

let it: TestLdap;
let commune: TestBody;
let bodies: SeenBody[];
let entries: Entry[];

before(async () => {
  it = await openTestLdap();
  commune = await makeBody(it.house, { name: 'Saint-Œuf  sur\u00a0Ciron' });
  bodies = [{ ...commune, only: null }];
  await populate();
  const keys = await found(EVERYBODY);
  entries = await reading((tx) => loadPeople(tx, { bodies, day: today(), keys: keys.map((id) => ({ kind: 'person', id })), withGroups: true }));
  assert.equal(entries.length, PEOPLE);
});
after(() => it.close());

test('a filter finds by SQL exactly the persons whom it matches in memory, and so does its contrary', async () => {
  await fc.assert(
    fc.asyncProperty(filters(), async (filter) => {
      for (const asked of [filter, { kind: 'not', of: filter } as const]) {
        const expected = entries.filter((entry) => matches(asked, entry)).map(idOf);
        assert.deepEqual((await found(asked)).toSorted(), expected.toSorted());
      }
    }),
    { numRuns: 400 },
  );
});

// Values that people have, those same values spoilt, and values that nobody has.
function filters(): fc.Arbitrary<Filter> {
  const held = [...new Set(entries.flatMap(({ attributes }) => [...attributes].flatMap(([name, values]) => values.map((one) => `${name}\n${one}`))))];
  const pair = fc.constantFrom(...held).map((one) => one.split('\n') as [string, string]); // a name and a value, joined just above
  const value = fc.oneof(fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: 6 }), fc.constantFrom(...ODD_VALUES));
  const spoilt = (text: string): fc.Arbitrary<string> =>
    fc.constantFrom(text, text.toUpperCase(), ` ${text}  `, text.normalize('NFD'), text.replace(/[éèÉ]/g, 'e'), text.replace(/ /g, ' \t '));
  const assertion = fc.oneof(
    { weight: 4, arbitrary: pair.chain(([attribute, one]) => spoilt(one).map((given) => ({ attribute: attribute as string, value: given }))) },
    { weight: 1, arbitrary: fc.record({ attribute: fc.constantFrom(...NAMES), value }) },
  );
  const comparison = fc
    .tuple(fc.constantFrom('equal', 'approx', 'at-least', 'at-most'), assertion, fc.boolean())
    .map(([kind, { attribute, value: text }, isText]): Filter => ({ kind, attribute, value: isText || text.length > 2 ? text : null }));
  const substring = assertion.chain(({ attribute, value: text }) =>
    fc
      .tuple(fc.nat(text.length), fc.nat(text.length), fc.nat(text.length), fc.boolean(), fc.boolean())
      .map(([one, two, three, hasStart, hasEnd]): Filter => {
        const [from = 0, to = 0, last = 0] = [one, two, three].toSorted((a, b) => a - b);
        const holds = from < to ? [text.slice(from, to)] : [];
        return { kind: 'substring', attribute, starts: hasStart ? text.slice(0, from) : null, holds, ends: hasEnd ? text.slice(last) : null };
      }),
  );
  const extensible = fc
    .tuple(fc.constantFrom(null, 'caseIgnoreMatch', 'caseExactMatch', '2.5.13.1', 'integerMatch', 'inconnue'), assertion, fc.boolean(), fc.boolean())
    .map(([rule, given, isNamed, inDn]): Filter => ({
      kind: 'extensible',
      rule,
      attribute: isNamed || rule === null ? given.attribute : null,
      value: given.value,
      inDn,
    }));
  const leaf: fc.Arbitrary<Filter> = fc.oneof(
    { weight: 6, arbitrary: comparison },
    { weight: 4, arbitrary: substring },
    { weight: 1, arbitrary: extensible },
    { weight: 2, arbitrary: fc.constantFrom(...NAMES).map((attribute): Filter => ({ kind: 'present', attribute })) },
    { weight: 1, arbitrary: fc.constant<Filter>({ kind: 'undefined' }) },
  );
  return fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 3, arbitrary: leaf },
      { weight: 1, arbitrary: tie('filter').map((of): Filter => ({ kind: 'not', of })) },
      {
        weight: 2,
        arbitrary: fc.tuple(fc.constantFrom('and', 'or'), fc.array(tie('filter'), { maxLength: 3 })).map(([kind, of]): Filter => ({ kind, of })),
      },
    ),
  })).filter;
}

const LETTERS = ['a', 'e', 'é', 'É', 'œ', 'ç', 'ﬁ', 'ß', ' ', '\u00a0', '\t', '%', '_', '\\', '*', '(', "'", '-', '.', '1', '0'];
const NAMES = [
  'cn',
  'SN',
  'gn',
  'displayName',
  'userid',
  'mail',
  'title',
  'ou',
  'telephoneNumber',
  'mobile',
  'physicalDeliveryOfficeName',
  'employeeType',
  'o',
  'description',
  'dc',
  'member',
  'memberUid',
  'memberOf',
  'uidNumber',
  'gidNumber',
  'homeDirectory',
  'entryUUID',
  'entryDN',
  'objectClass',
  'structuralObjectClass',
  'subschemaSubentry',
  'hasSubordinates',
  'createTimestamp',
  'supportedLDAPVersion',
  'vendorName',
  'attributeTypes',
  'inconnu',
  'cn;lang-fr',
];
const ODD_VALUES = [
  '200001',
  '-1',
  '999999999999999',
  '1e3',
  '20260101000000Z',
  '2026010100Z',
  '99999999999999Z',
  'TRUE',
  'false',
  'PERSON',
  '2.5.6.6',
  'posixGroup',
  '00000000-0000-4000-8000-000000000000',
  'dc=beffroi',
  'cn=subschema',
  'uid=',
  'CN=tous,OU=roles,OU=groups,DC=beffroi',
  '05 56 00-00',
  '',
  '  ',
];

async function populate(): Promise<void> {
  const word = fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 1, maxLength: 8 });
  const name = fc.oneof(word, fc.constantFrom('Élodie', 'D’Œuvre', 'Jean  Paul', 'Noël', 'Test\\Droit', '100 %_'));
  const phone = fc.constantFrom(null, '', '05 56 00 00 01', '+33 5-56-00-00-02', 'poste 12 é', '-');
  const drawn = fc.sample(
    fc.record({
      given: name,
      family: name,
      title: fc.oneof(word, fc.constant('')),
      email: fc.option(word),
      phone,
      mobile: phone,
      office: fc.option(word),
    }),
    { numRuns: PEOPLE, seed: 17 },
  );
  const [unit, group] = [uuidV7(), uuidV7()];
  const roles = [['agent'], ['secretary', 'agent'], ['elected'], ['r-accueil']];
  await asOwner(it.house, async (db) => {
    await db.query(`insert into people.unit (organisation_id, id, name, created_at) values ($1, $2, 'État  civil', now())`, [commune.id, unit]);
    await db.query(`insert into people.person_group (organisation_id, id, name, created_at) values ($1, $2, 'Élus, Été', now())`, [
      commune.id,
      group,
    ]);
  });
  for (const [at, one] of drawn.entries()) {
    const person = await makePerson(it.house, [{ in: commune, roles: roles[at % roles.length] ?? [] }]);
    const which = 'from people.mandate m where m.organisation_id = $1 and m.person_id = $2';
    await asOwner(it.house, async (db) => {
      await db.query(
        `update people.mandate set given_name = $3, family_name = $4, title = $5, email = $6, kind = $7, created_at = $8
         where organisation_id = $1 and person_id = $2`,
        [commune.id, person.id, one.given, one.family, one.title, one.email, at % 5 === 0 ? 'external' : 'agent', `2026-01-0${1 + (at % 9)}`],
      );
      await db.query('update people.ldap_name set name = people.ldap_login($3, $4) || $5::text where organisation_id = $1 and person_id = $2', [
        commune.id,
        person.id,
        one.given,
        one.family,
        String(at),
      ]);
      if (at % 3 > 0)
        await db.query(
          `insert into people.directory_entry (organisation_id, id, unit_id, phone, mobile, office, changed_at) select $1, m.id, $3, $4, $5, $6, now() ${which}`,
          [commune.id, person.id, at % 2 === 0 ? unit : null, one.phone, one.mobile, one.office],
        );
      if (at % 4 === 0)
        await db.query(
          `insert into people.group_member (organisation_id, id, group_id, mandate_id, added_at) select $1, $3, $4, m.id, now() ${which}`,
          [commune.id, person.id, uuidV7(), group],
        );
    });
  }
}

type Work<Result> = Parameters<typeof inOrganisations<Tables, Result>>[2];

function reading<Result>(work: Work<Result>): Promise<Result> {
  return inOrganisations(it.house.house.db, [commune.id], work, { person: null, readOnly: true });
}

async function found(filter: Filter): Promise<string[]> {
  const keys = await reading((tx) => findPeople(tx, { bodies, day: today(), filter, most: 1_000 }));
  return keys.map(({ id }) => id);
}

function today(): string {
  return todayInParis(it.house.clock.now()).toString();
}

function idOf({ attributes }: Entry): string {
  return attributes.get('entryUUID')?.[0] ?? '';
}
