// SPDX-License-Identifier: EUPL-1.2
/**
 * The story of one territory, from its quote of 2017 to its renewal, each test going on where the one before stopped. Whoever acts does it on
 * the screens that they have: the operator's account manager and its head, the EPCI's general manager, the secretaries of a commune and of a CCAS.
 * Each act is done once on its screen by whoever must do it; what goes by the API says why.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { needs } from '#platform/testing/peer.ts';
import { bodiesWhere, communesOf, COTEAUX, leadToSignature, post, read, sirenOf } from '#rooms/adhesions/testing.ts';
import { nationalRegister } from '#rooms/organisations/testing.ts';
import { makePerson, sessionOf, type TestBody, type TestPerson } from '#rooms/people/testing.ts';
import { makeOperator, type TestOperator } from '#rooms/quotes/testing.ts';
import { rooms } from '#rooms.ts';
import { tryScreens, type Screens } from '#ui/testing/try-screens.ts';
import { wellMade } from './visitor.ts';

const chromium = needs('chromium', 'chromium');
const poppler = needs('pdftotext', 'poppler-utils');
const peers = chromium.skip ? chromium : poppler;

const pdf = { name: 'acte-signe.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 essai') };

describe('a territory from 2017 to its renewal', { timeout: 600_000, ...peers }, () => {
  let screens: Screens;
  let it: TestHouse;
  let gironde: TestOperator;
  let epci: TestBody;
  let quoteId: string;
  /** One page for each person, signed in for the whole story. */
  let manager: Page;
  let head: Page;
  let dgs: Page;
  let dossier: string;

  before(async () => {
    screens = await tryScreens((settings) => openTestHouse(rooms, { seed: nationalRegister, settings }));
    ({ it } = screens);
    gironde = await makeOperator(it, 'gironde-numerique');
    epci = (await bodiesWhere(it, `siren = '${COTEAUX}'`))[0] ?? assert.fail();
    // An edition of the past is priced by whoever knows its name; the screen draws up quotes of the day.
    const request = {
      edition: 'gironde-numerique-2017',
      for: { siren: COTEAUX },
      volume: { value: 1, unit: 'To' },
      items: [{ offer: 'adhesion-mutualisee' }],
    };
    quoteId = (await post(gironde.manager, gironde.body, '/quotes', { request })).json<{ id: string }>().id;
    manager = await asPerson(gironde.managerPerson);
    head = await asPerson(gironde.headPerson);
    dgs = await asPerson(await makePerson(it, [{ in: epci, roles: ['dgs'] }]));
  });
  after(() => screens?.close());
  // Each test goes on where the one before stopped: after a failure there is nothing to go on from.
  let isBroken = false;
  const then = (says: string, act: () => Promise<void>): void =>
    void test(says, async (context) => {
      if (isBroken) return context.skip('the story stopped before');
      isBroken = true;
      await act();
      isBroken = false;
    });

  const operatorAt = (path: string) => `${screens.url}/o/${gironde.body.slug}${path}`;
  const epciAt = (path: string) => `${screens.url}/o/${epci.slug}${path}`;

  then('the quote of 2017 is approved, sent, and accepted by the EPCI at 17 938 €', async () => {
    await approveOnScreens(quoteId);
    await acceptOnScreens(quoteId, /17\s938/);
  });

  then('its dossiers open for each of nine assemblies, on the board of the operator', async () => {
    await manager.goto(operatorAt(`/devis/${quoteId}`));
    await manager.getByRole('link', { name: 'Ouvrir l’adhésion' }).click();
    await manager.getByRole('rowheader', { name: epci.name }).waitFor();
    await fillDay(manager, /^Ouverture des services/, '21/11/2026');
    await fillDay(manager, /^Dernier jour/, '31/12/2026');
    await manager
      .getByText(/17\s938/)
      .first()
      .waitFor();
    await manager.getByRole('button', { name: 'Ouvrir les dossiers' }).click();
    await manager.getByRole('heading', { level: 1, name: /^Dossier ADH-/ }).waitFor();
    dossier = idIn(manager);
    await manager.goto(operatorAt('/adhesions'));
    await manager.getByRole('link', { name: epci.name }).first().waitFor();
    await wellMade(manager, 'the board');
  });

  then('the EPCI downloads its draft deliberation: the amounts are the quote’s, to the cent', async () => {
    await dgs.goto(epciAt(`/dossiers/${dossier}`));
    const link = dgs.getByRole('link', { name: /^Projet PDF : Délibération/ });
    const href = (await link.getAttribute('href')) ?? assert.fail();
    const answer = await dgs.request.get(new URL(href, screens.url).href);
    assert.match(answer.headers()['content-type'] ?? '', /^application\/pdf/);
    const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: await answer.body(), encoding: 'utf8' });
    assert.match(text, /17\s938,00\s€/);
    assert.match(text, /Vu le code général des collectivités territoriales/i);
    assert.match(text, /AUTORISE|autorise/);
  });

  then('the EPCI’s assembly votes, the operator and the EPCI sign: the convention cadre is concluded', async () => {
    await dgs.goto(epciAt(`/dossiers/${dossier}`));
    await prepare(dgs);
    await decide(dgs, COTEAUX);
    await manager.goto(operatorAt(`/dossiers/${dossier}`));
    await sign(manager);
  });

  then('a commune deliberates and joins by its own secretary: its services open', async () => {
    const communes = await communesOf(it, epci);
    const commune = communes.find(({ name }) => name === 'Croignon') ?? assert.fail();
    const secretary = await asPerson(await makePerson(it, [{ in: commune, roles: ['secretary'] }]));
    await openOwnDossier(secretary, commune, /^TRI-/);
    await decide(secretary, await sirenOf(it, commune));
    await signOnBoard(commune.name);
    await secretary.goto(`${screens.url}/o/${commune.slug}/mon-adhesion`);
    await secretary.getByText(epci.name).first().waitFor();
    await wellMade(secretary, 'the adhesion of a commune');
    await secretary.context().close();
  });

  then('the seven others deliberate too: the territory owes 17 938 € a year, its services are open', async () => {
    const communes = await communesOf(it, epci);
    const { rows } = await read<{ rows: { id: string; title: string }[] }>(
      gironde.manager,
      gironde.body,
      '/dossiers?type=adhesions.tripartite&status=open&size=100',
    );
    assert.equal(rows.length, 7);
    // By the API: the very acts that the first commune has just entered on its screens, seven times more.
    for (const { id, title } of rows) {
      const commune = communes.find(({ name }) => title.startsWith(name)) ?? assert.fail(title);
      await leadToSignature(gironde, id, await sirenOf(it, commune));
    }
    await dgs.goto(epciAt('/mon-adhesion'));
    await dgs
      .getByText(/17\s938/)
      .first()
      .waitFor();
    await wellMade(dgs, 'my adhesion');
    await dgs.goto(epciAt('/droits'));
    await dgs.getByText('Parapheur électronique').first().waitFor();
  });

  then('a CCAS of fewer than 1 500 inhabitants joins under 2017: not counted, 17 938 € unchanged', async () => {
    const ccas = await declareOnScreens('CCAS de Croignon', 'Croignon');
    await join(ccas);
    await manager.getByRole('heading', { level: 1, name: /^Dossier TRI-/ }).waitFor();
    await manager
      .getByText(/17\s938/)
      .first()
      .waitFor();
    const secretary = await asPerson(await makePerson(it, [{ in: ccas, roles: ['secretary'] }]));
    await openOwnDossier(secretary, ccas, /^TRI-/);
    await decide(secretary, COTEAUX);
    await secretary.context().close();
    await signOnBoard(ccas.name);
    await dgs.goto(epciAt(`/adhesions/territoires/${epci.id}`));
    const row = dgs.getByRole('row', { name: /CCAS de Croignon/ });
    await row.getByText('Non comptée').waitFor();
    await row.getByText('établissement public de moins de 1 500 habitants').waitFor();
    await dgs
      .getByText(/17\s938/)
      .first()
      .waitFor();
  });

  then('a counted ninth body is on quote in 2017, and joins under none', async () => {
    // By the API: a second CCAS is declared as the first was.
    await join(await declared('CCAS de Tresses', '33535'));
    await manager
      .getByText(/le territoire compte 9 collectivités.*sur devis/)
      .first()
      .waitFor();
  });

  then('renewed on the current edition, the territory owes 13 988 €', async () => {
    await manager.goto(operatorAt('/renouvellements'));
    await manager
      .getByRole('row', { name: new RegExp(epci.name) })
      .getByRole('checkbox')
      .check();
    await manager.getByRole('button', { name: /^Préparer les devis/ }).click();
    await manager
      .getByText(/Devis D-2026-\d+ : 13\s988/)
      .first()
      .waitFor();
    await manager
      .getByRole('link', { name: /^D-2026-/ })
      .first()
      .click();
    await manager.getByRole('heading', { level: 1, name: /^Devis D-2026-/ }).waitFor();
    await acceptOnScreens(idIn(manager), /13\s988/);
    // The dossiers open by themselves, once the acceptance is heard.
    await it.settle();
    await openOwnDossier(dgs, epci, /^ADH-/);
    await prepare(dgs);
    await decide(dgs, COTEAUX);
    await signOnBoard(epci.name);
    await dgs.goto(epciAt('/mon-adhesion'));
    await dgs
      .getByText(/13\s988/)
      .first()
      .waitFor();
  });

  async function asPerson(person: TestPerson): Promise<Page> {
    return screens.visit('/', { cookie: await sessionOf(screens.app, person) });
  }

  /** A body finds in its list the dossier under way that it must decide. */
  async function openOwnDossier(page: Page, body: TestBody, number: RegExp): Promise<void> {
    await page.goto(`${screens.url}/o/${body.slug}/dossiers?status=open`);
    await page.getByRole('row').filter({ hasText: body.name }).getByRole('link', { name: number }).click();
    await page.getByRole('heading', { level: 1, name: /^Dossier / }).waitFor();
  }

  /** The operator finds on its board what waits for its signature. */
  async function signOnBoard(name: string): Promise<void> {
    await manager.goto(operatorAt('/adhesions'));
    await manager.getByRole('group', { name: 'Signature de la convention' }).getByRole('link', { name, exact: true }).click();
    await manager.getByRole('heading', { level: 1, name: /^Dossier / }).waitFor();
    await sign(manager);
  }

  /** The operator's settings ask a second person above 15 000 €: submitted by the manager, approved by the head. */
  async function approveOnScreens(id: string): Promise<void> {
    await manager.goto(operatorAt(`/devis/${id}`));
    await manager.getByRole('button', { name: 'Demander la validation' }).click();
    await manager.getByRole('button', { name: 'Demander la validation' }).waitFor({ state: 'detached' });
    await head.goto(operatorAt(`/devis/${id}`));
    await head.getByRole('button', { name: 'Valider ou rendre' }).click();
    await head.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click();
    await head.getByRole('dialog').waitFor({ state: 'detached' });
  }

  /** Sent by the manager, accepted by the EPCI. */
  async function acceptOnScreens(id: string, price: RegExp): Promise<void> {
    await manager.goto(operatorAt(`/devis/${id}`));
    await manager.getByText(price).first().waitFor();
    await manager.getByRole('button', { name: 'Envoyer' }).click();
    await manager.getByRole('dialog').getByRole('button', { name: 'Envoyer' }).click();
    await manager.getByRole('dialog').waitFor({ state: 'detached' });
    await dgs.goto(epciAt('/devis-recus'));
    await dgs.getByRole('row').filter({ hasText: price }).getByRole('link').first().click();
    await dgs.getByText(price).first().waitFor();
    await dgs.getByLabel('Vous répondez en qualité de').fill('Directrice générale des services');
    await dgs.getByRole('button', { name: 'Accepter le devis' }).click();
    await dgs.getByRole('button', { name: 'Accepter le devis' }).waitFor({ state: 'detached' });
  }

  async function join(body: { id: string; name: string }): Promise<void> {
    await manager.goto(operatorAt('/adhesions/rejoindre'));
    await manager.getByRole('combobox', { name: 'Qui rejoint' }).fill(body.name);
    await manager.getByRole('option', { name: new RegExp(body.name) }).click();
    await fillDay(manager, /^À partir du/, '21/11/2026');
    await manager.getByRole('button', { name: 'Ouvrir le dossier' }).click();
  }

  async function declareOnScreens(name: string, parent: string): Promise<TestBody> {
    await head.goto(operatorAt('/collectivites/declarer'));
    await head.getByRole('textbox', { name: 'Nom', exact: true }).fill(name);
    for (const label of ['Collectivité de rattachement', 'Territoire desservi']) {
      await head.getByRole('combobox', { name: label }).fill(parent);
      await head
        .getByRole('option', { name: new RegExp(`^${parent}`) })
        .first()
        .click();
    }
    await head.getByRole('button', { name: 'Déclarer la collectivité' }).click();
    await head.getByRole('heading', { level: 1, name }).waitFor();
    return (await bodiesWhere(it, `name = '${name}'`))[0] ?? assert.fail();
  }

  async function declared(name: string, insee: string): Promise<{ id: string; name: string }> {
    const [commune] = await bodiesWhere(it, `insee = '${insee}'`);
    const answer = await gironde.head({
      method: 'POST',
      url: `/api/o/${gironde.body.slug}/organisations/bodies`,
      payload: { name, kind: 'ccas', facts: { parent: commune?.id, serves: [commune?.id] } },
    });
    assert.equal(answer.statusCode, 200, answer.body);
    return { id: answer.json<{ id: string }>().id, name };
  }
});

/** Commission and bureau. */
async function prepare(page: Page): Promise<void> {
  await enter(page, 'La commission s’est réunie', async (form) => {
    await fillDay(form, /^Réunion de la commission/, '10/11/2026');
    await form.getByLabel('Favorable', { exact: true }).check();
  });
  await enter(page, 'Le bureau a rendu son avis', async (form) => {
    await fillDay(form, /^Réunion du bureau/, '12/11/2026');
    await form.getByLabel('Favorable', { exact: true }).check();
  });
}

/** Convocation, vote, transmission, publication: the figures are those of 2017. */
async function decide(page: Page, siren: string): Promise<void> {
  await enter(page, 'L’assemblée est convoquée', async (form) => {
    await fillDay(form, /^Envoi de la convocation/, '13/11/2026');
    await fillDay(form, /^Séance/, '20/11/2026');
  });
  await enter(page, 'L’assemblée a adopté la délibération', async (form) => {
    await form.getByLabel('Numéro de la délibération').fill('D2026-37');
    await fillDay(form, /^Séance du/, '20/11/2026');
    await form.getByLabel('Un secrétaire de séance a été désigné').check();
    const votes = { 'Membres en exercice': '30', Présents: '23', Représentés: '5', Pour: '28', Contre: '0' };
    for (const [label, figure] of Object.entries(votes))
      await form
        .getByRole('textbox', { name: new RegExp(`^${label}`) })
        .first()
        .fill(figure);
    await addPiece(form);
  });
  await enter(page, 'La préfecture a accusé réception', async (form) => {
    await form.getByLabel('Identifiant de l’acte').fill(`033-${siren}-20261121-D2026-37-DE`);
    await fillDay(form, /^Accusé de réception reçu le/, '21/11/2026');
  });
  await enter(page, 'L’acte est publié', (form) => fillDay(form, /^Publication/, '21/11/2026'));
}

async function sign(page: Page): Promise<void> {
  await enter(page, 'La convention est signée', async (form) => {
    await addPiece(form);
    await fillDay(form, /^Signature/, '21/11/2026');
    await form.getByLabel('Signée par').fill('Camille Gabare');
    await form.getByLabel('En qualité de').fill('Présidente');
  });
  await page.getByText('Clos', { exact: true }).first().waitFor();
}

/** Enters one act on the page of its dossier. */
async function enter(page: Page, act: string, fill: (form: Locator) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: act, exact: true }).click();
  const form = page.getByRole('region', { name: 'Prochain acte' });
  const heading = form.getByRole('heading', { level: 3, name: act });
  await heading.waitFor();
  await fill(form);
  await form.getByRole('button', { name: 'Enregistrer' }).click();
  await heading.waitFor({ state: 'detached' });
}

async function addPiece(form: Locator): Promise<void> {
  await form.locator('input[type=file]').setInputFiles(pdf);
  await form.getByRole('link', { name: pdf.name, exact: true }).first().waitFor();
}

async function fillDay(within: Page | Locator, label: RegExp, day: string): Promise<void> {
  const field = within.getByRole('textbox', { name: label }).first();
  await field.fill(day);
  // The calendar that it opened would cover what comes next.
  await field.press('Tab');
}

function idIn(page: Page): string {
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}
