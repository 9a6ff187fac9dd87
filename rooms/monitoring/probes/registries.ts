// SPDX-License-Identifier: EUPL-1.2
/** Which registry answers for a domain: IANA's list (RFC 9224), kept a day; the last one read, or the one below, where IANA does not answer. */
import { z } from 'zod';
import type { ProbeHouse } from './pin.ts';
import { askRegistry } from './ask-registry.ts';

/** `fresh`: of today; `kept`: an earlier one of this process; `built-in`: the few below. Shown on the page of the check. */
export type ListSource = 'fresh' | 'kept' | 'built-in';
type Services = readonly (readonly [readonly string[], readonly string[]])[];

/** Of the zones that communes use, as IANA lists them; AFNIC keeps the first lines. */
const builtIn: Services = [
  [['fr', 're', 'pm', 'tf', 'wf', 'yt'], ['https://rdap.nic.fr/']],
  [['bzh'], ['https://rdap.nic.bzh/']],
  [['alsace'], ['https://rdap.nic.alsace/']],
  [['corsica'], ['https://rdap.nic.corsica/']],
  [['paris'], ['https://rdap.nic.paris/']],
  [['com'], ['https://rdap.verisign.com/com/v1/']],
  [['net'], ['https://rdap.verisign.com/net/v1/']],
  [['org'], ['https://rdap.publicinterestregistry.org/rdap/']],
];

const bootstrap = z.object({ services: z.array(z.tuple([z.array(z.string()), z.array(z.string())])) });
const LIST_KEPT_MS = 86_400_000;
/** IANA is not asked for every domain of a round while it does not answer. */
const RETRY_MS = 600_000;
const lists = new Map<string, { until: number; services: Services; source: ListSource }>();

/** Where to ask about a name by RDAP; `url` null where its registry has none. Never rejects: a list is always at hand. */
export async function registryOf(house: ProbeHouse, name: string, stop: AbortSignal): Promise<{ url: URL | null; source: ListSource }> {
  const { services, source } = await listOf(house, stop);
  const labels = name.split('.');
  // The longest match: a registry may serve `gouv.fr` apart from `fr`.
  for (let from = 1; from < labels.length; from++) {
    const zone = labels.slice(from).join('.');
    const found = services.find(([zones]) => zones.includes(zone))?.[1];
    const address = found?.find((url) => url.startsWith('https:')) ?? found?.[0];
    if (address) return { url: new URL(address.endsWith('/') ? address : `${address}/`), source };
  }
  return { url: null, source };
}

async function listOf(house: ProbeHouse, stop: AbortSignal): Promise<{ services: Services; source: ListSource }> {
  const known = lists.get(house.rdapBootstrap);
  if (known && known.until > Date.now()) return known;
  const read = await readList(house, stop);
  const list = read
    ? { services: read, source: 'fresh' as const, until: Date.now() + LIST_KEPT_MS }
    : {
        services: known?.services ?? builtIn,
        source: known && known.source !== 'built-in' ? ('kept' as const) : ('built-in' as const),
        until: Date.now() + RETRY_MS,
      };
  lists.set(house.rdapBootstrap, list);
  return list;
}

async function readList(house: ProbeHouse, stop: AbortSignal): Promise<Services | null> {
  const answer = await askRegistry(house, new URL(house.rdapBootstrap), stop).catch(() => null);
  const read = bootstrap.safeParse(answer?.json);
  return answer?.status === 200 && read.success ? read.data.services : null;
}
