// SPDX-License-Identifier: EUPL-1.2
/** The public price over HTTP: the worked examples of the specification, and every way to ask badly. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { TestHouse } from '#platform/testing/house.ts';
import { asOwner } from '#rooms/people/testing.ts';
import { differences } from './examples/differences.ts';
import { readExamples } from './examples/example-schema.ts';
import type { PricedQuote } from './pricing/priced-quote.ts';
import { makeOperator, openQuoteHouse, refusalOf, type TestOperator } from './testing.ts';

let it: TestHouse;
const operators = new Map<string, TestOperator>();
before(async () => {
  it = await openQuoteHouse();
  for (const key of ['gironde-numerique', 'cdg-47']) operators.set(key, await makeOperator(it, key));
});
after(() => it.close());

const ask = (operator: string, payload: unknown) =>
  it.app.inject({
    method: 'POST',
    url: `/api/o/${operators.get(operator)?.body.slug}/quotes/price`,
    headers: { 'content-type': 'application/json' },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  });

const adhesion = (more: object = {}) => ({
  edition: 'gironde-numerique-courante',
  for: { siren: '243301355' },
  volume: { value: 1, unit: 'To' },
  items: [{ offer: 'adhesion-mutualisee' }],
  ...more,
});

// The engine's own test names bodies by their SIREN; the server's register by its ids.
const withNumbers = (quote: PricedQuote): PricedQuote => {
  const numbers = new Map([quote.body, ...quote.roster].map((body) => [body.id, body.siren ?? body.insee ?? body.id]));
  return JSON.parse(JSON.stringify(quote).replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => numbers.get(id) ?? id));
};

for (const example of readExamples())
  for (const [index, { request, expected }] of example.cases.entries())
    test(`${example.id}${example.cases.length > 1 ? `.${index + 1}` : ''} ${example.says}, asked by anybody over HTTP`, async () => {
      const response = await ask(String(request['operator']), request);
      assert.equal(response.statusCode, 200, response.body);
      assert.deepEqual(differences(withNumbers(response.json()), expected), []);
    });

const eleven = Array.from({ length: 10_000 }, (_, at) => ({ siren: String(200_000_000 + at) }));
const bad: readonly (readonly [string, unknown, string, string])[] = [
  ['an unknown SIREN', adhesion({ for: { siren: '999999999' } }), '404 quote.unknown-body', 'for'],
  ['an unknown INSEE code among the bodies added', adhesion({ bodies: [{ insee: '99999' }] }), '404 quote.unknown-body', 'bodies.0'],
  ['an edition that does not exist', adhesion({ edition: 'gironde-numerique-2031' }), '404 quote.unknown-edition', 'edition'],
  ['a day on which no edition was known', adhesion({ edition: undefined, on: '2001-01-01' }), '404 quote.no-edition-that-day', 'on'],
  ['neither day nor edition', adhesion({ edition: undefined }), '400 quote.edition-or-day', 'edition'],
  ['both day and edition', adhesion({ on: '2026-11-21' }), '400 quote.edition-or-day', 'edition'],
  ['a negative volume', adhesion({ volume: { value: -1, unit: 'To' } }), '422 quote.negative-quantity', 'volume.value'],
  [
    'a negative quantity',
    adhesion({ items: [{ offer: 'certificat-electronique', inputs: { certificats: -2 } }] }),
    '422 quote.negative-quantity',
    'items.0.inputs.certificats',
  ],
  [
    'half a certificate',
    adhesion({ items: [{ offer: 'certificat-electronique', inputs: { certificats: 1.5 } }] }),
    '422 quote.indivisible',
    'items.0.inputs.certificats',
  ],
  ['10 000 members', adhesion({ bodies: eleven }), '422 quote.too-many-bodies', 'bodies'],
  ['an unknown offer', adhesion({ items: [{ offer: 'lune' }] }), '404 quote.unknown-offer', 'items.0.offer'],
  ['an unknown field', adhesion({ remise: 10 }), '400 quote.malformed-request', 'remise'],
  ['no item', adhesion({ items: [] }), '400 quote.malformed-request', 'items'],
  ['a text for a number', adhesion({ volume: { value: 'beaucoup', unit: 'To' } }), '400 quote.malformed-request', 'volume.value'],
  ['another operator than the address', adhesion({ operator: 'cdg-47' }), '422 quote.other-operator', 'operator'],
  ['the same body twice', adhesion({ bodies: [{ insee: '33165' }, { insee: '33165' }] }), '422 quote.same-body-twice', 'bodies.1'],
  ['an adhesion for a commune', adhesion({ for: { insee: '33165' } }), '422 quote.adhesion-needs-epci', 'items.0'],
];

for (const [what, payload, code, field] of bad)
  test(`refuses ${what}, in French, beside the field, without a trace`, async () => {
    const response = await ask('gironde-numerique', payload);
    assert.equal(refusalOf(response), code);
    const problem = response.json<{ title: string; fields?: { path: string; says: string }[] }>();
    assert.equal(problem.fields?.[0]?.path, field);
    assert.match(problem.title, /[éèàêç’ ]/);
    assert.doesNotMatch(response.body, /at .*\.ts|node:|Error:|ZodError|invalid/i);
    assert.match(String(response.headers['content-type']), /problem\+json/);
  });

test('refuses what is not JSON, what is too long and what is no object', async () => {
  assert.equal(refusalOf(await ask('gironde-numerique', '{"for": ')), '400 platform.malformed-json');
  assert.equal(refusalOf(await ask('gironde-numerique', JSON.stringify({ x: 'a'.repeat(600_000) }))), '413 platform.too-large');
  for (const payload of ['[]', '"x"', '12', 'null']) assert.equal((await ask('gironde-numerique', payload)).statusCode, 400, payload);
});

test('refuses a body that sells nothing', async () => {
  const commune = (await asOwner(it, (client) => client.query(`select slug from organisations.body where insee = '33165'`))).rows[0];
  const response = await it.app.inject({ method: 'POST', url: `/api/o/${commune.slug}/quotes/price`, payload: adhesion() });
  assert.equal(refusalOf(response), '404 quote.not-an-operator');
});

test('answers a volume above the grid sur devis: it is no fault', async () => {
  const quote = (await ask('gironde-numerique', adhesion({ volume: { value: 6, unit: 'To' } }))).json<PricedQuote>();
  assert.deepEqual([quote.status, quote.totals.overall.payableCents], ['on-quote', 0]);
});

test('says that the register does not go back to the day of an old edition', async () => {
  const quote = (await ask('gironde-numerique', adhesion({ edition: undefined, on: '2017-10-17' }))).json<PricedQuote>();
  assert.equal(quote.totals.years[0]?.payableCents, 1_793_800);
  assert.match(quote.lines[0]?.flags.at(-1)?.says ?? '', /ne remonte pas au 17\/10\/2017/);
});

test('asks the database nothing on the way to a price', async () => {
  await ask('gironde-numerique', adhesion());
  const ran = await it.queriesOf(() => ask('gironde-numerique', adhesion()));
  assert.deepEqual(ran, []);
});

/** How many rows each table that a request could touch holds. */
const rowCounts = async () => {
  const { rows: tables } = await asOwner(it, (client) =>
    client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('quotes', 'platform', 'catalogue')`,
    ),
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) counts[name] = Number((await asOwner(it, (client) => client.query(`select count(*) as n from ${name}`))).rows[0].n);
  return counts;
};

test('stores nothing, whatever is asked', async () => {
  const before = await rowCounts();
  await ask('gironde-numerique', adhesion());
  for (const [, payload] of bad) await ask('gironde-numerique', payload);
  assert.deepEqual(await rowCounts(), before);
});
