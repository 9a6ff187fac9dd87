// SPDX-License-Identifier: EUPL-1.2
/** The screens of dossiers on a real adhesion: who must act reads what is theirs, fills the act, proves it, and is told why not. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { Page } from 'playwright-core';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { needs } from '#platform/testing/peer.ts';
import dossiers from '#rooms/dossiers/room.ts';
import { nationalRegister } from '#rooms/organisations/testing.ts';
import { asOwner, makePerson, sessionOf, signedIn, type Caller, type TestBody, type TestPerson } from '#rooms/people/testing.ts';
import { makeOperator, quoteRooms, type TestOperator } from '#rooms/quotes/testing.ts';
import rights from '#rooms/rights/room.ts';
import { shot, tryScreens, type Screens } from '#ui/testing/try-screens.ts';
import { faults, overflows } from '#ui/testing/try-shell.ts';
import room from '../room.ts';

const chromium = needs('chromium', 'chromium');
const pdf = { name: 'deliberation.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.7 essai').toString('base64') };

let it: TestHouse;
let app: FastifyInstance;
let screens: Screens;
let gironde: TestOperator;
let epci: TestBody;
let dgs: { person: TestPerson; cookie: Cookie; api: Caller };
let manager: { cookie: Cookie };
let quoteId: string;
let dossierId: string;

type Cookie = Awaited<ReturnType<typeof sessionOf>>;

before(async () => {
  if (chromium.skip) return;
  screens = await tryScreens((settings) => openTestHouse([...quoteRooms, rights, dossiers, room], { seed: nationalRegister, settings }));
  ({ it, app } = screens);
  gironde = await makeOperator(it, 'gironde-numerique');
  [epci] = (await asOwner(it, (client) => client.query(`select id, slug, name from organisations.body where siren = '243301355'`))).rows;
  const person = await makePerson(it, [{ in: epci, roles: ['dgs'] }]);
  quoteId = await acceptedQuote();
  dgs = { person, cookie: await sessionOf(app, person), api: await signedIn(it.app, person) };
  manager = { cookie: await sessionOf(app, gironde.managerPerson) };
});
after(() => screens?.close());

const post = (caller: Caller, body: TestBody, path: string, payload: object) =>
  caller({ method: 'POST', url: `/api/o/${body.slug}${path}`, payload });

async function acceptedQuote(): Promise<string> {
  const request = {
    edition: 'gironde-numerique-2017',
    for: { siren: '243301355' },
    volume: { value: 1, unit: 'To' },
    items: [{ offer: 'adhesion-mutualisee' }],
  };
  const { id, revision } = (await post(gironde.manager, gironde.body, '/quotes', { request })).json();
  await post(gironde.manager, gironde.body, `/quotes/${id}/submission`, { revision });
  await post(gironde.head, gironde.body, `/quotes/${id}/approval`, { revision: revision + 1, decision: 'approved' });
  await post(gironde.manager, gironde.body, `/quotes/${id}/sending`, { revision: revision + 2 });
  const answer = { revision: revision + 3, decision: 'accepted', byName: 'Camille Gabare', byTitle: 'Présidente', act: '', reason: '' };
  const answered = await post(gironde.manager, gironde.body, `/quotes/${id}/answer`, answer);
  assert.ok(answered.statusCode < 300, answered.body);
  return id;
}

async function move(transition: string, facts: object): Promise<void> {
  const answer = await post(dgs.api, epci, `/dossiers/${dossierId}/moves`, { transition, facts });
  assert.equal(answer.statusCode, 200, answer.body);
}

/** A picture where `SHOTS` names a folder, and what is wrong with the page. */
async function look(page: Page, name: string): Promise<void> {
  await shot(page, name);
  assert.deepEqual([...(await faults(page)), ...((await overflows(page)) ? ['must be scrolled sideways'] : [])], [], name);
}

test('the operator opens an adhesion from its accepted quote, and sees first who will deliberate', chromium, async () => {
  const at = `/o/${gironde.body.slug}`;
  const page = await screens.visit(`${at}/devis/${quoteId}`, { cookie: manager.cookie });
  await page.getByRole('link', { name: 'Ouvrir l’adhésion' }).click();
  await page.getByRole('heading', { level: 1, name: 'Ouvrir une adhésion' }).waitFor();
  await page.getByRole('rowheader', { name: epci.name }).waitFor();
  await page
    .getByRole('row', { name: /Tresses/ })
    .getByText('5\u00a0jours\u00a0francs')
    .waitFor();
  await page
    .getByRole('row', { name: /Bonnetan/ })
    .getByText('3\u00a0jours\u00a0francs')
    .waitFor();
  assert.equal(await page.getByLabel('Dernier jour').inputValue(), '31/12/2029');
  await look(page, 'open-adhesion');
  await page.getByLabel('Ouverture des services').fill('01/01/2026');
  await page.keyboard.press('Tab');
  await page.getByText('L’ouverture ne peut pas précéder aujourd’hui.').waitFor();
  await page.getByLabel('Ouverture des services').fill('01/01/2027');
  await page.keyboard.press('Tab');
  await page.getByRole('rowheader', { name: epci.name }).waitFor();
  await page.getByRole('button', { name: 'Ouvrir les dossiers' }).click();
  await page.getByRole('heading', { level: 1, name: /^Dossier ADH-/ }).waitFor();
  dossierId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await page.goto(`${screens.url}${at}/devis/${quoteId}`);
  await page.getByRole('link', { name: /^Dossier ADH-/ }).waitFor();
  await page.close();
});

test('the board says what waits, for whom and since when, and an act is entered over it', chromium, async () => {
  const at = `/o/${gironde.body.slug}/adhesions`;
  for (const width of [1440, 390]) {
    const page = await screens.visit(at, { cookie: manager.cookie, width });
    await page.getByRole('link', { name: epci.name }).first().waitFor();
    await look(page, `board-${width}`);
    await page.close();
  }
  const page = await screens.visit(at, { cookie: manager.cookie });
  const column = page.getByRole('group', { name: 'Convocation' }).first();
  await column.waitFor();
  await page.getByRole('button', { name: /^Agir sur TRI-2026-0002/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'L’assemblée est convoquée' }).click();
  await page.getByLabel(/^Envoi de la convocation/).fill('16/11/2026');
  await page.getByRole('textbox', { name: /^Séance/ }).fill('20/11/2026');
  await page.keyboard.press('Tab');
  await page.getByText('3, pour 3 demandés').waitFor();
  await look(page, 'board-act');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByText('Prochain acte').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('group', { name: 'Vote de l’assemblée' }).getByRole('link', { name: 'Camarsac' }).waitFor();
  await page.getByLabel('Type').selectOption('adhesions.tripartite');
  await page.getByRole('link', { name: epci.name, exact: true }).waitFor({ state: 'detached' });
  await page.getByText('En liste').click();
  await page
    .getByRole('row', { name: /TRI-2026-0002/ })
    .getByText('Vote de l’assemblée')
    .waitFor();
  await look(page, 'pipeline-list');
  await page.close();
});

test('whoever must act finds the dossier in the list and enters the first act', chromium, async () => {
  const page = await screens.visit(`/o/${epci.slug}/dossiers`, { cookie: dgs.cookie });
  await look(page, 'list');
  await page.getByRole('link', { name: /^ADH-/ }).click();
  await page.getByRole('heading', { level: 1, name: /^Dossier ADH-/ }).waitFor();
  await page.getByRole('heading', { name: 'Historique' }).waitFor();
  await look(page, 'first');
  await page.getByRole('button', { name: 'La commission s’est réunie' }).click();
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByText('Saisissez une date complète.').first().waitFor();
  await page.getByText('Dites si l’avis est favorable.').first().waitFor();
  await page.getByLabel('Réunion de la commission').fill('10/11/2026');
  await page.getByLabel('Favorable', { exact: true }).check();
  await look(page, 'act-refused');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByRole('button', { name: 'Le bureau a rendu son avis' }).waitFor();
  await page.close();
});

test('a vote is entered with the keyboard alone, its outcome told while it is typed', chromium, async () => {
  await move('bureau-held', { bureauOn: '2026-11-12', bureauOpinion: 'favourable' });
  await move('convened', { convenedOn: '2026-11-13', sessionOn: '2026-11-20' });
  await post(dgs.api, epci, `/dossiers/${dossierId}/pieces`, { ...pdf, kind: 'deliberation' });
  const page = await screens.visit(`/o/${epci.slug}/dossiers/${dossierId}`, { cookie: dgs.cookie });
  await page.getByRole('button', { name: 'L’assemblée a adopté la délibération' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Numéro de la délibération').focus();
  await page.keyboard.type('D2026-37');
  await page.keyboard.press('Tab');
  await page.keyboard.type('20/11/2026');
  await tabTo(page, 'Un secrétaire de séance a été désigné');
  await page.keyboard.press('Space');
  for (const [label, figure] of [
    ['Membres en exercice', '30'],
    ['Présents', '15'],
    ['Représentés', '5'],
    ['Pour', '20'],
    ['Contre', '0'],
  ] as const) {
    await tabTo(page, label);
    await page.keyboard.type(figure);
  }
  await page.getByText('16 présents, non atteint avec 15').waitFor();
  await page.getByText('Le quorum est de 16 présents').waitFor();
  await look(page, 'vote-without-quorum');
  await page.getByLabel('Présents').focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('23');
  await page.getByText('16 présents, atteint avec 23').waitFor();
  await page.getByText('adoptée', { exact: true }).waitFor();
  await look(page, 'vote');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'La préfecture a accusé réception' }).waitFor();
  await page.close();
});

test('an act entered by a colleague meanwhile is told, and what was typed stays', chromium, async () => {
  const page = await screens.visit(`/o/${epci.slug}/dossiers/${dossierId}`, { cookie: dgs.cookie });
  await page.getByRole('button', { name: 'La préfecture a accusé réception' }).click();
  await page.getByLabel('Identifiant de l’acte').fill('033-243301355-20261121-D2026-37-DE');
  await post(gironde.manager, gironde.body, `/dossiers/${dossierId}/messages`, { text: 'L’accusé est arrivé', visibleTo: 'all' });
  await page.getByLabel('Accusé de réception reçu le').fill('21/11/2026');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByText('L’accusé est arrivé (').waitFor();
  assert.equal(await page.getByLabel('Identifiant de l’acte').inputValue(), '033-243301355-20261121-D2026-37-DE');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByRole('button', { name: 'L’acte est publié' }).click();
  await page.getByLabel(/^Publication/).fill('21/11/2026');
  await page.getByText('22 janvier 2027').waitFor();
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  // The form says the same of what it foresees: it is gone once the act is entered.
  await page.getByRole('button', { name: 'Enregistrer' }).waitFor({ state: 'detached' });
  await page.getByText('Recours possible jusqu’au').waitFor();
  await page.close();
});

test('the operator proves the signature in the same place, and reads what the party does not', chromium, async () => {
  await post(gironde.manager, gironde.body, `/dossiers/${dossierId}/messages`, { text: 'Voir le parapheur', visibleTo: 'owner' });
  const page = await screens.visit(`/o/${gironde.body.slug}/dossiers/${dossierId}`, { cookie: manager.cookie });
  await page.getByText('Voir le parapheur').first().waitFor();
  await page.getByText('Interne à').waitFor();
  await page.getByText('Journal intègre').waitFor();
  await page.getByRole('button', { name: 'La convention est signée' }).click();
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByText('Dites qui a signé.').first().waitFor();
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'convention.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 essai') });
  await page.getByRole('link', { name: 'convention.pdf', exact: true }).first().waitFor();
  await look(page, 'signature');
  await page.getByRole('textbox', { name: /^Signature/ }).fill('21/11/2026');
  await page.getByLabel('Signée par').fill('Camille Gabare');
  await page.getByLabel('En qualité de').fill('Présidente');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByText('Clos', { exact: true }).first().waitFor();
  await look(page, 'closed');
  await page.close();

  const party = await screens.visit(`/o/${epci.slug}/dossiers/${dossierId}`, { cookie: dgs.cookie, width: 390 });
  await party.getByText('L’accusé est arrivé').first().waitFor();
  assert.equal(await party.getByText('Voir le parapheur').count(), 0);
  assert.equal(await party.getByText('Attribution').count(), 0);
  await look(party, 'party-390');
  await party.close();
});

/** Goes on with the keyboard until this field holds the focus. */
async function tabTo(page: Page, label: string): Promise<void> {
  for (let presses = 0; presses < 12; presses += 1) {
    await page.keyboard.press('Tab');
    const here = await page.evaluate(() =>
      document.activeElement instanceof HTMLInputElement ? document.activeElement.labels?.[0]?.textContent : '',
    );
    if (here?.replace(' *', '') === label) return;
  }
  assert.fail(`the keyboard does not reach « ${label} »`);
}
