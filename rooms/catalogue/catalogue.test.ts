// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { inOrganisation } from '#platform/db/scopes.ts';
import { contextWithoutTransaction, inContext } from '#platform/make-context.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import { asOwner, makeBody, makePerson, signedIn, type Caller, type TestBody, type TestPerson } from '#rooms/people/testing.ts';
import { editionNamed, editionOn, editionsOf } from './edition-on.ts';
import { archiveEnded } from './archive-edition.ts';
import { bodyData } from './body-data.ts';
import catalogue from './room.ts';
import { loadTestEditions, smallEdition } from './testing.ts';

type Operator = { body: TestBody; manager: Caller; head: Caller; managerPerson: TestPerson; headPerson: TestPerson };

let it: TestHouse;
let one: Operator;
let other: Operator;
before(async () => {
  it = await openTestHouse([organisations, people, catalogue]);
  [one, other] = [await anOperator(), await anOperator()];
});
after(() => it.close());

async function anOperator(): Promise<Operator> {
  const body = await makeBody(it, { name: 'Syndicat d’essai', kind: 'syndicat' });
  const managerPerson = await makePerson(it, [{ in: body, roles: ['account-manager'] }]);
  const headPerson = await makePerson(it, [{ in: body, roles: ['administrator'] }]);
  return { body, managerPerson, headPerson, manager: await signedIn(it.app, managerPerson), head: await signedIn(it.app, headPerson) };
}

const at = (operator: Operator, path = '') => `/api/o/${operator.body.slug}/catalogue/editions${path}`;
const post = (caller: Caller, url: string, payload: object = {}) => caller({ method: 'POST', url, payload });
const known = { known: true, assembly: 'Comité syndical', number: '2026-12', votedOn: '2026-10-15' };

async function importDraft(operator: Operator, key: string, options: Parameters<typeof smallEdition>[0] = {}) {
  const response = await post(operator.manager, at(operator, '/import'), { content: smallEdition({ ...options, key, label: `Catalogue ${key}` }) });
  assert.equal(response.statusCode, 200, response.body);
  return response.json<{ id: string; key: string; revision: number; status: string }>();
}

async function voted(operator: Operator, key: string, options: Parameters<typeof smallEdition>[0] = {}) {
  const draft = await importDraft(operator, key, options);
  const response = await post(operator.manager, at(operator, `/${key}/vote`), { revision: draft.revision, act: known });
  assert.equal(response.statusCode, 200, response.body);
  return response.json<{ id: string; status: string; act: unknown }>();
}

const refusal = (response: { statusCode: number; json: <T>() => T }) => `${response.statusCode} ${response.json<{ code: string }>().code}`;
const outside = (operator: Operator) => contextWithoutTransaction(it.house, { actor: { kind: 'public' }, organisation: operator.body.id });
const priced = async (operator: Operator, day: string) =>
  (await editionOn(outside(operator), operator.body.id, Temporal.PlainDate.from(day)))?.key ?? null;

test('goes from draft to voted to in force, the second step by another person', async () => {
  const operator = await anOperator();
  const draft = await importDraft(operator, 'parcours');
  assert.equal(draft.status, 'draft');
  const vote = await post(operator.manager, at(operator, '/parcours/vote'), { revision: draft.revision, act: known });
  assert.equal(vote.json().status, 'voted');
  assert.deepEqual(vote.json().act, known);
  const force = await post(operator.head, at(operator, '/parcours/put-in-force'), { from: '2026-11-01' });
  assert.deepEqual([force.json().status, force.json().validFrom, force.json().isPricingToday], ['in-force', '2026-11-01', true]);
  assert.equal(await priced(operator, '2026-11-21'), 'parcours');
  assert.equal(await priced(operator, '2026-10-31'), null);
  const { status, proposedBy, inForceBy } = (await operator.head({ url: at(operator, '/parcours') })).json();
  assert.equal(status, 'in-force');
  assert.deepEqual([proposedBy.id, inForceBy.id], [operator.managerPerson.id, operator.headPerson.id]);
});

test('refuses that one person records the vote and puts in force', async () => {
  const draft = await importDraft(one, 'seul');
  await post(one.head, at(one, '/seul/vote'), { revision: draft.revision, act: known });
  const alone = await post(one.head, at(one, '/seul/put-in-force'), { from: '2027-01-01' });
  assert.equal(refusal(alone), '403 catalogue.second-person');
  await assert.rejects(
    inOrganisation(it.house.db, one.body.id, (tx) =>
      sql`update catalogue.edition set status = 'in-force', valid_from = '2027-01-01', in_force_by = proposed_by where id = ${draft.id}`.execute(tx),
    ),
    /edition_second_person/,
  );
});

test('lets an account manager prepare but not put in force', async () => {
  await voted(one, 'sans-pouvoir');
  assert.equal(refusal(await post(one.manager, at(one, '/sans-pouvoir/put-in-force'), { from: '2027-01-01' })), '403 platform.not-permitted');
});

test('keeps a voted edition as it was voted, through the API and in the database', async () => {
  const { id } = await voted(one, 'immuable');
  const revision = { revision: 1 };
  assert.equal(
    refusal(await one.manager({ method: 'PATCH', url: at(one, '/immuable'), payload: { label: 'Autre nom', ...revision } })),
    '409 catalogue.not-a-draft',
  );
  assert.equal(refusal(await one.manager({ method: 'DELETE', url: at(one, '/immuable') })), '409 catalogue.not-a-draft');
  assert.equal(refusal(await post(one.manager, at(one, '/immuable/vote'), { ...revision, act: known })), '409 catalogue.not-a-draft');
  const asServer = (change: ReturnType<typeof sql>) => inOrganisation(it.house.db, one.body.id, (tx) => change.execute(tx));
  for (const change of [
    sql`update catalogue.edition set content = jsonb_set(content, '{label}', '"autre"') where id = ${id}`,
    sql`update catalogue.edition set label = 'autre' where id = ${id}`,
    sql`update catalogue.edition set act = '{"known": false}' where id = ${id}`,
    sql`update catalogue.edition set proposed_by = ${one.headPerson.id} where id = ${id}`,
    sql`update catalogue.edition set status = 'draft', act = null, proposed_by = null where id = ${id}`,
    sql`delete from catalogue.edition where id = ${id}`,
    sql`insert into catalogue.edition (organisation_id, id, key, label, status, content, act, proposed_by, created_at, changed_at)
        select organisation_id, gen_random_uuid(), 'copie', label, status, content, act, proposed_by, created_at, changed_at from catalogue.edition where id = ${id}`,
    sql`alter table catalogue.edition disable trigger guard_edition`,
    sql`truncate catalogue.edition`,
  ])
    await assert.rejects(asServer(change), /voted edition|cannot go from|begins as a draft|must be owner|permission denied/);
});

test('ends the edition before on the day before', async () => {
  const operator = await anOperator();
  await voted(operator, 'ancien');
  await post(operator.head, at(operator, '/ancien/put-in-force'), { from: '2026-10-20' });
  await voted(operator, 'nouveau', { unitCents: 110_000 });
  const force = await post(operator.head, at(operator, '/nouveau/put-in-force'), { from: '2027-01-01' });
  assert.equal(force.statusCode, 200, force.body);
  const rows = (await operator.head({ url: at(operator) })).json<{ rows: { key: string; status: string; validTo: string | null }[] }>().rows;
  assert.deepEqual(
    rows.map((row) => [row.key, row.status, row.validTo]),
    [
      ['nouveau', 'in-force', null],
      ['ancien', 'in-force', '2026-12-31'],
    ],
  );
  assert.deepEqual([await priced(operator, '2026-12-31'), await priced(operator, '2027-01-01')], ['ancien', 'nouveau']);
});

test('archives each night the edition whose last day is past', async () => {
  const operator = await anOperator();
  await voted(operator, 'fini');
  await post(operator.head, at(operator, '/fini/put-in-force'), { from: '2026-10-20' });
  await voted(operator, 'suivant');
  await post(operator.head, at(operator, '/suivant/put-in-force'), { from: '2026-11-23' });
  const before = it.clock.now();
  try {
    it.clock.advance({ hours: 48 });
    const job = { actor: { kind: 'job', name: 'catalogue.archive-ended' } as const, organisation: '00000000-0000-7000-8000-000000000000' };
    await inContext(it.house, job, archiveEnded);
    const { status } =
      (await inContext(it.house, { ...job, organisation: operator.body.id }, (ctx) => editionNamed(ctx, operator.body.id, 'fini'))) ?? {};
    assert.equal(status, 'archived');
    assert.equal(await priced(operator, '2026-11-22'), 'fini');
    assert.equal(await priced(operator, '2026-11-23'), 'suivant');
  } finally {
    it.clock.set(before.toString());
  }
});

test('lets two persons who put two editions in force at once leave only one for the day', async () => {
  const operator = await anOperator();
  const second = await makePerson(it, [{ in: operator.body, roles: ['administrator'] }]);
  await voted(operator, 'course-a');
  await voted(operator, 'course-b');
  const answers = await Promise.all([
    post(operator.head, at(operator, '/course-a/put-in-force'), { from: '2027-01-01' }),
    post(await signedIn(it.app, second), at(operator, '/course-b/put-in-force'), { from: '2027-01-01' }),
  ]);
  assert.deepEqual(answers.map((answer) => answer.statusCode).sort(), [200, 409]);
  assert.equal(answers.find((answer) => answer.statusCode === 409)?.json().code, 'catalogue.later-edition');
});

test('waits for whoever is putting another edition in force', async () => {
  const operator = await anOperator();
  await voted(operator, 'attend');
  await asOwner(it, async (client) => {
    await client.query('begin');
    await client.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`catalogue ${operator.body.id}`]);
    const asked = post(operator.head, at(operator, '/attend/put-in-force'), { from: '2027-01-01' });
    const first = await Promise.race([asked.then(() => 'answered'), new Promise((resolve) => setTimeout(resolve, 300, 'waiting'))]);
    await client.query('commit');
    assert.equal(first, 'waiting');
    assert.equal((await asked).statusCode, 200);
  });
});

test('keeps an edition in force as it was voted, in the database', async () => {
  const operator = await anOperator();
  const { id } = await voted(operator, 'fige');
  await post(operator.head, at(operator, '/fige/put-in-force'), { from: '2026-11-01' });
  for (const change of [
    sql`update catalogue.edition set content = jsonb_set(content, '{label}', '"autre"') where id = ${id}`,
    sql`update catalogue.edition set label = 'autre' where id = ${id}`,
    sql`update catalogue.edition set act = '{"known": false}' where id = ${id}`,
    sql`update catalogue.edition set valid_from = '2026-10-01' where id = ${id}`,
    sql`update catalogue.edition set status = 'voted', valid_from = null, in_force_by = null where id = ${id}`,
    sql`delete from catalogue.edition where id = ${id}`,
  ])
    await assert.rejects(
      inOrganisation(it.house.db, operator.body.id, (tx) => change.execute(tx)),
      /voted edition|came into force never changes|cannot go from/,
    );
});

test('holds one edition a day in the database, whatever the code does', async () => {
  const operator = await anOperator();
  await voted(operator, 'premiere');
  const { id } = await voted(operator, 'seconde');
  await post(operator.head, at(operator, '/premiere/put-in-force'), { from: '2026-11-01' });
  await assert.rejects(
    inOrganisation(it.house.db, operator.body.id, (tx) =>
      sql`update catalogue.edition set status = 'in-force', valid_from = '2026-12-01', in_force_by = ${operator.headPerson.id} where id = ${id}`.execute(
        tx,
      ),
    ),
    /edition_one_a_day/,
  );
});

test('withdraws an edition that has not begun, and lets the one before go on', async () => {
  const operator = await anOperator();
  await voted(operator, 'present');
  await post(operator.head, at(operator, '/present/put-in-force'), { from: '2026-11-01' });
  await voted(operator, 'futur');
  await post(operator.head, at(operator, '/futur/put-in-force'), { from: '2027-01-01' });
  assert.equal((await post(operator.head, at(operator, '/futur/archive'))).json().status, 'archived');
  assert.equal(await priced(operator, '2027-06-01'), 'present');
  assert.equal((await post(operator.head, at(operator, '/present/archive'))).json().validTo, '2026-11-21');
  assert.deepEqual([await priced(operator, '2026-11-21'), await priced(operator, '2026-11-22')], ['present', null]);
  assert.equal(refusal(await post(operator.head, at(operator, '/present/archive'))), '409 catalogue.nothing-to-archive');
});

test('refuses each wrong step with its own sentence', async () => {
  const draft = await importDraft(one, 'refus');
  const vote = (payload: object) => post(one.manager, at(one, '/refus/vote'), payload);
  assert.equal(refusal(await post(one.head, at(one, '/refus/put-in-force'), { from: '2027-01-01' })), '409 catalogue.not-voted');
  assert.equal(refusal(await post(one.head, at(one, '/refus/archive'))), '409 catalogue.nothing-to-archive');
  assert.equal(refusal(await vote({ revision: 7, act: known })), '409 catalogue.changed-meanwhile');
  assert.equal(refusal(await vote({ revision: draft.revision, act: { ...known, votedOn: '2026-11-22' } })), '422 catalogue.vote-ahead');
  assert.equal(refusal(await vote({ revision: draft.revision, act: { known: true } })), '400 platform.invalid-input');
  assert.equal((await vote({ revision: draft.revision, act: known })).statusCode, 200);
  assert.equal(refusal(await post(one.head, at(one, '/refus/put-in-force'), { from: '2026-10-14' })), '422 catalogue.before-the-vote');
  assert.equal(refusal(await post(one.head, at(one, '/refus/put-in-force'), { from: '31/12/2026' })), '400 platform.invalid-input');
  assert.equal(refusal(await one.manager({ url: at(one, '/nulle-part') })), '404 catalogue.unknown-edition');
  assert.equal(refusal(await post(one.manager, at(one, '/import'), { content: smallEdition({ key: 'refus' }) })), '409 catalogue.key-taken');
  const broken = { ...smallEdition({ key: 'casse' }), headings: [] };
  const response = await post(one.manager, at(one, '/import'), { content: broken });
  assert.equal(refusal(response), '422 catalogue.invalid-content');
  assert.match(response.json().title, /Service sauvegarde : « services » \(heading\) n’existe pas/);
  const foreign = { ...smallEdition({ key: 'autre' }), operator: { key: 'autre-operateur', label: 'Autre opérateur' } };
  assert.equal(refusal(await post(one.manager, at(one, '/import'), { content: foreign })), '422 catalogue.other-operator');
});

test('opens a draft from another edition, renames it and removes it', async () => {
  await voted(one, 'socle');
  const opened = await post(one.manager, at(one), { basedOn: 'socle', label: 'Projet 2028' });
  assert.deepEqual([opened.json().key, opened.json().status, opened.json().revision], ['projet-2028', 'draft', 1]);
  const rename = (revision: number) => one.manager({ method: 'PATCH', url: at(one, '/projet-2028'), payload: { label: 'Projet 2029', revision } });
  assert.equal((await rename(1)).json().revision, 2);
  assert.equal(refusal(await rename(1)), '409 catalogue.changed-meanwhile');
  const read = (await one.manager({ url: at(one, '/projet-2028') })).json();
  const content = (await one.manager({ url: at(one, '/projet-2028/content') })).json();
  assert.deepEqual([content.label, content.validity.from.day, content.status], ['Projet 2029', null, 'draft']);
  assert.deepEqual(
    read.changes.map((change: { says: string }) => change.says),
    ['Renommée « Projet 2029 ».', 'Projet ouvert à partir de « Catalogue socle ».'],
  );
  assert.equal((await one.manager({ method: 'DELETE', url: at(one, '/projet-2028') })).statusCode, 204);
  assert.equal(refusal(await one.manager({ url: at(one, '/projet-2028') })), '404 catalogue.unknown-edition');
});

test('shows an operator nothing of another', async () => {
  await importDraft(one, 'secret');
  await voted(one, 'vote-ici');
  assert.equal(refusal(await other.head({ url: at(one) })), '403 platform.not-permitted');
  assert.equal(refusal(await other.head({ url: at(other, '/secret') })), '404 catalogue.unknown-edition');
  assert.equal(refusal(await other.head({ url: at(other, '/vote-ici') })), '404 catalogue.unknown-edition');
  const keys = (await other.head({ url: at(other) })).json<{ rows: { key: string }[] }>().rows.map((row) => row.key);
  assert.ok(!keys.includes('secret') && !keys.includes('vote-ici'));
  const drafts = await inOrganisation(it.house.db, other.body.id, (tx) =>
    sql`select from catalogue.edition where organisation_id = ${one.body.id} and status = 'draft'`.execute(tx),
  );
  assert.equal(drafts.rows.length, 0);
  const changed = await inOrganisation(it.house.db, other.body.id, (tx) =>
    sql`update catalogue.edition set archived_at = now() where organisation_id = ${one.body.id}`.execute(tx),
  );
  assert.equal(changed.numAffectedRows, 0n);
});

test('gives the edition in force to the public, and to any room that prices', async () => {
  const operator = await anOperator();
  const url = `/api/o/${operator.body.slug}/catalogue/in-force`;
  assert.equal(refusal(await it.app.inject({ url })), '404 catalogue.no-edition-in-force');
  await voted(operator, 'public');
  await post(operator.head, at(operator, '/public/put-in-force'), { from: '2026-11-01' });
  assert.equal((await it.app.inject({ url })).json().edition.key, 'public');
  assert.match((await it.app.inject({ url: `${url}?day=2020-01-01` })).json().title, /le 1er janvier 2020/);
  const member = { actor: { kind: 'public' } as const, organisation: other.body.id };
  const seen = await inContext(it.house, member, (ctx) => editionOn(ctx, operator.body.id, ctx.today()));
  assert.equal(seen?.key, 'public');
  assert.equal((await inContext(it.house, member, (ctx) => editionsOf(ctx, operator.body.id))).length, 1);
});

test('gives the same object as long as nothing changes, so that what is compiled stays', async () => {
  const operator = await anOperator();
  await loadTestEditions(it, operator.body, [smallEdition()], { proposer: operator.managerPerson, second: operator.headPerson });
  const ask = async () => editionOn(outside(operator), operator.body.id, Temporal.PlainDate.from('2026-11-21'));
  const first = await ask();
  assert.ok(first);
  assert.equal(await ask(), first);
});

test('learns by itself what another process changed', async () => {
  const operator = await anOperator();
  await loadTestEditions(it, operator.body, [smallEdition()], { proposer: operator.managerPerson, second: operator.headPerson });
  assert.equal(await priced(operator, '2026-11-21'), 'essai-2026');
  await asOwner(it, (client) => client.query(`update catalogue.edition set valid_to = '2026-11-01' where organisation_id = $1`, [operator.body.id]));
  for (let tries = 0; (await priced(operator, '2026-11-21')) !== null; tries += 1) {
    assert.ok(tries < 1_200, 'still the old state');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
});

test('loads editions again without changing anything', async () => {
  const operator = await anOperator();
  const editions = [smallEdition({ key: 'v1', from: '2025-01-01' }), smallEdition({ key: 'v2', from: '2026-01-01', unitCents: 120_000 })];
  const by = { proposer: operator.managerPerson, second: operator.headPerson };
  const state = async () =>
    (await operator.head({ url: at(operator) })).json<{ rows: { key: string; status: string; validTo: string; changedAt: string }[] }>().rows;
  await loadTestEditions(it, operator.body, editions, by);
  const first = await state();
  assert.deepEqual(
    first.map((row) => [row.key, row.status, row.validTo]),
    [
      ['v2', 'in-force', null],
      ['v1', 'archived', '2025-12-31'],
    ],
  );
  await loadTestEditions(it, operator.body, editions, by);
  assert.deepEqual(await state(), first);
});

test('tells what happened, and puts the voted edition before those who may act', async () => {
  const operator = await anOperator();
  await voted(operator, 'dit');
  const list = (person: TestPerson) =>
    inContext(
      it.house,
      { actor: { kind: 'person', personId: person.id, name: '', sessionId: '' }, organisation: operator.body.id },
      (ctx) => catalogue.toDo?.[0]?.list(ctx) ?? [],
    );
  assert.deepEqual(
    (await list(operator.headPerson)).map((todo) => todo.title),
    ['Mettre en vigueur « Catalogue dit »'],
  );
  assert.deepEqual(await list(operator.managerPerson), []);
  await post(operator.head, at(operator, '/dit/put-in-force'), { from: '2026-12-01' });
  const { rows } = await inOrganisation(it.house.db, operator.body.id, (tx) =>
    sql<{ what: string }>`select what from platform.audit_entry where organisation_id = ${operator.body.id} and is_event`.execute(tx),
  );
  assert.deepEqual(rows.map((row) => row.what).sort(), ['catalogue.edition-drafted', 'catalogue.edition-in-force', 'catalogue.edition-voted']);
});

test('finds editions and services by name, accents forgiven', async () => {
  const operator = await anOperator();
  await voted(operator, 'cherche');
  const hits = (await operator.manager({ url: '/api/me/search?q=externalisee' })).json<{ hits: { title: string; href: string }[] }>().hits;
  assert.deepEqual(
    hits.map((hit) => [hit.title, hit.href]),
    [['Sauvegarde externalisée', `/o/${operator.body.slug}/catalogue/cherche#service-sauvegarde`]],
  );
});

test('hands over and removes all that an operator keeps', async () => {
  const operator = await anOperator();
  await voted(operator, 'adieu');
  const entry = { actor: { kind: 'job', name: 'essai' } as const, organisation: operator.body.id };
  const files = await inContext(it.house, entry, async (ctx) => bodyData.export(ctx));
  assert.ok('catalogue.edition' in files && files['catalogue.edition']?.length === 1);
  await inContext(it.house, entry, async (ctx) => bodyData.erase(ctx));
  assert.equal((await operator.head({ url: at(operator) })).json().total, 0);
  assert.ok((await one.head({ url: at(one) })).json().total > 0);
});
