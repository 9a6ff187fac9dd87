// SPDX-License-Identifier: EUPL-1.2
import { setTimeout } from 'node:timers/promises';
import { sealEntries } from '../audit/seal-entries.ts';
import { HOUSE_ID } from '../db/scopes.ts';
import { deliverEvent } from '../events/deliver-event.ts';
import { EVENT_QUEUE, type EventJob } from '../events/event-queue.ts';
import type { House } from '../house.ts';
import { contextWithoutTransaction, inContext } from '../make-context.ts';
import type { Job } from '../room.ts';

const SEAL_EVERY_MS = 2_000;

/** Starts the workers: events to their listeners, the rooms' jobs and schedules, the sealer. Returns how to stop them. */
export async function startWorkers(house: House): Promise<() => Promise<void>> {
  const { boss } = house.queue;
  await boss.work<EventJob>(EVENT_QUEUE, { pollingIntervalSeconds: 1, batchSize: 1 }, async ([job]) => {
    if (job) await deliverEvent(house, job.data);
  });
  for (const job of house.index.jobs.values()) {
    await boss.work<JobData>(job.name, { pollingIntervalSeconds: 2, batchSize: 1, localConcurrency: job.atOnce ?? 1 }, async ([queued]) => {
      if (queued) await runJob(house, job, queued.data ?? {});
    });
    if (job.cron) await boss.schedule(job.name, job.cron, {}, { tz: 'Europe/Paris' });
  }
  return startSealing(house);
}

export type JobData = { organisation?: string | null } & Record<string, unknown>;

/** Runs one job in the organisation that its data names, or in the house itself. */
export function runJob(house: House, job: Job, data: JobData): Promise<unknown> {
  const entry = { actor: { kind: 'job', name: job.name }, organisation: data.organisation ?? HOUSE_ID } as const;
  if (job.withoutTransaction) return job.handler(contextWithoutTransaction(house, entry), data);
  return inContext(house, entry, (ctx) => job.handler(ctx, data));
}

function startSealing(house: House): () => Promise<void> {
  const stop = new AbortController();
  const loop = sealUntil(house, stop.signal);
  return () => {
    stop.abort();
    return loop;
  };
}

async function sealUntil(house: House, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    await sealEntries(house).catch((error: Error) => house.log.error({ error: error.message }, 'sealing the journal failed'));
    await setTimeout(SEAL_EVERY_MS, undefined, { signal: stop }).catch(() => {});
  }
}
