// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { escapeValue, parseDn, plainDn, writeDn } from './dn.ts';
import { dnOf, placeOf } from './places.ts';

test('reads the names of RFC 4514 as it explains them', () => {
  const values = (text: string): string[][] | undefined => parseDn(text)?.map((rdn) => rdn.map(({ attribute, value }) => `${attribute}=${value}`));
  assert.deepEqual(values('UID=jsmith,DC=example,DC=net'), [['uid=jsmith'], ['dc=example'], ['dc=net']]);
  assert.deepEqual(values('OU=Sales+CN=J.  Smith,DC=example'), [['ou=Sales', 'cn=J.  Smith'], ['dc=example']]);
  assert.deepEqual(values('CN=James \\"Jim\\" Smith\\, III,DC=net'), [['cn=James "Jim" Smith, III'], ['dc=net']]);
  assert.deepEqual(values('CN=Before\\0dAfter,DC=net'), [['cn=Before\rAfter'], ['dc=net']]);
  assert.deepEqual(values('CN=Lu\\C4\\8Di\\C4\\87'), [['cn=Lučić']]);
  assert.deepEqual(values('cn = spaced out  , dc = x'), [['cn=spaced out'], ['dc=x']]);
  for (const wrong of ['cn', 'cn=', '=x', 'cn=a,', 'cn=a,,dc=b', 'cn=#04024869', 'cn="a"', 'cn=a\\', 'cn=a\\zz', 'cn=\\ff', 'cn=\\00'])
    assert.equal(parseDn(wrong), null, wrong);
});

test('whatever a value holds, it stays inside its part of the name', () => {
  const value = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((text) => !text.includes('\0'));
  fc.assert(
    fc.property(value, value, (first, second) => {
      assert.deepEqual(parseDn(writeDn(['cn', first], ['ou', second])), [[{ attribute: 'cn', value: first }], [{ attribute: 'ou', value: second }]]);
    }),
  );
  assert.equal(parseDn(writeDn(['cn', '\u00a0a\u3000']))?.[0]?.[0]?.value, '\u00a0a\u3000', 'a space that is not the space is kept');
  assert.equal(escapeValue(' a,b '), '\\ a\\,b\\ ');
});

test('names that differ by case, spaces and escapes are one', () => {
  assert.equal(plainDn('UID=Jean,  OU=People,O=x,DC=Beffroi'), plainDn('uid=jean,ou=people,o=x,dc=beffroi'));
  assert.equal(plainDn('2.5.4.3=a\\2Cb'), 'cn=a\\,b');
  assert.equal(plainDn('userid=a,dc=beffroi'), plainDn('UID=A,DC=Beffroi'));
});

test('each place has one name, and nothing else is a place', () => {
  const kinds = ['person', 'group', 'role', 'reader'] as const;
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.stringMatching(/^[a-z]([a-z ,+="<>#;-]{0,10}[a-z])?$/), (kind, written) => {
      const name = written.replace(/ +/g, ' ');
      const place = { kind, slug: 'bouliac-33065', name };
      assert.deepEqual(placeOf(parseDn(dnOf(place)) ?? []), place);
    }),
  );
  for (const wrong of ['dc=autre', 'o=x,dc=autre', 'ou=people,dc=beffroi', 'cn=x,ou=people,o=x,dc=beffroi', 'uid=a+cn=b,ou=people,o=x,dc=beffroi'])
    assert.equal(placeOf(parseDn(wrong) ?? []), null, wrong);
  assert.equal(placeOf(parseDn('uid=a,uid=b,ou=people,o=x,dc=beffroi') ?? []), null);
});
