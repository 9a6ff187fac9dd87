// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastDayOf } from '#platform/calendar/delays.ts';
import { metropole } from '#platform/calendar/public-holidays.ts';
import { legalDelays } from '#platform/rules/legal-delays.ts';
import { readActIdentifier, writeActIdentifier } from './act-identifier.ts';

test('reads the identifier of the deliberation of 2017: its day is that of the transmission', () => {
  const act = readActIdentifier('033-243301355-20171018-D2017-37-DE');
  assert.deepEqual(act && { ...act, on: act.on.toString() }, {
    department: '033',
    siren: '243301355',
    on: '2017-10-18',
    number: 'D2017-37',
    nature: 'DE',
  });
  assert.equal(act && writeActIdentifier(act), '033-243301355-20171018-D2017-37-DE');
});

test('refuses what is no identifier', () => {
  for (const text of [
    '',
    '033-243301355-20171318-D2017-37-DE',
    '033-24330135-20171018-D2017-37-DE',
    '033-243301355-20171018-D2017-37-ZZ',
    '33-243301355-20171018-1-DE',
  ])
    assert.equal(readActIdentifier(text), null, text);
  assert.equal(readActIdentifier('02A-200012345-20240229-1-DE')?.department, '02A');
});

test('published on 19 October 2017, the act could be contested until 20 December', () => {
  const published = Temporal.PlainDate.from('2017-10-19');
  const { value } = legalDelays.ruleOn('appeal.contentious', published);
  assert.equal(lastDayOf(value, published, metropole).toString(), '2017-12-20');
});
