// SPDX-License-Identifier: EUPL-1.2
/**
 * The planning of 200 agents over a year in one request, and what 3,000 agents should have, recomputed from cycles, absences and movements.
 * `node_modules/node/bin/node bench/leave/run.ts`
 */
import { readdir, readFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { addAgents } from '#rooms/leave/agents/add-agents.ts';
import { readAgents } from '#rooms/leave/agents/read-agents.ts';
import { settleAgents } from '#rooms/leave/counters/settle-year.ts';
import { readAccounts } from '#rooms/leave/counters/read-accounts.ts';
import leaveRoom from '#rooms/leave/room.ts';
import { fourDays, fullWeek, openLeave, type TestLeave } from '#rooms/leave/testing.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import { asOwner } from '#rooms/people/testing.ts';

const aims = { planningMs: 50, balancesS: 1 };
const TIMES = 30;

// As in production: answers are not checked against their contract.
const it = await openTestHouse([organisations, people, leaveRoom], { settings: { checksAnswers: false } });
const [team, town] = [await openLeave(it), await openLeave(it)];
await fill(it, team, 200);
await fill(it, town, 3_000);
await asOwner(it, (client) => client.query('vacuum analyze leave.agent, leave.working_time, leave.request, leave.movement'));

const secretary = await team.person(['secretary']);
const address = team.url('/calendar?from=2026-01-01&until=2026-12-31');
const asked: number[] = [];
const spent: number[] = [];
let bytes = 0;
await secretary({ url: address });
const databaseBefore = await databaseCpuMs(it);
for (let at = 0; at < TIMES; at++) {
  const begun = performance.now();
  const cpu = process.cpuUsage();
  const answer = await secretary({ url: address });
  asked.push(performance.now() - begun);
  const { user, system } = process.cpuUsage(cpu);
  spent.push((user + system) / 1000);
  bytes = answer.body.length;
  const { agents } = answer.json<{ agents: { away: unknown[] }[] }>();
  if (agents.length !== 200 || agents.some(({ away }) => away.length !== 26)) throw new Error('the planning lacks somebody');
}
const databaseSpent = ((await databaseCpuMs(it)) - databaseBefore) / TIMES;
const queries = await it.queriesOf(() => secretary({ url: address }));
asked.sort((a, b) => a - b);
spent.sort((a, b) => a - b);

const recomputed: number[] = [];
for (let at = 0; at < 5; at++) {
  const begun = performance.now();
  const changed = await town.within(async (ctx) => {
    const ids = (await readAgents(ctx)).map(({ id }) => id);
    if ((await readAccounts(ctx, ids)).length < ids.length) throw new Error('an agent has no account');
    return settleAgents(ctx, ids, 2026);
  });
  if (changed.size > 0) throw new Error(`${changed.size} agents were not as they should`);
  recomputed.push(performance.now() - begun);
}
recomputed.sort((a, b) => a - b);
await it.close();

const at = (values: readonly number[], share: number): number => values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
console.log(`machine    ${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`);
console.log(
  `planning   200 agents, 5 200 absences, a year (${Math.round(bytes / 1024)} kB, ${queries.length} queries): p50 ${at(asked, 0.5).toFixed(0)} ms, p90 ${at(asked, 0.9).toFixed(0)} ms, best ${at(asked, 0).toFixed(0)} ms (${at(spent, 0.5).toFixed(0)} ms of processor in the server, ${databaseSpent.toFixed(0)} in the database)   aim: under ${aims.planningMs} ms`,
);
console.log(
  `balances   3 000 agents, 78 000 absences: p50 ${(at(recomputed, 0.5) / 1000).toFixed(2)} s, best ${((recomputed[0] ?? 0) / 1000).toFixed(2)} s   aim: under ${aims.balancesS} s`,
);

/** What the server's connections have cost PostgreSQL, in milliseconds of processor; 0 where /proc does not tell. */
async function databaseCpuMs({ serverUrl }: TestHouse): Promise<number> {
  const name = new URL(serverUrl).pathname.slice(1);
  const processes = await readdir('/proc').catch(() => []);
  const spent = await Promise.all(
    processes.map(async (id) => {
      const command = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
      if (!command.startsWith('postgres:') || !command.includes(` ${name} `)) return 0;
      // proc(5): after the name in brackets, the 12th and 13th fields are ticks of a hundredth of a second.
      const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10;
    }),
  );
  return spent.reduce((sum, one) => sum + one, 0);
}

/** Agents of two cycles, each away 26 times in the year, a fifth of it for health. */
async function fill(house: TestHouse, { body, within, kind }: TestLeave, count: number): Promise<void> {
  const [annual, sick] = [await kind('conge-annuel'), await kind('maladie')];
  await within((ctx) =>
    addAgents(
      ctx,
      Array.from({ length: count }, (_, rank) => ({
        familyName: `Banc ${String(rank).padStart(4, '0')}`,
        givenName: 'Camille',
        status: 'titulaire' as const,
        category: 'C' as const,
        unit: 'day' as const,
        arrivedOn: '2020-01-01',
        workingTime:
          rank % 3 === 0 ? { terms: fourDays, percent: 80, fullTimeMinutes: 2340 } : { terms: fullWeek, percent: 100, fullTimeMinutes: 2340 },
      })),
    ),
  );
  await asOwner(house, async (client) => {
    await client.query(
      `with away as (
         insert into leave.request (organisation_id, id, agent_id, kind_id, status, unit, from_on, from_half, until_on, until_half, period, days, minutes,
           asked_at, asked_by, decided_at, proofs)
         select a.organisation_id, gen_random_uuid(), a.id, case when n % 5 = 0 then $3::uuid else $2::uuid end, 'approved', 'half-day', d, 'am', d, 'pm',
           tsrange(d, d + 1), 100, 420, now(), 'banc', now(), 0
         from leave.agent a
         cross join generate_series(0, 25) as n
         cross join lateral (select date '2026-01-06' + n * 14 as d) days
         where a.organisation_id = $1
         returning organisation_id, id, agent_id, kind_id, from_on
       )
       insert into leave.movement (organisation_id, id, agent_id, counter, year, what, amount, on_day, request_id, says, source, at, by_name)
       select organisation_id, gen_random_uuid(), agent_id, 'annual', 2026, 'taken', -100, from_on, id, 'Congé annuel', '{}', now(), 'banc'
       from away
       where kind_id = $2`,
      [body.id, annual, sick],
    );
  });
  await within(async (ctx) =>
    settleAgents(
      ctx,
      (await readAgents(ctx)).map(({ id }) => id),
      2026,
    ),
  );
}
