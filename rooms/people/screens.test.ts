// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { Page } from 'playwright-core';
import { buildServer } from '#platform/http/server.ts';
import { sendMail } from '#platform/mail/send-mail.ts';
import { inContext } from '#platform/make-context.ts';
import { notify } from '#platform/notify/notify.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { builtScreens } from '#ui/testing/built-screens.ts';
import { look } from '#ui/testing/try-screens.ts';
import { faults, tryHouse, type Trial, type Visit } from '#ui/testing/try-shell.ts';
import organisations from '#rooms/organisations/room.ts';
import people from './room.ts';
import { makeBody, makePerson, sessionOf, type TestBody, type TestPerson } from './testing.ts';

const job = { kind: 'job', name: 'test' } as const;

let it: TestHouse;
let app: FastifyInstance;
let trial: Trial;
let commune: TestBody;

before(async () => {
  const screens = await builtScreens();
  it = await openTestHouse([organisations, people]);
  app = await buildServer(it.house, { screens });
  trial = await tryHouse(await app.listen({ port: 0, host: '127.0.0.1' }));
  commune = await makeBody(it, { name: 'Salles-les-Tours' });
});
after(async () => {
  await trial.close();
  await app.close();
  await it.close();
});

const serving = (): Promise<TestPerson> => makePerson(it, [{ in: commune, roles: ['body-administrator', 'dgs'] }]);
const tell = (person: TestPerson, title: string, importance: 'normal' | 'high' = 'normal'): Promise<void> =>
  inContext(it.house, { actor: job, organisation: commune.id }, (ctx) =>
    notify(ctx, { personId: person.id, what: 'leave.approved', title, href: `/o/${commune.slug}`, key: title, importance }),
  );
const bell = (page: Page, words: string) => page.getByRole('link', { name: `Notifications, ${words}` });

async function visit(address: string, person: TestPerson, how: Visit = {}): Promise<Page> {
  return trial.visit(address, { cookie: await sessionOf(app, person), ...how });
}

test('what is told and what was written pass axe and fit, light and dark, wide and narrow', async () => {
  const person = await serving();
  await tell(person, 'Votre congé du 2 au 6 mars est accepté');
  await tell(person, 'Le devis n° 2026-014 attend votre réponse avant le 30 novembre', 'high');
  const id = await writeMail('Votre devis n° 2026-014');
  for (const address of ['/notifications', `/o/${commune.slug}/messages/${id}`]) {
    const page = await visit(address, person);
    await look(page, address.replaceAll('/', '_'));
    await page.context().close();
  }
});

test('the bell counts what is told while one looks, in every tab, and what is read', async () => {
  const person = await serving();
  const page = await visit('/notifications', person);
  await bell(page, 'aucune non lue').waitFor();
  const other = await page.context().newPage();
  await other.goto(`${trial.url}/compte`);
  await bell(other, 'aucune non lue').waitFor();
  await tell(person, 'Votre congé est accepté');
  for (const tab of [page, other]) await bell(tab, '1 non lue').waitFor();
  await page.getByRole('status').filter({ hasText: 'Nouvelle notification' }).waitFor({ state: 'attached' });
  await page.getByRole('link', { name: 'Non lue : Votre congé est accepté' }).waitFor();
  await tell(person, 'Votre congé est refusé');
  for (const tab of [page, other]) await bell(tab, '2 non lues').waitFor();
  await page.getByRole('button', { name: 'Marquer comme lue : Votre congé est refusé' }).click();
  for (const tab of [page, other]) await bell(tab, '1 non lue').waitFor();
  await page.getByRole('button', { name: 'Tout marquer comme lu' }).press('Enter');
  for (const tab of [page, other]) await bell(tab, 'aucune non lue').waitFor();
  await page.getByText('Vous avez tout lu.').waitFor();
  await page.context().close();
});

test('the bell comes back after the network did', async () => {
  const person = await serving();
  const page = await visit('/compte', person);
  await bell(page, 'aucune non lue').waitFor();
  await page.context().setOffline(true);
  await tell(person, 'Dit pendant la coupure');
  await page.context().setOffline(false);
  await bell(page, '1 non lue').waitFor();
  await page.context().close();
});

test('a notice leads to what it is about, and is then read', async () => {
  const person = await serving();
  await tell(person, 'Votre congé est accepté');
  const page = await visit('/notifications', person);
  await page.getByRole('link', { name: 'Votre congé est accepté' }).click();
  await page.waitForURL(`${trial.url}/o/${commune.slug}`);
  await bell(page, 'aucune non lue').waitFor();
  await page.context().close();
});

test('the choice of mails is kept', async () => {
  const person = await serving();
  const page = await visit('/notifications', person);
  assert.equal(await page.getByRole('radio', { name: 'Aussitôt si l’on attend ma réponse' }).isChecked(), true);
  await page.getByRole('radio', { name: 'Jamais' }).click();
  await page.getByText('Votre choix est enregistré.').waitFor();
  await page.reload();
  await page.getByRole('radio', { name: 'Jamais' }).waitFor();
  assert.equal(await page.getByRole('radio', { name: 'Jamais' }).isChecked(), true);
  await page.context().close();
});

test('the account names the bodies that one serves, in French', async () => {
  const page = await visit('/compte', await serving());
  const row = page.getByRole('row', { name: /Salles-les-Tours/ });
  await row.getByText('Administration de la collectivité, Direction générale').waitFor();
  await page.getByRole('button', { name: /Compte de Camille Essai/ }).click();
  await page.getByRole('group', { name: 'Compte' }).getByRole('link', { name: 'Mon compte' }).waitFor();
  await page.context().close();
});

test('closing the other sessions locks their pages at once, without losing what they show', async () => {
  const person = await serving();
  const here = await visit('/compte', person);
  const there = await visit('/notifications', person);
  await bell(there, 'aucune non lue').waitFor();
  await here.reload();
  await here.getByRole('button', { name: 'Fermer toutes les autres sessions' }).click();
  const dialog = here.getByRole('dialog', { name: 'Fermer toutes vos autres sessions ?' });
  await dialog.getByRole('button', { name: 'Fermer les autres sessions' }).click();
  await here.getByText('Votre autre session est fermée.').waitFor();
  const lost = there.getByRole('dialog', { name: 'Votre session a pris fin' });
  await lost.getByLabel('Adresse électronique').fill(person.email);
  await lost.getByLabel('Mot de passe', { exact: true }).fill(person.password);
  await lost.getByRole('button', { name: 'Se connecter' }).click();
  await lost.waitFor({ state: 'hidden' });
  await tell(person, 'Dit après la reconnexion');
  await bell(there, '1 non lue').waitFor();
  await here.context().close();
  await there.context().close();
});

test('the password form says refusals beside the field, and changes the password', async () => {
  const person = await serving();
  const page = await visit('/compte', person);
  const [current, next] = [page.locator('input[autocomplete=current-password]'), page.locator('input[autocomplete=new-password]')];
  const submit = page.getByRole('button', { name: 'Changer le mot de passe' });
  await current.fill('pas le bon');
  await next.fill('une autre phrase de passe');
  await submit.click();
  await page.getByRole('alert').filter({ hasText: 'Le mot de passe actuel n’est pas celui-ci.' }).waitFor();
  assert.equal(await current.getAttribute('aria-invalid'), 'true');
  await current.fill(person.password);
  await next.fill('trop court');
  await submit.click();
  await page.getByRole('alert').filter({ hasText: 'au moins 12 caractères' }).waitFor();
  assert.deepEqual([await current.getAttribute('aria-invalid'), await next.getAttribute('aria-invalid')], [null, 'true']);
  assert.deepEqual(await faults(page), []);
  await next.fill('une autre phrase de passe');
  await next.press('Enter');
  await page.getByText(/Votre mot de passe est changé/).waitFor();
  assert.equal(await next.inputValue(), '');
  await page.context().close();
});

test('a message is read as text, then as it looks, where no script runs', async () => {
  const person = await serving();
  const subject = 'Votre devis n° 2026-015';
  await writeMail(subject);
  const page = await visit(`/o/${commune.slug}/messages?state=kept`, person);
  await page.getByRole('link', { name: subject }).click();
  await page.getByText('Il est prêt : répondez avant le 30 novembre.').waitFor();
  const opened = page.context().waitForEvent('page');
  await page.getByRole('link', { name: /Voir la mise en forme/ }).click();
  const letter = await opened;
  await letter.getByRole('heading', { name: subject }).waitFor();
  assert.equal(await letter.evaluate(() => globalThis.origin), 'null');
  await page.context().close();
});

async function writeMail(subject: string): Promise<string> {
  const id = await inContext(it.house, { actor: job, organisation: commune.id }, (ctx) =>
    sendMail(ctx, {
      to: { name: 'Jo Essai', address: 'jo@exemple.fr' },
      subject,
      content: { greeting: 'Bonjour,', paragraphs: ['Il est prêt : répondez avant le 30 novembre.'], action: { label: 'Voir le devis', path: '/' } },
    }),
  );
  await it.settle();
  return id;
}
