// SPDX-License-Identifier: EUPL-1.2
/** RDAP: a domain is asked as RFC 9082 §3.1.3 says, and its object read as RFC 9083 §5.3. */
import { z } from 'zod';
import { todayInParis } from '#platform/calendar/paris.ts';
import { askRegistry, RegistryTrouble } from './ask-registry.ts';
import { ProbeFailed, type ProbeHouse } from './pin.ts';

/** What a registry says of a domain. `end`: null where it keeps it to itself. `statuses`: in lower case, without spaces, as EPP or RDAP name them. */
export type Registration = { end: Temporal.PlainDate | null; statuses: readonly string[] };

const domain = z.object({
  objectClassName: z.literal('domain'),
  events: z.array(z.object({ eventAction: z.string(), eventDate: z.string().optional() })).catch([]),
  status: z.array(z.string()).catch([]),
});

/** Reads a domain at its registry. Rejects with `ProbeFailed` where nobody holds it, with `RegistryTrouble` where the registry cannot say. */
export async function registrationFromRdap(house: ProbeHouse, registry: URL, name: string, stop: AbortSignal): Promise<Registration> {
  const { status, json } = await askRegistry(house, new URL(`domain/${encodeURIComponent(name)}`, registry), stop);
  if (status === 404) throw new ProbeFailed(`Le registre ne connaît pas ${name} : le nom n’est plus à personne.`);
  const read = domain.safeParse(json);
  if (status !== 200 || !read.success) throw new RegistryTrouble(`Le registre répond par une erreur ${status}`);
  return {
    end: dayOf(read.data.events.find(({ eventAction }) => eventAction.toLowerCase() === 'expiration')?.eventDate),
    statuses: read.data.status.map(plainStatus),
  };
}

/** « redemption period », « redemptionPeriod »: one word. */
export function plainStatus(written: string): string {
  return (written.trim().split(/\s+https?:/)[0] ?? '').toLowerCase().replace(/[\s_-]+/g, '');
}

function dayOf(written: string | undefined): Temporal.PlainDate | null {
  const at = Date.parse(written ?? '');
  return Number.isNaN(at) ? null : todayInParis(Temporal.Instant.fromEpochMilliseconds(at));
}
