// SPDX-License-Identifier: EUPL-1.2
/**
 * Loads the quote API over real sockets, with the server, its jobs, the database and this generator on one machine.
 * `node_modules/node/bin/node bench/quote-api/run.ts [seconds]`
 */
import { fork } from 'node:child_process';
import { cpus } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { offer } from './offer.ts';
import type { Served } from '../serve-demonstration.ts';

const SECONDS = Number(process.argv[2] ?? 10);
const aims = { stateless: 1_500, offered: 500, offeredP99: 50, stored: 300, storedP99: 150 };

const server = fork(join(import.meta.dirname, 'server.ts'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
const { address, people } = await new Promise<Served>((done, failed) => {
  server.once('message', (ready) => done(ready as Served)); // what server.ts sends
  server.once('exit', (code) => failed(new Error(`the server stopped with ${code}`)));
});

const api = '/api/o/gironde-numerique/quotes';
const epci = await epciOfTerritory();
const requests = epci.flatMap((siren) => [0.5, 1.2, 2, 3.4].map((value) => requestFor(siren, value)));
const cookie = await signIn();

// The first requests compile what they touch.
await load({ path: `${api}/price`, bodies: requests, connections: 8, seconds: 3 });
const saturated = await load({ path: `${api}/price`, bodies: requests, connections: 20, seconds: SECONDS });
const offered = await offer(
  `${address}${api}/price`,
  requests.map((request) => JSON.stringify(request)),
  aims.offered,
  SECONDS,
);
const kept = requests.map((request) => ({ request }));
await load({ path: api, bodies: kept, connections: 4, seconds: 2, cookie });
const stored = await load({ path: api, bodies: kept, connections: 12, seconds: SECONDS, cookie });
server.send('stop');

console.log(`machine            ${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, Node ${process.version}`);
console.log(`requests           ${requests.length} different ones, ${epci.length} territories of Gironde, ${SECONDS} s each`);
say('price, saturated', saturated, `aim: ${aims.stateless}/s`);
tell(`price, ${aims.offered}/s`, offered, `aim: p99 < ${aims.offeredP99} ms`);
say('stored quote', stored, `aim: ${aims.stored}/s, p99 < ${aims.storedP99} ms`);
const isReached =
  saturated.requests.average >= aims.stateless &&
  offered.p99 < aims.offeredP99 &&
  stored.requests.average >= aims.stored &&
  stored.latency.p99 < aims.storedP99;
process.exitCode = isReached ? 0 : 1;

function say(what: string, { requests: served, latency: { p50, p99, max } }: autocannon.Result, aim: string): void {
  tell(what, { perSecond: served.average, p50, p99, max }, aim);
}

function tell(what: string, { perSecond, p50, p99, max }: { perSecond: number; p50: number; p99: number; max: number }, aim: string): void {
  console.log(`${what.padEnd(18)} ${perSecond.toFixed(0).padStart(5)}/s   p50 ${p50} ms   p99 ${p99} ms   max ${max} ms   ${aim}`);
}

type Load = { path: string; bodies: readonly object[]; connections: number; seconds: number; cookie?: string };

async function load({ path, bodies, connections, seconds, cookie: session }: Load): Promise<autocannon.Result> {
  const result = await autocannon({
    url: address,
    connections,
    duration: seconds,
    requests: bodies.map((body) => ({
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json', ...(session && { cookie: session }) },
      body: JSON.stringify(body),
    })),
  });
  if (result.non2xx + result.errors + result.timeouts > 0)
    throw new Error(`${path}: ${result.non2xx} refusals, ${result.errors} errors, ${result.timeouts} late`);
  return result;
}

function requestFor(siren: string, value: number): object {
  return { on: today(), for: { siren }, volume: { value, unit: 'To' }, items: [{ offer: 'adhesion-mutualisee' }] };
}

/** The territories that the simulator offers. */
async function epciOfTerritory(): Promise<string[]> {
  const page = await (await fetch(`${address}/o/gironde-numerique/simulateur`)).text();
  return [...new Set([...page.matchAll(/simulateur\/(\d{9})"/g)].map(([, siren = '']) => siren))];
}

async function signIn(): Promise<string> {
  const response = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: people[0]?.email, password: people[0]?.password }),
  });
  if (!response.ok) throw new Error(`sign-in answered ${response.status}`);
  return response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

function today(): string {
  return Temporal.Now.plainDateISO('Europe/Paris').toString();
}
