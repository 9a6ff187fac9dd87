// SPDX-License-Identifier: EUPL-1.2
/** The whole way: a commune asks, its operator quotes, the commune accepts, and the option is open. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { TestHouse } from '#platform/testing/house.ts';
import {
  acceptQuote,
  bodiesWhere,
  communesOf,
  COTEAUX,
  leadToSignature,
  makeServing,
  openAdhesionHouse,
  post,
  read,
  sirenOf,
} from '#rooms/adhesions/testing.ts';
import home from '#rooms/home/room.ts';
import { asOwner, makePerson, signedIn, type Caller, type TestBody } from '#rooms/people/testing.ts';
import type { TestOperator } from '#rooms/quotes/testing.ts';
import room from './room.ts';

type Followed = {
  id: string;
  title: string;
  says: string;
  isOver: boolean;
  cancel: string | null;
  steps: { label: string; state: string; href: string | null }[];
};

let it: TestHouse;
let gironde: TestOperator;
let commune: TestBody;
let secretary: Caller;
before(async () => {
  it = await openAdhesionHouse([home, room]);
  const note = 'Délégation du conseil au maire (CGCT, art. L. 2122-22, 4°)';
  gironde = await makeServing(
    it,
    { slug: 'gironde-numerique', name: 'Gironde Numérique', kind: 'syndicat' },
    { sirens: [COTEAUX], riderCeilingCents: 50_000, legalNote: note },
  );
  const [epci] = await bodiesWhere(it, `siren = '${COTEAUX}'`);
  commune = (await communesOf(it, epci ?? assert.fail()))[0] ?? assert.fail();
  secretary = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['secretary'] }]));
  const request = {
    edition: 'gironde-numerique-courante',
    for: { siren: COTEAUX },
    volume: { value: 1, unit: 'To' },
    items: [{ offer: 'adhesion-mutualisee' }],
  };
  const quoteId = await acceptQuote(gironde, request);
  const started = (await post(gironde.manager, gironde.body, '/adhesions', { quoteId, startsOn: '2026-11-21' })).json();
  await leadToSignature(gironde, started.dossierId, COTEAUX);
  const own = started.linked.find(({ body }: { body: string }) => body === commune.name);
  await leadToSignature(gironde, own.dossierId, await sirenOf(it, commune));
  await it.settle();
});
after(() => it.close());

const ask = async (service: string, message = ''): Promise<string> => {
  const asked = await post(secretary, commune, '/service-requests', { service, message });
  assert.equal(asked.statusCode, 200, asked.body);
  return asked.json().id;
};
const prepare = (id: string, payload: object) => post(gironde.manager, gironde.body, `/requests-received/${id}/quote`, payload);
const followed = async (id: string): Promise<Followed> =>
  (await read<{ rows: Followed[] }>(secretary, commune, '/requests')).rows.find((row) => row.id === id) ?? assert.fail();
const stepsOf = async (id: string) => (await followed(id)).steps.map(({ label, state }) => `${label} ${state}`);
const send = async (quoteId: string): Promise<string> => {
  const sent = await post(gironde.manager, gironde.body, `/quotes/${quoteId}/sending`, { revision: 1 });
  assert.equal(sent.statusCode, 200, sent.body);
  return sent.json().documentId;
};
const answer = (documentId: string, payload: object, caller = secretary, body = commune) =>
  post(caller, body, `/quotes/received/${documentId}/answer`, { byTitle: 'Secrétaire de mairie', ...payload });
const noticesOf = async (caller: Caller): Promise<string[]> =>
  (await caller({ url: '/api/me/notices' })).json<{ rows: { title: string }[] }>().rows.map(({ title }) => title);

test('a third certificate: asked, quoted in one click, accepted in the platform, open the same day without a council', async () => {
  const { rows } = await read<{ rows: { key: string; title: string; group: string }[] }>(secretary, commune, '/offers');
  assert.ok(rows.some(({ key, group }) => key === 'requests.certificat-electronique' && group === 'En plus de votre convention'));
  const id = await ask('requests.certificat-electronique', 'Pour la nouvelle adjointe.');
  assert.deepEqual(await stepsOf(id), ['Demandé done', 'Devis current', 'Votre accord todo', 'Ouverture todo']);

  const preparation = await read<{ held: string; offers: { key: string; inputs: { key: string; value: unknown }[] }[] }>(
    gironde.manager,
    gironde.body,
    `/requests-received/${id}/quote`,
  );
  assert.match(preparation.held, /^CT-2026-/);
  assert.deepEqual(preparation.offers.map(({ key, inputs }) => [key, inputs.map((one) => one.value)]), [['certificat-electronique', [1]]]); // prettier-ignore
  const { quoteId, number } = (await prepare(id, { offer: 'certificat-electronique', inputs: { certificats: 3 } })).json();
  assert.equal((await prepare(id, { offer: 'certificat-electronique', inputs: { certificats: 3 } })).json().code, 'requests.not-waiting');
  assert.equal((await followed(id)).says, `Le devis ${number} est en préparation.`);

  const documentId = await send(quoteId);
  await it.settle();
  const says = `Le devis ${number} que vous aviez demandé attend votre réponse.`;
  assert.ok((await noticesOf(secretary)).includes(says));
  const mails = await asOwner(it, (client) => client.query('select from platform.outbox_message where subject = $1', [says]));
  assert.ok((mails.rowCount ?? 0) > 0, 'whose answer is awaited is mailed at once');
  const awaiting = await followed(id);
  assert.match(awaiting.says, /attend votre réponse/);
  assert.equal(awaiting.steps[2]?.href, `/o/${commune.slug}/devis-recus/${documentId}`);
  const received = await read<{ firstYearCents: number }>(secretary, commune, `/quotes/received/${documentId}`);
  assert.equal(received.firstYearCents, 17_500);
  assert.equal((await answer(documentId, { decision: 'accepted' })).statusCode, 204);
  assert.equal((await answer(documentId, { decision: 'accepted' })).json().code, 'quote.wrong-status');
  await it.settle();

  const open = await followed(id);
  assert.match(open.says, /^Ouvert depuis le 21 novembre 2026, par l’avenant AV-2026-0001\. Sans délibération : Délégation du conseil/);
  assert.deepEqual(open.steps.map(({ label }) => label), ['Demandé', 'Devis', 'Votre accord', 'Ouvert']); // prettier-ignore
  const { allowances } = await read<{ allowances: { key: string; amount: number }[] }>(secretary, commune, '/rights');
  assert.deepEqual(allowances.filter(({ key }) => key === 'certificats-inclus').map(({ amount }) => amount).sort(), [1, 2]); // prettier-ignore
  const { lines } = await read<{ lines: { label: string; yearlyCents: number; rider: string }[] }>(secretary, commune, '/adhesions/mine');
  assert.deepEqual(lines.map(({ yearlyCents, rider }) => [yearlyCents, rider]), [[17_500, 'AV-2026-0001']]); // prettier-ignore
});

test('above the operator’s threshold the council decides: its dossier opens, and signing opens the option', async () => {
  const id = await ask('requests.informaticien-mutualise');
  const { quoteId } = (await prepare(id, { offer: 'informaticien-mutualise', inputs: { rythme: 'mois', nombre: 1 } })).json();
  const documentId = await send(quoteId);
  await answer(documentId, { decision: 'accepted' });
  await it.settle();
  await it.settle();
  const { says, steps } = await followed(id);
  assert.match(says, /attend la délibération de votre assemblée/);
  const dossierId =
    steps
      .find(({ label }) => label === 'Délibération')
      ?.href?.split('/')
      .at(-1) ?? assert.fail();
  await leadToSignature(gironde, dossierId, await sirenOf(it, commune));
  assert.deepEqual(await stepsOf(id), ['Demandé done', 'Devis done', 'Votre accord done', 'Délibération done', 'Ouvert done']);
});

test('an act already taken spares the dossier: it stands in the rider as its proof', async () => {
  const id = await ask('catalogue.police-municipale');
  const { offers } = await read<{ offers: { key: string }[] }>(gironde.manager, gironde.body, `/requests-received/${id}/quote`);
  assert.ok(offers.some(({ key }) => key === 'logilibre'));
  const { quoteId } = (await prepare(id, { offer: 'logilibre', inputs: { installation: 'distance', agents: 2 } })).json();
  const documentId = await send(quoteId);
  await answer(documentId, { decision: 'accepted', act: 'Délibération D2026-52 du 19 novembre 2026' });
  await it.settle();
  const { says, steps } = await followed(id);
  assert.match(says, /^Ouvert depuis/);
  assert.ok(!steps.some(({ label }) => label === 'Délibération'));
});

test('a quote refused ends the request with its reason, and the service may be asked for again', async () => {
  const id = await ask('catalogue.alertes-sms');
  const prepared = await prepare(id, { offer: 'alerte-sms', inputs: { destinataires: 500, message: 'Crue' } });
  const { quoteId } = prepared.json();
  const documentId = await send(quoteId);
  assert.equal((await answer(documentId, { decision: 'refused', reason: '' })).json().code, 'platform.invalid-input');
  assert.equal((await answer(documentId, { decision: 'refused', reason: 'Trop cher cette année' })).statusCode, 204);
  await it.settle();
  const { says, isOver } = await followed(id);
  assert.deepEqual([says, isOver], ['Abandonnée : vous avez refusé le devis.', true]);
  assert.ok(await ask('catalogue.alertes-sms'));
});

test('cancelled before the answer, the quote is withdrawn; after it, too late', async () => {
  const [request] = (await read<{ rows: Followed[] }>(secretary, commune, '/requests')).rows.filter(({ cancel }) => cancel === 'withdraw');
  const id = request?.id ?? assert.fail();
  const { quoteId } = (await prepare(id, { offer: 'alerte-sms', inputs: { destinataires: 500, message: 'Crue' } })).json();
  const cancel = () => post(secretary, commune, `/requests/${id}/cancel`, { reason: 'Nous gardons notre outil.' });
  assert.equal((await cancel()).statusCode, 204);
  assert.equal((await cancel()).statusCode, 204);
  assert.equal((await read<{ status: string }>(gironde.manager, gironde.body, `/quotes/${quoteId}`)).status, 'withdrawn');
  assert.equal((await followed(id)).says, 'Abandonnée : Nous gardons notre outil.');
  const done = (await read<{ rows: Followed[] }>(secretary, commune, '/requests')).rows.find(({ title }) => title === 'Certificat électronique');
  assert.equal((await post(secretary, commune, `/requests/${done?.id}/cancel`, { reason: 'Changement d’avis' })).json().code, 'requests.too-late');
});

test('neither a beneficiary, nor an agent, nor a neighbour answers in the name of the body that pays', async () => {
  const { rows } = await read<{ rows: { id: string; isPayer: boolean }[] }>(secretary, commune, '/quotes/received');
  const adhesion = rows.find(({ isPayer }) => !isPayer);
  assert.equal((await answer(adhesion?.id ?? '', { decision: 'accepted' })).json().code, 'quote.not-found');
  const agent = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['agent'] }]));
  assert.equal((await answer(rows[0]?.id ?? '', { decision: 'accepted' }, agent)).json().code, 'platform.not-permitted');
});
