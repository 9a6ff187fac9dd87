// SPDX-License-Identifier: EUPL-1.2
/** The screens of backups in a browser: a machine is added, a password entrusted, a plan written; every page wide and narrow. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { buildServer } from '#platform/http/server.ts';
import { contextWithoutTransaction, inContext } from '#platform/make-context.ts';
import { needs } from '#platform/testing/peer.ts';
import { testStart } from '#platform/testing/test-clock.ts';
import { asOwner, makePerson, sessionOf, type TestBody } from '#rooms/people/testing.ts';
import { builtScreens } from '#ui/testing/built-screens.ts';
import { openBrowser } from '#ui/testing/browser.ts';
import { faults, overflows } from '#ui/testing/try-shell.ts';
import { checkCustodians } from '../escrow/check-custodians.ts';
import type { Tables } from '../tables.ts';
import { watchBody } from '../watch/watch-machines.ts';
import { ask, nameOf, openBackupHouse, type BackupHouse } from '../testing.ts';

const chromium = needs('chromium', 'chromium');
type Cookie = { name: string; value: string };

let it: BackupHouse;
let app: FastifyInstance;
let browser: Browser;
let url: string;
let body: TestBody;
let machineId: string;
let otherMachineId: string;
let secretary: Cookie;
let mayor: Cookie;
let technician: Cookie;
let technicianId: string;

before(async () => {
  if (chromium.skip) return;
  it = await openBackupHouse();
  const of = await it.bodyWith();
  body = of.body;
  const machine = await it.machineOf(of, 'Serveur');
  machineId = machine.id;
  otherMachineId = (await it.machineOf(of, 'Poste')).id;
  const pack = Buffer.alloc(3_000_000, 5);
  await ask(it.port, 'POST', `${machine.path}/data/${nameOf(pack)}`, { as: machine, body: pack });
  await ask(it.port, 'DELETE', `${machine.path}/data/${nameOf(pack)}`, { as: machine });
  app = await buildServer(it.house, { screens: await builtScreens() });
  url = await app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser({ standingAt: testStart });
  secretary = await sessionOf(app, await makePerson(it, [{ in: body, roles: ['secretary'] }]));
  mayor = await sessionOf(app, await makePerson(it, [{ in: body, roles: ['president'] }]));
  const atOperator = await makePerson(it, [{ in: it.operator, roles: ['technician'] }]);
  technicianId = atOperator.id;
  technician = await sessionOf(app, atOperator);
});
after(async () => {
  await browser?.close();
  await app?.close();
  await it?.close();
});

async function open(cookie: Cookie, path: string, width = 1440): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'fr-FR', bypassCSP: true, reducedMotion: 'reduce' });
  await context.clock.setFixedTime('2026-11-21T12:00:00+01:00');
  await context.addCookies([{ ...cookie, url }]);
  const page = await context.newPage();
  await page.goto(`${url}${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

test('a machine is added, and its line of enrolment holds the token alone', chromium, async () => {
  const page = await open(secretary, `/o/${body.slug}/sauvegardes/ajouter`);
  await page.getByLabel('Nom de la machine').fill('Accueil');
  await page.getByRole('button', { name: 'Ajouter la machine' }).click();
  await page.getByText('Machine prête à s’inscrire').waitFor();
  const line = (await page.locator('pre').textContent()) ?? '';
  assert.match(line, /linux\.sh \| sudo sh -s -- [\w-]{27}$/);
  await page.getByRole('button', { name: 'Montrer le code QR' }).click();
  await page.getByRole('img', { name: 'Code QR de la ligne à lancer' }).waitFor();
  assert.deepEqual(await faults(page), []);
  await page.context().close();
});

test('a removal is asked by one person and allowed by another', chromium, async () => {
  const first = await open(secretary, `/o/${body.slug}/sauvegardes/machines/${machineId}`);
  await first.getByLabel('Motif').fill('Ne garder qu’un an');
  await first.getByRole('button', { name: 'Demander une maintenance' }).click();
  await first.getByText('à autoriser').waitFor();
  assert.equal(await first.getByRole('button', { name: 'Autoriser, Serveur' }).count(), 0);
  const second = await open(mayor, `/o/${body.slug}/sauvegardes/maintenances`);
  await second.getByRole('button', { name: 'Autoriser, Serveur' }).click();
  await second.getByRole('button', { name: 'Autoriser', exact: true }).click();
  await second.getByText('autorisée', { exact: true }).waitFor();
  await first.reload();
  await first.getByRole('button', { name: 'Ouvrir la maintenance, Serveur' }).click();
  await first.getByText('Adresse de maintenance').waitFor();
  await Promise.all([first.context().close(), second.context().close()]);
});

test('the operator answers in its turn, and sets the margin and the bin of a body', chromium, async () => {
  const asking = await open(secretary, `/o/${body.slug}/sauvegardes/machines/${otherMachineId}`);
  await asking.getByLabel('Motif').fill('Ne garder que six mois');
  await asking.getByRole('button', { name: 'Demander une maintenance' }).click();
  await asking.getByText('à autoriser').waitFor();
  const page = await open(technician, `/o/${it.operator.slug}/sauvegardes-du-territoire`);
  await page.getByText('Second site : aucun').waitFor();
  await page.getByRole('button', { name: /^Autoriser, Poste/ }).waitFor();
  assert.deepEqual(await faults(page), []);
  await page.getByRole('button', { name: /^Autoriser, Poste/ }).click();
  await page.getByRole('button', { name: 'Autoriser', exact: true }).click();
  await page.getByRole('button', { name: /^Autoriser, Poste/ }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: `Réglages de ${body.name}` }).click();
  const days = page.getByLabel('Durée de la corbeille, en jours');
  await days.fill('3');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByText('La corbeille tient au moins 7 jours.').first().waitFor();
  assert.deepEqual(await faults(page), []);
  await days.fill('60');
  await page.getByLabel('Marge au-delà du droit, en Go').fill('1,5');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await days.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: `Réglages de ${body.name}` }).click();
  assert.deepEqual([await days.inputValue(), await page.getByLabel('Marge au-delà du droit, en Go').inputValue()], ['60', '1,5']);
  await Promise.all([page.context().close(), asking.context().close()]);
});

test('a password is sealed in the browser to two sheets, and opened there by one of them, then by both together', chromium, async () => {
  const sheetOf = async (cookie: Cookie, at: string): Promise<string> => {
    const page = await open(cookie, `${at}/sauvegardes/ma-fiche`);
    await page.getByRole('button', { name: 'Faire ma fiche' }).click();
    const code = (await page.getByLabel('Code de la fiche').textContent()) ?? '';
    assert.deepEqual(await faults(page), []);
    await page.getByLabel(/^Ma fiche est imprimée/).check();
    await page.getByRole('button', { name: 'Enregistrer ma clé' }).click();
    await page.getByRole('button', { name: 'Faire une nouvelle fiche' }).waitFor();
    await page.context().close();
    return code;
  };
  const code = await sheetOf(mayor, `/o/${body.slug}`);
  const theirCode = await sheetOf(technician, `/o/${it.operator.slug}`);
  const page = await open(secretary, `/o/${body.slug}/sauvegardes/mots-de-passe?machine=${machineId}`);
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.postData() ?? ''));
  await page.getByLabel('Scellé pour les deux dépositaires : l’un ou l’autre l’ouvre').check();
  await page.getByLabel('Mot de passe du dépôt').fill('correct cheval pile agrafe');
  const chooseBoth = async (): Promise<void> => {
    for (const name of ['Premier dépositaire', 'Second dépositaire']) {
      await page.getByRole('combobox', { name }).click();
      await page.getByRole('option').filter({ hasNotText: 'pas encore de fiche' }).first().click();
    }
  };
  await chooseBoth();
  await page.getByText('Comparez-la avec la fiche').nth(1).waitFor();
  assert.deepEqual(await faults(page), []);
  await page.getByRole('button', { name: 'Confier', exact: true }).click();
  await page.getByText('scellé', { exact: true }).waitFor();
  assert.equal(
    sent.some((text) => text.includes('cheval')),
    false,
    'the password never left the browser',
  );
  const opening = await open(mayor, `/o/${body.slug}/sauvegardes/mots-de-passe`);
  await opening.getByRole('button', { name: 'Faire ouvrir, Serveur' }).click();
  await opening.getByLabel('Motif').fill('Serveur détruit');
  await opening.getByRole('button', { name: 'Demander la boîte et l’inscrire' }).click();
  await opening.getByLabel('Code de votre fiche').fill(`${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`);
  await opening.getByRole('button', { name: 'Ouvrir avec ma fiche' }).click();
  await opening.getByText('comporte une faute de frappe').waitFor();
  await opening.getByLabel('Code de votre fiche').fill(code.toLowerCase());
  await opening.getByRole('button', { name: 'Ouvrir avec ma fiche' }).click();
  await opening.getByText('correct cheval pile agrafe').waitFor();

  // Replaced by one that takes both sheets: a half in the body, a half at the operator, joined in one of the browsers.
  await page.getByRole('button', { name: 'Remplacer, Serveur' }).click();
  await page.getByLabel('Scellé pour les deux dépositaires : il faut les deux').check();
  await page.getByLabel('Mot de passe du dépôt').fill('agrafe pile cheval correct');
  await chooseBoth();
  await page.getByRole('button', { name: 'Confier', exact: true }).click();
  await page.getByText('Il faut les deux fiches.').waitFor();
  assert.equal(
    sent.some((text) => text.includes('agrafe')),
    false,
    'nor has this one',
  );
  const halfOf = async (at: Page, open: RegExp, sheet: string): Promise<string> => {
    await at.reload();
    await at.getByRole('button', { name: open }).click();
    await at.getByLabel('Motif').fill('Essai à deux');
    await at.getByRole('button', { name: 'Demander la boîte et l’inscrire' }).click();
    await at.getByLabel('Code de votre fiche').fill(sheet);
    await at.getByRole('button', { name: 'Ouvrir avec ma fiche' }).click();
    const half = (await at.getByRole('status').locator('pre').textContent()) ?? '';
    assert.deepEqual(await faults(at), []);
    return half;
  };
  const operators = await open(technician, `/o/${it.operator.slug}/sauvegardes-du-territoire`);
  await operators.getByText('scellé, il faut les deux fiches').waitFor();
  const theirs = await halfOf(operators, /^Faire ouvrir, Serveur/, theirCode);
  const mine = await halfOf(opening, /^Faire ouvrir, Serveur/, code);
  assert.equal(await opening.getByText('agrafe pile cheval correct').count(), 0, 'a half says nothing');
  await opening.getByLabel('Moitié de l’autre dépositaire').fill(mine);
  await opening.getByText('Ce n’est pas l’autre moitié de ce mot de passe.').waitFor();
  await opening.getByLabel('Moitié de l’autre dépositaire').fill(theirs);
  await opening.getByText('agrafe pile cheval correct').waitFor();

  // The operator's custodian leaves: the body is offered to entrust it again, the operator sees what waits.
  await asOwner(it, (client) => client.query(`update people.mandate set ends_on = '2026-01-01' where person_id = $1`, [technicianId]));
  technician = await sessionOf(app, await makePerson(it, [{ in: it.operator, roles: ['technician'] }]));
  await checkCustodians(contextWithoutTransaction<Tables>(it.house, { actor: { kind: 'job', name: 'essai' }, organisation: null }));
  await page.reload();
  await page.getByText('Il fallait les deux : personne ne peut plus l’ouvrir ici.').waitFor();
  await page.getByRole('button', { name: 'Confier à quelqu’un d’autre, Serveur' }).click();
  // Whoever stays is chosen, once the list of those who may be has come.
  await page.getByRole('combobox', { name: 'Premier dépositaire' }).and(page.locator('input:not([value=""])')).waitFor();
  assert.deepEqual(await faults(page), []);
  const after = await open(technician, `/o/${it.operator.slug}/sauvegardes-du-territoire`);
  await after.getByRole('heading', { name: 'Mots de passe à confier de nouveau' }).waitFor();
  await Promise.all([page, opening, operators, after].map((one) => one.context().close()));
});

test('the operator says what it found of a sign, and the body reads it', chromium, async () => {
  await inContext<Tables, number>(it.house, { actor: { kind: 'job', name: 'essai' }, organisation: body.id }, watchBody);
  const page = await open(technician, `/o/${it.operator.slug}/sauvegardes-du-territoire/signes`);
  await page
    .getByRole('button', { name: /^Dire ce qu’il en est, Serveur/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Inscrire' }).click();
  await page.getByText('Dites ce qu’il en est.').first().waitFor();
  await page.getByRole('textbox', { name: 'Ce qu’il en est' }).fill('Ancienne purge, retirée.');
  assert.deepEqual(await faults(page), []);
  await page.getByRole('button', { name: 'Inscrire' }).click();
  await page.getByText('Aucun signe n’attend qu’on le regarde.').waitFor();
  await page.getByRole('link', { name: 'Tout l’historique' }).click();
  await page.getByRole('heading', { level: 1, name: 'Historique des signes' }).waitFor();
  await page.getByText('Ancienne purge, retirée.').first().waitFor();
  assert.deepEqual(await faults(page), []);
  const theirs = await open(secretary, `/o/${body.slug}/sauvegardes/machines/${machineId}`);
  await theirs.getByText(/Votre opérateur a regardé .* : Ancienne purge, retirée\./).waitFor();
  await theirs.getByRole('button', { name: 'J’ai vu, Serveur' }).click();
  await theirs.getByRole('heading', { name: 'Signes déjà vus' }).waitFor();
  await Promise.all([page.context().close(), theirs.context().close()]);
});

test('a plan is written line by line', chromium, async () => {
  const page = await open(secretary, `/o/${body.slug}/sauvegardes/plan`);
  await page.getByText('Machines sans plan').waitFor();
  await page.getByRole('button', { name: 'Ajouter une ligne' }).click();
  await page.getByLabel('Ce qui est sauvegardé').fill('Gestion financière');
  await page.getByLabel('Qui appeler').fill('L’astreinte');
  await page.getByRole('button', { name: 'Enregistrer le plan' }).click();
  await page.getByText(/Revu par/).waitFor();
  await page.context().close();
});

test('every page is accessible and fits, wide and narrow', chromium, async () => {
  const at = `/o/${body.slug}/sauvegardes`;
  const pages: [Cookie, string][] = [
    [secretary, at],
    [secretary, `${at}/ajouter`],
    [secretary, `${at}/machines/${machineId}`],
    [secretary, `${at}/plan`],
    [secretary, `${at}/essais`],
    [secretary, `${at}/mots-de-passe`],
    [mayor, `${at}/maintenances`],
    [mayor, `${at}/plan`],
    [technician, `/o/${it.operator.slug}/sauvegardes-du-territoire`],
    [technician, `/o/${it.operator.slug}/sauvegardes-du-territoire/signes`],
    [technician, `/o/${it.operator.slug}/sauvegardes-du-territoire/restaurations`],
  ];
  for (const who of [secretary, mayor, technician]) {
    const paths = pages.flatMap(([one, path]) => (one === who ? [path] : []));
    const page = await open(who, paths[0] ?? at);
    for (const path of paths) {
      await page.goto(`${url}${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 900 });
        assert.deepEqual(await faults(page), [], `${path} at ${width}`);
        assert.equal(await overflows(page), false, `${path} at ${width}`);
      }
    }
    await page.context().close();
  }
});
