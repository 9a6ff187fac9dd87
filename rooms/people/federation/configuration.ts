// SPDX-License-Identifier: EUPL-1.2
/** What a provider says of itself, remembered, and a breaker that stops asking one that does not answer. */
import * as client from 'openid-client';
import type { House } from '#platform/house.ts';
import { outgoing } from '#platform/http/outgoing.ts';
import type { Provider } from './provider.ts';

const FRESH = { hours: 1 };
// A provider whose discovery document alone is out of reach may well still sign in: what it said lately serves.
const STALE = { hours: 24 };
const FAULTS_THAT_OPEN = 3;
const PAUSE = { seconds: 30 };
/** Clocks of serious servers differ by seconds; a token is not believed for longer. */
const CLOCK_TOLERANCE_S = 30;
const TIMEOUT_MS = 4_000;

/** A provider that does not answer, or not as OpenID Connect says. */
export class ProviderDown extends Error {
  constructor(cause?: unknown) {
    super('the identity provider does not answer', { cause });
    this.name = 'ProviderDown';
  }
}

type Known = {
  server: string;
  credentials: string;
  config: client.Configuration | null;
  freshUntil: Temporal.Instant;
  staleUntil: Temporal.Instant;
  faults: number;
  pausedUntil: Temporal.Instant | null;
};

const known = new WeakMap<House, Map<string, Known>>();

/** What is needed to speak to a provider. Rejects with `ProviderDown`, at once while the breaker is open. */
export async function configurationOf(house: House, provider: Provider): Promise<client.Configuration> {
  const state = stateOf(house, provider);
  const now = house.clock.now();
  if (state.config && isBefore(now, state.freshUntil)) return state.config;
  if (isPaused(state, now)) return staleOr(state, now);
  try {
    state.config = await discover(house, provider);
  } catch (error) {
    sayFault(house, provider);
    if (state.config && isBefore(now, state.staleUntil)) return state.config;
    throw new ProviderDown(error);
  }
  state.freshUntil = now.add(FRESH);
  state.staleUntil = now.add(STALE);
  return state.config;
}

/** Counts a fault of the network or of the provider; some in a row open the breaker for half a minute. */
export function sayFault(house: House, provider: Provider): void {
  const state = stateOf(house, provider);
  state.faults += 1;
  if (state.faults >= FAULTS_THAT_OPEN) state.pausedUntil = house.clock.now().add(PAUSE);
}

/** A sign-in went through: past faults count no more. */
export function sayWell(house: House, provider: Provider): void {
  const state = stateOf(house, provider);
  state.faults = 0;
  state.pausedUntil = null;
}

/** Whether the breaker is open: the door says so before anybody tries. */
export function isDown(house: House, provider: Pick<Provider, 'key' | 'server' | 'clientId' | 'clientSecret'>): boolean {
  return isPaused(stateOf(house, provider), house.clock.now());
}

/** Asks the provider anew, whatever is remembered: for whoever mends a setting. Rejects with `ProviderDown`. */
export async function discoverAnew(house: House, provider: Provider): Promise<client.Configuration> {
  statesOf(house).delete(provider.key);
  return configurationOf(house, provider);
}

function staleOr(state: Known, now: Temporal.Instant): client.Configuration {
  if (state.config && isBefore(now, state.staleUntil)) return state.config;
  throw new ProviderDown();
}

async function discover(house: House, provider: Provider): Promise<client.Configuration> {
  const fetch = outgoing(house.settings, { timeoutMs: TIMEOUT_MS });
  const insecure = house.settings.mode === 'development' ? [client.allowInsecureRequests] : [];
  const config = await client.discovery(
    new URL(provider.server),
    provider.clientId,
    {
      client_secret: provider.clientSecret,
      [client.clockTolerance]: CLOCK_TOLERANCE_S,
    },
    provider.tokenMethod === 'client_secret_post' ? client.ClientSecretPost(provider.clientSecret) : client.ClientSecretBasic(provider.clientSecret),
    { execute: [...insecure, client.enableNonRepudiationChecks], [client.customFetch]: fetch, timeout: TIMEOUT_MS / 1000 },
  );
  config[client.customFetch] = fetch;
  return config;
}

function stateOf(house: House, provider: Pick<Provider, 'key' | 'server' | 'clientId' | 'clientSecret'>): Known {
  const states = statesOf(house);
  const credentials = `${provider.clientId} ${provider.clientSecret}`;
  const kept = states.get(provider.key);
  if (kept && kept.server === provider.server && kept.credentials === credentials) return kept;
  const now = house.clock.now();
  const made: Known = { server: provider.server, credentials, config: null, freshUntil: now, staleUntil: now, faults: 0, pausedUntil: null };
  states.set(provider.key, made);
  return made;
}

function statesOf(house: House): Map<string, Known> {
  const states = known.get(house) ?? new Map<string, Known>();
  known.set(house, states);
  return states;
}

function isPaused({ pausedUntil }: Known, now: Temporal.Instant): boolean {
  return pausedUntil !== null && isBefore(now, pausedUntil);
}

function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) < 0;
}
