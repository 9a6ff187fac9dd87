// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '#platform/db/migrate.ts';
import { readEditions } from '#rooms/catalogue/api.ts';
import { findEdition } from '../pricing/find-edition.ts';
import { priceRequest } from '../pricing/price-request.ts';
import { readQuoteRequest } from '../pricing/request-schema.ts';
import { differences } from './differences.ts';
import { readExamples } from './example-schema.ts';
import { factsFor, nationalRegister } from './national-register.ts';

const editions = [...readEditions().values()];
const register = nationalRegister();
const examples = readExamples();

test('the examples are the 116 of the specification, each with a proof', () => {
  assert.deepEqual(
    examples.map((example) => example.id),
    Array.from({ length: 116 }, (_, at) => `P-${String(at + 1).padStart(3, '0')}`),
  );
  const silent = examples.filter((example) => example.cases.length === 0 && !example.generator && !example.provedBy);
  assert.deepEqual(silent, [], 'an example without a case says which test proves it');
});

test('what an example says is proved elsewhere is named there', () => {
  for (const { id, provedBy } of examples)
    if (provedBy) assert.match(readFileSync(join(projectRoot, provedBy), 'utf8'), new RegExp(`test\\('[^']*${id}`), `${id} in ${provedBy}`);
});

for (const example of examples)
  for (const [at, { request: input, expected }] of example.cases.entries())
    test(`${example.id}${example.cases.length > 1 ? `.${at + 1}` : ''} ${example.says}`, () => {
      const request = readQuoteRequest(input);
      const quote = priceRequest(findEdition(editions, request), request, factsFor(register, request));
      assert.deepEqual(differences(quote, expected), []);
      for (const line of quote.lines) assert.ok(line.why.some((step) => step.citation) || line.status === 'on-quote', `${line.label} says why`);
    });

test('the comparison of an example with a quote sees a wrong amount, a wrong count and a missing flag', () => {
  const example = examples.find((one) => one.id === 'P-018');
  assert.ok(example?.cases[0]);
  const request = readQuoteRequest(example.cases[0].request);
  const quote = priceRequest(findEdition(editions, request), request, factsFor(register, request));
  assert.equal(differences(quote, { yearsCents: [1, 2, 3], counted: 12, flags: ['boundary-hole'], mention: 'introuvable' }).length, 4);
});
