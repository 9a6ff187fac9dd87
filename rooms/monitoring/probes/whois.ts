// SPDX-License-Identifier: EUPL-1.2
/** WHOIS (RFC 3912), for registries without RDAP: a line out, a text back, that each writes its own way. */
import { connect } from 'node:net';
import { todayInParis } from '#platform/calendar/paris.ts';
import { RegistryTrouble } from './ask-registry.ts';
import { pin, ProbeFailed, type ProbeHouse } from './pin.ts';
import { plainStatus, type Registration } from './rdap.ts';

const MOST_BYTES = 65_536;
const SERVER_KEPT_MS = 86_400_000;
const endings =
  /^\s*(?:registry expiry date|registrar registration expiration date|expiry date|expiration date|expires(?: on)?|paid-till|renewal date)\s*:\s*(.+?)\s*$/im;
const statuses = /^\s*(?:domain status|eppstatus|status)\s*:\s*(.+?)\s*$/gim;
const onHold = /^\s*hold\s*:\s*yes\s*$/im;
// AFNIC writes its verdict among the comments: « %% NOT FOUND ».
const unknown = /^[%#\s]*(?:error:\d+:\s*)?(?:not found|no match|no entries found|nothing found|no data found|no such domain|domain not found)/im;
const limited = /quota|limit exceeded|too many|try again later|exceeded the maximum/i;
/** The root is asked once a day for each zone; these need it not at all. */
const builtIn: Readonly<Record<string, string>> = { fr: 'whois.nic.fr', re: 'whois.nic.fr', bzh: 'whois.nic.bzh', eu: 'whois.eu' };
const servers = new Map<string, { until: number; host: string; port: number }>();

/** Reads a domain by WHOIS; null where its zone has no server. Rejects as RDAP does. */
export async function registrationFromWhois(house: ProbeHouse, name: string, stop: AbortSignal): Promise<Registration | null> {
  const server = await serverOf(house, name.split('.').at(-1) ?? name, stop);
  return server && registrationIn(await ask(house, server, name, stop), name);
}

/** What a WHOIS answer says. Rejects where it says that there is no such domain, or that too much was asked. */
export function registrationIn(text: string, name: string): Registration {
  const end = expiryIn(text);
  const found = [...text.matchAll(statuses)].map(([, written = '']) => plainStatus(written));
  if (end === null && unknown.test(text)) throw new ProbeFailed(`Le registre ne connaît pas ${name} : le nom n’est plus à personne.`);
  // Some of them warn of their limits in every answer: only one that says nothing else is a refusal.
  if (end === null && found.length === 0 && limited.test(text)) throw new RegistryTrouble('Le registre limite le nombre de questions');
  return { end, statuses: onHold.test(text) ? [...found, 'serverhold'] : found };
}

/** The day that a WHOIS answer gives as the end. */
export function expiryIn(text: string): Temporal.PlainDate | null {
  const [, written] = endings.exec(text) ?? [];
  if (!written) return null;
  const [, day, month, year] = /^(\d{2})[./](\d{2})[./](\d{4})/.exec(written) ?? [];
  if (day && month && year) return Temporal.PlainDate.from(`${year}-${month}-${day}`);
  const at = Date.parse(written.replace(/^(\d{4})[./](\d{2})[./](\d{2})/, '$1-$2-$3'));
  return Number.isNaN(at) ? null : todayInParis(Temporal.Instant.fromEpochMilliseconds(at));
}

async function serverOf(house: ProbeHouse, zone: string, stop: AbortSignal): Promise<{ host: string; port: number } | null> {
  const key = `${house.whoisRoot.host}:${house.whoisRoot.port} ${zone}`;
  const kept = servers.get(key);
  if (kept && kept.until > Date.now()) return kept;
  const root = await ask(house, house.whoisRoot, zone, stop).catch((error: unknown) => {
    if (builtIn[zone]) return `whois: ${builtIn[zone]}`;
    throw error;
  });
  const [, host, port] = /^\s*(?:whois|refer)\s*:\s*([a-z0-9.-]+)(?::(\d{1,5}))?\s*$/im.exec(root) ?? [];
  if (!host) return null;
  const server = { host, port: port ? Number(port) : 43, until: Date.now() + SERVER_KEPT_MS };
  servers.set(key, server);
  return server;
}

async function ask(house: ProbeHouse, { host, port }: { host: string; port: number }, line: string, signal: AbortSignal): Promise<string> {
  const { address, family } = await pin(host, house);
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect({ host: address, port, family, signal }, () => socket.write(`${line}\r\n`));
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      text += chunk;
      if (text.length > MOST_BYTES) socket.destroy();
    });
    socket.once('error', () => reject(new RegistryTrouble('Le registre ne répond pas')));
    socket.once('close', () => resolve(text));
  });
}
