// SPDX-License-Identifier: EUPL-1.2
import type { Exchange } from './http.ts';
import { askIdentityProvider } from './identity-provider.ts';
import { sendIdentityPage } from './pages.ts';
import type { IdentityProvider, Interaction, World } from './world.ts';

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
