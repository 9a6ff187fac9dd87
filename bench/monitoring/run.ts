// SPDX-License-Identifier: EUPL-1.2
/**
 * Looks at 20,000 checks of 1,000 bodies, 5,000 of them heartbeats and 15,000 pages of a web server in another process, as the schedule does, then
 * asks for the operator's overview, and weighs a day of looks. Aims: a round in less than five minutes of one core, database included, the overview
 * under 100 ms, thirty days of looks under 4 GB.
 * `node_modules/node/bin/node bench/monitoring/run.ts`
 */
import { fork } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpus, loadavg } from 'node:os';
import { contextWithoutTransaction } from '#platform/make-context.ts';
import { packLooks } from '#rooms/monitoring/scheduler/keep-history.ts';
import { runDue } from '#rooms/monitoring/scheduler/run-due.ts';
import { asOwner, openWatchedHouse } from '#rooms/monitoring/testing.ts';

const BODIES = 1_000;
const CHECKS = 20_000;
const HEARTBEATS = 5_000;
const ROUND_SECONDS = 300;
const ROUNDS = 3;
const OVERVIEWS = 30;
const OVERVIEW_AIM_MS = 100;
const STORED_AIM_GB = 4;
// Kernel clock ticks in /proc, everywhere that Node runs.
const TICKS_PER_SECOND = 100;

if (process.argv[2] === 'site') {
  const server = createServer((_request, response) => response.setHeader('connection', 'close').end('Bienvenue à la mairie'));
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port)); // listening on a port, not on a socket file
} else await bench();

async function bench(): Promise<void> {
  const site = fork(import.meta.filename, ['site']);
  const port = await new Promise<number>((resolve) => site.once('message', (told) => resolve(Number(told))));
  const watched = await openWatchedHouse();
  const { it, operator, technician } = watched;
  console.log(`${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`);
  await fill(`http://127.0.0.1:${port}/`);
  const ctx = contextWithoutTransaction(it.house, { actor: { kind: 'job', name: 'monitoring.run' }, organisation: null });
  for (let round = 1; round <= ROUNDS; round++) {
    it.clock.advance({ seconds: ROUND_SECONDS });
    const [begun, own, database] = [performance.now(), process.cpuUsage(), databaseSeconds()];
    let looks = 0;
    for (let found = 1; found > 0; looks += found) found = (await runDue(ctx)).looks;
    const wall = (performance.now() - begun) / 1_000;
    const cpu = process.cpuUsage(own);
    const used = (cpu.user + cpu.system) / 1e6;
    const spent = spentSince(database);
    console.log(
      `round ${round}: ${looks} looks in ${wall.toFixed(1)} s; CPU ${used.toFixed(1)} s server + ${spent.toFixed(1)} s database = ` +
        `${((100 * (used + spent)) / ROUND_SECONDS).toFixed(0)} % of one core over five minutes`,
    );
  }
  console.log(`memory ${Math.round(process.memoryUsage.rss() / 1e6)} MB`);
  for (const [name, url] of [
    ['overview', `/api/o/${operator.slug}/monitoring/overview`],
    ['bodies, the worst first', `/api/o/${operator.slug}/monitoring/bodies?size=25`],
    ['checks, the worst first', `/api/o/${operator.slug}/monitoring/checks?size=25`],
  ] as const)
    console.log(`${name}: ${await timesOf(() => technician({ method: 'GET', url }))} (aim of the overview: ${OVERVIEW_AIM_MS} ms)`);
  await weighADay();
  site.kill();
  await it.close();

  // A day of looks as rounds would have written it, one in five hundred a failure; then the call that packs it.
  async function weighADay(): Promise<void> {
    await asOwner(it, async (client) => {
      await client.query('delete from monitoring.look');
      const looks = await client.query(
        `insert into monitoring.look (at, organisation_id, check_id, body_id, slot, outcome, ms, says)
         select at, c.organisation_id, c.id, c.body_id, monitoring.slot_of(monitoring.day_of(at), 4), case when bad then 2 else 0 end,
           case when c.kind = 'http' then 80 + (random() * 400)::int end, case when bad then 'Le site répond par une erreur 503.' end
         from generate_series(monitoring.start_of(monitoring.day_of($1)), monitoring.start_of(monitoring.day_of($1) + 1) - interval '1 second',
           make_interval(secs => $2)) as at
         cross join monitoring.check c
         cross join lateral (select random() < 0.002 as bad) as fate`,
        [it.clock.now().toString(), ROUND_SECONDS],
      );
      const running = await size('look');
      it.clock.advance({ hours: 26 });
      const [begun, database] = [performance.now(), databaseSeconds()];
      await packLooks(ctx);
      const seconds = (performance.now() - begun) / 1_000;
      const [packed, summed] = [await size('result'), await size('day')];
      console.log(
        `a day of ${looks.rowCount} looks: ${megabytes(running)} while it runs; packed in ${seconds.toFixed(0)} s (${spentSince(database).toFixed(0)} s of ` +
          `processor) into ${megabytes(packed)} of looks and ${megabytes(summed)} of sums. Thirty days: ${megabytes(running + 30 * (packed + summed))} ` +
          `(aim ${STORED_AIM_GB} GB); thirteen months of sums: ${megabytes(395 * summed)}`,
      );

      async function size(table: string): Promise<number> {
        const { rows } = await client.query<{ bytes: string }>(
          `select sum(pg_total_relation_size(oid))::text as bytes
           from (select $1::regclass as oid union select inhrelid from pg_inherits where inhparent = $1::regclass) as parts`,
          [`monitoring.${table}`],
        );
        return Number(rows[0]?.bytes);
      }
    });
  }

  async function fill(url: string): Promise<void> {
    await asOwner(it, async (client) => {
      await client.query(
        `insert into organisations.body (id, slug, name, kind)
         select gen_random_uuid(), 'banc-' || n, 'Commune ' || n, 'commune' from generate_series(1, $1::int) n`,
        [BODIES],
      );
      await client.query(
        `insert into monitoring.approval (organisation_id, id, body_id, target_id, address, outcome, decided_by, decided_by_name, decided_at)
         select $1, gen_random_uuid(), id, gen_random_uuid(), '127.0.0.1', 'approved', $1, 'banc', $2 from organisations.body where slug like 'banc-%'`,
        [operator.id, it.clock.now().toString()],
      );
      await client.query(
        `insert into monitoring.check (organisation_id, id, body_id, kind, name, settings, approval_id, every_seconds, failures_to_open,
           successes_to_close, created_at, changed_at)
         select $1, gen_random_uuid(), a.body_id, case when n <= $2::int then 'heartbeat' else 'http' end, 'Sonde ' || n,
           case when n <= $2::int then '{"silenceSeconds": 86400}'::jsonb
             else jsonb_build_object('url', $3::text, 'word', 'mairie', 'certificateDays', 14, 'slowMs', 5000) end,
           case when n <= $2::int then null else a.id end, ${ROUND_SECONDS}, 2, 2, $4, $4
         from monitoring.approval a, generate_series(1, $5::int) n
         where a.organisation_id = $1`,
        [operator.id, HEARTBEATS / BODIES, url, it.clock.now().toString(), CHECKS / BODIES],
      );
      await client.query(
        `insert into monitoring.state (organisation_id, id, body_id, status, since_at, next_at, beat_at)
         select organisation_id, id, body_id, 'pending', created_at, created_at + interval '1 second', created_at from monitoring.check`,
      );
      await client.query('analyze');
    });
  }
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6).toLocaleString('fr-FR')} MB`;
}

async function timesOf(ask: () => Promise<{ statusCode: number; body: string }>): Promise<string> {
  const times: number[] = [];
  for (let turn = 0; turn < OVERVIEWS; turn++) {
    const begun = performance.now();
    const { statusCode, body } = await ask();
    if (statusCode !== 200) throw new Error(`answered ${statusCode}: ${body}`);
    times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(0);
  return `median ${at(0.5)} ms, p95 ${at(0.95)} ms`;
}

/** Processor time of each process of a database on this machine: alone here, or the figure counts others too. */
function databaseSeconds(): Map<string, number> {
  const seconds = new Map<string, number>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      if (!stat.includes('(postgres)')) continue;
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      seconds.set(pid, (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND);
    } catch {
      // It ended meanwhile.
    }
  }
  return seconds;
}

function spentSince(before: Map<string, number>): number {
  let spent = 0;
  for (const [pid, seconds] of databaseSeconds()) spent += seconds - (before.get(pid) ?? 0);
  return spent;
}
