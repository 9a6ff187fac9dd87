// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openHouse } from '#platform/open-house.ts';
import { inContext } from '#platform/make-context.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import people from '#rooms/people/room.ts';
import { asOwner } from '#rooms/people/testing.ts';
import { enterFacts } from './declared/enter-facts.ts';
import { isSiret } from './declared/siren.ts';
import { demonstration } from './demonstration.ts';
import { operatorOn } from './operators/operator-in-memory.ts';
import { operatorBySlug } from './operators/operators.ts';
import room from './room.ts';
import type { Tables } from './tables.ts';
import { nationalRegister } from './testing.ts';

const today = Temporal.PlainDate.from('2026-11-21');

let it: TestHouse;
before(async () => {
  it = await openTestHouse([room, people], { seed: nationalRegister });
  await demonstration(it.house);
});
after(() => it.close());

const viewOf = async (slug: string, house = it.house) => {
  const operator = await operatorBySlug(house, slug);
  assert.ok(operator);
  return { operator, view: await operatorOn(house, operator.id, today) };
};

test('gives Gironde Numérique the EPCI of Gironde but the métropole, and the CDG 47 all of Lot-et-Garonne', async () => {
  const { view: gironde } = await viewOf('gironde-numerique');
  assert.equal(gironde.parts.length, 27);
  assert.ok(gironde.parts.every(({ kind }) => kind === 'cc' || kind === 'ca'));
  assert.ok(!gironde.isInTerritory(gironde.bySiren('243300316')?.id ?? ''));
  const { view: cdg } = await viewOf('cdg-47');
  assert.equal(cdg.territory.filter(({ kind, department }) => kind === 'commune' && department === '47').length, 319);
  assert.ok(cdg.territory.every(({ department }) => department === '47'));
});

test('says of each invented figure that it is invented', async () => {
  const { rows } = await asOwner(it, (client) =>
    client.query<{ source: string; note: string; what: string; value: unknown }>('select distinct source, note from organisations.fact'),
  );
  assert.deepEqual(rows, [{ source: 'demonstration', note: 'Donnée de démonstration, inventée' }]);
  const { view } = await viewOf('gironde-numerique');
  assert.ok(view.territory.every(({ siret, siren }) => siret === undefined || (isSiret(siret) && siret.startsWith(siren ?? 'none'))));
});

test('changes nothing the second time', async () => {
  const count = async (): Promise<unknown> =>
    (
      await asOwner(it, (client) =>
        client.query(`select (select count(*) from organisations.fact) as facts, (select count(*) from organisations.declaration) as declared,
          (select count(*) from organisations.territory_part) as parts, (select count(*) from organisations.body) as bodies`),
      )
    ).rows[0];
  const first = await count();
  await demonstration(it.house);
  assert.deepEqual(await count(), first);
});

test('another process hears within the second what this one changes', async () => {
  const { house } = it;
  const other = await openHouse({
    settings: house.settings,
    rooms: [room, people],
    serverUrl: String(house.db.pool.options.connectionString),
    log: house.log,
    works: false,
    clock: it.clock,
    connections: 2,
  });
  const { operator, view } = await viewOf('gironde-numerique');
  const body = view.bySiren('243301355')?.id ?? '';
  assert.equal((await viewOf('gironde-numerique', other.house)).view.find(body)?.agents, 298);
  const entry = { actor: { kind: 'job', name: 'Essai' } as const, organisation: operator.id };
  await inContext<Tables, unknown>(house, entry, (ctx) => enterFacts(ctx, { body, sinceOn: '2026-11-01', facts: { agents: 301 } }));
  let agents: number | undefined;
  for (let tries = 0; tries < 3_000 && agents !== 301; tries++) {
    await new Promise((resolve) => void setTimeout(resolve, 20));
    agents = (await viewOf('gironde-numerique', other.house)).view.find(body)?.agents;
  }
  await other.close();
  assert.equal(agents, 301);
});

test('keeps facts as they were entered, whoever asks', async () => {
  await assert.rejects(
    asOwner(it, (client) => client.query(`update organisations.fact set value = '1' where what = 'agents'`)),
    /never rewritten/,
  );
});

test('lets no declaration add a commune to the register', async () => {
  const wanted = JSON.stringify([{ place: 0, id: '01900000-0000-7000-8000-000000000001', slug: 'intruse', name: 'Intruse', kind: 'commune' }]);
  await assert.rejects(
    asOwner(it, (client) => client.query('select * from organisations.declare_bodies($1)', [wanted])),
    /only the register/,
  );
});
