// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CannotStart } from '../cannot-start.ts';
import { openFrontDoor } from './front-door.ts';

test('says what the start is doing until there is something to serve', async () => {
  const door = await openFrontDoor('127.0.0.1', 0);
  const address = `http://127.0.0.1:${door.port}`;
  door.say('Création de la base de données');
  const health = await fetch(`${address}/health`);
  assert.equal(health.status, 503);
  assert.deepEqual(await health.json(), { status: 'starting', stage: 'Création de la base de données' });
  const page = await fetch(`${address}/simulateur`);
  assert.equal(page.status, 503);
  assert.match(await page.text(), /Création de la base de données…/);
  door.open((_request, response) => response.end('servi'));
  assert.equal(await (await fetch(`${address}/health`)).text(), 'servi');
  await door.close();
});

test('a port already taken is said in one sentence', async () => {
  const door = await openFrontDoor('127.0.0.1', 0);
  await assert.rejects(openFrontDoor('127.0.0.1', door.port), (error) => error instanceof CannotStart && /déjà pris/.test(error.message));
  await door.close();
});

test('closing lets a running request end, and cuts it when it lasts', async () => {
  const door = await openFrontDoor('127.0.0.1', 0);
  door.open((request, response) => {
    if (request.url === '/short') setTimeout(() => response.end('fini'), 100);
  });
  const short = fetch(`http://127.0.0.1:${door.port}/short`);
  const endless = fetch(`http://127.0.0.1:${door.port}/endless`).then(
    () => 'answered',
    () => 'cut',
  );
  await new Promise((resolve) => setTimeout(resolve, 50));
  await door.close(300);
  assert.equal(await (await short).text(), 'fini');
  assert.equal(await endless, 'cut');
});
