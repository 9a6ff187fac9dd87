// SPDX-License-Identifier: EUPL-1.2
import { newCode } from './authorize.ts';
import type { Exchange } from './http.ts';
import { sendTo, setSession } from './http.ts';
import { askIdentityProvider } from './identity-provider.ts';
import { sendAddressPage, sendError, sendIdentityPage } from './pages.ts';
import { randomId, type Identity, type IdentityProvider, type Interaction, type World } from './world.ts';

/** POST /api/v2/interaction/:id/:step */
export async function interact(exchange: Exchange, world: World, id: string, step: string): Promise<void> {
  const interaction = world.interactions.get(id);
  if (!interaction) return sendError(exchange, 400, 'Y000400', 'Cette demande a expiré.');
  const { request } = interaction;
  const email = exchange.form.get('email')?.trim().toLowerCase() ?? '';
  if (step === 'renoncer') {
    world.interactions.delete(id);
    return sendTo(exchange, request['redirect_uri'] ?? '', { error: 'access_denied', state: request['state'], iss: world.issuer });
  }
  const provider = world.identityProviders.find(({ domains }) => domains.includes(email.split('@')[1] ?? ''));
  if (!provider) return sendAddressPage(exchange, world, id, { email, fault: 'Aucun fournisseur d’identité ne répond pour ce domaine.' });
  if (step === 'adresse') return leadTo(exchange, world, interaction, provider, email);
  const person = provider.kind === 'invented' ? provider.people.find((each) => each.email === email) : undefined;
  if (step !== 'identite' || !person) return sendError(exchange, 400, 'Y000400', 'Personne inconnue.');
  const { givenName, usualName, siret, uid, phone } = person;
  return enter(exchange, world, interaction, {
    provider: provider.id,
    claims: { email, given_name: givenName, usual_name: usualName, siret, uid, ...(phone && { phone_number: phone }) },
    acr: person.hasSecondFactor ? 'eidas2' : 'eidas1',
    amr: person.hasSecondFactor ? ['pwd', 'totp', 'mfa'] : ['pwd'],
  });
}

/** Leads to an identity provider: a page here for an invented one, away for a real one. */
export async function leadTo(
  exchange: Exchange,
  world: World,
  interaction: Interaction,
  provider: IdentityProvider,
  email: string | undefined,
): Promise<void> {
  if (provider.kind === 'openid') return askIdentityProvider(exchange, world, interaction, provider, email);
  const named = provider.people.filter((person) => person.email === email);
  return sendIdentityPage(exchange, world, interaction.id, provider, named.length > 0 ? named : provider.people);
}

/** Opens its session and sends the browser back to the service with a code. */
export function enter(exchange: Exchange, world: World, interaction: Interaction, identity: Identity, idToken: string | null = null): void {
  const { request, service, id } = interaction;
  world.interactions.delete(id);
  const session = { id: randomId(), identity, openedAt: Date.now(), idToken };
  world.sessions.set(session.id, session);
  setSession(exchange, world.origin, session.id);
  const code = newCode(world, { request, service }, identity, session.openedAt);
  sendTo(exchange, request['redirect_uri'] ?? '', { code, state: request['state'], iss: world.issuer });
}
