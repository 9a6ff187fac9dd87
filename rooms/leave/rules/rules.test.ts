// SPDX-License-Identifier: EUPL-1.2
/** What a body sets for itself within the law, and what it would change before it is set. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import type { Caller } from '#rooms/people/testing.ts';
import { openYear } from '../closing/close-year.ts';
import room from '../room.ts';
import { openLeave, type TestLeave } from '../testing.ts';

let it: TestHouse;
before(async () => {
  it = await openTestHouse([organisations, people, room]);
});
after(() => it.close());

async function body(): Promise<{ leave: TestLeave; as: Caller }> {
  const leave = await openLeave(it);
  return { leave, as: await leave.person(['secretary']) };
}
const text = 'Délibération du 12 mars';
const set = (leave: TestLeave, as: Caller, rule: string, value: unknown, from = '2026-01-01', more: object = {}) =>
  as({ method: 'POST', url: leave.url('/rules'), payload: { rule, value, text, from, ...more } });
const simulate = (leave: TestLeave, as: Caller, rule: string, value: unknown, from = '2026-01-01') =>
  as({ method: 'POST', url: leave.url('/rules/simulation'), payload: { rule, value, from } });
const movements = (leave: TestLeave) =>
  leave.within(async (ctx) =>
    Number(
      (
        await ctx.tx
          .selectFrom('leave.movement')
          .select(({ fn }) => fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    ),
  );

test('a value under the law is refused with its text', async () => {
  const { leave, as } = await body();
  const months = await set(leave, as, 'leave.kept-months', 12);
  assert.deepEqual([months.statusCode, months.json().code], [422, 'leave.rule-against-law']);
  assert.match(months.json().title, /la limite est 15 depuis le 23 juin 2025 \(Décret n° 85-1250 .*art\. 5-1/);
  assert.match((await set(leave, as, 'leave.longest-absence', 45)).json().title, /la limite est 31/);
  assert.deepEqual((await set(leave, as, 'leave.kept-months', 18)).statusCode, 200);
});

test('a value of another shape, a day that no year has and days that run backwards are refused', async () => {
  const { leave, as } = await body();
  assert.equal((await set(leave, as, 'leave.rounding', 'half-day-down')).json().code, 'leave.rule-value');
  assert.equal((await set(leave, as, 'leave.carry-over-until', '02-30')).json().code, 'leave.rule-value');
  assert.equal((await set(leave, as, 'leave.carry-over-until', '03-31', '2026-05-01', { until: '2026-01-01' })).json().code, 'leave.runs-backwards');
});

test('a simulation says who gains what, writes nothing, and is what setting the rule then does', async () => {
  const { leave, as } = await body();
  const late = await leave.agent({ arrivedOn: '2026-07-01', familyName: 'Tardif' });
  await leave.agent({ arrivedOn: '2020-01-01' });
  const before = await movements(leave);
  const { rows, agents } = (await simulate(leave, as, 'leave.rounding', 'nearest-half-day')).json();
  assert.deepEqual(
    [agents, rows.map(({ agentId, before: had, after: has, gain }: Record<string, unknown>) => [agentId, had, has, gain])],
    [2, [[late.id, '13 jours', '12,5 jours', -0.5]]],
  );
  assert.equal(await movements(leave), before);
  assert.deepEqual((await set(leave, as, 'leave.rounding', 'nearest-half-day')).json().changed, 1);
  assert.equal((await simulate(leave, as, 'leave.rounding', 'nearest-half-day', '2026-02-01')).json().rows.length, 0);
});

test('a new value ends the former on its eve; one decided for later is not passed over', async () => {
  const { leave, as } = await body();
  await set(leave, as, 'leave.carry-over-until', '03-31', '2026-01-01');
  await set(leave, as, 'leave.carry-over-until', '04-30', '2027-01-01');
  const { rows } = (await as({ url: leave.url('/rules') })).json();
  const rule = rows.find((row: { rule: string }) => row.rule === 'leave.carry-over-until');
  assert.deepEqual(
    [rule.today, rule.isOwn, rule.own.map(({ from, until }: Record<string, string>) => [from, until])],
    ['03-31', true, [['2026-01-01', '2026-12-31'], ['2027-01-01', null]]], // prettier-ignore
  );
  assert.equal((await set(leave, as, 'leave.carry-over-until', null, '2026-06-01')).json().code, 'leave.rule-overlaps');
  assert.equal((await as({ method: 'DELETE', url: leave.url(`/rules/${rule.own[1].id}`) })).statusCode, 204);
});

test('RTT follow what the body voted, from 1 January on, in the ledger', async () => {
  const { leave, as } = await body();
  const agent = await leave.agent({
    workingTime: { terms: [[222, 222, 222, 222, 222, 222, 222, 222, 222, 222, 0, 0, 0, 0]], percent: 100, fullTimeMinutes: 2220 },
  });
  assert.equal((await set(leave, as, 'leave.rtt', [{ minutes: 2220, days: 1000 }])).json().changed, 1);
  const { accounts } = (await as({ url: leave.url(`/agents/${agent.id}/ledger`) })).json();
  assert.equal(accounts.find(({ counter }: { counter: string }) => counter === 'rtt').left, 10);
});

test('a simulation of what is carried over tells each one’s rest; a shorter absence tells who is beyond it', async () => {
  const { leave, as } = await body();
  const agent = await leave.agent();
  await as({ method: 'POST', url: leave.url('/requests'), payload: { kindId: await leave.kind('conge-annuel'), agentId: agent.id, fromOn: '2026-12-01', untilOn: '2026-12-24' } }); // prettier-ignore
  const [carried] = (await simulate(leave, as, 'leave.carry-over-until', '03-31')).json().rows;
  assert.deepEqual([carried.before, carried.after, carried.gain], ['9 jours perdus', '9 jours jusqu’au 31 mars 2027', 9]);
  const [long] = (await simulate(leave, as, 'leave.longest-absence', 20)).json().rows;
  assert.deepEqual([long.what, long.gain], ['Absence de 24 jours en 2026', -4]);
  await set(leave, as, 'leave.longest-absence', 20);
  const asked = await agent.as({ method: 'POST', url: leave.url('/preview'), payload: { kindId: await leave.kind('conge-annuel'), fromOn: '2026-11-23', untilOn: '2026-11-30' } }); // prettier-ignore
  assert.equal(asked.json().obstacle.code, 'leave.too-long');
});

test('a closed year stays as it is: no rule begins in it', async () => {
  const { leave, as } = await body();
  await leave.within((ctx) => openYear(ctx, { year: 2025 }));
  const { digest } = (await as({ url: leave.url('/years/2025/closing') })).json();
  assert.equal((await as({ method: 'POST', url: leave.url('/years/2025/closing'), payload: { digest } })).statusCode, 204);
  const early = await set(leave, as, 'leave.rounding', 'day-up', '2025-06-01');
  assert.deepEqual([early.statusCode, early.json().code], [409, 'leave.rule-in-closed-year']);
});

test('a body limits the saved days that it pays in a year, from 29 November 2025 on; the simulation says whose are concerned', async () => {
  const { leave, as } = await body();
  const saver = await leave.agent({ familyName: 'Tilleul', category: 'B' });
  await leave.agent();
  const given = { counter: 'cet', amount: 55, isOpening: true, reason: 'Compte repris' };
  assert.equal((await as({ method: 'POST', url: leave.url(`/agents/${saver.id}/adjustments`), payload: given })).statusCode, 204);
  const early = await set(leave, as, 'leave.cet-paid-days', 20, '2025-11-28');
  assert.deepEqual([early.statusCode, early.json().code], [422, 'leave.rule-against-law']);
  assert.equal((await set(leave, as, 'leave.cet-paid-days', 0)).json().code, 'leave.rule-value');
  const trying = async () => (await simulate(leave, as, 'leave.cet-paid-days', 20)).json().rows;
  assert.deepEqual(await trying(), [], 'a body that voted no payment limits nothing');
  await leave.within((ctx) =>
    ctx.tx.updateTable('leave.setting').set({ cet_is_paid: true }).where('organisation_id', '=', ctx.organisation).execute(),
  );
  const tried = await trying();
  assert.deepEqual(
    tried.map(({ agentId, before, after, gain }: Record<string, unknown>) => [agentId, before, after, gain]),
    [[saver.id, '40 jours à payer au plus', '20 jours à payer au plus', -20]],
  );
  assert.equal((await set(leave, as, 'leave.cet-paid-days', 20)).statusCode, 200);
  const { lines } = (await as({ url: leave.url('/years/2026/closing') })).json();
  const option = lines.find(({ agentId }: { agentId: string }) => agentId === saver.id).option;
  assert.deepEqual(option, { beyond: 40, payable: 20, dayCents: 10_000, unchosen: 'pension' });
});
