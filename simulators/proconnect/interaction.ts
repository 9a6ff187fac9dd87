// SPDX-License-Identifier: EUPL-1.2
import { enter } from './enter.ts';
import { sendTo, type Exchange } from './http.ts';
import { leadTo } from './lead-to.ts';
import { sendAddressPage, sendError } from './pages.ts';
import type { World } from './world.ts';

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
    acr: person.hasSecondFactor ? 'eidas1-mfa' : 'eidas1',
    amr: person.hasSecondFactor ? ['pwd', 'totp', 'mfa'] : ['pwd'],
  });
}
