// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { TestHouse } from '#platform/testing/house.ts';
import { asOwner, type Caller, type TestBody } from '#rooms/people/testing.ts';
import { callerFor, makeTerritory, openHomeHouse, refusalOf, type Territory } from '../testing.ts';

let it: TestHouse;
let gironde: Territory;
let bearn: Territory;
let manager: Caller;
let stranger: Caller;
let commune: TestBody;
let secretary: Caller;

before(async () => {
  it = await openHomeHouse();
  gironde = await makeTerritory(it, 'syndicat-gironde', '243301355');
  bearn = await makeTerritory(it, 'syndicat-bearn', '200067254');
  const [first] = gironde.communes;
  assert.ok(first);
  commune = first;
  manager = await callerFor(it, it.app, gironde.operator, 'account-manager');
  stranger = await callerFor(it, it.app, bearn.operator, 'account-manager');
  secretary = await callerFor(it, it.app, commune, 'secretary');
});
after(() => it.close());

type Offers = { operator: string | null; rows: { key: string; request: { id: string; state: string; reason: string } | null }[] };
type Requests = { rows: { id: string; title: string; state: string; reason: string; body: { name: string } }[]; total: number };

const ask = (service: string, by = secretary, body = commune, message = '') =>
  by({ method: 'POST', url: `/api/o/${body.slug}/service-requests`, payload: { service, message } });
const offers = async (by = secretary, body = commune): Promise<Offers> => (await by({ url: `/api/o/${body.slug}/offers` })).json<Offers>();
const received = async (by = manager, slug = gironde.operator.slug): Promise<Requests> =>
  (await by({ url: `/api/o/${slug}/requests-received` })).json<Requests>();
const answer = (id: string, payload: object, by = manager, slug = gironde.operator.slug) =>
  by({ method: 'POST', url: `/api/o/${slug}/requests-received/${id}/answer`, payload });
const noticesOf = async (by: Caller): Promise<string[]> =>
  (await by({ url: '/api/me/notices' })).json<{ rows: { title: string }[] }>().rows.map((row) => row.title);
const mailsSaying = (subject: string): Promise<number> =>
  asOwner(it, async (client) => (await client.query('select from platform.outbox_message where subject = $1', [subject])).rowCount ?? 0);
const stateOf = async (key: string): Promise<string | undefined> => (await offers()).rows.find((row) => row.key === key)?.request?.state;

test('offers what the operator proposes and the body does not have', async () => {
  const { operator, rows } = await offers();
  assert.equal(operator, gironde.operator.name);
  // Its right is sold by a room here, and nothing withholds it: the body has it.
  assert.deepEqual(rows.map(({ key }) => key), ['offering.sauvegarde', 'offering.vpn']); // prettier-ignore
});

test('offers nothing to an operator, which asks itself for nothing', async () => {
  const dgs = await callerFor(it, it.app, gironde.operator, 'dgs');
  assert.deepEqual(await offers(dgs, gironde.operator), { operator: null, rows: [] });
  assert.equal(refusalOf(await ask('offering.vpn', dgs, gironde.operator)), '409 home.asks-itself');
});

test('a request reaches the account managers of the operator that serves the body, and nobody else’s', async () => {
  assert.equal((await ask('offering.sauvegarde', secretary, commune, 'Trois postes à la mairie.')).statusCode, 200);
  await it.settle();
  const says = `${commune.name} demande le service « Sauvegarde externalisée ».`;
  assert.deepEqual(await noticesOf(manager), [says]);
  // The commune waits: whoever chose nothing is mailed at once, and not in the digest of the next day.
  assert.ok((await mailsSaying(says)) > 0);
  assert.deepEqual(await noticesOf(stranger), []);
  assert.deepEqual((await received()).rows.map(({ title, state, body }) => [title, state, body.name]), [['Sauvegarde externalisée', 'waiting', commune.name]]); // prettier-ignore
  assert.equal((await received(stranger, bearn.operator.slug)).total, 0);
  const { toDo } = (await manager({ url: `/api/o/${gironde.operator.slug}/home` })).json<{ toDo: { title: string }[] }>();
  assert.deepEqual(toDo.map(({ title }) => title), [`Répondre à ${commune.name} : « Sauvegarde externalisée »`]); // prettier-ignore
  assert.equal(await stateOf('offering.sauvegarde'), 'waiting');
});

test('asks once for what awaits an answer, even twice at once', async () => {
  assert.equal(refusalOf(await ask('offering.sauvegarde')), '409 home.already-asked');
  const both = await Promise.all([ask('offering.vpn'), ask('offering.vpn')]);
  assert.deepEqual(both.map(({ statusCode }) => statusCode).sort(), [200, 409]);
});

test('refuses what nobody offers, and what is open already', async () => {
  assert.equal(refusalOf(await ask('offering.inconnu')), '422 home.unknown-offer');
  assert.equal(refusalOf(await ask('offering.conges')), '409 home.service-open');
  assert.equal(refusalOf(await ask('')), '400 platform.invalid-input');
});

test('an agent and an élu without the permission ask for nothing', async () => {
  for (const role of ['agent', 'elected']) {
    const person = await callerFor(it, it.app, commune, role);
    assert.equal(refusalOf(await ask('offering.vpn', person)), '403 platform.not-permitted');
  }
});

test('another operator, another body and the body itself cannot answer', async () => {
  const [request] = (await received()).rows;
  const id = request?.id ?? '';
  assert.equal(refusalOf(await answer(id, { outcome: 'accepted' }, stranger)), '403 platform.not-permitted');
  assert.equal(refusalOf(await answer(id, { outcome: 'accepted' }, stranger, bearn.operator.slug)), '404 home.unknown-request');
  const intruder = await callerFor(it, it.app, commune, 'account-manager');
  assert.equal(refusalOf(await answer(id, { outcome: 'accepted' }, intruder, commune.slug)), '409 home.not-an-operator');
  const neighbour = gironde.communes[1];
  assert.ok(neighbour);
  const clerk = await callerFor(it, it.app, neighbour, 'secretary');
  const withdrawal = { method: 'POST', url: `/api/o/${neighbour.slug}/service-requests/${id}/withdraw` } as const;
  assert.equal(refusalOf(await clerk(withdrawal)), '404 home.unknown-request');
});

test('a refusal says why; whoever asked is told, and may ask again', async () => {
  const request = (await received()).rows.find(({ title }) => title === 'Sauvegarde externalisée');
  const id = request?.id ?? '';
  assert.equal(refusalOf(await answer(id, { outcome: 'refused', reason: '  ' })), '422 home.reason-needed');
  assert.equal((await answer(id, { outcome: 'refused', reason: 'Après le changement de serveur.' })).statusCode, 204);
  assert.equal(refusalOf(await answer(id, { outcome: 'accepted' })), '409 home.request-answered');
  await it.settle();
  assert.deepEqual(await noticesOf(secretary), ['Votre opérateur a refusé votre demande « Sauvegarde externalisée ».']);
  const own = (await offers()).rows.find(({ key }) => key === 'offering.sauvegarde')?.request;
  assert.deepEqual([own?.state, own?.reason], ['refused', 'Après le changement de serveur.']);
  it.clock.advance({ minutes: 1 });
  assert.equal((await ask('offering.sauvegarde')).statusCode, 200);
});

test('what was accepted is not asked again while the operator opens it', async () => {
  const request = (await received()).rows.find(({ title, state }) => title === 'Sauvegarde externalisée' && state === 'waiting');
  assert.equal((await answer(request?.id ?? '', { outcome: 'accepted', reason: 'Ouverture lundi.' })).statusCode, 204);
  assert.equal(await stateOf('offering.sauvegarde'), 'accepted');
  await it.settle();
  assert.equal(refusalOf(await ask('offering.sauvegarde')), '409 home.already-accepted');
  const withdrawal = await secretary({ method: 'POST', url: `/api/o/${commune.slug}/service-requests/${request?.id}/withdraw` });
  assert.equal(refusalOf(withdrawal), '409 home.request-answered');
});

test('a request withdrawn can no longer be answered, and leaves the operator’s list', async () => {
  const request = (await received()).rows.find(({ title }) => title === 'VPN');
  const url = `/api/o/${commune.slug}/service-requests/${request?.id}/withdraw`;
  assert.equal((await secretary({ method: 'POST', url })).statusCode, 204);
  assert.equal(refusalOf(await secretary({ method: 'POST', url })), '409 home.request-withdrawn');
  assert.equal(refusalOf(await answer(request?.id ?? '', { outcome: 'accepted' })), '409 home.request-withdrawn');
  assert.equal(await stateOf('offering.vpn'), undefined);
  const { toDo } = (await manager({ url: `/api/o/${gironde.operator.slug}/home` })).json<{ toDo: unknown[] }>();
  assert.deepEqual(toDo, []);
});

test('lists by state, by words and in order', async () => {
  const list = async (query: string) => (await manager({ url: `/api/o/${gironde.operator.slug}/requests-received?${query}` })).json<Requests>();
  assert.deepEqual((await list('state=refused')).rows.map(({ state }) => state), ['refused']); // prettier-ignore
  assert.deepEqual((await list('state=withdrawn')).rows.map(({ title }) => title), ['VPN']); // prettier-ignore
  assert.equal((await list('state=waiting')).total, 0);
  assert.equal((await list('q=vp&sort=title&order=asc')).total, 1);
  assert.equal((await list('q=%25')).total, 0);
  const own = (await secretary({ url: `/api/o/${commune.slug}/service-requests` })).json<Requests>();
  assert.equal(own.total, 3);
});
