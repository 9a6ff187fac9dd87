// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { after, before, test } from 'node:test';
import type { TestHouse } from '#platform/testing/house.ts';
import { asOwner } from '#rooms/people/testing.ts';
import { runQuoteCommand } from './command-line.ts';
import type { PricedQuote } from './pricing/priced-quote.ts';
import { makeOperator, openQuoteHouse } from './testing.ts';

const root = join(import.meta.dirname, '../..');
const document = readFileSync(join(root, 'docs/reference/quote-request.md'), 'utf8');

async function run(argv: readonly string[], typed = '') {
  const written = { out: '', error: '' };
  const into = (name: 'out' | 'error') =>
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        written[name] += chunk.toString();
        done();
      },
    });
  const code = await runQuoteCommand(argv, Readable.from([Buffer.from(typed)]), into('out'), into('error'));
  return { code, ...written };
}

const price = (request: unknown, ...more: string[]) => run(['-', ...more], typeof request === 'string' ? request : JSON.stringify(request));
const refused = async (request: unknown, ...more: string[]) => {
  const { code, out, error } = await price(request, ...more);
  assert.deepEqual([code, out], [1, '']);
  return JSON.parse(error) as { code: string; title: string; fields?: { path: string }[] };
};

const adhesion = (more: object = {}) => ({
  operator: 'gironde-numerique',
  edition: 'gironde-numerique-courante',
  for: { siren: '243301355' },
  volume: { value: 1, unit: 'To' },
  items: [{ offer: 'adhesion-mutualisee' }],
  ...more,
});

// Each sample follows a sentence that says its amount.
const samples = [...document.matchAll(/([^\n]*?) ([\d ]+,\d\d) € (?:a|the first) year[^`]*```json\n([\s\S]*?)```/g)].map(
  ([, says = '', amount = '', request = '']) => ({
    says,
    cents: Number(amount.replaceAll(' ', '').replace(',', '')),
    request,
  }),
);

test('the reference has a sample for each kind of offer', () => {
  assert.equal(samples.length, document.split('```json').length - 1);
  assert.ok(samples.length >= 10);
});

for (const { says, cents, request } of samples)
  test(`the reference tells the truth: ${says} ${cents / 100} €`, async () => {
    const { code, out, error } = await price(request);
    assert.equal(code, 0, error);
    assert.equal((JSON.parse(out) as PricedQuote).totals.years[0]?.payableCents, cents);
  });

test('reads a file or standard input, and writes JSON alone', () => {
  const sample = samples[0]?.request ?? '';
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'main.ts'), 'quote', '-'], { input: sample, encoding: 'utf8' });
  assert.deepEqual([status, stderr], [0, '']);
  assert.equal((JSON.parse(stdout) as PricedQuote).totals.years[0]?.payableCents, 1_793_800);
});

test('explains the request', async () => {
  const { code, out } = await run(['--help']);
  assert.equal(code, 0);
  for (const field of ['operator', 'edition', 'leaveOut', 'bodies', 'volume', 'items', 'years', 'populationFigure'])
    assert.match(out, new RegExp(`\\b${field}\\b`));
});

test('shows its usage for words that make no sense', async () => {
  for (const words of [[], ['a', 'b'], ['--nope']]) {
    const { code, out, error } = await run(words);
    assert.deepEqual([code, out], [1, '']);
    assert.match(error, /^Usage/);
  }
});

const bad: readonly (readonly [string, unknown, string, string | undefined])[] = [
  ['what is not JSON', '{"operator":', 'platform.malformed-json', undefined],
  ['a list', '[]', 'quote.not-an-object', undefined],
  ['what is too long', JSON.stringify({ x: 'a'.repeat(600_000) }), 'platform.too-large', undefined],
  ['an unknown operator', adhesion({ operator: 'personne' }), 'quote.unknown-operator', 'operator'],
  ['an unknown edition', adhesion({ edition: 'personne' }), 'quote.unknown-edition', 'edition'],
  ['a day without edition', adhesion({ edition: undefined, on: '1999-01-01' }), 'quote.no-edition-that-day', 'on'],
  ['an unknown SIREN', adhesion({ for: { siren: '999999999' } }), 'quote.unknown-body', 'for'],
  ['a negative volume', adhesion({ volume: { value: -1, unit: 'To' } }), 'quote.negative-quantity', 'volume.value'],
  [
    'half a certificate',
    adhesion({ items: [{ offer: 'certificat-electronique', inputs: { certificats: 0.5 } }] }),
    'quote.indivisible',
    'items.0.inputs.certificats',
  ],
  ['10 000 members', adhesion({ bodies: Array.from({ length: 10_000 }, () => ({ siren: '200000000' })) }), 'quote.too-many-bodies', 'bodies'],
];

for (const [what, request, code, field] of bad)
  test(`refuses ${what} on standard error, in French, without a trace`, async () => {
    const problem = await refused(request);
    assert.equal(problem.code, code);
    assert.equal(problem.fields?.[0]?.path, field);
    assert.doesNotMatch(JSON.stringify(problem), /\.ts:|node:|stack/);
  });

test('refuses a file that is not there', async () => {
  const { code, error } = await run(['/nulle/part.json']);
  assert.equal(code, 1);
  assert.equal(JSON.parse(error).code, 'quote.file-not-found');
});

let it: TestHouse;
let server: string;
before(async () => {
  it = await openQuoteHouse();
  const { body } = await makeOperator(it, 'gironde-numerique');
  await asOwner(it, (client) => client.query(`update organisations.body set slug = 'gironde-numerique' where id = $1`, [body.id]));
  server = await it.app.listen({ port: 0, host: '127.0.0.1' });
});
after(() => it.close());

test('asks a server when told, and hands its refusals over', async () => {
  const { operator: _, ...request } = adhesion();
  const { code, out } = await price(adhesion(), '--server', server);
  assert.equal(code, 0);
  assert.equal((JSON.parse(out) as PricedQuote).totals.years[0]?.payableCents, 1_398_800);
  assert.equal((await refused({ ...request, operator: 'inconnu' }, '--server', server)).code, 'platform.unknown-body');
  assert.equal((await refused(request, '--server', server)).code, 'quote.operator-needed');
  assert.equal((await refused(adhesion({ for: { siren: '999999999' } }), '--server', server)).code, 'quote.unknown-body');
  assert.equal((await refused(adhesion(), '--server', 'http://127.0.0.1:9')).code, 'quote.server-unreachable');
});
