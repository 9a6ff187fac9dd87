// SPDX-License-Identifier: EUPL-1.2
/**
 * So many requests a second, evenly spaced, whether the ones before were answered or not. autocannon sends a second's share at once, which
 * measures its own queue. Latency counts from the moment at which a request was due, so that a late sender hides nothing.
 */
import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

export type Offered = { perSecond: number; p50: number; p99: number; max: number };

/** Posts these bodies in turn and answers the latencies in milliseconds. Throws when one is refused. */
export async function offer(address: string, bodies: readonly string[], perSecond: number, seconds: number): Promise<Offered> {
  const agent = new Agent({ keepAlive: true, maxSockets: 100 });
  const begun = performance.now();
  const total = perSecond * seconds;
  const sent: Promise<number>[] = [];
  while (sent.length < total) {
    const due = begun + (sent.length * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await wait(Math.max(1, early));
    else sent.push(post(address, agent, bodies[sent.length % bodies.length] ?? '{}').then(() => performance.now() - due));
  }
  const took = (await Promise.all(sent)).sort((one, other) => one - other);
  const elapsed = (performance.now() - begun) / 1000;
  agent.destroy();
  const at = (share: number): number => Math.round(took[Math.floor(took.length * share)] ?? 0);
  return { perSecond: total / elapsed, p50: at(0.5), p99: at(0.99), max: at(0.999_999) };
}

function post(address: string, agent: Agent, body: string): Promise<void> {
  return new Promise((done, failed) => {
    const sending = request(address, { method: 'POST', agent, headers: { 'content-type': 'application/json' } }, (response) => {
      response.on('end', () => (response.statusCode === 200 ? done() : failed(new Error(`answered ${response.statusCode}`))));
      response.resume();
    });
    sending.on('error', failed);
    sending.end(body);
  });
}
