// SPDX-License-Identifier: EUPL-1.2
import type { Transaction } from 'kysely';
import { acrossOrganisations } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import { openAccount, openMandate } from './open-account.ts';
import type { Tables } from './tables.ts';

const PASSWORD = 'beffroi-demonstration';

type Serving = { slug: string; kind?: 'agent' | 'elected' | 'external'; roles: string[]; title: string };
type DemoPerson = { givenName: string; familyName: string; email: string; serves: Serving[] };

const gironde = (roles: string[], title: string): Serving => ({ slug: 'gironde-numerique', roles, title });
const cdg = (roles: string[], title: string): Serving => ({ slug: 'cdg-47', roles, title });

/** Everybody here is invented. */
const people: readonly DemoPerson[] = [
  {
    givenName: 'Alix',
    familyName: 'Tillac',
    email: 'alix@gironde.exemple',
    serves: [gironde(['administrator'], 'Directrice des services numériques')],
  },
  {
    givenName: 'Sacha',
    familyName: 'Brune',
    email: 'sacha@gironde.exemple',
    serves: [gironde(['administrator', 'account-manager'], 'Responsable du catalogue')],
  },
  { givenName: 'Noa', familyName: 'Carrelet', email: 'noa@gironde.exemple', serves: [gironde(['account-manager'], 'Chargé de clientèle')] },
  { givenName: 'Charlie', familyName: 'Estey', email: 'charlie@gironde.exemple', serves: [gironde(['accountant'], 'Comptable')] },
  {
    givenName: 'Robin',
    familyName: 'Palombe',
    email: 'robin@cdg47.exemple',
    serves: [cdg(['administrator', 'account-manager'], 'Responsable du pôle numérique')],
  },
  { givenName: 'Lou', familyName: 'Tourtière', email: 'lou@cdg47.exemple', serves: [cdg(['administrator'], 'Directeur général des services')] },
  {
    givenName: 'Camille',
    familyName: 'Gabare',
    email: 'camille@coteaux.exemple',
    serves: [{ slug: 'cc-les-coteaux-bordelais-243301355', roles: ['dgs', 'body-administrator'], title: 'Directrice générale des services' }],
  },
];

/** Invented people for the bodies of the demonstration. Repeatable: who is there already is left alone. */
export async function demonstration(house: House): Promise<void> {
  await acrossOrganisations<Tables, void>(house.db, 'people.demonstration', 'charger la démonstration', async (tx) => {
    for (const person of people) if (!(await isThere(tx, person.email))) await welcome(tx, house, person);
  });
}

/** The accounts, for whoever starts the demonstration. */
export function signIns(): string[] {
  const lines = people.map(({ email, serves }) => `  ${email.padEnd(26)} ${serves.map(({ title, slug }) => `${title} (${slug})`).join(', ')}`);
  return ['', `Comptes de démonstration (mot de passe : ${PASSWORD}) :`, ...lines];
}

async function isThere(tx: Transaction<Tables>, email: string): Promise<boolean> {
  const found = await tx.selectFrom('people.credential').select('id').where('login', '=', email).executeTakeFirst();
  return found !== undefined;
}

async function welcome(tx: Transaction<Tables>, house: House, { serves, ...account }: DemoPerson): Promise<void> {
  const at = house.clock.now();
  const personId = await openAccount(tx, { ...account, password: PASSWORD, at });
  for (const { slug, roles, title } of serves) {
    const body = await tx.selectFrom('organisations.body').select('id').where('slug', '=', slug).executeTakeFirst();
    if (!body) throw new Error(`the demonstration has no body ${slug}`);
    const beginsOn = Temporal.PlainDate.from('2024-01-01');
    await openMandate(tx, { organisationId: body.id, personId, roles, title, email: account.email, beginsOn, at });
  }
}
