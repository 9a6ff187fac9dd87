// SPDX-License-Identifier: EUPL-1.2
/**
 * Writes the weekly reports of 1,000 bodies that are watched, through the queue and its workers as on a Monday, from the call of the schedule to
 * the last report, then asks for the operator's week of all. Aim: ten minutes; the overview under 100 ms.
 * `node_modules/node/bin/node bench/reports/run.ts`
 */
import { cpus, loadavg } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { startWorkers } from '#platform/jobs/work.ts';
import { openTestHouse } from '#platform/testing/house.ts';
import monitoring from '#rooms/monitoring/room.ts';
import { openOperator } from '#rooms/organisations/api.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import { asOwner, makePerson, signedIn } from '#rooms/people/testing.ts';
import reports from '#rooms/reports/room.ts';
import { asJob } from '#rooms/reports/testing.ts';
import { writeReports } from '#rooms/reports/weekly/write-reports.ts';

const BODIES = 1_000;
const CHECKS_EACH = 5;
const OVERVIEWS = 30;
const AIM_MINUTES = 10;

const it = await openTestHouse([organisations, people, monitoring, reports]);
const made = { slug: 'operateur-du-banc', name: 'Opérateur du banc', kind: 'syndicat' } as const;
const operator = { ...made, id: await openOperator(it.house, made) };
await fill();
it.clock.set('2026-11-23T06:05:00Z');
console.log(`${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`);
const stop = await startWorkers(it.house);
const [begun, own] = [performance.now(), process.cpuUsage()];
await writeReports(asJob(it));
const queued = performance.now();
while ((await count('reports.awaited')) > 0) await wait(200);
const { user, system } = process.cpuUsage(own);
console.log(
  `${await count('reports.weekly')} reports, ${await count('platform.outbox_message')} mails: queued in ${seconds(queued - begun)} s, written in ` +
    `${seconds(performance.now() - begun)} s (aim ${AIM_MINUTES} min); CPU of the server ${((user + system) / 1e6).toFixed(1)} s`,
);
const technician = await signedIn(it.app, await makePerson(it, [{ in: operator, roles: ['technician'] }]));
const times: number[] = [];
for (let turn = 0; turn < OVERVIEWS; turn++) {
  const asked = performance.now();
  const { statusCode, body } = await technician({ method: 'GET', url: `/api/o/${operator.slug}/reports/roll-up` });
  if (statusCode !== 200) throw new Error(`answered ${statusCode}: ${body}`);
  times.push(performance.now() - asked);
}
console.log(`week of all: median ${times.toSorted((a, b) => a - b)[OVERVIEWS / 2]?.toFixed(0)} ms (aim 100 ms)`);
await stop;
await it.close();
process.exit(0);

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(1);
}

function count(table: string): Promise<number> {
  return asOwner(it, async (client) => Number((await client.query<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]?.n));
}

/** Bodies that the operator serves, each with checks; none of them has anybody to mail. */
async function fill(): Promise<void> {
  await asOwner(it, async (client) => {
    await client.query(
      `insert into organisations.body (id, slug, name, kind)
       select gen_random_uuid(), 'banc-' || n, 'Commune ' || n, 'commune' from generate_series(1, $1::int) n`,
      [BODIES],
    );
    await client.query(
      `insert into monitoring.check (organisation_id, id, body_id, kind, name, settings, every_seconds, failures_to_open, successes_to_close,
         created_at, changed_at)
       select $1, gen_random_uuid(), b.id, 'heartbeat', 'Sonde ' || n, '{"silenceSeconds": 86400}'::jsonb, 300, 2, 2, $2, $2
       from organisations.body b, generate_series(1, $3::int) n where b.slug like 'banc-%'`,
      [operator.id, it.clock.now().toString(), CHECKS_EACH],
    );
    await client.query(
      `insert into monitoring.state (organisation_id, id, body_id, status, since_at, next_at, beat_at)
       select organisation_id, id, body_id, 'up', created_at, created_at + interval '1 year', created_at from monitoring.check`,
    );
  });
  const { rows } = await asOwner(it, (client) => client.query<{ id: string }>(`select id from organisations.body where slug like 'banc-%'`));
  const admin = await signedIn(it.app, await makePerson(it, [{ in: operator, roles: ['administrator'] }]));
  for (let at = 0; at < rows.length; at += 100) {
    const bodies = rows.slice(at, at + 100).map(({ id }) => id);
    const answer = await admin({
      method: 'POST',
      url: `/api/o/${operator.slug}/organisations/territory`,
      payload: { bodies, sinceOn: '2020-01-01' },
    });
    if (answer.statusCode !== 200) throw new Error(`the territory answered ${answer.statusCode}: ${answer.body}`);
  }
}
