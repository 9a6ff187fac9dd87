// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import people from '#rooms/people/room.ts';
import { makePerson, signedIn, type Caller } from '#rooms/people/testing.ts';
import { openOperator } from '../operators/open-operator.ts';
import room from '../room.ts';
import { nationalRegister } from '../testing.ts';

type Line = { line: number; name: string; kind: string; action: string; says: string[] };
type Preview = { separator: string; encoding: string; ignored: string[]; lines: Line[] };

let it: TestHouse;
let alix: Caller;
before(async () => {
  it = await openTestHouse([room, people], { seed: nationalRegister });
  const id = await openOperator(it.house, { slug: 'essai', name: 'Essai', kind: 'syndicat' });
  alix = await signedIn(it.app, await makePerson(it, [{ in: { id, slug: 'essai', name: 'Essai' }, roles: ['account-manager'] }]));
});
after(() => it.close());

const file = (text: string, encoding: BufferEncoding = 'utf8') => ({
  fileName: 'essai.csv',
  content: Buffer.from(text, encoding).toString('base64'),
});
const preview = async (text: string, encoding?: BufferEncoding): Promise<Preview> => {
  const response = await alix({ method: 'POST', url: '/api/o/essai/organisations/imports/preview', payload: file(text, encoding) });
  assert.equal(response.statusCode, 200, response.body);
  return response.json<Preview>();
};
const load = (text: string, lines: number[]) =>
  alix({ method: 'POST', url: '/api/o/essai/organisations/imports', payload: { ...file(text), lines } });
const total = async (): Promise<number> => (await alix({ url: '/api/o/essai/organisations/bodies?declared=true' })).json<{ total: number }>().total;

const good = [
  'Nom;Type;SIREN;Rattachement;Territoire desservi;Agents;Budget;Affiliée;Observations',
  'CCAS de Créon;CCAS;;33140;;4;250 000,00;oui;à revoir',
  'SIRP de la Pimpine;SIRP;;;Sallebœuf, 33535;9;;non;',
  'Commune de Créon;Commune;213301401;;;44;;;',
  'Assainissement;Budget annexe;;243301355;;;1200000;;',
].join('\n');

test('says what each line would do, and stores nothing', async () => {
  const { separator, encoding, ignored, lines } = await preview(good);
  assert.deepEqual([separator, encoding, ignored], [';', 'utf-8', ['Observations']]);
  assert.deepEqual(
    lines.map(({ line, action }) => [line, action]),
    [
      [2, 'declare'],
      [3, 'declare'],
      [4, 'change'],
      [5, 'declare'],
    ],
  );
  assert.deepEqual(lines[1]?.says, ['Territoire desservi : Sallebœuf, Tresses', 'Agents : 9', 'Affiliée au CDG : non']);
  assert.equal(await total(), 0);
});

test('imports the lines chosen, once', async () => {
  const first = await load(good, [2, 3, 4]);
  assert.deepEqual(first.json(), { declared: 2, changed: 1, unchanged: 0 });
  assert.equal(await total(), 2);
  const again = await load(good, [2, 3, 4]);
  assert.deepEqual(again.json(), { declared: 0, changed: 0, unchanged: 3 });
  assert.equal(await total(), 2);
  const { lines } = await preview(good);
  assert.deepEqual(
    lines.map(({ action }) => action),
    ['nothing', 'nothing', 'nothing', 'declare'],
  );
});

test('changes only what a later file says otherwise', async () => {
  const later = 'Nom;Type;Rattachement;Agents;Date d’effet\nCCAS de Créon;CCAS;33140;5;01/09/2026';
  assert.deepEqual((await preview(later)).lines[0]?.says, ['Agents : 5']);
  assert.deepEqual((await load(later, [2])).json(), { declared: 0, changed: 1, unchanged: 0 });
});

test('names the fault of each line in French, and imports none of them', async () => {
  const faulty = [
    'Nom,Type,SIREN,SIRET,Rattachement,Agents,Budget,Affiliée,Date',
    ',CCAS,,,,,,,',
    'CCAS de X,Planète,,,,,,,',
    'CCAS de Y,CCAS,12,,,,,,',
    'CCAS de Z,CCAS,200000009,,,,,,',
    'CCAS de W,CCAS,,24330135500011,,,,,',
    'CCAS de V,CCAS,,,Sainte-Colombe,,,,',
    'CCAS de U,CCAS,,,Nulle-Part,,,,',
    'CCAS de T,CCAS,,,,douze,peu,bof,demain',
    'Régie,Budget annexe,,,,,,,',
    'Nulle-Part,Commune,,,,,,,',
    'CCAS de S,CCAS,,,33140,,,,',
    'CCAS de S,CCAS,,,33140,,,,',
  ].join('\r\n');
  const { lines } = await preview(faulty);
  const says = (line: number): string => lines.find((one) => one.line === line)?.says.join(' ') ?? '';
  assert.match(says(2), /Le nom manque/);
  assert.match(says(3), /« Planète » n’est pas connu/);
  assert.match(says(4), /9 chiffres/);
  assert.match(says(5), /clé de contrôle/);
  assert.match(says(6), /SIRET 24330135500011/);
  assert.match(says(7), /collectivités s’appellent « Sainte-Colombe »/);
  assert.match(says(8), /Aucune collectivité ne s’appelle « Nulle-Part »/);
  assert.match(says(9), /date.*entier.*montant.*oui ou non/s);
  assert.match(says(10), /dépend d’une collectivité/);
  assert.match(says(11), /Aucune collectivité ne s’appelle/);
  assert.match(says(13), /déjà ligne 12/);
  const refused = await load(faulty, [12, 13]);
  assert.equal(refused.json<{ code: string }>().code, 'organisations.faulty-lines');
  assert.match(refused.json<{ title: string }>().title, /ligne 13/);
  assert.equal(await total(), 2);
});

test('reads what a spreadsheet of a French office saves', async () => {
  const { encoding, lines } = await preview(
    'Dénomination;Nature;Effectif\nCCAS de Bègles;Centre communal d’action sociale;12'.replace('’', "'"),
    'latin1',
  );
  assert.equal(encoding, 'windows-1252');
  assert.deepEqual([lines[0]?.name, lines[0]?.kind, lines[0]?.action], ['CCAS de Bègles', 'CCAS', 'declare']);
});

test('refuses a file that it cannot read, or that is too long', async () => {
  const code = async (payload: object): Promise<string> =>
    (await alix({ method: 'POST', url: '/api/o/essai/organisations/imports/preview', payload })).json<{ code: string }>().code;
  assert.equal(await code(file('Nom;Agents\nCCAS;3')), 'organisations.unreadable-file');
  assert.equal(await code(file('Nom;Type')), 'organisations.unreadable-file');
  assert.equal(await code({ fileName: 'x', content: 'pas de la base 64 !' }), 'platform.invalid-input');
  assert.equal(await code(file(`Nom;Type\n${'CCAS;CCAS\n'.repeat(10_001)}`)), 'organisations.too-many-lines');
  assert.equal((await load(good, [])).json<{ code: string }>().code, 'platform.invalid-input');
});

test('takes ten thousand lines in one go', async () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => `Budget annexe n° ${index};Budget annexe;243301355;${index % 50};${index * 10},00`);
  const text = `Nom;Type;Rattachement;Agents;Budget\n${rows.join('\n')}`;
  const { lines } = await preview(text);
  assert.ok(lines.every(({ action }) => action === 'declare'));
  const response = await load(
    text,
    lines.map(({ line }) => line),
  );
  assert.deepEqual(response.json(), { declared: 10_000, changed: 0, unchanged: 0 });
  const again = await load(
    text,
    lines.map(({ line }) => line),
  );
  assert.deepEqual(again.json(), { declared: 0, changed: 0, unchanged: 10_000 });
});

test('gives a file to fill in, which it reads itself', async () => {
  const template = await alix({ url: '/api/o/essai/organisations/imports/modele.csv' });
  assert.equal(template.statusCode, 200);
  const { lines } = await preview(template.body);
  assert.ok(
    lines.every(({ action }) => action !== 'error'),
    JSON.stringify(lines),
  );
});
