// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '../room.ts';
import { asOwner, makeBody, makePerson, signedIn, type Caller, type TestBody } from '../testing.ts';

let it: TestHouse;
let commune: TestBody;
let keeper: Caller;
before(async () => {
  it = await openTestHouse([organisations, people]);
  commune = await makeBody(it);
  const person = await makePerson(it, [{ in: commune, roles: ['body-administrator', 'dgs', 'secretary', 'elected', 'agent'] }]);
  keeper = await signedIn(it.app, person);
  await asOwner(it, (client) => client.query(`update people.mandate set email = 'dgs@exemple.fr' where person_id = $1`, [person.id]));
});
after(() => it.close());

const at = (path: string): string => `/api/o/${commune.slug}/directory${path}`;
const sent = (text: string) => ({ fileName: 'annuaire.csv', content: Buffer.from(text).toString('base64') });
const preview = async (text: string) => {
  const response = await keeper({ method: 'POST', url: at('/imports/preview'), payload: sent(text) });
  assert.equal(response.statusCode, 200, response.body);
  return response.json();
};
const load = (text: string, lines: number[]) => keeper({ method: 'POST', url: at('/imports'), payload: { ...sent(text), lines } });
const exported = async (): Promise<string> => (await keeper({ url: at('/annuaire.csv') })).body;

const FILE = [
  'Nom;Prénom;Fonction;Nature;Adresse électronique;Téléphone;Service;Compétences;Délégations;Premier jour;Dernier jour',
  'Brune;Sacha;Comptable;agent;sacha@exemple.fr;+33 5 56 00 00 01;Direction générale > Finances;Paie, "marchés";;01/09/2024;',
  'Tillac;Alix;1re adjointe;élue;alix@exemple.fr;05 56 00 00 02;;;=Urbanisme;2020-05-25;2027-03-31',
].join('\n');

test('opens people and services from a spreadsheet, once', async () => {
  const { lines } = await preview(FILE);
  assert.deepEqual(
    lines.map(({ line, action }: { line: number; action: string }) => [line, action]),
    [
      [2, 'create'],
      [3, 'create'],
    ],
  );
  const done = await load(FILE, [2, 3]);
  assert.deepEqual(done.json(), { created: 2, changed: 0 });
  const { rows } = (await keeper({ url: `${at('')}?q=brune` })).json();
  assert.deepEqual([rows[0].unit, rows[0].phone], ['Finances', '+33 5 56 00 00 01']);
  assert.deepEqual(
    (await preview(FILE)).lines.map(({ action }: { action: string }) => action),
    ['same', 'same'],
  );
});

test('what is exported imports again without a change, byte for byte', async () => {
  const text = await exported();
  const { lines } = await preview(text);
  assert.equal(lines.length, 3);
  assert.deepEqual(new Set(lines.map(({ action }: { action: string }) => action)), new Set(['same']));
  await load(
    text,
    lines.map(({ line }: { line: number }) => line),
  );
  assert.equal(await exported(), text);
});

test('changes what the file says, and only the columns that it has', async () => {
  const { rows } = (await keeper({ url: `${at('')}?q=brune` })).json();
  const text = `Identifiant;Nom;Prénom;Bureau\n${rows[0].id};Brune;Sacha;B12\n`;
  assert.deepEqual((await preview(text)).lines, [{ line: 2, action: 'change', name: 'Sacha Brune', says: 'Change : bureau' }]);
  await load(text, [2]);
  const after = (await keeper({ url: `${at('')}?q=brune` })).json().rows[0];
  assert.deepEqual([after.office, after.phone, after.title, after.unit], ['B12', '+33 5 56 00 00 01', 'Comptable', 'Finances']);
  await load(`Identifiant;Nom;Prénom;Fonction;Téléphone\n${rows[0].id};Brune;Sacha;Cheffe comptable;\n`, [2]);
  const last = (await keeper({ url: `${at('')}?q=brune` })).json().rows[0];
  assert.deepEqual([last.title, last.phone, last.office], ['Cheffe comptable', null, 'B12']);
});

test('says what is wrong on each line, in French, and imports none of them', async () => {
  const lines = [
    'Identifiant;Nom;Prénom;Fonction;Nature;Adresse électronique;Téléphone;Premier jour;Dernier jour',
    ';Seul;;Agent;agent;;;;',
    ';Sans;Adresse;Agent;agent;;;;',
    ';Mauvaise;Nature;Agent;robot;a@exemple.fr;;;',
    ';Mauvais;Courriel;Agent;agent;a(at)exemple;;;',
    ';Mauvais;Numéro;Agent;agent;b@exemple.fr;appelez-moi;;',
    ';Mauvais;Jour;Agent;agent;c@exemple.fr;;31/02/2026;',
    ';Fin;Avant;Agent;agent;d@exemple.fr;;2026-05-01;2026-04-01',
    '01900000-0000-7000-8000-000000000000;Autre;Corps;Agent;agent;e@exemple.fr;;;',
    ';Élu;Sans fin;Conseiller;élu;f@exemple.fr;;;',
  ];
  const { lines: told } = await preview(lines.join('\n'));
  assert.deepEqual(
    told.map(({ line, action, says }: { line: number; action: string; says: string }) => [line, action, says]),
    [
      [2, 'error', 'Le nom et le prénom sont nécessaires.'],
      [3, 'error', 'Une nouvelle personne a besoin d’une adresse électronique.'],
      [4, 'error', '« robot » : écrivez agent, élu ou intervenant extérieur.'],
      [5, 'error', '« a(at)exemple » n’est pas une adresse électronique complète.'],
      [6, 'error', '« appelez-moi » n’est pas un numéro de téléphone.'],
      [7, 'error', '« 31/02/2026 » n’est pas une date : écrivez 31/12/2026 ou 2026-12-31.'],
      [8, 'error', 'Le dernier jour ne peut pas précéder le premier.'],
      [9, 'error', 'Cet identifiant n’est celui d’aucune fiche de la collectivité.'],
      [10, 'error', 'Un mandat d’élu a un premier et un dernier jour.'],
    ],
  );
  assert.equal((await load(lines.join('\n'), [2])).json().code, 'people.import-lines');
  assert.equal((await keeper({ method: 'POST', url: at('/imports/preview'), payload: sent('') })).json().code, 'people.import-unreadable');
});
