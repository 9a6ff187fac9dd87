// SPDX-License-Identifier: EUPL-1.2
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { EVENT_QUEUE } from '../events/event-queue.ts';
import type { House } from '../house.ts';
import { JOB_SCHEMA } from '../jobs/queue.ts';
import { refuse } from './refusals.ts';

/**
 * `GET /metrics` for Prometheus: requests by route pattern, connections, jobs that wait, how late events are, the process itself.
 * For whoever sends METRICS_TOKEN, or for this machine; anybody else is told that there is no such page.
 */
export function registerMetrics(app: FastifyInstance, house: House): void {
  const registry = new Registry();
  observeRequests(app, registry);
  observePool(registry, house);
  observeJobs(registry, house);
  app.get('/metrics', async (request, reply) => {
    if (!mayRead(request, house.settings.metricsToken)) throw refuse('platform.not-found');
    return reply.type(registry.contentType).send(await Registry.merge([processMetrics(), registry]).metrics());
  });
}

// The pattern, never the address: an address names a body, and there would be one series for each.
function observeRequests(app: FastifyInstance, registry: Registry): void {
  const duration = new Histogram({
    name: 'beffroi_http_request_seconds',
    help: 'Time to answer, by route pattern.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none');
    duration.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });
}

function observePool(registry: Registry, house: House): void {
  const connections = new Gauge({
    name: 'beffroi_database_connections',
    help: 'Connections of this process, and requests that wait for one.',
    labelNames: ['state'],
    registers: [],
    collect() {
      const { totalCount, idleCount, waitingCount } = house.db.pool;
      this.set({ state: 'busy' }, totalCount - idleCount);
      this.set({ state: 'idle' }, idleCount);
      this.set({ state: 'awaited' }, waitingCount);
    },
  });
  registry.registerMetric(connections);
}

function observeJobs(registry: Registry, house: House): void {
  const lag = new Gauge({
    name: 'beffroi_event_lag_seconds',
    help: 'Age of the oldest event that some listener has yet to hear.',
    registers: [],
    async collect() {
      this.set((await waitingJobs(house)).find(({ name }) => name === EVENT_QUEUE)?.seconds ?? 0);
    },
  });
  const waiting = new Gauge({
    name: 'beffroi_jobs_waiting',
    help: 'Jobs that are due and that no worker has begun.',
    labelNames: ['job'],
    registers: [],
    async collect() {
      const queues = await waitingJobs(house);
      this.reset();
      for (const { name, waiting } of queues) this.set({ job: name }, waiting);
    },
  });
  registry.registerMetric(lag);
  registry.registerMetric(waiting);
}

type Waiting = { name: string; waiting: number; seconds: number };

// Reads the queue's own index of what has not begun, whatever the number of jobs done.
async function waitingJobs(house: House): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select name, count(*) as waiting, extract(epoch from now() - min(start_after))::float8 as seconds
    from ${sql.table(`${JOB_SCHEMA}.job`)}
    where state < 'active'
      and not blocked
      and start_after <= now()
    group by name`.execute(house.db.kysely);
  return rows;
}

let ofProcess: Registry | undefined;

// Begun at the first reading: they cost a little all the time, and many houses never read them.
function processMetrics(): Registry {
  if (ofProcess) return ofProcess;
  ofProcess = new Registry();
  collectDefaultMetrics({ register: ofProcess });
  return ofProcess;
}

function mayRead(request: FastifyRequest, token: string | null): boolean {
  if (token) return isSame(request.headers.authorization ?? '', `Bearer ${token}`);
  // A proxy on this machine speaks for somebody else.
  const isPassedOn = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'].some((name) => request.headers[name] !== undefined);
  return !isPassedOn && ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '');
}

function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
