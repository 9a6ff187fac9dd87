// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { inNoOrganisation } from '#platform/db/scopes.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import people from '#rooms/people/room.ts';
import room from '../room.ts';
import { nationalRegister } from '../testing.ts';
import { importRegister } from './import-register.ts';
import { readPackage, type RegisterSource } from './read-package.ts';
import { refreshRegister, registerOn } from './register-in-memory.ts';

const today = Temporal.PlainDate.from('2026-11-21');

let it: TestHouse;
before(async () => {
  it = await openTestHouse([room, people], { seed: nationalRegister });
});
after(() => it.close());

const count = async (from: string): Promise<number> => {
  const { rows } = await inNoOrganisation(it.house.db, (tx) => sql<{ n: number }>`select count(*)::int as n from ${sql.raw(from)}`.execute(tx));
  return rows[0]?.n ?? -1;
};

test('holds every commune and EPCI of the edition, each with its figures apart', async () => {
  assert.equal(await count(`organisations.body where kind = 'commune'`), 34_969);
  assert.equal(await count(`organisations.body where kind in ('cc', 'ca', 'cu', 'metropole')`), 1_255);
  assert.equal(await count('organisations.membership'), 34_871);
  const view = registerOn(it.house, today);
  assert.equal(view.bodies.length, 36_224);
  const commune = view.byInsee('33496');
  assert.equal(commune?.name, 'Sallebœuf');
  assert.equal(commune?.slug, 'salleboeuf-33496');
  assert.deepEqual(commune?.population, {
    totale: { value: 2813, vintage: '2022' },
    municipale: { value: 2771, vintage: '2022' },
    communeFile: { value: 2767, vintage: '2023' },
  });
  const epci = view.bySiren('243301355');
  assert.deepEqual(epci?.population, { totale: { value: 22_338, vintage: '2022' }, municipale: { value: 22_075, vintage: '2022' } });
  assert.equal(view.roster(epci?.id ?? '').length, 8);
  assert.equal(view.epciOf(commune?.id ?? '')?.id, epci?.id);
});

test('leaves out what the register does not say', () => {
  const view = registerOn(it.house, today);
  assert.equal(view.byInsee('97502')?.siren, undefined);
  assert.equal(view.byInsee('98411')?.population, undefined);
  assert.equal(view.bodies.filter(({ kind, siren }) => kind === 'commune' && siren === undefined).length, 94);
});

test('finds the commune nouvelle by the code of one that it absorbed', () => {
  assert.equal(registerOn(it.house, today).byInsee('01340')?.name, 'Arboys en Bugey');
});

test('changes nothing when the same edition is imported again', async () => {
  const before = await count('organisations.population');
  const report = await importRegister(it.house);
  assert.deepEqual(
    { isNew: report.isNew, added: report.added, changed: report.changed, ended: report.ended },
    { isNew: false, added: 0, changed: 0, ended: 0 },
  );
  assert.equal(await count('organisations.population'), before);
});

test('adds a later edition and keeps what the earlier one said', async () => {
  const earlier = registerOn(it.house, today);
  const coteaux = earlier.bySiren('243301355');
  const creonnais = earlier.bySiren('243301215');
  await importRegister(it.house, nextYear(await readPackage()));
  await refreshRegister(it.house);

  const later = registerOn(it.house, Temporal.PlainDate.from('2027-01-01'));
  const same = registerOn(it.house, today);
  assert.equal(same.edition, 2026);
  assert.equal(later.edition, 2027);

  // A commune that merged: its place is taken, its code leads to the successor, its EPCI no longer lists it.
  const merged = same.byInsee('33496');
  assert.equal(later.find(merged?.id ?? '')?.endedOn, '2027-01-01');
  assert.deepEqual(
    later.successorsOf(merged?.id ?? '').map(({ name }) => name),
    ['Tresses-la-Neuve'],
  );
  assert.equal(later.byInsee('33496')?.name, 'Tresses-la-Neuve');

  // A commune nouvelle that keeps its code under a new SIREN is another legal person.
  assert.notEqual(later.byInsee('33535')?.id, same.byInsee('33535')?.id);
  assert.equal(same.byInsee('33535')?.name, 'Tresses');

  // An EPCI merged into its neighbour: the successor is followed from where its members went.
  assert.equal(same.roster(coteaux?.id ?? '').length, 8);
  assert.equal(later.roster(coteaux?.id ?? '').length, 0);
  assert.equal(later.roster(creonnais?.id ?? '').length, 15 + 7);
  assert.deepEqual(
    later.successorsOf(coteaux?.id ?? '').map(({ id }) => id),
    [creonnais?.id],
  );

  // A renamed commune keeps its address, and bears its old name on the old day.
  const renamed = later.byInsee('33140');
  assert.equal(renamed?.name, 'Créon-en-Entre-deux-Mers');
  assert.equal(renamed?.slug, 'creon-33140');
  assert.equal(same.byInsee('33140')?.name, 'Créon');
  assert.equal(renamed?.population?.totale?.vintage, '2023');
  assert.equal(same.byInsee('33140')?.population?.totale?.vintage, '2022');
});

test('shows the first edition, and says so, on a day that precedes all', () => {
  const view = registerOn(it.house, Temporal.PlainDate.from('2017-10-17'));
  assert.equal(view.isBeforeFirst, true);
  assert.equal(view.edition, 2026);
  assert.equal(view.roster(view.bySiren('243301355')?.id ?? '').length, 8);
});

test('refuses an edition older than the latest', async () => {
  const old = { ...(await readPackage()), edition: 2020, inForceOn: '2020-01-01', digest: 'other' };
  await assert.rejects(importRegister(it.house, old), /antérieure/);
});

/** The edition of 2027 as this test imagines it: a merger, a fusion of EPCI, a new name, new figures. */
function nextYear(source: RegisterSource): RegisterSource {
  const communes = source.communes
    .filter(({ insee }) => insee !== '33496')
    .map((commune) => ({
      ...commune,
      populations: commune.populations.map((one) => ({ ...one, vintage: String(Number(one.vintage) + 1) })),
      ...(commune.insee === '33535' && {
        name: 'Tresses-la-Neuve',
        siren: '200999991',
        former: [{ insee: '33496', name: 'Sallebœuf', status: 'deleguee' as const }],
      }),
      ...(commune.insee === '33140' && { name: 'Créon-en-Entre-deux-Mers' }),
    }));
  const gone = source.epci.find(({ siren }) => siren === '243301355');
  const epci = source.epci
    .filter((one) => one !== gone)
    .map((one) =>
      one.siren === '243301215' ? { ...one, members: [...one.members, ...(gone?.members ?? []).filter((code) => code !== '33496')] } : one,
    );
  return { ...source, edition: 2027, packageVersion: '7.0.0', inForceOn: '2027-01-01', digest: 'imagined', communes, epci };
}
