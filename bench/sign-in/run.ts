// SPDX-License-Identifier: EUPL-1.2
/**
 * Light requests beside sign-ins at the production cost of argon2, with the server, its jobs, the database and this generator on one machine.
 * `node_modules/node/bin/node bench/sign-in/run.ts [seconds]`
 */
import { fork } from 'node:child_process';
import { Agent, request } from 'node:http';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const SECONDS = Math.min(20, Number(process.argv[2] ?? 20));
const PER_SECOND = 50;

type Ready = { address: string; people: { email: string; password: string }[] };
type Answer = { status: number; cookie: string };
type Stream = { took: number[]; statuses: Map<number, number>; perSecond: number };

const server = fork(join(import.meta.dirname, 'server.ts'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
const { address, people } = await new Promise<Ready>((done, failed) => {
  server.once('message', (ready) => done(ready as Ready)); // what server.ts sends
  server.once('exit', (code) => failed(new Error(`the server stopped with ${code}`)));
});
const agent = new Agent({ keepAlive: true, maxSockets: 400 });

const [reader, ...signers] = people;
if (!reader) throw new Error('the server made nobody');
const { cookie, status } = await signIn(reader, 0);
if (status >= 300) throw new Error(`sign-in answered ${status}`);
const light = (): Promise<Answer> => send('GET', '/api/me/account', { cookie });

// The first requests compile what they touch.
await stream(light, 3);
const alone = await stream(light, SECONDS);
const [beside, signIns] = await Promise.all([
  stream(light, SECONDS),
  stream((turn) => signIn(signers[turn % signers.length] ?? reader, turn + 1), SECONDS),
]);
agent.destroy();
server.send('stop');

console.log(`machine          ${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, Node ${process.version}`);
console.log(`offered          ${PER_SECOND} light requests/s, then ${PER_SECOND} sign-ins/s beside them, ${SECONDS} s each`);
say('light, alone', alone);
say('light, beside', beside);
say('sign-ins', signIns);

function say(what: string, { took, statuses, perSecond }: Stream): void {
  const at = (share: number): string => `${(took[Math.floor(took.length * share)] ?? 0).toFixed(1)} ms`;
  const answers = [...statuses].map(([code, count]) => `${code || 'no answer'}: ${count}`).join(', ');
  console.log(`${what.padEnd(16)} ${perSecond.toFixed(1)}/s done   p50 ${at(0.5)}   p95 ${at(0.95)}   p99 ${at(0.99)}   ${answers}`);
}

/** Evenly spaced, whether the ones before were answered or not; latency counts from the moment at which a request was due. */
async function stream(one: (turn: number) => Promise<Answer>, seconds: number): Promise<Stream> {
  const begun = performance.now();
  const statuses = new Map<number, number>();
  const sent: Promise<number>[] = [];
  while (sent.length < PER_SECOND * seconds) {
    const due = begun + (sent.length * 1000) / PER_SECOND;
    const early = due - performance.now();
    if (early > 0) await wait(Math.max(1, early));
    else sent.push(one(sent.length).then((answer) => (count(statuses, answer.status), performance.now() - due)));
  }
  const took = (await Promise.all(sent)).sort((a, b) => a - b);
  const succeeded = [...statuses].filter(([code]) => code >= 200 && code < 300).reduce((sum, [, many]) => sum + many, 0);
  return { took, statuses, perSecond: (succeeded * 1000) / (performance.now() - begun) };
}

function count(statuses: Map<number, number>, status: number): void {
  statuses.set(status, (statuses.get(status) ?? 0) + 1);
}

/** From an address of its own, as the proxy would say it. */
function signIn({ email, password }: { email: string; password: string }, turn: number): Promise<Answer> {
  return send('POST', '/api/session', { 'x-forwarded-for': `10.1.${turn >> 8}.${turn & 255}` }, { email, password });
}

function send(method: string, path: string, headers: Record<string, string>, body?: object): Promise<Answer> {
  return new Promise((done) => {
    const sending = request(`${address}${path}`, { method, agent, headers: { ...headers, ...(body && { 'content-type': 'application/json' }) } });
    sending.on('response', (response) => {
      const session = (response.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ');
      response.on('end', () => done({ status: response.statusCode ?? 0, cookie: session }));
      response.resume();
    });
    sending.on('error', () => done({ status: 0, cookie: '' }));
    sending.end(body && JSON.stringify(body));
  });
}
