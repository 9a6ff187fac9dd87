// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto';
import type { Beside } from '#platform/cli/serve.ts';
import { inNoOrganisation } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import type { Settings } from '#platform/settings.ts';
import { openSimulator } from './open-simulator.ts';
import type { Person } from './world.ts';

const PREFIX = '/simulateurs/proconnect/';
const CLIENT = 'beffroi-demonstration';

type Invented = { givenName: string; familyName: string; email: string; slug: string };

/** A ProConnect beside the demonstration, where its invented people sign in. One that the settings name already is left in its place. */
export async function besideDemonstration(settings: Settings, people: readonly Invented[]): Promise<Beside> {
  const clientSecret = randomBytes(24).toString('base64url');
  const directory: Person[] = [];
  const back = `${settings.publicUrl}/connexion/federation/proconnect`;
  const simulator = await openSimulator({
    origin: `${settings.publicUrl}${PREFIX.slice(0, -1)}`,
    services: [
      { clientId: CLIENT, clientSecret, name: 'Beffroi', redirectUris: [`${back}/retour`], postLogoutUris: [`${back}/sortie`], signature: 'ES256' },
    ],
    identityProviders: [
      {
        kind: 'invented',
        id: 'a3d6f0b2-9c44-4a6e-8f51-5d2b7c1e9a10',
        name: 'Annuaire inventé de la démonstration',
        domains: [...new Set(people.map(({ email }) => email.split('@')[1] ?? ''))],
        people: directory,
      },
    ],
  });
  return {
    settings: settings.proconnect ? settings : { ...settings, proconnect: { discoveryUrl: simulator.discoveryUrl, clientId: CLIENT, clientSecret } },
    prefix: PREFIX,
    handle: simulator.handle,
    ready: async (house) => {
      directory.push(...(await peopleWithSiret(house, people)));
    },
  };
}

async function peopleWithSiret(house: House, people: readonly Invented[]): Promise<Person[]> {
  type Body = { 'organisations.body': { slug: string; siren: string | null } };
  const bodies = await inNoOrganisation<Body, { slug: string; siren: string | null }[]>(house.db, (tx) =>
    tx
      .selectFrom('organisations.body')
      .select(['slug', 'siren'])
      .where('slug', 'in', [...new Set(people.map(({ slug }) => slug))])
      .execute(),
  );
  const sirens = new Map(bodies.map(({ slug, siren }) => [slug, siren]));
  return people.flatMap(({ givenName, familyName, email, slug }) => {
    const siren = sirens.get(slug);
    return siren ? [{ email, givenName, usualName: familyName, siret: `${siren}${nic(siren)}`, uid: email }] : [];
  });
}

// The first establishment, with the key that makes the whole a SIRET.
function nic(siren: string): string {
  for (let key = 0; key < 10; key++) if (luhn(`${siren}0001${key}`) % 10 === 0) return `0001${key}`;
  throw new Error('one digit in ten makes a valid key');
}

function luhn(digits: string): number {
  return [...digits].reverse().reduce((sum, digit, place) => {
    const doubled = place % 2 === 1 ? Number(digit) * 2 : Number(digit);
    return sum + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
}
