// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Refusal } from '#platform/http/contract.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import people from '#rooms/people/room.ts';
import { mergeBodiesCommand, openOperatorCommand } from '../command-line.ts';
import room from '../room.ts';
import { nationalRegister } from '../testing.ts';
import { recordMerger } from './record-merger.ts';
import { registerOn } from './register-in-memory.ts';

const eve = Temporal.PlainDate.from('2026-12-31');
const day = Temporal.PlainDate.from('2027-01-01');
const reason = 'Arrêté préfectoral d’essai';

let it: TestHouse;
before(async () => {
  it = await openTestHouse([room, people], { seed: nationalRegister });
});
after(() => it.close());

const codeOf = (error: unknown): string => (error instanceof Refusal ? error.code : String(error));
const refusal = (merger: Parameters<typeof recordMerger>[1]): Promise<string> => recordMerger(it.house, merger).then(() => 'done', codeOf);

test('makes a commune nouvelle of two, with their sum of inhabitants and their EPCI, from its day on', async () => {
  const into = { name: 'Bonnetan-Sallebœuf', siren: '200000008', insee: '33496' };
  const id = await recordMerger(it.house, { from: ['33496', '33061'], into, on: day, reason });
  const [before, after] = [registerOn(it.house, eve), registerOn(it.house, day)];
  const [sallebœuf, bonnetan] = [before.byInsee('33496'), before.byInsee('33061')];
  assert.equal(before.find(id), undefined);
  assert.equal(sallebœuf?.name, 'Sallebœuf');
  assert.equal(after.byInsee('33496')?.id, id);
  assert.equal(after.byInsee('33061')?.id, id, 'the code of a part leads to the whole');
  assert.deepEqual(
    after.successorsOf(bonnetan?.id ?? '').map((body) => body.id),
    [id],
  );
  assert.equal(after.find(id)?.population?.totale?.value, (sallebœuf?.population?.totale?.value ?? 0) + (bonnetan?.population?.totale?.value ?? 0));
  const epci = after.bySiren('243301355')?.id ?? '';
  assert.equal(before.roster(epci).length, 8);
  assert.deepEqual(
    after.roster(epci).map(({ name }) => name),
    ['Bonnetan-Sallebœuf', 'Camarsac', 'Carignan-de-Bordeaux', 'Croignon', 'Fargues-Saint-Hilaire', 'Pompignac', 'Tresses'],
  );
});

test('finds the new commune by name from its day on, by its former names too', async () => {
  const names = async (q: string): Promise<string[]> =>
    (await it.app.inject({ url: `/api/organisations?q=${encodeURIComponent(q)}` })).json<{ rows: { name: string }[] }>().rows.map(({ name }) => name);
  assert.equal((await names('salleboeuf'))[0], 'Sallebœuf');
  assert.ok(!(await names('bonnetan salleboeuf')).includes('Bonnetan-Sallebœuf'));
  it.clock.set('2027-01-02T09:00:00Z');
  assert.equal((await names('salleboeuf'))[0], 'Bonnetan-Sallebœuf');
});

test('merges an EPCI into its neighbour: the members follow', async () => {
  await recordMerger(it.house, { from: ['243301215'], into: '243301355', on: day, reason });
  const [before, after] = [registerOn(it.house, eve), registerOn(it.house, day)];
  const [absorbed, successor] = [before.bySiren('243301215'), before.bySiren('243301355')];
  assert.equal(before.roster(absorbed?.id ?? '').length, 15);
  assert.equal(after.roster(absorbed?.id ?? '').length, 0);
  assert.equal(after.roster(successor?.id ?? '').length, 7 + 15);
  assert.equal(after.bySiren('243301215')?.endedOn, '2027-01-01');
});

test('refuses what is not a merger', async () => {
  assert.equal(await refusal({ from: ['33140', '243301405'], into: '33281', on: day, reason }), 'organisations.not-a-merger');
  assert.equal(await refusal({ from: ['33140'], into: '243301405', on: day, reason }), 'organisations.not-a-merger');
  assert.equal(await refusal({ from: ['99999'], into: '33281', on: day, reason }), 'organisations.unknown-body');
  assert.equal(await refusal({ from: ['33061'], into: '33281', on: day, reason }), 'organisations.unknown-body', 'it has ended already');
  assert.equal(await refusal({ from: ['33140'], into: { name: 'X', siren: null, insee: '33281' }, on: day, reason }), 'organisations.code-taken');
});

test('is a command that says what it lacks, in French', async () => {
  await assert.rejects(mergeBodiesCommand(it.house, ['--from', '33140']), /Une information manque.*merge-bodies/s);
  await assert.rejects(mergeBodiesCommand(it.house, ['--de', '33140']), /Utilisation/);
  const said = await mergeBodiesCommand(it.house, ['--from', '33140', '--into', '33281', '--on', '2027-01-01', '--reason', reason]);
  assert.deepEqual(said, ['Fusion enregistrée au 2027-01-01 : 33140 → 33281.']);
  await assert.rejects(openOperatorCommand(it.house, ['--slug', 'x']), /open-operator/);
  await openOperatorCommand(it.house, ['--slug', 'syndicat-essai', '--name', 'Syndicat d’essai']);
  const { rows } = (await it.app.inject({ url: '/api/operators' })).json<{ rows: { slug: string }[] }>();
  assert.deepEqual(rows, [{ slug: 'syndicat-essai', name: 'Syndicat d’essai' }]);
});
