// SPDX-License-Identifier: EUPL-1.2
import type { Transaction } from 'kysely';
import { acrossOrganisations } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import { demonstrateSharing } from './demonstrate-sharing.ts';
import { demonstrateWork } from './demonstrate-work.ts';
import { relyOnProConnect } from './federation/rely-on-proconnect.ts';
import { openAccount, openMandate } from './open-account.ts';
import type { Tables } from './tables.ts';

const PASSWORD = 'beffroi-demonstration';

type Serving = { slug: string; kind?: 'agent' | 'elected' | 'external'; roles: string[]; title: string; from?: string; until?: string };
type DemoPerson = { givenName: string; familyName: string; email: string; serves: Serving[] };

const gironde = (roles: string[], title: string): Serving => ({ slug: 'gironde-numerique', roles, title });
const cdg = (roles: string[], title: string): Serving => ({ slug: 'cdg-47', roles, title });
const secretary = (slug: string): Serving => ({ slug, roles: ['secretary', 'body-administrator'], title: 'Secrétaire de mairie' });
// Six years from the second round of the municipal elections of 2026.
const elected = (slug: string, roles: string[], title: string): Serving => ({
  slug,
  kind: 'elected',
  roles,
  title,
  from: '2026-03-22',
  until: '2032-03-21',
});

const COTEAUX = 'cc-les-coteaux-bordelais-243301355';

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
    serves: [{ slug: COTEAUX, roles: ['dgs', 'body-administrator'], title: 'Directrice générale des services' }],
  },
  {
    givenName: 'Dominique',
    familyName: 'Lavoir',
    email: 'dominique@coteaux.exemple',
    serves: [secretary('bonnetan-33061'), secretary('camarsac-33083'), secretary('croignon-33141'), secretary('loupes-33252')],
  },
  {
    givenName: 'Maxence',
    familyName: 'Treille',
    email: 'maxence@croignon.exemple',
    serves: [elected('croignon-33141', ['president'], 'Maire')],
  },
  {
    givenName: 'Claude',
    familyName: 'Ormeau',
    email: 'claude@tresses.exemple',
    serves: [
      elected('tresses-33535', ['elected'], 'Adjointe au maire chargée des finances'),
      elected(COTEAUX, ['elected'], 'Conseillère communautaire'),
    ],
  },
  {
    givenName: 'Ange',
    familyName: 'Coquelicot',
    email: 'ange@bonnetan.exemple',
    serves: [{ slug: 'bonnetan-33061', roles: ['agent'], title: 'Agent d’accueil' }],
  },
  {
    givenName: 'Morgan',
    familyName: 'Pergola',
    email: 'morgan@tresses.exemple',
    serves: [{ slug: 'tresses-33535', roles: ['body-administrator'], title: 'Responsable informatique' }],
  },
  {
    givenName: 'Sasha',
    familyName: 'Clairvoie',
    email: 'sasha@tresses.exemple',
    serves: [{ slug: 'tresses-33535', kind: 'external', roles: ['body-dpo'], title: 'Délégué à la protection des données' }],
  },
  {
    givenName: 'Ambre',
    familyName: 'Guérite',
    email: 'ambre@duras.exemple',
    serves: [secretary('duras-47086'), secretary('villeneuve-de-duras-47321')],
  },
  { givenName: 'Swann', familyName: 'Cabestan', email: 'swann@gironde.exemple', serves: [gironde(['technician'], 'Technicien support')] },
  { givenName: 'Eden', familyName: 'Garenne', email: 'eden@gironde.exemple', serves: [gironde(['dpo'], 'Déléguée à la protection des données')] },
  { givenName: 'Yaël', familyName: 'Tamaris', email: 'yael@gironde.exemple', serves: [gironde(['trainer'], 'Formatrice')] },
  { givenName: 'Jo', familyName: 'Pruneraie', email: 'jo@cdg47.exemple', serves: [cdg(['technician'], 'Technicienne informatique')] },
  { givenName: 'Andrea', familyName: 'Gravière', email: 'andrea@cdg47.exemple', serves: [cdg(['accountant'], 'Comptable')] },
];

/** Invented people for the bodies of the demonstration. Repeatable: who is there already is left alone. */
export async function demonstration(house: House): Promise<void> {
  await acrossOrganisations<Tables, void>(house.db, 'people.demonstration', 'charger la démonstration', async (tx) => {
    for (const person of people) if (!(await isThere(tx, person.email))) await welcome(tx, house, person);
    await demonstrateSharing(tx, house.clock.now());
    await relyOnProConnect(tx, house.clock.now(), demonstrationPeople());
  });
  await demonstrateWork(house);
}

/** Who is invented, and the first body that each serves: for those who play the other side. */
export function demonstrationPeople(): { givenName: string; familyName: string; email: string; slug: string }[] {
  return people.flatMap(({ givenName, familyName, email, serves: [first] }) => (first ? [{ givenName, familyName, email, slug: first.slug }] : []));
}

/** The accounts, for whoever starts the demonstration. */
export function signIns(): string[] {
  const lines = people.map(({ email, serves }) => `  ${email.padEnd(26)} ${saysServing(serves)}`);
  const mails = 'Ses courriels se lisent sous /demonstration/courrier, avec un compte de gironde-numerique ou de cdg-47.';
  return ['', `Comptes de démonstration (mot de passe : ${PASSWORD}) :`, ...lines, '', mails];
}

// « Secrétaire de mairie (bonnetan-33061, camarsac-33083) »: one title is said once.
function saysServing(serves: readonly Serving[]): string {
  const titles = [...new Set(serves.map(({ title }) => title))];
  const slugsOf = (title: string): string[] => serves.filter((serving) => serving.title === title).map(({ slug }) => slug);
  return titles.map((title) => `${title} (${slugsOf(title).join(', ')})`).join(', ');
}

async function isThere(tx: Transaction<Tables>, email: string): Promise<boolean> {
  const found = await tx.selectFrom('people.credential').select('id').where('login', '=', email).executeTakeFirst();
  return found !== undefined;
}

async function welcome(tx: Transaction<Tables>, house: House, { serves, ...account }: DemoPerson): Promise<void> {
  const at = house.clock.now();
  const personId = await openAccount(tx, { ...account, password: PASSWORD, at });
  for (const { slug, kind, roles, title, from, until } of serves) {
    const body = await tx.selectFrom('organisations.body').select('id').where('slug', '=', slug).executeTakeFirst();
    if (!body) throw new Error(`the demonstration has no body ${slug}`);
    await openMandate(tx, {
      organisationId: body.id,
      personId,
      kind: kind ?? 'agent',
      roles,
      title,
      email: account.email,
      beginsOn: Temporal.PlainDate.from(from ?? '2024-01-01'),
      endsOn: until ? Temporal.PlainDate.from(until) : null,
      at,
    });
  }
}
