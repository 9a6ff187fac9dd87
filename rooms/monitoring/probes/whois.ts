// SPDX-License-Identifier: EUPL-1.2
/** WHOIS (RFC 3912), for registries without RDAP: a line out, a text back, that each writes its own way. */
import { connect } from 'node:net';
import { todayInParis } from '#platform/calendar/paris.ts';
import { pin, type ProbeHouse } from './pin.ts';

const MOST_BYTES = 65_536;
const endings =
  /^\s*(?:registry expiry date|registrar registration expiration date|expiry date|expiration date|expires(?: on)?|paid-till|renewal date)\s*:\s*(.+?)\s*$/im;

/** The last day of a domain; null where nobody says. */
export async function expiryFromWhois(house: ProbeHouse, name: string, stop: AbortSignal): Promise<Temporal.PlainDate | null> {
  const zone = name.split('.').at(-1) ?? name;
  const root = await ask(house, house.whoisRoot, zone, stop);
  const [, server, port] = /^\s*(?:whois|refer)\s*:\s*([a-z0-9.-]+)(?::(\d{1,5}))?\s*$/im.exec(root) ?? [];
  if (!server) return null;
  return expiryIn(await ask(house, { host: server, port: port ? Number(port) : 43 }, name, stop));
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
    socket.once('error', reject);
    socket.once('close', () => resolve(text));
  });
}
