// SPDX-License-Identifier: EUPL-1.2
/** A territory on a day: who counts, what comes, where it stands on the grid, what presses. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { compileEdition, readEditions } from '#rooms/catalogue/api.ts';
import dossiers from '#rooms/dossiers/room.ts';
import { nationalRegister } from '#rooms/organisations/testing.ts';
import { asOwner, makePerson, signedIn, type TestBody } from '#rooms/people/testing.ts';
import { makeOperator, quoteRooms, type TestOperator } from '#rooms/quotes/testing.ts';
import rights from '#rooms/rights/room.ts';
import room from '../room.ts';
import { cadreOf2017, takeOverFile, territoryLines, type TakeOverLine } from '../take-over/testing.ts';
import { positionOn, sayVolume } from './grid-position.ts';
import { gridOf } from '../take-over/volume-allowance.ts';

let it: TestHouse;
let gironde: TestOperator;
let epci: TestBody;
let lines: TakeOverLine[];
before(async () => {
  it = await openTestHouse([...quoteRooms, rights, dossiers, room], { seed: nationalRegister });
  gironde = await makeOperator(it, 'gironde-numerique');
  epci = (await bodies(`siren = '243301355'`))[0] ?? assert.fail();
  const communes = await bodies(
    `id in (select m.member_id from organisations.membership m where m.epci_id = '${epci.id}' and m.until_on is null) order by name`,
  );
  // Seven joined in 2018, Tresses joins in 2027.
  const all = territoryLines(communes.map(({ insee }) => insee));
  lines = all
    .map((line, at) => (at === 8 ? { ...line, begins: '01/06/2027' } : line))
    .map((line, at) => (at === 0 ? { ...line, uses: 'volume-du-territoire = 910' } : line));
  lines[1] = { ...lines[1], certificates: 'Secrétaire = 01/12/2026 | Maire = 01/11/2026' };
  const answer = await gironde.manager({
    method: 'POST',
    url: `/api/o/${gironde.body.slug}/adhesions/take-overs`,
    payload: { ...takeOverFile(lines), numbers: lines.map(({ number }) => number) },
  });
  assert.equal(answer.statusCode, 200, answer.body);
});
after(() => it.close());

const bodies = async (where: string): Promise<(TestBody & { insee: string })[]> =>
  (await asOwner(it, (client) => client.query(`select id, slug, name, insee from organisations.body where ${where}`))).rows;
const read = async (on: string) => (await gironde.manager({ url: `/api/o/${gironde.body.slug}/adhesions/territories/${epci.id}?on=${on}` })).json();

test('counts who stands on the day, and says who comes', async () => {
  const then = await read('2026-11-21');
  assert.equal(then.count.counted, 7);
  assert.equal(then.members.length, 8);
  assert.equal(then.members[0].name, 'CC les Coteaux Bordelais');
  assert.deepEqual(then.toCome.map(({ name, isLeaving, says }: { name: string; isLeaving: boolean; says: string }) => [name, isLeaving, says]), [
    ['Tresses', false, 'À compter du 1er juin 2027'],
  ]); // prettier-ignore
  assert.equal((await read('2027-06-01')).count.counted, 8);
  const last = await read('2027-12-31');
  assert.equal(last.toCome.length, 8);
  assert.equal((await read('2028-01-01')).code, 'adhesions.no-territory');
  assert.deepEqual(then.days.map(({ on }: { on: string }) => on), ['2018-01-01', '2027-06-01', '2028-01-01']); // prettier-ignore
});

test('shows the cell of the grid, the volume against what was bought, and what one more body costs', async () => {
  const then = await read('2026-11-21');
  assert.equal(then.grid.cellCents, 1_793_800);
  assert.equal(then.volume.fillPercent, 91);
  assert.match(then.volume.says, /910\sGo mesurés sur 1\sTo souscrits ; au-delà, sur devis/);
  assert.match(then.oneMore.says, /Encore 1 collectivité comptée dans la colonne/);
  assert.match((await read('2027-06-01')).oneMore.says, /est pleine et c’est la dernière : une collectivité comptée de plus, sur devis/);
});

test('says the next row of the current grid with its difference', () => {
  const current = [...readEditions().values()].find(({ key }) => key === 'gironde-numerique-courante') ?? assert.fail();
  const grid = gridOf(compileEdition(current)) ?? assert.fail();
  const position = positionOn(grid, 8, 1_000);
  assert.equal(position.cellCents, 1_398_800);
  assert.match(sayVolume(position, 980), /au-delà : 1,5 To, \+2\s798\s€ par an/);
  assert.match(positionOn(grid, 10, 1_000).oneMore.says, /passe à « CDC\s?\+ 14 EP », \+2\s798/);
  assert.equal(positionOn(grid, 47, 1_000).column, null);
  assert.equal(positionOn(grid, 10, 5_600).cellCents, null);
});

test('lists the territories with what presses, the gravest first, in as many queries for one as for many', async () => {
  const list = async (query = '') => (await gironde.manager({ url: `/api/o/${gironde.body.slug}/adhesions/territories?${query}` })).json();
  const { rows } = await list();
  assert.equal(rows[0].worst, 'danger');
  assert.deepEqual(rows[0].alerts.map(({ code }: { code: string }) => code).sort(), ['certificate', 'certificate', 'volume']); // prettier-ignore
  assert.equal((await list('alert=term')).total, 0);
  assert.equal((await list('alert=volume&q=coteaux')).total, 1);
  const one = await it.queriesOf(() => list());
  const more = ['243301405', '243301215', '200069599'].map((body, at) => ({
    ...cadreOf2017,
    number: `CC-2018-${at}`,
    body,
    amount: '',
    uses: '',
    actIdentifier: '',
    items: '',
  }));
  await gironde.manager({
    method: 'POST',
    url: `/api/o/${gironde.body.slug}/adhesions/take-overs`,
    payload: { ...takeOverFile(more), numbers: more.map(({ number }) => number) },
  });
  assert.equal((await list()).total, 4);
  assert.equal((await it.queriesOf(() => list())).length, one.length);
});

test('lets the EPCI read its own territory, and no other body', async () => {
  const dgs = await signedIn(it.app, await makePerson(it, [{ in: epci, roles: ['dgs'] }]));
  const own = (await dgs({ url: `/api/o/${epci.slug}/adhesions/territories/${epci.id}` })).json();
  assert.equal(own.isOperator, false);
  assert.equal(own.count.counted, 7);
  const [creon] = await bodies(`insee = '33140'`);
  const other = await signedIn(it.app, await makePerson(it, [{ in: creon ?? assert.fail(), roles: ['dgs'] }]));
  assert.equal((await other({ url: `/api/o/${creon?.slug}/adhesions/territories/${epci.id}` })).json().code, 'adhesions.no-territory');
});

test('the EPCI reads the certificates of the communes for which it pays', async () => {
  const caller = await signedIn(it.app, await makePerson(it, [{ in: epci, roles: ['dgs'] }]));
  const seen = (await caller({ url: `/api/o/${epci.slug}/adhesions/territories/${epci.id}?on=2026-11-21` })).json();
  assert.deepEqual(seen.certificates.map(({ holder }: { holder: string }) => holder).sort(), ['Maire', 'Secrétaire']); // prettier-ignore
});
