// SPDX-License-Identifier: EUPL-1.2
/** The demonstration of leave, on that of the whole house. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rightsOf } from '#platform/access/providers.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { asOwner, signedIn } from '#rooms/people/testing.ts';
import { rooms } from '#rooms.ts';
import { demonstrationKey, demonstrationSeed } from './demonstration-seed.ts';
import { settleAgents } from '#rooms/leave/counters/settle-year.ts';
import { inContext } from '#platform/make-context.ts';
import { readAgents } from '#rooms/leave/agents/read-agents.ts';
import { inventedBodies } from '#rooms/leave/demonstration-data.ts';
import { demonstration } from '#rooms/leave/demonstration.ts';
import type { Tables } from '#rooms/leave/tables.ts';

let it: TestHouse;
before(async () => {
  it = await openTestHouse(rooms, { seed: demonstrationSeed, settings: { secretKey: demonstrationKey } });
});
after(() => it.close());

const count = (from: string) =>
  asOwner(it, async (client) => Number((await client.query<{ count: string }>(`select count(*) from leave.${from}`)).rows[0]?.count));

test('loaded again, it writes nothing', async () => {
  const tables = ['agent', 'request', 'movement', 'answer', 'closing', 'extra_hours'];
  const before = await Promise.all(tables.map(count));
  assert.ok(
    before.every((rows) => rows > 0),
    String(before),
  );
  await demonstration(it.house);
  assert.deepEqual(await Promise.all(tables.map(count)), before);
});

test('its counters are those that the law gives, none below zero', async () => {
  assert.deepEqual(
    await asOwner(
      it,
      async (client) =>
        (await client.query('select agent_id, counter, year, sum(amount) from leave.movement group by 1, 2, 3 having sum(amount) < 0')).rows,
    ),
    [],
  );
  for (const { id } of await asOwner(
    it,
    async (client) => (await client.query<{ id: string }>('select distinct organisation_id as id from leave.agent')).rows,
  ))
    await inContext<Tables, void>(it.house, { actor: { kind: 'job', name: 'essai' }, organisation: id }, async (ctx) => {
      const ids = (await readAgents(ctx)).map((agent) => agent.id);
      for (const year of [2025, 2026]) assert.deepEqual([...(await settleAgents(ctx, ids, year))], [], `${year}`);
    });
});

test('the shared secretary has their leave in three communes, the director has requests to answer', async () => {
  const secretary = await signedIn(it.app, { id: '', email: 'dominique@coteaux.exemple', password: 'beffroi-demonstration' });
  const { employers, rows } = (await secretary({ url: '/api/me/leave?from=2026-01-01&until=2026-12-31' })).json();
  assert.equal(employers.length, 3);
  assert.ok(rows.length > 3);
  const director = await signedIn(it.app, { id: '', email: 'camille@coteaux.exemple', password: 'beffroi-demonstration' });
  const mine = (await director({ url: `/api/o/${inventedBodies[0]?.slug}/leave/me` })).json();
  assert.ok(mine.toAnswer > 3 && mine.accounts.length > 2, JSON.stringify(mine.accounts));
});

test('its bodies hold the right to leave, which their adhesion opened', async () => {
  for (const { slug } of inventedBodies) {
    const { rows } = await asOwner(it, (client) => client.query<{ id: string }>('select id from organisations.body where slug = $1', [slug]));
    assert.equal(await rightsOf(it.house).holds(it.house, rows[0]?.id ?? '', 'conges'), true, slug);
  }
});
