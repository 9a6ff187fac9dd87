// SPDX-License-Identifier: EUPL-1.2
/** For tests: a server process of its own that works on a run, and kills itself as no handler can see once so many statements were answered. */
import { openHouse } from '#platform/open-house.ts';
import { makeLog } from '#platform/log.ts';
import { contextWithoutTransaction } from '#platform/make-context.ts';
import type { Settings } from '#platform/settings.ts';
import { testClock } from '#platform/testing/test-clock.ts';
import type { Tables } from '../tables.ts';
import { billingRooms } from '../testing.ts';
import { workOnRun } from './work-on-run.ts';

export type Doomed = { settings: Settings; serverUrl: string; organisation: string; runId: string; statements: number; now: string };

process.once('message', async ({ settings, serverUrl, organisation, runId, statements, now }: Doomed) => {
  let answered = 0;
  let works = false;
  const { house, close } = await openHouse({
    settings,
    rooms: billingRooms,
    serverUrl,
    log: makeLog('silent'),
    works: false,
    clock: testClock(now),
    connections: 3,
    onQuery: () => works && ++answered === statements && process.kill(process.pid, 'SIGKILL'),
  });
  works = true;
  const ctx = contextWithoutTransaction<Tables>(house, { actor: { kind: 'job', name: 'billing.work-on-run' }, organisation });
  await workOnRun(ctx, { runId }, { atOnce: 2 });
  works = false;
  await close();
  process.send?.({ answered });
  process.disconnect?.();
});
