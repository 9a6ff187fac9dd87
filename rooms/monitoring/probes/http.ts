// SPDX-License-Identifier: EUPL-1.2
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { TLSSocket } from 'node:tls';
import { todayInParis } from '#platform/calendar/paris.ts';
import type { Facts, Outcome, SettingsOf } from '../contract/checks.ts';
import { untilDay } from './until-day.ts';
import { pin, ProbeFailed, type ProbeHouse } from './pin.ts';

const MOST_BYTES = 1_048_576;
const MOST_HOPS = 5;

type Asked = { settings: SettingsOf['http']; allowed: (host: string) => boolean; today: Temporal.PlainDate; stop: AbortSignal };
type Found = { outcome: Outcome; says: string; facts?: Facts };

/** A page, its certificate, and the word that must stand in it. A redirect is followed where the body declared that name too, and only there. */
export async function lookAtHttp(house: ProbeHouse, { settings, allowed, today, stop }: Asked): Promise<Found> {
  const begun = performance.now();
  const { status, body, certificateEnds } = await get(house, settings.url, allowed, stop);
  const ms = performance.now() - begun;
  const facts: Facts = certificateEnds ? { certificateEndsOn: certificateEnds.toString() } : {};
  if (status >= 400) return { outcome: 'down', says: `Le site répond par une erreur ${status}.`, facts };
  if (settings.word && status >= 300)
    return {
      outcome: 'down',
      says: 'La page renvoie vers une adresse que la collectivité n’a pas déclarée : le mot attendu n’est pas cherché là-bas.',
      facts,
    };
  if (settings.word && !body.includes(settings.word))
    return { outcome: 'down', says: `La page répond, mais sans « ${settings.word} » : elle a peut-être été remplacée.`, facts };
  if (certificateEnds && certificateEnds.since(today, { largestUnit: 'day' }).days <= settings.certificateDays)
    return { outcome: 'warn', says: `Le certificat expire ${untilDay(certificateEnds, today)}.`, facts };
  if (ms > settings.slowMs) return { outcome: 'warn', says: 'Le site répond lentement.', facts };
  return { outcome: 'up', says: '', facts };
}

type Answer = { status: number; body: string; certificateEnds: Temporal.PlainDate | null };

async function get(house: ProbeHouse, address: string, allowed: Asked['allowed'], stop: AbortSignal): Promise<Answer> {
  let url = new URL(address);
  for (let hop = 0; ; hop++) {
    const message = await ask(house, url, stop);
    const next = redirectOf(message, url);
    if (!next || !allowed(hostOf(next))) return read(message, url);
    message.destroy();
    if (hop === MOST_HOPS) throw new ProbeFailed('Le site renvoie sans fin d’une adresse à l’autre.');
    url = next;
  }
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

async function ask(house: ProbeHouse, url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  const { address, family } = await pin(url.hostname, house);
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
      signal,
      // No connection is kept: each look checks the address of its own time.
      agent: false,
      lookup: (_host, options, done) => (options.all ? done(null, [{ address, family }]) : done(null, address, family)),
      headers: { 'user-agent': 'Beffroi (surveillance)', accept: 'text/html,*/*;q=0.5' },
    });
    request.once('error', reject);
    request.once('response', resolve);
    request.end();
  });
}

function redirectOf({ statusCode = 0, headers }: IncomingMessage, base: URL): URL | null {
  if (statusCode < 300 || statusCode > 399 || !headers.location || !URL.canParse(headers.location, base)) return null;
  const next = new URL(headers.location, base);
  return ['http:', 'https:'].includes(next.protocol) && !next.username && !next.password ? next : null;
}

async function read(message: IncomingMessage, url: URL): Promise<Answer> {
  const certificateEnds = url.protocol === 'https:' && message.socket instanceof TLSSocket ? endOf(message.socket) : null;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    // The beginning of a page says enough.
    if (size > MOST_BYTES) break;
  }
  return { status: message.statusCode ?? 502, body: Buffer.concat(chunks).toString('utf8'), certificateEnds };
}

function endOf(socket: TLSSocket): Temporal.PlainDate | null {
  const { valid_to: until } = socket.getPeerCertificate();
  const end = Date.parse(until);
  return Number.isNaN(end) ? null : todayInParis(Temporal.Instant.fromEpochMilliseconds(end));
}
