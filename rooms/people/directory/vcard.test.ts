// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import { needs } from '#platform/testing/peer.ts';
import { vcards, type Card } from './vcard.ts';

const card: Card = {
  id: '01900000-0000-7000-8000-000000000001',
  givenName: 'Élodie-Anne',
  familyName: 'Œuvrard ; d’Été, née\\Long',
  title: 'Adjointe au maire, déléguée à l’urbanisme\net à la voirie',
  organisation: 'Salles-les-Tours, mairie',
  unit: 'Urbanisme; voirie',
  email: 'elodie@exemple.fr',
  phone: '05 56 00 00 01',
  mobile: '+33 (0)6 00 00 00 02',
  office: 'Bureau 12, étage 2',
  note: 'Délégations : urbanisme 🏛️, voirie, cimetière, bâtiments communaux, accessibilité, sécurité et commissions',
  revisedAt: Temporal.Instant.from('2026-11-21T09:00:00.25Z'),
};

const unfolded = (text: string): string[] => text.replaceAll('\r\n ', '').split('\r\n');

test('writes the lines of RFC 6350, none beyond 75 octets, none cut inside a character', () => {
  const text = vcards([card]);
  const lines = text.split('\r\n');
  assert.deepEqual([lines[0], lines[1], lines.at(-2), lines.at(-1)], ['BEGIN:VCARD', 'VERSION:4.0', 'END:VCARD', '']);
  for (const line of lines) assert.ok(Buffer.byteLength(line) <= 75, line);
  assert.ok(!text.includes('\ufffd'));
  assert.ok(unfolded(text).includes('N:Œuvrard \\; d’Été\\, née\\\\Long;Élodie-Anne;;;'));
  assert.ok(unfolded(text).includes('TITLE;TYPE=work:Adjointe au maire\\, déléguée à l’urbanisme\\net à la voirie'));
  assert.ok(unfolded(text).includes('REV:20261121T090000Z'));
});

test('gives a telephone that any network dials', () => {
  const lines = unfolded(vcards([card]));
  assert.ok(lines.includes('TEL;VALUE=uri;TYPE="work,voice":tel:+33556000001'));
  assert.ok(lines.includes('TEL;VALUE=uri;TYPE="work,cell":tel:+33600000002'));
});

test('no name breaks out of its line, whatever it holds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
      const lines = unfolded(vcards([{ ...card, familyName: name }]));
      assert.equal(lines.filter((line) => line.startsWith('END:')).length, 1);
      assert.equal(lines.length, unfolded(vcards([card])).length);
    }),
  );
});

// khard, an address book for the terminal, reads cards by vobject, which Debian installs with it for its own Python.
const READ = `
import json, sys, vobject
cards = list(vobject.readComponents(sys.stdin.buffer.read().decode('utf-8')))
print(json.dumps([{ 'fn': c.fn.value, 'family': c.n.value.family, 'given': c.n.value.given, 'org': c.org.value,
  'title': c.title.value, 'email': c.email.value, 'tel': [t.value for t in c.contents['tel']], 'note': c.note.value,
  'uid': c.uid.value, 'version': c.version.value } for c in cards]))`;

test('is read as written by a parser that somebody else wrote', needs('khard', 'khard'), () => {
  const other = { ...card, id: '01900000-0000-7000-8000-000000000002', familyName: 'Tillac', givenName: 'Alix' };
  const read = JSON.parse(execFileSync('/usr/bin/python3', ['-c', READ], { input: vcards([card, other]), encoding: 'utf8' }));
  assert.deepEqual(read[0], {
    fn: `${card.givenName} ${card.familyName}`,
    family: card.familyName,
    given: card.givenName,
    org: [card.organisation, card.unit],
    title: card.title,
    email: card.email,
    tel: ['tel:+33556000001', 'tel:+33600000002'],
    note: card.note,
    uid: `urn:uuid:${card.id}`,
    version: '4.0',
  });
  assert.equal(read[1].fn, 'Alix Tillac');
});
