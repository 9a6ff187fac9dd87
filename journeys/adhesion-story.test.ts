// SPDX-License-Identifier: EUPL-1.2
/**
 * The story of one territory, from its quote of 2017 to its renewal, each test going on where the one before stopped. Acts go through the public
 * API; what operator, EPCI and commune then see is read from their screens.
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { buildServer } from '#platform/http/server.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { acceptQuote, bodiesWhere, communesOf, COTEAUX, leadToSignature, post, read, sirenOf } from '#rooms/adhesions/testing.ts';
import { nationalRegister } from '#rooms/organisations/testing.ts';
import { makePerson, sessionOf, type TestBody } from '#rooms/people/testing.ts';
import { makeOperator, type TestOperator } from '#rooms/quotes/testing.ts';
import { rooms } from '#rooms.ts';
import { builtScreens } from '#ui/testing/built-screens.ts';
import { tryHouse, type Trial } from '#ui/testing/try-shell.ts';
import { wellMade } from './visitor.ts';

type Cookie = { name: string; value: string };
type Convention = { id: string; kind: string; number: string; yearlyCents: number | null; status: string; beneficiary: { id: string } };

describe('a territory from 2017 to its renewal', { timeout: 400_000 }, () => {
  let it: TestHouse;
  let app: FastifyInstance;
  let trial: Trial;
  let gironde: TestOperator;
  let epci: TestBody;
  let dossierId: string;
  let linked: { dossierId: string; body: string }[];
  let cadre: Convention;
  let next: Convention;
  let manager: Cookie;
  let dgs: Cookie;

  before(async () => {
    const port = await freePort();
    const url = `http://localhost:${port}`;
    it = await openTestHouse(rooms, { seed: nationalRegister, settings: { publicUrl: url } });
    gironde = await makeOperator(it, 'gironde-numerique');
    epci = (await bodiesWhere(it, `siren = '${COTEAUX}'`))[0] ?? assert.fail();
    const screens = await builtScreens();
    app = await buildServer(it.house, { screens });
    await app.listen({ port, host: '127.0.0.1' });
    trial = await tryHouse(url);
    manager = await sessionOf(app, gironde.managerPerson);
    dgs = await sessionOf(app, await makePerson(it, [{ in: epci, roles: ['dgs'] }]));
  });
  after(async () => {
    await trial?.close();
    await app?.close();
    await it?.close();
  });

  const asManager = (path: string, payload: object = {}) => post(gironde.manager, gironde.body, path, payload);
  const cadres = async () => (await read<{ rows: Convention[] }>(gironde.manager, gironde.body, '/adhesions/conventions?kind=cadre')).rows;
  /** What a page says once it no longer loads, held to what all pages owe. */
  const screen = async (address: string, cookie: Cookie, says: RegExp): Promise<void> => {
    const page = await trial.visit(address, { cookie });
    await page.getByText(says).first().waitFor();
    await wellMade(page, address);
    await page.context().close();
  };

  test('the accepted quote of 2017 opens a dossier for each of nine assemblies, on the board of the operator', async () => {
    const request = {
      edition: 'gironde-numerique-2017',
      for: { siren: COTEAUX },
      volume: { value: 1, unit: 'To' },
      items: [{ offer: 'adhesion-mutualisee' }],
    };
    const quoteId = await acceptQuote(gironde, request);
    const started = (await asManager('/adhesions', { quoteId, startsOn: '2026-11-21', endsOn: '2026-12-31' })).json();
    ({ dossierId, linked } = started);
    assert.equal(linked.length, 8);
    await screen(`/o/${gironde.body.slug}/adhesions`, manager, /Coteaux Bordelais/);
    await screen(`/o/${gironde.body.slug}/dossiers/${dossierId}`, manager, /17\s938/);
  });

  test('nine assemblies vote, nine conventions are signed, and the services open for 17 938 € a year', async () => {
    await leadToSignature(gironde, dossierId, COTEAUX);
    const communes = await communesOf(it, epci);
    for (const one of linked)
      await leadToSignature(gironde, one.dossierId, await sirenOf(it, communes.find(({ name }) => name === one.body) ?? assert.fail(one.body)));
    cadre = (await cadres())[0] ?? assert.fail();
    assert.deepEqual([cadre.yearlyCents, cadre.status], [1_793_800, 'in-force']);
    await screen(`/o/${epci.slug}/mon-adhesion`, dgs, /17\s938/);
  });

  test('a ninth body is on quote in the edition of 2017, which prints no threshold', async () => {
    const ccas = await declared('CCAS de Tresses', '33535');
    const refused = await asManager(`/adhesions/conventions/${cadre.id}/members`, { bodyId: ccas, startsOn: '2026-11-21' });
    assert.equal(refused.json().code, 'adhesions.recount-on-quote', refused.body);
    assert.match(refused.body, /9 collectivités.*sur devis/);
  });

  test('renewed on the current edition, the territory owes 13 988 €', async () => {
    const { prepared, refused } = (await asManager('/adhesions/renewals', { conventionIds: [cadre.id] })).json();
    assert.deepEqual(refused, []);
    const [{ quoteId, firstYearCents }] = prepared;
    assert.equal(firstYearCents, 1_398_800);
    await acceptDraft(quoteId);
    await it.settle();
    const { rows } = await read<{ rows: { id: string; dossierId: string }[] }>(gironde.manager, gironde.body, '/adhesions/renewals');
    const renewal = rows.find(({ id }) => id === cadre.id) ?? assert.fail();
    await leadToSignature(gironde, renewal.dossierId, COTEAUX);
    next = (await cadres()).find(({ status }) => status === 'to-come') ?? assert.fail();
    assert.equal(next.yearlyCents, 1_398_800);
    await screen(`/o/${epci.slug}/mon-adhesion`, dgs, /13\s988/);
  });

  test('a CCAS of fewer than 1 500 inhabitants joins: not counted, 13 988 € unchanged', async () => {
    const ccas = await declared('CCAS de Croignon', '33141');
    const joined = await asManager(`/adhesions/conventions/${next.id}/members`, { bodyId: ccas, startsOn: '2027-01-01' });
    assert.equal(joined.statusCode, 200, joined.body);
    const joining = joined.json<{ dossierId: string }>().dossierId;
    await screen(`/o/${gironde.body.slug}/dossiers/${joining}`, manager, /13\s988/);
    await leadToSignature(gironde, joining, COTEAUX);
    const roster = await read<{ members: { id: string; isCounted: boolean | null }[] }>(
      gironde.manager,
      gironde.body,
      `/adhesions/roster/${epci.id}?on=2027-01-01`,
    );
    assert.equal(roster.members.find(({ id }) => id === ccas)?.isCounted, false);
    assert.equal((await cadres()).find(({ id }) => id === next.id)?.yearlyCents, 1_398_800);
  });

  async function declared(name: string, insee: string): Promise<string> {
    const [commune] = await bodiesWhere(it, `insee = '${insee}'`);
    const answer = await gironde.head({
      method: 'POST',
      url: `/api/o/${gironde.body.slug}/organisations/bodies`,
      payload: { name, kind: 'ccas', facts: { parent: commune?.id, serves: [commune?.id] } },
    });
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json<{ id: string }>().id;
  }

  async function acceptDraft(id: string): Promise<void> {
    const revision = async () => (await read<{ revision: number }>(gironde.manager, gironde.body, `/quotes/${id}`)).revision;
    await asManager(`/quotes/${id}/submission`, { revision: await revision() });
    await post(gironde.head, gironde.body, `/quotes/${id}/approval`, { revision: await revision(), decision: 'approved' });
    await asManager(`/quotes/${id}/sending`, { revision: await revision() });
    const answer = { decision: 'accepted', byName: 'Camille Gabare', byTitle: 'Présidente', act: 'Délibération de principe', reason: '' };
    const answered = await asManager(`/quotes/${id}/answer`, { revision: await revision(), ...answer });
    assert.ok(answered.statusCode < 300, answered.body);
  }
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
