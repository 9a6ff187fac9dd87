// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { applyPatch } from './patch.ts';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

test('adds a member once and removes it by filter or by value', () => {
  const group = { members: [{ value: '1', display: 'Un' }] };
  const both = applyPatch(group, [{ op: 'Add', path: 'members', value: [{ value: '1' }, { value: '2' }] }]);
  assert.deepEqual(both, { members: [{ value: '1', display: 'Un' }, { value: '2' }] });
  assert.deepEqual(applyPatch(both, [{ op: 'remove', path: 'members[value eq "2"]' }]), group);
  assert.deepEqual(applyPatch(both, [{ op: 'Remove', path: 'members', value: [{ value: '2' }] }]), group);
  assert.deepEqual(applyPatch(both, [{ op: 'remove', path: 'members' }]), {});
});

test('creates the work address that Entra ID replaces', () => {
  const operations = [
    { op: 'Replace', path: 'emails[type eq "work"].value', value: 'a@example.org' },
    { op: 'Replace', path: 'active', value: 'False' },
    { op: 'Add', path: `${ENTERPRISE}:department`, value: 'Voirie' },
  ];
  assert.deepEqual(applyPatch({ active: true }, operations), {
    active: false,
    emails: [{ type: 'work', value: 'a@example.org' }],
    [ENTERPRISE]: { department: 'Voirie' },
  });
});

test('takes the dotted keys and the repeated id of Okta', () => {
  const value = { id: '7', 'name.givenName': 'Anne', active: 'True' };
  assert.deepEqual(applyPatch({ id: '7' }, [{ op: 'replace', value }]), { id: '7', name: { givenName: 'Anne' }, active: true });
});

test('keeps one primary address', () => {
  const before = { emails: [{ value: 'a', primary: true }] };
  const after = applyPatch(before, [{ op: 'add', path: 'emails', value: { value: 'b', primary: 'True' } }]);
  assert.deepEqual(after['emails'], [
    { value: 'a', primary: false },
    { value: 'b', primary: true },
  ]);
});

test('refuses what the server alone writes, unknown paths and too many operations', () => {
  for (const path of ['id', 'META.created', 'schemas'])
    assert.throws(() => applyPatch({}, [{ op: 'add', path, value: 'x' }]), { scimType: 'mutability' });
  for (const path of ['colour', '__proto__.x', 'emails[', 'a b'])
    assert.throws(() => applyPatch({}, [{ op: 'add', path, value: 'x' }]), { scimType: 'invalidPath' });
  assert.throws(() => applyPatch({}, [{ op: 'remove' }]), { scimType: 'noTarget' });
  assert.throws(
    () =>
      applyPatch(
        {},
        Array.from({ length: 1001 }, () => ({ op: 'remove', path: 'title' })),
      ),
    { status: 413 },
  );
});

test('a member added then removed leaves the group as it was', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.uuid(), { minLength: 2, maxLength: 8 }), ([one = '', ...others]) => {
      const group = { members: others.map((value) => ({ value })) };
      const operations = [
        { op: 'add', path: 'members', value: [{ value: one }] },
        { op: 'remove', path: `members[value eq "${one}"]` },
      ];
      assert.deepEqual(applyPatch(group, operations), group);
    }),
  );
});
