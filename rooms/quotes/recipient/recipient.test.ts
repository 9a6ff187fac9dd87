// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sha256 } from '#platform/evidence/digest.ts';
import type { TestHouse } from '#platform/testing/house.ts';
import { asOwner, signedIn } from '#rooms/people/testing.ts';
import { makeOperator, openQuoteHouse, refusalOf, type TestOperator } from '../testing.ts';

let it: TestHouse;
let operator: TestOperator;
before(async () => {
  it = await openQuoteHouse();
  operator = await makeOperator(it, 'gironde-numerique');
});
after(() => it.close());

const at = (path = '') => `/api/o/${operator.body.slug}/quotes${path}`;
const request = {
  edition: 'gironde-numerique-courante',
  for: { siren: '243301355' },
  volume: { value: 1, unit: 'To' },
  items: [{ offer: 'adhesion-mutualisee' }],
};

async function shared() {
  const draft = await operator.manager({ method: 'POST', url: at(), payload: { request } });
  const { id } = draft.json<{ id: string }>();
  await operator.manager({ method: 'POST', url: at(`/${id}/sending`), payload: { revision: 1 } });
  const opened = await operator.manager({ method: 'POST', url: at(`/${id}/links`), payload: { recipient: 'Mairie de Tresses' } });
  const { link, shareId } = opened.json<{ link: string; shareId: string }>();
  return { id, shareId, path: new URL(link).pathname };
}

const read = async (id: string) => (await operator.manager({ url: at(`/${id}`) })).json();
const answer = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  it.app.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(fields).toString(),
  });
const acceptance = { decision: 'accepted', byName: 'Camille Essai', byTitle: 'Présidente', engages: 'oui', act: 'Délibération 2026-51' };

test('opens to whoever has the link, without account or script, and hides from search engines', async () => {
  const { id, path } = await shared();
  const page = await it.app.inject({ url: path });
  assert.equal(page.statusCode, 200);
  assert.match(page.body, /CC les Coteaux Bordelais/);
  assert.match(page.body, /13\u202f988/);
  assert.doesNotMatch(page.body, /<script/);
  assert.equal(page.headers['x-robots-tag'], 'noindex, nofollow');
  assert.equal(page.headers['referrer-policy'], 'no-referrer');
  const { shares } = await read(id);
  assert.deepEqual([shares[0].openings, shares[0].recipient], [1, 'Mairie de Tresses']);
});

test('keeps only the digest of the secret', async () => {
  const { path } = await shared();
  const secret = path.split('/').at(-1) ?? '';
  const dump = await asOwner(it, async (client) => JSON.stringify((await client.query('select * from quotes.share')).rows));
  assert.ok(secret.length >= 32);
  assert.ok(!dump.includes(secret));
});

test('gives the same quote as a PDF', async () => {
  const { path } = await shared();
  const pdf = await it.app.inject({ url: `/api${path}/pdf` });
  assert.equal(pdf.rawPayload.subarray(0, 5).toString(), '%PDF-');
});

test('records an acceptance: who, in which capacity, when, on which document', async () => {
  const { id, path } = await shared();
  const sent = await answer(path, acceptance);
  assert.deepEqual([sent.statusCode, sent.headers.location], [303, `${path}#reponse`]);
  const { status, decision, current } = await read(id);
  assert.equal(status, 'accepted');
  assert.deepEqual(
    [decision.byName, decision.byTitle, decision.act, decision.recordedBy],
    ['Camille Essai', 'Présidente', 'Délibération 2026-51', null],
  );
  assert.equal(decision.evidence.documentDigest, current.digest);
  const stored = await asOwner(
    it,
    async (client) => (await client.query('select evidence::text as text, evidence_digest from quotes.decision where quote_id = $1', [id])).rows[0],
  );
  assert.equal(sha256(stored.text), stored.evidence_digest);
  assert.match((await it.app.inject({ url: path })).body, /Camille Essai, Présidente, accepte le devis/);
  await it.settle();
  const notices = (await (await signedIn(it.app, operator.managerPerson))({ url: '/api/me/notices' })).json();
  assert.ok(notices.rows.some(({ title }: { title: string }) => /a accepté le devis/.test(title)));
});

test('records a refusal with its reason', async () => {
  const { id, path } = await shared();
  const without = await answer(path, { decision: 'refused', byName: 'Camille Essai', byTitle: 'Maire' });
  assert.equal(without.statusCode, 422);
  assert.match(without.body, /<a href="#reason">Dites pourquoi/);
  await answer(path, { decision: 'refused', byName: 'Camille Essai', byTitle: 'Maire', reason: 'Budget non voté' });
  const { status, refusalReason } = await read(id);
  assert.deepEqual([status, refusalReason], ['refused', 'Budget non voté']);
});

test('says what is missing beside each field, and keeps what was typed', async () => {
  const { id, path } = await shared();
  const page = await answer(path, { byName: 'Camille Essai' });
  assert.equal(page.statusCode, 422);
  assert.match(page.body, /<a href="#byTitle">/);
  assert.match(page.body, /value="Camille Essai"/);
  assert.match((await answer(path, { ...acceptance, engages: '' })).body, /<a href="#engages">/);
  assert.equal((await read(id)).status, 'sent');
});

test('takes one answer and no second', async () => {
  const { id, path } = await shared();
  const both = await Promise.all([answer(path, acceptance), answer(path, { ...acceptance, decision: 'refused', reason: 'Trop tard' })]);
  assert.deepEqual(both.map(({ statusCode }) => statusCode).sort(), [303, 422]);
  const { rows } = await asOwner(it, (client) => client.query('select decision from quotes.decision where quote_id = $1', [id]));
  assert.equal(rows.length, 1);
});

test('refuses an answer that another site makes the browser send', async () => {
  const { id, path } = await shared();
  assert.equal((await answer(path, acceptance, { 'sec-fetch-site': 'cross-site' })).statusCode, 403);
  assert.equal((await read(id)).status, 'sent');
});

test('closes a link that is revoked, has expired or never was', async () => {
  const { id, shareId, path } = await shared();
  const close = () => operator.manager({ method: 'DELETE', url: at(`/${id}/links/${shareId}`) });
  assert.equal((await close()).statusCode, 204);
  assert.equal((await close()).statusCode, 204);
  for (const response of [await it.app.inject({ url: path }), await answer(path, acceptance)]) {
    assert.equal(response.statusCode, 410);
    assert.match(response.body, /Ce lien n’est plus valable/);
  }
  assert.equal((await it.app.inject({ url: `/devis/${'x'.repeat(32)}` })).statusCode, 404);
  const old = await shared();
  it.clock.advance({ hours: 24 * 91 });
  assert.equal((await it.app.inject({ url: old.path })).statusCode, 410);
  it.clock.set('2026-11-21T09:00:00Z');
});

test('refuses an acceptance after the end of validity, and says it', async () => {
  const draft = await operator.manager({ method: 'POST', url: at(), payload: { request } });
  const { id } = draft.json();
  await operator.manager({ method: 'POST', url: at(`/${id}/sending`), payload: { revision: 1, validUntil: '2026-11-22' } });
  const { link } = (await operator.manager({ method: 'POST', url: at(`/${id}/links`), payload: {} })).json();
  it.clock.set('2026-11-23T09:00:00Z');
  const { pathname } = new URL(link);
  assert.match((await it.app.inject({ url: pathname })).body, /La validité de ce devis a pris fin le 22\/11\/2026/);
  assert.match((await answer(pathname, acceptance)).body, /valable jusqu’au 22\/11\/2026/);
  it.clock.set('2026-11-21T09:00:00Z');
  assert.equal((await read(id)).status, 'sent');
});

test('shows a replaced quote as replaced, and takes no answer for it', async () => {
  const { id, path } = await shared();
  await operator.manager({ method: 'POST', url: at(`/${id}/versions`), payload: { revision: 2, request } });
  assert.match((await it.app.inject({ url: path })).body, /remplacé ou retiré par l’opérateur/);
  assert.equal((await answer(path, acceptance)).statusCode, 422);
});

test('sends the quote by mail when asked, with its link', async () => {
  const draft = await operator.manager({ method: 'POST', url: at(), payload: { request, contactEmail: 'mairie@exemple.fr', contactName: 'Mairie' } });
  const { id, number } = draft.json();
  const sending = await operator.manager({ method: 'POST', url: at(`/${id}/sending`), payload: { revision: 1, byMail: true } });
  const { link } = sending.json();
  await it.settle();
  const mail = await asOwner(
    it,
    async (client) => (await client.query(`select subject, text_part from platform.outbox_message where subject like $1`, [`%${number}%`])).rows[0],
  );
  assert.match(mail.subject, /Devis D-2026-\d{4} de Gironde Numérique/);
  assert.ok(mail.text_part.includes(new URL(link).pathname));
});

test('opens no link to a draft', async () => {
  const draft = await operator.manager({ method: 'POST', url: at(), payload: { request } });
  const refused = await operator.manager({ method: 'POST', url: at(`/${draft.json().id}/links`), payload: {} });
  assert.equal(refusalOf(refused), '409 quote.wrong-status');
});
