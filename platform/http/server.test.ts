// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { z } from 'zod';
import { defineRoom, route } from '../room.ts';
import { openTestHouse, type TestHouse } from '../testing/house.ts';
import { Redirect } from './answers.ts';
import { endpoint } from './contract.ts';
import { html } from './html.ts';
import { publicPage } from './public-page.ts';

const asking = z.strictObject({ days: z.int('Saisissez un nombre entier.').min(1, 'Saisissez au moins un jour.'), note: z.string().optional() });
const probe = defineRoom({
  name: 'probe',
  floor: 'service',
  title: 'Essai',
  needs: [],
  routes: [
    route(endpoint('GET /probe/page', { scope: 'house', answer: 'html', summary: 'Une page' }), {
      permission: 'public',
      action: () => publicPage({ title: 'Une page', main: html`<h1>${'<b>'.repeat(500)}</h1>` }),
    }),
    route(endpoint('POST /probe/days', { scope: 'house', summary: 'Des jours', body: asking, response: z.strictObject({ days: z.int() }) }), {
      permission: 'public',
      withoutTransaction: true,
      action: (_ctx, { days }) => (days === 13 ? ({ days, more: 1 } as { days: number }) : { days }),
    }),
    route(endpoint('GET /probe/bug', { scope: 'house', summary: 'Une erreur' }), {
      permission: 'public',
      action: () => {
        throw new Error('secret of the house');
      },
    }),
    route(endpoint('GET /probe/file', { scope: 'house', answer: 'file', summary: 'Un fichier' }), {
      permission: 'public',
      action: () => ({ name: 'Délibération n° 1 "été".csv', type: 'text/csv', content: 'a;b' }),
    }),
    route(endpoint('POST /probe/form', { scope: 'house', answer: 'html', summary: 'Un formulaire' }), {
      permission: 'public',
      withoutTransaction: true,
      action: () => new Redirect('/probe/page'),
    }),
  ],
});

let it: TestHouse;
before(async () => {
  it = await openTestHouse([probe]);
});
after(() => it.close());

test('names each faulty field, unknown ones included', async () => {
  const response = await it.app.inject({ method: 'POST', url: '/api/probe/days', payload: { days: 0.5, other: 1 } });
  assert.equal(response.statusCode, 400);
  assert.deepEqual(response.json().fields, [
    { path: 'days', says: 'Saisissez un nombre entier.' },
    { path: 'other', says: 'Champ inconnu.' },
  ]);
});

test('says that JSON is malformed, or too long, or of another kind', async () => {
  const send = (payload: string, type = 'application/json') =>
    it.app.inject({ method: 'POST', url: '/api/probe/days', payload, headers: { 'content-type': type } });
  assert.equal((await send('{"days":')).json().code, 'platform.malformed-json');
  const long = await send(`{"note":"${'x'.repeat(1_100_000)}"}`);
  assert.deepEqual([long.statusCode, long.json().code], [413, 'platform.too-large']);
  assert.equal((await send('days: 1', 'application/yaml')).json().code, 'platform.unsupported-media');
});

test('answers a bug without telling what it is', async () => {
  const response = await it.app.inject({ url: '/api/probe/bug' });
  assert.equal(response.statusCode, 500);
  assert.doesNotMatch(response.body, /secret of the house|\.ts/);
  assert.equal(response.json().instance, response.headers['x-request-id']);
});

test('takes an answer outside its contract for a bug', async () => {
  assert.equal((await it.app.inject({ method: 'POST', url: '/api/probe/days', payload: { days: 13 } })).statusCode, 500);
});

test('sends pages with a strict policy, compressed when asked', async () => {
  const response = await it.app.inject({ url: '/probe/page', headers: { 'accept-encoding': 'br' } });
  assert.match(String(response.headers['content-security-policy']), /script-src 'self'; style-src 'self';/);
  assert.equal(response.headers['content-encoding'], 'br');
  assert.match(brotliDecompressSync(response.rawPayload).toString(), /&lt;b&gt;/);
});

test('keeps the accents of a file name', async () => {
  const { headers } = await it.app.inject({ url: '/api/probe/file' });
  assert.equal(
    headers['content-disposition'],
    `attachment; filename="Deliberation n 1 ete.csv"; filename*=UTF-8''D%C3%A9lib%C3%A9ration%20n%C2%B0%201%20%22%C3%A9t%C3%A9%22.csv`,
  );
});

test('sends the browser elsewhere in the house, never out of it', async () => {
  const response = await it.app.inject({
    method: 'POST',
    url: '/probe/form',
    payload: 'a=1',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  assert.deepEqual([response.statusCode, response.headers.location], [303, '/probe/page']);
  for (const out of ['https://autre.exemple', '//autre.exemple', '/\\autre.exemple']) assert.throws(() => new Redirect(out));
});

test('answers an unknown address with a refusal', async () => {
  const response = await it.app.inject({ url: '/api/nulle-part' });
  assert.deepEqual([response.statusCode, response.json().code], [404, 'platform.not-found']);
});

test('says whether it and its database stand', async () => {
  assert.deepEqual((await it.app.inject({ url: '/health' })).json(), { status: 'ok' });
});

test('refuses a null character, which no column could keep', async () => {
  const response = await it.app.inject({ method: 'POST', url: '/api/probe/days', payload: { days: 1, other: { name: 'a\u0000' } } });
  assert.equal(response.statusCode, 400);
  assert.deepEqual(response.json().fields, [{ path: 'other.name', says: 'Un caractère de ce texte ne peut pas être enregistré.' }]);
});
