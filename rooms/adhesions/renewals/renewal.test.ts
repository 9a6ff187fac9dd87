// SPDX-License-Identifier: EUPL-1.2
/** The territory of 2017 comes to its term: 17 938 €, then 13 988 € under the catalogue in force. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rightsOf } from '#platform/access/providers.ts';
import { inContext } from '#platform/make-context.ts';
import type { ToDo } from '#platform/room.ts';
import { runJob } from '#platform/jobs/work.ts';
import type { TestHouse } from '#platform/testing/house.ts';
import { asOwner, makePerson, signedIn, type TestBody, type TestPerson } from '#rooms/people/testing.ts';
import { makeOperator, refusalOf, type TestOperator } from '#rooms/quotes/testing.ts';
import { bodiesWhere, communesOf, COTEAUX, leadToSignature, openAdhesionHouse, openDue, post, read, sirenOf } from '../testing.ts';
import type { Tables } from '../tables.ts';
import { termsToDecide } from './to-do.ts';
import { packageInForce, territoryInForce } from '../successions/testing.ts';

let it: TestHouse;
let gironde: TestOperator;
let epci: TestBody;
let communes: TestBody[];
let dgsPerson: TestPerson;
before(async () => {
  it = await openAdhesionHouse();
  gironde = await makeOperator(it, 'gironde-numerique');
  // Its roles are those of an operator: whom to tell is read from them.
  await asOwner(it, (client) => client.query('insert into organisations.operator (body_id, since_on) values ($1, current_date)', [gironde.body.id]));
  epci = (await bodiesWhere(it, `siren = '${COTEAUX}'`))[0] ?? assert.fail();
  communes = await communesOf(it, epci);
  dgsPerson = await makePerson(it, [{ in: epci, roles: ['dgs'] }]);
  await territoryInForce(it, gironde, {
    epci,
    siren: COTEAUX,
    members: communes,
    edition: 'gironde-numerique-2017',
    beginsOn: '2026-01-01',
    endsOn: '2026-12-31',
  });
});
after(() => it.close());

type Term = { id: string; number: string; state: string; quoteId: string; quotedCents: number; endsOn: string; dossierId: string };
const terms = async (query = '') => (await read<{ rows: Term[] }>(gironde.manager, gironde.body, `/adhesions/renewals${query}`)).rows;
const asManager = (path: string, payload: object = {}) => post(gironde.manager, gironde.body, path, payload);
const follow = async () => {
  await runJob(it.house, it.house.index.jobs.get('adhesions.follow') ?? assert.fail(), {});
  await it.settle();
};
const noticesOf = async (person: TestPerson): Promise<string[]> =>
  (
    await asOwner(it, (client) =>
      client.query(`select title from platform.notice where person_id = $1 and what = 'adhesions.term-nears' order by created_at, id`, [person.id]),
    )
  ).rows.map(({ title }: { title: string }) => title);

test('reminds operator and payer once at each milestone, whatever is replayed, and puts it on their home page', async () => {
  await follow();
  await follow();
  // 21 November: three months and six are past; the latest alone is told.
  assert.equal((await noticesOf(dgsPerson)).length, 1);
  assert.match((await noticesOf(dgsPerson))[0] ?? '', /prend fin le 31 décembre 2026 et ne se renouvelle pas d’elle-même/);
  assert.equal((await noticesOf(gironde.managerPerson)).length, 1);
  const entry = { actor: { kind: 'job', name: 'essai' }, organisation: null, organisations: [epci.id] } as const;
  const awaiting = await inContext<Tables, ToDo[]>(it.house, entry, termsToDecide);
  assert.deepEqual(
    awaiting.map(({ title, dueOn }) => [title, dueOn]),
    [['Décider de la suite de la convention CC-2026-0001 avec Gironde Numérique', '2026-12-31']],
  );
  it.clock.set('2026-12-01T09:00:00Z');
  await follow();
  await follow();
  assert.equal((await noticesOf(dgsPerson)).length, 2);
  it.clock.set('2026-11-21T09:00:00Z');
});

test('prepares the quote of the next term on the edition in force: 17 938 € become 13 988 €, to the cent', async () => {
  const [term] = await terms();
  assert.equal(term?.state, 'to-decide');
  const answer = (await asManager('/adhesions/renewals', { conventionIds: [term?.id] })).json();
  assert.deepEqual(answer.refused, []);
  assert.equal(answer.prepared[0].firstYearCents, 1_398_800);
  const [then] = await terms();
  assert.equal(then?.state, 'quoted');
  const again = (await asManager('/adhesions/renewals', { conventionIds: [term?.id] })).json();
  assert.equal(again.refused[0].code, 'adhesions.renewal-underway');
});

test('the accepted quote opens the dossiers; signed, the next convention begins the day after and follows the first', async () => {
  const [term] = await terms();
  assert.ok(term);
  await acceptDraft(term.quoteId);
  await it.settle();
  const [deciding] = await terms();
  assert.equal(deciding?.state, 'deciding');
  const dossiers = await read<{ rows: { id: string; title: string; type: string }[] }>(gironde.manager, gironde.body, '/dossiers?size=100');
  await leadToSignature(gironde, deciding.dossierId, COTEAUX);
  const [commune] = communes;
  assert.ok(commune);
  const joining = dossiers.rows.find(({ title }) => title.startsWith(commune.name)) ?? assert.fail();
  await leadToSignature(gironde, joining.id, await sirenOf(it, commune));
  const [renewed] = await terms();
  assert.equal(renewed?.state, 'renewed');
  const chain = await asOwner(it, (client) =>
    client.query(`
      select p.number as before, p.ends_on::text, n.number as after, n.begins_on::text, n.yearly_cents::int as cents, s.kind, l.replaces_id is not null as follows
      from adhesions.succession s
      join adhesions.convention p on p.id = s.predecessor_id
      join adhesions.convention n on n.id = s.successor_id
      left join adhesions.line l on l.convention_id = n.id
      where n.kind = 'cadre'`),
  );
  assert.deepEqual(
    chain.rows.map(({ ends_on, begins_on, cents, kind, follows }) => [ends_on, begins_on, cents, kind, follows]),
    [['2026-12-31', '2027-01-01', 1_398_800, 'renewal', true]],
  );
  const holds = async (instant: string, body: TestBody) => {
    it.clock.set(instant);
    return rightsOf(it.house).holds(it.house, body.id, 'parapheur');
  };
  assert.equal(await holds('2026-12-31T22:59:59Z', epci), true);
  assert.equal(await holds('2026-12-31T23:00:00Z', epci), true);
  assert.equal(await holds('2026-12-31T23:00:00Z', commune), true);
  // The seven that did not deliberate again have lost theirs.
  assert.equal(await holds('2026-12-31T23:00:00Z', communes[1] ?? assert.fail()), false);
  await openDue(it);
  const twice = await asOwner(it, (client) =>
    client.query(
      `select count(*)::int from rights.opening where beneficiary_id = $1 and service = 'parapheur' and begins_on <= '2027-01-01' and (ends_on is null or ends_on >= '2027-01-01')`,
      [epci.id],
    ),
  );
  assert.equal(twice.rows[0].count, 1);
  it.clock.set('2026-11-21T09:00:00Z');
});

test('a convention that renews itself goes on as it was once nobody may denounce it; a denunciation that came late is refused with the reason', async () => {
  const cdg = await makeOperator(it, 'cdg-47');
  const [first, second] = await bodiesWhere(it, `kind = 'commune' and department = '47' and ended_on is null order by insee limit 2`);
  assert.ok(first && second);
  for (const body of [first, second]) {
    const request = { edition: 'cdg47-deux-forfaits', for: { siren: await sirenOf(it, body) }, items: [{ offer: 'forfait-metiers' }] };
    await packageInForce(it, cdg, { body, request, beginsOn: '2026-04-01', endsOn: '2027-03-31' });
  }
  const manager = (path: string, payload: object = {}, method: 'POST' | 'PUT' = 'POST') =>
    cdg.manager({ method, url: `/api/o/${cdg.body.slug}${path}`, payload });
  const { rows } = await read<{ rows: (Term & { payer: string })[] }>(cdg.manager, cdg.body, '/adhesions/renewals');
  for (const { id } of rows) {
    const set = await manager(
      `/adhesions/conventions/${id}/renewal`,
      { renewal: 'tacit', noticeMonths: 3, clause: 'Article 4 de la convention' },
      'PUT',
    );
    assert.equal(set.statusCode, 204, set.body);
  }
  const termOf = (body: TestBody) => rows.find(({ payer }) => payer === body.name) ?? assert.fail();
  const mayor = await signedIn(it.app, await makePerson(it, [{ in: first, roles: ['president', 'body-administrator'] }]));
  const words = { byName: 'Camille Essai', byTitle: 'Maire', reason: 'La commune change de prestataire' };
  const inTime = await post(mayor, first, `/adhesions/my-terms/${termOf(first).id}/denunciation`, words);
  assert.equal(inTime.json().outcome, 'accepted', inTime.body);
  assert.match(inTime.json().says, /prend fin le 31 mars 2027/);
  assert.equal(refusalOf(await post(mayor, first, `/adhesions/my-terms/${termOf(second).id}/denunciation`, words)), '404 adhesions.renewal-unknown');

  it.clock.set('2027-01-01T09:00:00Z');
  const other = await signedIn(it.app, await makePerson(it, [{ in: second, roles: ['president', 'body-administrator'] }]));
  const late = (await post(other, second, `/adhesions/my-terms/${termOf(second).id}/denunciation`, words)).json();
  assert.equal(late.outcome, 'refused');
  assert.match(late.says, /après le 31 décembre 2026.*la convention est reconduite/);
  await follow();
  await follow();
  const chain = await asOwner(it, (client) =>
    client.query(`
      select n.number, n.begins_on::text, n.ends_on::text, n.edition, n.yearly_cents = p.yearly_cents as same
      from adhesions.succession s
      join adhesions.convention p on p.id = s.predecessor_id
      join adhesions.convention n on n.id = s.successor_id
      where n.organisation_id = '${cdg.body.id}'`),
  );
  assert.deepEqual(chain.rows, [
    { number: `${termOf(second).number}-R1`, begins_on: '2027-04-01', ends_on: '2028-03-31', edition: 'cdg47-deux-forfaits', same: true },
  ]);
  it.clock.set('2026-11-21T09:00:00Z');
});

async function acceptDraft(id: string): Promise<void> {
  const { body, manager, head } = gironde;
  const revision = async () => (await read<{ revision: number }>(manager, body, `/quotes/${id}`)).revision;
  await post(manager, body, `/quotes/${id}/submission`, { revision: await revision() });
  await post(head, body, `/quotes/${id}/approval`, { revision: await revision(), decision: 'approved' });
  await post(manager, body, `/quotes/${id}/sending`, { revision: await revision() });
  const answer = { decision: 'accepted', byName: 'Camille Gabare', byTitle: 'Présidente', act: 'Accord de principe', reason: '' };
  const answered = await post(manager, body, `/quotes/${id}/answer`, { revision: await revision(), ...answer });
  assert.ok(answered.statusCode < 300, answered.body);
}
