// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { makeLog } from '../log.ts';
import { openHouse } from '../open-house.ts';
import { defineRoom, route } from '../room.ts';
import { openTestHouse, type TestHouse } from '../testing/house.ts';
import { endpoint, Refusal } from './contract.ts';
import { takeFromLimit } from './rate-limit.ts';

const identity = { whoIs: async () => null, organisationOf: async () => null };
const room = defineRoom({
  name: 'bell',
  floor: 'foundation',
  title: 'Cloche',
  needs: [],
  provides: { identity },
  routes: [
    route(endpoint('POST /bell', { scope: 'house', summary: 'Sonner.', response: z.object({}) }), {
      permission: 'public',
      limit: { most: 2, seconds: 60, per: 'address' },
      action: () => ({}),
    }),
  ],
});
let it: TestHouse;

before(async () => {
  it = await openTestHouse([room]);
});
after(() => it.close());

const take = (key: string, most = 3): Promise<boolean> =>
  takeFromLimit(it.house, key, { most, seconds: 60 }).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Refusal && error.status === 429) return false;
      throw error;
    },
  );

test('lets through as many as it says, then none until the window ends', async () => {
  it.clock.set('2026-11-21T09:00:10Z');
  assert.deepEqual([await take('a'), await take('a'), await take('a'), await take('a')], [true, true, true, false]);
  assert.equal(await take('b'), true, 'another key is counted apart');
  it.clock.advance({ seconds: 49 });
  assert.equal(await take('a'), false);
  it.clock.advance({ seconds: 1 });
  assert.equal(await take('a'), true);
});

test('counts together what several processes let through at once', async () => {
  const second = await openHouse({
    settings: it.house.settings,
    rooms: [room],
    serverUrl: String(it.house.db.pool.options.connectionString),
    log: makeLog('silent'),
    works: false,
    clock: it.clock,
  });
  const answers = await Promise.allSettled(
    Array.from({ length: 60 }, (_, n) => takeFromLimit(n % 2 ? it.house : second.house, 'shared', { most: 25, seconds: 60 })),
  );
  await second.close();
  assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 25);
});

test('answers 429 with the seconds to wait, in words and for programs', async () => {
  it.clock.set('2026-11-21T10:00:15Z');
  const ring = (remoteAddress: string) => it.app.inject({ method: 'POST', url: '/api/bell', remoteAddress });
  assert.deepEqual([(await ring('192.0.2.1')).statusCode, (await ring('192.0.2.1')).statusCode], [200, 200]);
  const refused = await ring('192.0.2.1');
  assert.equal(refused.statusCode, 429);
  assert.equal(refused.headers['retry-after'], '45');
  assert.match(refused.body, /Réessayez dans 45 secondes/);
  assert.equal((await ring('192.0.2.2')).statusCode, 200);
});
