// SPDX-License-Identifier: EUPL-1.2
/** Agents and balances from a spreadsheet, and from what Jorani exports. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import type { Caller } from '#rooms/people/testing.ts';
import room from '../room.ts';
import { fourDays, openLeave, type TestLeave } from '../testing.ts';
import { minutesOf, readWeek, writeWeek } from './read-week.ts';

let it: TestHouse;
before(async () => {
  it = await openTestHouse([organisations, people, room]);
});
after(() => it.close());

type Lines = { lines: { line: number; action: string; name: string; says: string }[]; ignored: string[]; teams: string[] };
const send = (leave: TestLeave, as: Caller, text: string | Buffer, lines?: number[]) =>
  as({
    method: 'POST',
    url: leave.url(lines ? '/imports' : '/imports/preview'),
    payload: { fileName: 'agents.csv', content: Buffer.from(text).toString('base64'), ...(lines && { lines }) },
  });
const preview = async (leave: TestLeave, as: Caller, text: string | Buffer): Promise<Lines> => (await send(leave, as, text)).json<Lines>();
const lefts = async (leave: TestLeave) =>
  leave.within(async (ctx) => {
    const rows = await ctx.tx
      .selectFrom('leave.movement as m')
      .innerJoin('leave.agent as a', 'a.id', 'm.agent_id')
      .select(({ fn }) => ['a.family_name', 'm.counter', 'm.year', fn.sum<number>('amount').as('left')])
      .where('m.organisation_id', '=', ctx.organisation)
      .groupBy(['a.family_name', 'm.counter', 'm.year'])
      .orderBy('a.family_name')
      .orderBy('m.counter')
      .execute();
    return rows.map(({ family_name, counter, year, left }) => `${family_name} ${counter} ${year} ${Number(left)}`);
  });

const ours = `Matricule;Nom;Prénom;Service;Statut;Catégorie;Arrivée;Jours travaillés;Heures par semaine;Quotité;Congés annuels;RTT;CET;Heures à récupérer
A1;Glycine;Alba;Mairie;titulaire;B;01/02/2015;lu ma me je ve;39;100;12,5;4;10;6,5
A2;Ronce;Tim;École;contractuel;C;2026-09-01;lu ma je ve;35;80;;;;
A3;Mauve;Ora;Mairie;mécène;C;2020-01-01;5;35;100;3;;;
;;Sans nom;Mairie;;;;;;;;;;`;

test('each line says what it would do or what is to correct, and nothing is written', async () => {
  const leave = await openLeave(it);
  const as = await leave.person(['secretary']);
  const { lines, teams } = await preview(leave, as, ours);
  assert.deepEqual(
    lines.map(({ line, action }) => [line, action]),
    [[2, 'create'], [3, 'create'], [4, 'error'], [5, 'error']], // prettier-ignore
  );
  assert.equal(lines[2]?.says, '« mécène » : écrivez titulaire, stagiaire, contractuel ou droit privé.');
  assert.deepEqual([teams, await lefts(leave)], [['Mairie', 'École'], []]);
  assert.equal((await send(leave, as, ours, [2, 4])).json().code, 'leave.import-line');
  assert.deepEqual(await lefts(leave), []);
});

test('balances become what the file says, and the same file again changes nothing', async () => {
  const leave = await openLeave(it);
  const as = await leave.person(['secretary']);
  assert.deepEqual((await send(leave, as, ours, [2, 3])).json(), { created: 2, changed: 0 });
  const written = ['Glycine annual 2026 1250', 'Glycine cet 0 1000', 'Glycine hours 0 390', 'Glycine rtt 2026 400', 'Ronce annual 2026 700'];
  assert.deepEqual(await lefts(leave), written);
  const again = await preview(leave, as, ours);
  assert.deepEqual(again.lines.slice(0, 2).map(({ action }) => action), ['same', 'same']); // prettier-ignore
  assert.deepEqual((await send(leave, as, ours, [2, 3])).json(), { created: 0, changed: 0 });
  assert.deepEqual(await lefts(leave), written);
});

test('what we export is read back as it is; a changed cell changes that alone', async () => {
  const leave = await openLeave(it);
  const as = await leave.person(['secretary']);
  await leave.agent({ teamId: await leave.team('Voirie'), number: 'V1' });
  await leave.agent({ workingTime: { terms: fourDays, percent: 80, fullTimeMinutes: 2340 }, leftOn: '2026-12-31' });
  await leave.agent({ unit: 'hour', workingTime: { terms: [...fourDays, ...fourDays], percent: 80, fullTimeMinutes: 2340 } });
  const file = (await as({ url: leave.url('/exports/agents') })).body;
  const read = await preview(leave, as, file);
  assert.deepEqual([read.lines.map(({ action }) => action), read.ignored], [['same', 'same', 'same'], []]); // prettier-ignore
  const changed = await preview(leave, as, file.replace('V1;', 'V1;').replace('Voirie', 'Parcs'));
  assert.deepEqual([changed.lines.map(({ says }) => says), changed.teams], [['Change : service', 'Déjà à jour', 'Déjà à jour'], ['Parcs']]);
});

test('Jorani’s balance report is read: its types are found by the names that the body gives them', async () => {
  const leave = await openLeave(it);
  const as = await leave.person(['secretary']);
  const report = Buffer.from('identifiant;prénom;nom;date embauche;service;poste;contrat;Congé annuel;RTT;Congé maladie\r\nJ7;Éloi;Cytise;03/11/2019;Culture;Régisseur;35h;17,5;2;\r\n', 'latin1'); // prettier-ignore
  const { lines, ignored, teams } = await preview(leave, as, report);
  assert.deepEqual([lines[0]?.action, ignored, teams], ['create', ['poste', 'contrat', 'Congé maladie'], ['Culture']]);
  assert.equal((await send(leave, as, report, [2])).statusCode, 200);
  assert.deepEqual(await lefts(leave), ['Cytise annual 2026 1750', 'Cytise rtt 2026 200']);
});

test('Jorani’s list of employees completes agents who are there already, found by their name', async () => {
  const leave = await openLeave(it);
  const as = await leave.person(['secretary']);
  await leave.agent({ familyName: 'Cytise', givenName: 'Éloi' });
  const list =
    'ID,Firstname,Lastname,E-mail,Entity,Contract,Manager\n4,ELOI,Cytise,eloi@culture.exemple,Culture,35h,Somebody\n5,New,Comer,new@culture.exemple,Culture,35h,Somebody\n';
  const { lines } = await preview(leave, as, list);
  assert.deepEqual(
    lines.map(({ action, says }) => [action, says]),
    [
      ['change', 'Change : prénom, service'],
      ['create', 'Nouvel agent, Culture. Faute de précision : titulaire, catégorie C, là depuis le 1er janvier'],
    ],
  );
});

test('two lines for one agent, a number that another has, and a file that is none are refused in words', async () => {
  const leave = await openLeave(it);
  const as = await leave.person(['secretary']);
  await leave.agent({ familyName: 'Tenant', number: 'T1' });
  const { lines } = await preview(leave, as, 'Matricule;Nom;Prénom;Congés annuels\nT1;Tenant;Camille;\nT1;Autre;Nom;\nT9;Un;Deux;-4\n');
  assert.deepEqual(
    lines.map(({ says }) => says),
    ['Déjà à jour', 'Cet agent est déjà sur une ligne précédente.', '« -4 » : un solde ne descend pas sous zéro. Régularisez-le avant l’import.'],
  );
  assert.equal((await send(leave, as, 'Couleur;Taille\nbleu;3\n')).json().code, 'leave.import-unreadable');
});

test('a week is read as it is written', () => {
  assert.deepEqual(writeWeek(readWeek('lundi, Mardi, me-matin ; je ve-après-midi sam') ?? []), 'lu ma me-matin je ve-après-midi sa');
  assert.deepEqual([readWeek('4,5')?.filter(Boolean).length, readWeek('demain'), readWeek('9')], [9, null, null]);
  fc.assert(
    fc.property(
      fc.array(fc.boolean(), { minLength: 14, maxLength: 14 }).filter((halves) => halves.includes(true)),
      (halves) => {
        assert.deepEqual(readWeek(writeWeek(halves)), halves);
        assert.ok(
          Math.abs(minutesOf(halves, 2100, 80).reduce((sum, minutes) => sum + minutes, 0) - 1680) <= (halves.filter(Boolean).length < 3 ? 960 : 7),
        );
      },
    ),
  );
});
