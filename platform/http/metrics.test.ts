// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { inContext } from '../make-context.ts';
import { defineRoom, route } from '../room.ts';
import { openTestHouse, type TestHouse } from '../testing/house.ts';
import { endpoint } from './contract.ts';
import { buildServer } from './server.ts';

const identity = { whoIs: async () => null, organisationOf: async () => null };
const room = defineRoom({
  name: 'clock',
  floor: 'foundation',
  title: 'Horloge',
  needs: [],
  provides: { identity },
  jobs: [{ name: 'clock.strike', handler: async () => {} }],
  routes: [
    route(endpoint('GET /clock/:zone', { scope: 'house', summary: 'L’heure.', params: z.object({ zone: z.string() }), response: z.object({}) }), {
      permission: 'public',
      action: () => ({}),
    }),
  ],
});
let it: TestHouse;

before(async () => {
  it = await openTestHouse([room]);
});
after(() => it.close());

const read = async (headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') => it.app.inject({ url: '/metrics', headers, remoteAddress });

test('times requests by the pattern of their route, never by their address', async () => {
  for (const zone of ['paris', 'mayotte', 'inconnue']) await it.app.inject({ url: `/api/clock/${zone}` });
  await it.app.inject({ url: '/api/rien/du/tout' });
  const { body, headers } = await read();
  assert.match(String(headers['content-type']), /text\/plain/);
  assert.match(body, /beffroi_http_request_seconds_count\{method="GET",route="\/api\/clock\/:zone",status="200"\} 3/);
  assert.match(body, /route="none",status="404"\} 1/);
  assert.doesNotMatch(body, /paris|rien/);
});

test('counts connections, jobs that wait, and says how late events are', async () => {
  await inContext(it.house, { actor: { kind: 'job', name: 'test' }, organisation: randomUUID() }, async (ctx) => {
    await ctx.queue('clock.strike', {});
    await ctx.queue('clock.strike', {}, { startAfter: Temporal.Now.instant().add({ hours: 1 }) });
  });
  const { body } = await read();
  assert.match(body, /beffroi_jobs_waiting\{job="clock\.strike"\} 1/);
  assert.match(body, /beffroi_event_lag_seconds 0/);
  assert.match(body, /beffroi_database_connections\{state="awaited"\} 0/);
  assert.match(body, /process_cpu_seconds_total/);
});

test('shows them to this machine alone, and not through a proxy on it', async () => {
  assert.equal((await read()).statusCode, 200);
  assert.equal((await read({}, '192.0.2.7')).statusCode, 404);
  assert.equal((await read({ 'x-forwarded-for': '192.0.2.7' })).statusCode, 404);
});

test('shows them to whoever holds the token, once there is one', async () => {
  const token = randomUUID();
  const app = await buildServer({ ...it.house, settings: { ...it.house.settings, metricsToken: token } });
  const answers = await Promise.all(
    [{ authorization: `Bearer ${token}` }, { authorization: 'Bearer autre' }, {}].map((headers) =>
      app.inject({ url: '/metrics', headers: headers as Record<string, string>, remoteAddress: '192.0.2.7' }),
    ),
  );
  assert.deepEqual(
    answers.map(({ statusCode }) => statusCode),
    [200, 404, 404],
  );
  await app.close();
});
