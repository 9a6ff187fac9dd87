// SPDX-License-Identifier: EUPL-1.2
/** RDAP (RFC 9082, 9083): the registry of a top-level domain is found in IANA's list (RFC 9224). */
import { z } from 'zod';
import { todayInParis } from '#platform/calendar/paris.ts';
import { outgoing } from '#platform/http/outgoing.ts';
import { ProbeFailed, type ProbeHouse } from './pin.ts';

const bootstrap = z.object({ services: z.array(z.tuple([z.array(z.string()), z.array(z.string())])) });
const domain = z.object({ events: z.array(z.object({ eventAction: z.string(), eventDate: z.string() })).default([]) });
const LIST_KEPT_MS = 86_400_000;
const lists = new Map<string, { until: number; services: z.output<typeof bootstrap>['services'] }>();

/** The last day of a domain; null where the registry has no RDAP, or keeps it to itself. */
export async function expiryFromRdap(house: ProbeHouse, name: string, stop: AbortSignal): Promise<Temporal.PlainDate | null> {
  const registry = await registryOf(house, name, stop);
  if (!registry) return null;
  const answer = await fetchJson(house, new URL(`domain/${encodeURIComponent(name)}`, registry.endsWith('/') ? registry : `${registry}/`), stop);
  if (answer.status === 404) throw new ProbeFailed(`Le registre ne connaît pas ${name}.`);
  if (answer.status !== 200) throw new ProbeFailed(`Le registre répond par une erreur ${answer.status}.`);
  const read = domain.safeParse(answer.json);
  const end = read.success ? read.data.events.find(({ eventAction }) => eventAction === 'expiration')?.eventDate : undefined;
  return end === undefined || Number.isNaN(Date.parse(end)) ? null : todayInParis(Temporal.Instant.fromEpochMilliseconds(Date.parse(end)));
}

async function registryOf(house: ProbeHouse, name: string, stop: AbortSignal): Promise<string | null> {
  const known = lists.get(house.rdapBootstrap);
  const services = known && known.until > Date.now() ? known.services : await readList(house, stop);
  const labels = name.split('.');
  // The longest match: a registry may serve `gouv.fr` apart from `fr`.
  for (let from = 1; from < labels.length; from++) {
    const zone = labels.slice(from).join('.');
    const found = services.find(([zones]) => zones.includes(zone))?.[1];
    if (found) return found.find((url) => url.startsWith('https:')) ?? found[0] ?? null;
  }
  return null;
}

async function readList(house: ProbeHouse, stop: AbortSignal): Promise<z.output<typeof bootstrap>['services']> {
  const { status, json } = await fetchJson(house, new URL(house.rdapBootstrap), stop);
  const read = bootstrap.safeParse(json);
  if (status !== 200 || !read.success) throw new ProbeFailed('La liste des registres est injoignable.');
  lists.set(house.rdapBootstrap, { until: Date.now() + LIST_KEPT_MS, services: read.data.services });
  return read.data.services;
}

async function fetchJson(house: ProbeHouse, url: URL, signal: AbortSignal): Promise<{ status: number; json: unknown }> {
  const send = outgoing(house.settings, { resolve: house.resolve, timeoutMs: 8_000 });
  let address = url;
  for (let hop = 0; hop < 4; hop++) {
    const answer = await send(address, { headers: { accept: 'application/rdap+json, application/json' }, signal });
    const next = answer.headers.get('location');
    if (answer.status < 300 || answer.status > 399 || !next || !URL.canParse(next, address))
      return { status: answer.status, json: await answer.json().catch(() => null) };
    // Registries send on to one another (RFC 7480 §5.2); each address is checked as the first was.
    address = new URL(next, address);
  }
  throw new ProbeFailed('Le registre renvoie sans fin d’une adresse à l’autre.');
}
