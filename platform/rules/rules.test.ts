// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { lastDayOf } from '../calendar/delays.ts';
import { metropole } from '../calendar/public-holidays.ts';
import { Refusal } from '../http/contract.ts';
import { legalDelays } from './legal-delays.ts';
import { defineRules, type DatedValue, type Rule } from './rules.ts';
import { vat } from './vat.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const isRefused = (code: string, says: RegExp, field?: string) => (error: unknown) =>
  error instanceof Refusal && error.code === code && says.test(error.message) && error.field === field;

const notice = defineRules({
  'notice.days': {
    label: 'Délai de convocation',
    schema: z.int(),
    bodies: 'at-least',
    dated: [
      { value: 3, text: 'Ancien article', from: '2000-01-01', until: '2019-12-31' },
      { value: 5, text: 'Article nouveau', from: '2020-01-01', until: null },
    ],
  },
  'notice.ceiling': {
    label: 'Plafond',
    schema: z.int(),
    bodies: 'at-most',
    dated: [{ value: 10, text: 'Article 2', from: '2020-01-01', until: null }],
  },
  'notice.sender': {
    label: 'Expéditeur',
    schema: z.string(),
    bodies: 'freely',
    dated: [{ value: 'maire', text: 'Article 3', from: '2020-01-01', until: null }],
  },
});
const own = (value: number, from = '2020-06-01', until: string | null = null): DatedValue<number> => ({
  value,
  text: 'Délibération n° 7',
  from,
  until,
});

test('gives the value that was in force on the day, with its text', () => {
  assert.equal(vat.ruleOn('vat.standard', day('2013-12-31')).value, 1960);
  assert.equal(vat.ruleOn('vat.standard', day('2014-01-01')).value, 2000);
  assert.match(vat.ruleOn('vat.standard', day('2026-11-21')).text, /CGI, art\. 278/);
});

test('refuses a day on which no text is known', () => {
  assert.throws(
    () => vat.ruleOn('vat.standard', day('1999-12-31')),
    isRefused('rules.none-on-that-day', /« Taux normal de la TVA » n’est connue au 31 décembre 1999/),
  );
});

test('the delay to go to court runs as the code says', () => {
  const { value } = legalDelays.ruleOn('appeal.contentious', day('2017-10-19'));
  assert.equal(lastDayOf(value, day('2017-10-19'), metropole).toString(), '2017-12-20');
});

test('does not start on rules that overlap, stand in disorder, end before they start, say nothing or have another shape', () => {
  assert.throws(faulty(own(1, '2020-01-01', '2020-12-31'), own(2, '2020-12-31')), /two values on 2020-12-31/);
  assert.throws(faulty(own(1, '2020-01-01'), own(2, '2021-01-01')), /two values/);
  assert.throws(faulty(own(1, '2021-01-01', '2021-12-31'), own(2, '2020-01-01', '2020-12-31')), /two values/);
  assert.throws(faulty(own(1, '2021-01-01', '2020-01-01')), /before it starts/);
  assert.throws(faulty({ ...own(1), text: ' ' }), /without the text/);
  assert.throws(faulty({ ...own(1), value: '1' }), /expected number/i);
  assert.throws(faulty({ ...own(1), from: '2020-02-30' }), RangeError);
  assert.throws(
    () => defineRules({ x: { label: 'x', schema: z.string(), bodies: 'at-least', dated: [{ ...own(1), value: 'a' }] } }),
    /only a number/,
  );
  assert.doesNotThrow(faulty(own(1, '2020-01-01', '2020-12-31'), own(2, '2022-01-01')));
});

test('a body sets its own value within the bounds of the text', () => {
  assert.doesNotThrow(() => notice.checkOwn('notice.days', own(7)));
  assert.doesNotThrow(() => notice.checkOwn('notice.days', own(5)));
  assert.doesNotThrow(() => notice.checkOwn('notice.ceiling', own(10)));
  assert.equal(notice.ruleFor('notice.days', day('2026-01-01'), [own(7)]).text, 'Délibération n° 7');
  assert.equal(notice.ruleFor('notice.days', day('2020-05-31'), [own(7)]).value, 5);
  assert.equal(notice.ruleFor('notice.sender', day('2026-01-01'), [{ ...own(1), value: 'secrétaire' }]).value, 'secrétaire');
});

test('refuses a body’s value beyond a bound, whichever text it meets', () => {
  assert.throws(
    () => notice.checkOwn('notice.days', own(4), 'body.days'),
    isRefused('rules.out-of-bounds', /ne peut pas valoir 4 : la limite est 5 depuis le 1er janvier 2020 \(Article nouveau\)/, 'body.days'),
  );
  assert.throws(() => notice.checkOwn('notice.days', own(4, '2019-01-01')), isRefused('rules.out-of-bounds', /la limite est 5/));
  assert.doesNotThrow(() => notice.checkOwn('notice.days', own(4, '2019-01-01', '2019-12-31')));
  assert.throws(() => notice.checkOwn('notice.ceiling', own(11)), isRefused('rules.out-of-bounds', /la limite est 10/));
  assert.throws(() => vat.checkOwn('vat.standard', own(1000)), isRefused('rules.not-adjustable', /CGI/));
});

test('a new text overrules a body that has not changed its own', () => {
  const old = own(4, '2019-01-01');
  assert.equal(notice.ruleFor('notice.days', day('2019-12-31'), [old]).value, 4);
  assert.equal(notice.ruleFor('notice.days', day('2020-01-01'), [old]).value, 5);
});

function faulty(...dated: Rule['dated']): () => unknown {
  return () => defineRules({ x: { label: 'x', schema: z.int(), dated } });
}
