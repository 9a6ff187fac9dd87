// SPDX-License-Identifier: EUPL-1.2
/** What happens to a convention once it stands, on the screens of those who decide it: suspended, resumed, its term, its first day, its end. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { needs } from '#platform/testing/peer.ts';
import { makePerson, sessionOf, type TestBody, type TestPerson } from '#rooms/people/testing.ts';
import { makeOperator, type TestOperator } from '#rooms/quotes/testing.ts';
import { look, tryScreens, type Screens } from '#ui/testing/try-screens.ts';
import { packageInForce, territoryInForce } from '../../successions/testing.ts';
import { bodiesWhere, communesOf, COTEAUX, makeCdg, openAdhesionHouse, read } from '../../testing.ts';

const chromium = needs('chromium', 'chromium');
const DURAS = '47086';

let screens: Screens;
let gironde: TestOperator;
let cdg: TestOperator;
let epci: TestBody;
let commune: TestBody;
let duras: TestBody;
let manager: Page;

before(async () => {
  if (chromium.skip) return;
  screens = await tryScreens((settings) => openAdhesionHouse([], settings));
  const { it } = screens;
  gironde = await makeOperator(it, 'gironde-numerique');
  cdg = await makeCdg(it, { sirens: ['244700449'] });
  epci = (await bodiesWhere(it, `siren = '${COTEAUX}'`))[0] ?? assert.fail();
  const members = await communesOf(it, epci);
  commune = members[0] ?? assert.fail();
  duras = (await bodiesWhere(it, `insee = '${DURAS}'`))[0] ?? assert.fail();
  const days = { beginsOn: '2026-01-01', endsOn: '2028-12-31' };
  await territoryInForce(it, gironde, { epci, siren: COTEAUX, members, edition: 'gironde-numerique-2017', ...days });
  const items = [{ offer: 'forfait-metiers' }, { offer: 'forfait-technologie' }];
  await packageInForce(it, cdg, { body: duras, request: { edition: 'cdg47-deux-forfaits', for: { insee: DURAS }, items }, ...days });
  manager = await asPerson(gironde.managerPerson);
});
after(() => screens?.close());

const asPerson = async (person: TestPerson): Promise<Page> => screens.visit('/', { cookie: await sessionOf(screens.app, person) });
const at = (body: TestBody, path: string) => `${screens.url}/o/${body.slug}${path}`;
const conventionOf = async (operator: TestOperator, beneficiary: TestBody) => {
  const { rows } = await read<{ rows: { id: string; beneficiary: { id: string } }[] }>(
    operator.manager,
    operator.body,
    '/adhesions/conventions?size=100',
  );
  return rows.find((row) => row.beneficiary.id === beneficiary.id)?.id ?? assert.fail(beneficiary.name);
};
async function day(within: Page | Locator, label: RegExp, typed: string): Promise<void> {
  const field = within.getByRole('textbox', { name: label }).first();
  await field.fill(typed);
  await field.press('Tab');
}

test('a territory is suspended with its reason, every member reads it, and it is resumed', chromium, async () => {
  await manager.goto(at(gironde.body, `/adhesions/conventions/${await conventionOf(gironde, epci)}`));
  await manager.getByRole('button', { name: 'Suspendre' }).click();
  const dialog = manager.getByRole('dialog');
  await dialog.getByText('Tout le territoire est suspendu').waitFor();
  await day(dialog, /^À compter du/, '21/11/2026');
  await dialog.getByRole('button', { name: 'Suspendre la convention' }).click();
  await dialog.getByText('Dites pourquoi en quelques mots.').first().waitFor();
  await dialog.getByLabel('Motif').fill('Participation impayée depuis deux ans');
  await dialog.getByRole('button', { name: 'Suspendre la convention' }).click();
  await manager.getByText('Convention suspendue', { exact: true }).waitFor();
  await look(manager, 'convention-suspendue');

  const secretary = await asPerson(await makePerson(screens.it, [{ in: commune, roles: ['secretary', 'dgs'] }]));
  await secretary.goto(at(commune, '/mon-adhesion/histoire'));
  await secretary.getByText('Suspendue : aucun service ne pouvait être utilisé').waitFor();
  await secretary.getByText('Suspendue : Participation impayée depuis deux ans').waitFor();
  await look(secretary, 'histoire-membre');
  await secretary.goto(at(commune, '/mon-adhesion'));
  await secretary.getByText(/rien de ce qui suit ne peut être utilisé/).waitFor();
  await look(secretary, 'mon-adhesion-suspendue');
  await secretary.context().close();

  await manager.getByRole('button', { name: 'Rétablir' }).click();
  await manager.getByRole('button', { name: 'Rétablir la convention' }).click();
  await manager.getByText('Convention suspendue', { exact: true }).waitFor({ state: 'detached' });
  await manager.getByText('Rétablie', { exact: true }).waitFor();
});

test('the clause of its term is written word for word, and holds from then on', chromium, async () => {
  await manager.getByRole('button', { name: 'Inscrire la clause de terme' }).click();
  const dialog = manager.getByRole('dialog');
  await dialog.getByLabel('Elle se reconduit tacitement, sauf dénonciation').check();
  await dialog.getByLabel('Préavis').fill('6');
  await dialog.getByLabel(/^Clause de la convention/).fill('La convention se renouvelle par tacite reconduction, sauf préavis de six mois.');
  await dialog.getByRole('button', { name: 'Enregistrer la clause' }).click();
  await manager.getByText('Tacite, préavis de 6 mois', { exact: true }).waitFor();
  await manager.getByText(/^« La convention se renouvelle par tacite reconduction/).waitFor();
});

test('a commune leaves: it stays in the past, and is gone from the roster after its last day', chromium, async () => {
  await manager.goto(at(gironde.body, `/adhesions/conventions/${await conventionOf(gironde, commune)}`));
  await manager.getByRole('button', { name: 'Mettre fin' }).click();
  const dialog = manager.getByRole('dialog');
  await day(dialog, /^Dernier jour/, '31/12/2026');
  await dialog.getByLabel('Motif').fill('Retrait voté par le conseil municipal');
  await dialog.getByRole('button', { name: 'Mettre fin à la convention' }).click();
  await manager.getByText(/^Fin fixée au 31 décembre 2026/).waitFor();
  await manager.getByRole('link', { name: 'Histoire de la collectivité' }).click();
  await manager.getByRole('heading', { level: 1, name: commune.name }).waitFor();
  await manager.getByText(/Retrait voté par le conseil municipal/).waitFor();
  await look(manager, 'histoire');
  await manager.goto(at(gironde.body, '/adhesions/membres?on=2026-12-31'));
  await manager.getByText('9 résultats').waitFor();
  await look(manager, 'membres');
  await manager.goto(at(gironde.body, '/adhesions/membres?on=2027-01-01'));
  await manager.getByText('8 résultats').waitFor();
  assert.equal(await manager.getByRole('link', { name: commune.name, exact: true }).count(), 0);
});

test('the register is read for one territory or one payer', chromium, async () => {
  await manager.goto(at(gironde.body, '/adhesions/conventions'));
  await manager.getByText('9 résultats').waitFor();
  await manager.getByRole('combobox', { name: 'Payeur' }).fill(commune.name);
  await manager
    .getByRole('option', { name: new RegExp(`^${commune.name}`) })
    .first()
    .click();
  await manager.getByText('Aucune convention pour ce choix').waitFor();
  await manager.goto(at(gironde.body, `/adhesions/conventions?territory=${epci.id}`));
  await manager.getByText('9 résultats').waitFor();
  assert.equal(await manager.getByRole('combobox', { name: 'Territoire' }).inputValue(), epci.name);
  await look(manager, 'registre-territoire');
});

test('the first day is changed by the body, agreed by the operator; then a package leaves by a rider', chromium, async () => {
  const mayor = await asPerson(await makePerson(screens.it, [{ in: duras, roles: ['president', 'dgs'] }]));
  const convention = await conventionOf(cdg, duras);
  await mayor.goto(at(duras, `/mon-adhesion/conventions/${convention}`));
  const section = mayor.getByRole('region', { name: 'Première mise en service' });
  await section.getByRole('button', { name: 'Proposer un autre jour' }).click();
  const dialog = mayor.getByRole('dialog');
  await day(dialog, /^Jour proposé/, '12/12/2026');
  await dialog.getByRole('button', { name: 'Proposer ce jour' }).click();
  await dialog
    .getByText(/n’est pas un jour ouvré/)
    .first()
    .waitFor();
  await day(dialog, /^Jour proposé/, '14/12/2026');
  await dialog.getByLabel('Message à l’autre partie').fill('La salle du conseil est libre.');
  await dialog.getByRole('button', { name: 'Proposer ce jour' }).click();
  await section.getByText('Vous avez proposé ce jour').waitFor();

  const operator = await asPerson(cdg.managerPerson);
  await operator.goto(at(cdg.body, '/adhesions/mises-en-service'));
  await operator.getByText('À convenir').waitFor();
  await operator.getByRole('link', { name: duras.name }).click();
  await operator.getByRole('button', { name: 'Convenir de ce jour' }).click();
  await operator.getByText('Convenue', { exact: true }).waitFor();
  await look(operator, 'mise-en-service');
  await operator.context().close();

  await mayor.getByRole('button', { name: 'Retirer un forfait' }).click();
  await dialog.getByLabel(/TECHNOLOGIE/).check();
  await day(dialog, /^Dernier jour/, '31/12/2026');
  await dialog.getByLabel('Motif').fill('Le matériel est désormais hébergé');
  await look(mayor, 'retirer-un-forfait');
  await dialog.getByRole('button', { name: 'Ouvrir le dossier de l’avenant' }).click();
  await mayor.getByRole('heading', { level: 1, name: /^Dossier AVE-/ }).waitFor();
  await mayor.context().close();
});
