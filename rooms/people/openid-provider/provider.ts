// SPDX-License-Identifier: EUPL-1.2
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import type { House } from '#platform/house.ts';
import { KEYS_CHANNEL, readKeys } from './signing-keys.ts';

export type OpenProvider = { provider: Provider; answer: (request: IncomingMessage, response: ServerResponse) => Promise<void> };

type Known = { version: string; open: OpenProvider; readAt: number; hears: Promise<void> };

// The turn of a key is published a week before: a minute of delay harms nobody.
const KEYS_KEPT_MS = 60_000;
const known = new WeakMap<House, Known>();
const opening = new WeakMap<House, Promise<OpenProvider>>();

/** The address that applications know this house by. */
export function issuerOf(house: House): string {
  return `${house.settings.publicUrl}/oidc`;
}

/** The provider of this house, made on first use and made anew when its keys change; requests under way end with the one they began with. */
export async function openIdProvider(house: House): Promise<OpenProvider> {
  const kept = known.get(house);
  if (kept && kept.readAt + KEYS_KEPT_MS > house.clock.now().epochMilliseconds) return kept.open;
  const underWay = opening.get(house) ?? refresh(house).finally(() => opening.delete(house));
  opening.set(house, underWay);
  return underWay;
}

async function refresh(house: House): Promise<OpenProvider> {
  const kept = known.get(house);
  // A stolen key is withdrawn in every process at once.
  const hears = kept?.hears ?? house.db.listen(KEYS_CHANNEL, () => void forgetReading(house));
  await hears;
  const readAt = house.clock.now().epochMilliseconds;
  const keys = await readKeys(house);
  // Loaded on first use: commands and workers that never meet an application do without it.
  const { makeProvider } = await import('./make-provider.ts');
  const open = kept?.version === keys.version ? kept.open : makeProvider(house, issuerOf(house), keys);
  known.set(house, { version: keys.version, open, readAt, hears });
  return open;
}

function forgetReading(house: House): void {
  const kept = known.get(house);
  if (kept) known.set(house, { ...kept, readAt: 0 });
}
