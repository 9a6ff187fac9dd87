// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessibilityStatement, legalNotice, type Notice, personalDataNotice, unknownNotices } from './notices.ts';

test('claims no conformity without an audit', () => {
  assert.match(textOf(accessibilityStatement(unknownNotices)), /non conforme .* aucun audit n’a encore été réalisé/);
});

test('names the level that the audit found', () => {
  const audit = (conformity: number) =>
    textOf(accessibilityStatement({ ...unknownNotices, accessibilityAudit: { on: '12 mars 2026', by: 'un cabinet', conformity } }));
  assert.match(audit(100), /totalement conforme/);
  assert.match(audit(71), /partiellement conforme .* 71 % des critères/);
  assert.match(audit(49), /est non conforme/);
});

test('says what the operator has not given, and invents nothing', () => {
  assert.match(textOf(legalNotice(unknownNotices)), /Hébergeur : non communiqué par l’opérateur/);
  assert.match(textOf(personalDataNotice(unknownNotices)), /n’a pas été publiée par l’opérateur/);
});

function textOf(notice: Notice): string {
  return JSON.stringify(notice);
}
