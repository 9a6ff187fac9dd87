// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { Client } from 'pg';
import type { Context } from '../context.ts';
import { inContext } from '../make-context.ts';
import { openTestHouse, type TestHouse } from '../testing/house.ts';
import { indexForSearch, removeFromSearch } from './index-for-search.ts';
import { searchOwned } from './search-owned.ts';

const here = randomUUID();
const elsewhere = randomUUID();
const actor = { kind: 'job', name: 'test' } as const;
let it: TestHouse;

before(async () => {
  it = await openTestHouse([]);
  await index(here, 'Délibération sur la rénovation de l’école', 'Séance du 12 mars, marché de travaux');
  await index(here, 'Arrêté de voirie', 'Rue des Tilleuls');
  await index(here, 'Convention avec le syndicat d’électricité', 'Enfouissement des réseaux');
  await index(elsewhere, 'Délibération secrète du voisin', 'École');
});
after(() => it.close());

const within = <Result>(organisation: string, work: (ctx: Context) => Promise<Result>): Promise<Result> =>
  inContext(it.house, { actor, organisation }, work);

async function index(organisation: string, title: string, detail: string, id: string = randomUUID()): Promise<string> {
  await within(organisation, (ctx) => indexForSearch(ctx, { kind: 'test.thing', id, title, detail, href: `/o/x/${id}` }));
  return id;
}

const find = async (words: string, organisation = here): Promise<string[]> =>
  (await within(organisation, (ctx) => searchOwned(ctx, words, { limit: 10 }))).map((hit) => hit.title);

test('forgives accents, plurals, verb forms and typing mistakes', async () => {
  assert.deepEqual(await find('deliberation'), ['Délibération sur la rénovation de l’école']);
  assert.deepEqual(await find('DÉLIBÉRATIONS'), ['Délibération sur la rénovation de l’école']);
  assert.deepEqual(await find('rénover les écoles'), ['Délibération sur la rénovation de l’école']);
  assert.deepEqual(await find('délibèration'), ['Délibération sur la rénovation de l’école']);
  assert.deepEqual(await find('delibertaion'), ['Délibération sur la rénovation de l’école']);
  assert.deepEqual(await find('voirrie'), ['Arrêté de voirie']);
  assert.deepEqual(await find('tilleul'), ['Arrêté de voirie']);
});

test('finds from the first letters on, as one types', async () => {
  assert.deepEqual(await find('elect'), ['Convention avec le syndicat d’électricité']);
});

test('finds nothing for nothing, and nothing for nonsense or signs', async () => {
  for (const words of ['', '   ', 'zzzzxqq', '%', "'; drop table", '!&|:*', '\\']) assert.deepEqual(await find(words), []);
});

test('puts the title before the detail', async () => {
  const body = randomUUID();
  await index(body, 'Divers', 'Budget annexe de l’eau');
  await index(body, 'Budget annexe', 'Assainissement');
  assert.deepEqual(await find('budget annexe', body), ['Budget annexe', 'Divers']);
});

test('never shows what another body owns', async () => {
  assert.deepEqual(await find('délibération secrète'), ['Délibération sur la rénovation de l’école']);
  assert.deepEqual(await find('secrète'), []);
  assert.deepEqual(await find('secrète', elsewhere), ['Délibération secrète du voisin']);
});

test('shows to whoever reads both bodies what both own, and to whoever reads none, nothing', async () => {
  const both = await inContext(it.house, { actor, organisation: null, organisations: [here, elsewhere] }, (ctx) =>
    searchOwned(ctx, 'délibération', { limit: 10 }),
  );
  assert.equal(both.length, 2);
  const none = await inContext(it.house, { actor, organisation: null, organisations: [] }, (ctx) => searchOwned(ctx, 'délibération', { limit: 10 }));
  assert.deepEqual(none, []);
});

test('raises where nobody said which bodies may be read', async () => {
  await assert.rejects(
    inContext(it.house, { actor, organisation: null }, (ctx) => searchOwned(ctx, 'délibération', { limit: 10 })),
    /malformed array/,
  );
  await assert.rejects(sql`select * from platform.search('délibération', null, 10)`.execute(it.house.db.kysely), /beffroi\.readable|malformed array/);
});

test('limits itself to the kinds asked for', async () => {
  const hits = await within(here, (ctx) => searchOwned(ctx, 'voirie', { limit: 10, kinds: ['test.other'] }));
  assert.deepEqual(hits, []);
});

test('follows a title that changes, and forgets what is removed', async () => {
  const body = randomUUID();
  const id = await index(body, 'Ancien titre', '');
  await index(body, 'Nouvel intitulé', '', id);
  assert.deepEqual(await find('ancien', body), []);
  assert.deepEqual(await find('intitule', body), ['Nouvel intitulé']);
  await within(body, (ctx) => removeFromSearch(ctx, { kind: 'test.thing', id }));
  assert.deepEqual(await find('intitule', body), []);
});

test('uses its two indexes and never reads the whole table', async () => {
  const many = randomUUID();
  await within(many, (ctx) =>
    sql`insert into platform.search_entry (organisation_id, kind, id, title, detail, href, updated_at)
      select ${many}, 'test.thing', gen_random_uuid(), 'Pièce ' || n || ' ' || md5(n::text), md5((n * 7)::text), '/o/x', now()
      from generate_series(1, 20000) n`.execute(ctx.tx),
  );
  await index(many, 'Délibération sur le budget', '');
  assert.deepEqual(await find('delibertaion', many), ['Délibération sur le budget']);
  const plan = await planOfSearch('delibertaion', many);
  assert.match(plan, /Bitmap Index Scan on search_entry_words/);
  assert.match(plan, /Bitmap Index Scan on search_entry_folded/);
  assert.doesNotMatch(plan, /Seq Scan/);
});

// The statement that the function runs, as it stands in the database, with the function's own role and settings.
async function planOfSearch(words: string, organisation: string): Promise<string> {
  const owner = new Client({ connectionString: it.ownerUrl });
  await owner.connect();
  try {
    await owner.query('vacuum analyze platform.search_entry');
    const { rows } = await owner.query<{ prosrc: string }>(`select prosrc from pg_proc where oid = 'platform.search'::regproc`);
    const statement = /return query\s+(select[\s\S]+?);/.exec(rows[0]?.prosrc ?? '')?.[1] ?? '';
    const inlined = Object.entries({
      readable: `'{${organisation}}'::uuid[]`,
      query: `websearch_to_tsquery('platform.french', '${words}')`,
      folded_words: `'${words}'`,
      kinds: 'null::text[]',
      most: '10',
    }).reduce((text, [name, value]) => text.replace(new RegExp(`\\b${name}\\b`, 'g'), value), statement);
    const plan = await owner.query<{ 'QUERY PLAN': string }>(`explain ${inlined}`);
    return plan.rows.map((row) => row['QUERY PLAN']).join('\n');
  } finally {
    await owner.end();
  }
}
