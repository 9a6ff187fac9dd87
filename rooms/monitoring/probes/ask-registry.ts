// SPDX-License-Identifier: EUPL-1.2
import { outgoing } from '#platform/http/outgoing.ts';
import type { ProbeHouse } from './pin.ts';

/** The registry, not the domain, is in trouble: it is no failure of what is watched. */
export class RegistryTrouble extends Error {}

const MOST_HOPS = 4;
const LIST_TIMEOUT_MS = 4_000;
/** How long a registry that asked for patience without saying how much is left alone, and the most that is believed. */
const PATIENCE_MS = 600_000;
const MOST_PATIENCE_MS = 21_600_000;
const leftAlone = new Map<string, number>();

/**
 * Asks for JSON, following registries that send on to one another (RFC 7480 §5.2); each address is checked as the first was. A registry that
 * limits its rate (429, RFC 7480 §5.5) or is closed for a while (503) is not asked again before it said. Rejects with `RegistryTrouble`.
 */
export async function askRegistry(house: ProbeHouse, url: URL, signal: AbortSignal): Promise<{ status: number; json: unknown }> {
  const send = outgoing(house.settings, { resolve: house.resolve, timeoutMs: LIST_TIMEOUT_MS });
  let address = url;
  for (let hop = 0; hop < MOST_HOPS; hop++) {
    if ((leftAlone.get(address.origin) ?? 0) > Date.now()) throw new RegistryTrouble('Le registre limite le nombre de questions');
    const answer = await send(address, { headers: { accept: 'application/rdap+json, application/json' }, signal }).catch(() => {
      throw new RegistryTrouble('Le registre ne répond pas');
    });
    if (answer.status === 429 || answer.status === 503) {
      leftAlone.set(address.origin, Date.now() + patienceOf(answer.headers.get('retry-after')));
      throw new RegistryTrouble('Le registre limite le nombre de questions');
    }
    const next = answer.headers.get('location');
    if (answer.status < 300 || answer.status > 399 || !next || !URL.canParse(next, address))
      return { status: answer.status, json: await answer.json().catch(() => null) };
    address = new URL(next, address);
  }
  throw new RegistryTrouble('Le registre renvoie sans fin d’une adresse à l’autre');
}

/** Seconds or a date (RFC 9110 §10.2.3). */
function patienceOf(written: string | null): number {
  const seconds = Number(written);
  const ms = written === null ? PATIENCE_MS : Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(written) - Date.now();
  return Number.isNaN(ms) ? PATIENCE_MS : Math.min(Math.max(ms, 1_000), MOST_PATIENCE_MS);
}
