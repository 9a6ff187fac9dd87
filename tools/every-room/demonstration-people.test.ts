// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { demonstrationKey, demonstrationSeed } from './demonstration-seed.ts';
import { rooms } from '#rooms.ts';
import { demonstration } from '#rooms/people/demonstration.ts';
import { asOwner, signedIn } from '#rooms/people/testing.ts';

let it: TestHouse;
before(async () => {
  it = await openTestHouse(rooms, { seed: demonstrationSeed, settings: { secretKey: demonstrationKey } });
});
after(() => it.close());

const bodiesOf = async (email: string): Promise<{ slug: string; roles: string[] }[]> => {
  const call = await signedIn(it.app, { id: '', email, password: 'beffroi-demonstration' });
  const { mandates } = (await call({ url: '/api/me' })).json<{ mandates: { organisation: { slug: string }; roles: string[] }[] }>();
  return mandates.map(({ organisation, roles }) => ({ slug: organisation.slug, roles }));
};

test('the shared secretary serves four small communes with one account', async () => {
  const served = await bodiesOf('dominique@coteaux.exemple');
  assert.deepEqual(
    served.map(({ slug }) => slug),
    ['bonnetan-33061', 'camarsac-33083', 'croignon-33141', 'loupes-33252'],
  );
});

test('an élue serves her commune and its EPCI', async () => {
  const served = await bodiesOf('claude@tresses.exemple');
  assert.deepEqual(served, [
    { slug: 'cc-les-coteaux-bordelais-243301355', roles: ['elected'] },
    { slug: 'tresses-33535', roles: ['elected'] },
  ]);
});

test('every élu of the demonstration has the dates of a mandate', async () => {
  const { rows } = await asOwner(it, (client) =>
    client.query<{ dated: number; all: number }>(
      `select count(ends_on)::int as dated, count(*)::int as all from people.mandate where kind = 'elected'`,
    ),
  );
  const [counted] = rows;
  assert.ok(counted && counted.all >= 3);
  assert.equal(counted.dated, counted.all);
});

test('loading the demonstration again adds nobody', async () => {
  const count = async (): Promise<unknown> => asOwner(it, async (client) => (await client.query('select count(*) from people.mandate')).rows);
  const once = await count();
  await demonstration(it.house);
  assert.deepEqual(await count(), once);
});
