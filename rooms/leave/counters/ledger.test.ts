// SPDX-License-Identifier: EUPL-1.2
/** What always holds of counters, whatever happens in whatever order. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { defineRoom } from '#platform/room.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import { signedIn, type Caller } from '#rooms/people/testing.ts';
import { bodyData } from '../body-data.ts';
import { annualLeave, type Service } from '../law/annual-leave.ts';
import { keptLeave } from '../law/kept-leave.ts';
import { rttOf } from '../law/rtt.ts';
import type { WorkingTime } from '../law/working-time.ts';
import room from '../room.ts';
import { fourDays, fullWeek, openLeave, type TestAgent, type TestLeave } from '../testing.ts';
import { settleAgents } from './settle-year.ts';

let holdsRight = true;
const seller = defineRoom({
  name: 'seller',
  floor: 'foundation',
  title: 'Droits',
  needs: [],
  provides: { rights: { holds: async () => holdsRight } },
});

let it: TestHouse;
before(async () => {
  it = await openTestHouse([organisations, people, seller, room]);
});
after(() => it.close());

const day = (text: string) => Temporal.PlainDate.from(text);
const halfWeek = [[210, 210, 210, 210, 210, 0, 0, 0, 0, 0, 0, 0, 0, 0]];
const patterns = [fullWeek, fourDays, halfWeek];

type Act =
  | { what: 'ask'; kind: 'conge-annuel' | 'rtt'; start: number; days: number; outcome: 'approve' | 'refuse' | 'wait' }
  | { what: 'cancel'; rank: number }
  | { what: 'ill'; start: number; days: number }
  | { what: 'cycle'; start: number; pattern: number };

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ what: fc.constant('ask' as const), kind: fc.constantFrom('conge-annuel' as const, 'rtt' as const), start: fc.integer({ min: 1, max: 120 }), days: fc.integer({ min: 1, max: 12 }), outcome: fc.constantFrom('approve' as const, 'refuse' as const, 'wait' as const) }), // prettier-ignore
  fc.record({ what: fc.constant('cancel' as const), rank: fc.nat(5) }),
  fc.record({ what: fc.constant('ill' as const), start: fc.integer({ min: 1, max: 120 }), days: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ what: fc.constant('cycle' as const), start: fc.integer({ min: 0, max: 38 }), pattern: fc.nat(2) }),
);

test('whatever is asked, granted, given up, cut by illness or by another cycle, a balance is the sum of movements and follows from history', async () => {
  const leave = await openLeave(it);
  const as = await leave.person(['secretary', 'dgs']);
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 7 }), async (acts) => {
      const agent = await leave.agent({ workingTime: { terms: fullWeek, percent: 100, fullTimeMinutes: 2340 } });
      for (const one of acts) await play(leave, as, agent, one);
      await holds(leave, agent);
    }),
    { numRuns: 8 },
  );
});

async function play(leave: TestLeave, as: Caller, agent: TestAgent, one: Act): Promise<void> {
  const on = (rank: number): string => day('2026-11-23').add({ days: rank }).toString();
  if (one.what === 'ask') {
    const payload = { kindId: await leave.kind(one.kind), fromOn: on(one.start), untilOn: on(one.start + one.days - 1) };
    const asked = await agent.as({ method: 'POST', url: leave.url('/requests'), payload });
    if (asked.statusCode === 200 && one.outcome !== 'wait')
      await as({
        method: 'POST',
        url: leave.url(`/requests/${asked.json().id}/answer`),
        payload: { outcome: one.outcome, reason: 'Service', version: 1 },
      });
  } else if (one.what === 'cancel') {
    const { rows } = (await agent.as({ url: leave.url('/requests') })).json<{ rows: { id: string }[] }>();
    const id = rows[one.rank]?.id;
    if (id) await agent.as({ method: 'POST', url: leave.url(`/requests/${id}/cancel`), payload: {} });
  } else if (one.what === 'ill') {
    const payload = { kindId: await leave.kind('maladie'), agentId: agent.id, fromOn: on(one.start), untilOn: on(one.start + one.days - 1) };
    await as({ method: 'POST', url: leave.url('/requests'), payload });
  } else {
    const payload = { terms: patterns[one.pattern], percent: 100, fullTimeMinutes: 2340, beginsOn: on(one.start) };
    assert.equal((await as({ method: 'PUT', url: leave.url(`/agents/${agent.id}/working-time`), payload })).statusCode, 204);
  }
}

async function holds(leave: TestLeave, { id }: TestAgent): Promise<void> {
  await leave.within(async (ctx) => {
    const rows = await ctx.tx.selectFrom('leave.request').selectAll().where('agent_id', '=', id).execute();
    const kinds = new Map((await ctx.tx.selectFrom('leave.kind').select(['id', 'counter']).execute()).map((kind) => [kind.id, kind.counter]));
    const movements = await ctx.tx.selectFrom('leave.movement').selectAll().where('agent_id', '=', id).execute();
    for (const row of rows) {
      const taken = movements.filter((one) => one.request_id === row.id).reduce((sum, { amount }) => sum + amount, 0);
      const counts = row.status === 'approved' && kinds.get(row.kind_id) !== null;
      assert.equal(taken, counts ? -row.days : 0, `${row.status} ${row.from_on} ${row.until_on}`);
    }
    const active = rows.filter(({ status }) => ['requested', 'endorsed', 'approved'].includes(status));
    for (const one of active)
      for (const other of active)
        assert.ok(one.id === other.id || one.until_on < other.from_on || other.until_on < one.from_on, 'two absences at once');
    const opened = new Set(movements.filter(({ what }) => what === 'acquired').map(({ year }) => year));
    assert.ok(opened.has(2026));
    for (const year of opened) assert.equal((await settleAgents(ctx, [id], year)).size, 0, `${year} follows from history`);
  });
}

test('six who ask for the same days at once: one is heard; two who answer at once: one answer, taken once', async () => {
  const leave = await openLeave(it);
  const agent = await leave.agent();
  const [one, two] = [await leave.person(['dgs']), await leave.person(['dgs'])];
  const kindId = await leave.kind('conge-annuel');
  const asks = await Promise.all(
    Array.from({ length: 6 }, (_, rank) =>
      agent.as({ method: 'POST', url: leave.url('/requests'), payload: { kindId, fromOn: `2026-12-0${7 - (rank % 2)}`, untilOn: '2026-12-09' } }),
    ),
  );
  assert.deepEqual(asks.map(({ statusCode }) => statusCode).toSorted(), [200, 409, 409, 409, 409, 409]);
  const { id } = asks.find(({ statusCode }) => statusCode === 200)?.json<{ id: string }>() ?? { id: '' };
  const answers = await Promise.all(
    [one, two].map((as) => as({ method: 'POST', url: leave.url(`/requests/${id}/answer`), payload: { outcome: 'approve', version: 1 } })),
  );
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).toSorted(), [200, 409]);
  await holds(leave, agent);
});

test('a closed year leaves exactly what is carried over, whatever was taken of it', async () => {
  it.clock.set('2026-12-01T09:00:00Z');
  const leave = await openLeave(it);
  const first = await leave.person(['secretary']);
  for (const [rank, length] of [0, 3, 11, 24].entries()) {
    const agent = await leave.agent({ arrivedOn: rank === 2 ? '2026-05-17' : '2020-01-01' });
    const payload = {
      kindId: await leave.kind(rank === 3 ? 'maladie' : 'conge-annuel'),
      agentId: agent.id,
      fromOn: '2026-12-02',
      untilOn: day('2026-12-02').add({ days: length }).toString(),
    };
    if (length > 0) assert.equal((await first({ method: 'POST', url: leave.url('/requests'), payload })).statusCode, 200);
  }
  it.clock.set('2027-01-11T09:00:00Z');
  try {
    const as = await leave.person(['secretary']);
    const { digest } = (await as({ url: leave.url('/years/2026/closing') })).json<{ digest: string }>();
    assert.equal((await as({ method: 'POST', url: leave.url('/years/2026/closing'), payload: { digest } })).statusCode, 204);
    await leave.within(async (ctx) => {
      const carried = await ctx.tx.selectFrom('leave.carry_over').select(['agent_id', 'amount']).execute();
      const left = await ctx.tx.selectFrom('leave.movement').select(({ fn }) => ['agent_id', fn.sum<number>('amount').as('left')]).where('counter', '=', 'annual').where('year', '=', 2026).groupBy('agent_id').execute(); // prettier-ignore
      assert.equal(left.length, 4);
      for (const row of left) assert.equal(Number(row.left), carried.find(({ agent_id }) => agent_id === row.agent_id)?.amount ?? 0);
      assert.equal(carried.length, 1);
    });
  } finally {
    it.clock.set('2026-11-21T09:00:00Z');
  }
});

test('when the right ends, all is still read and taken away, and nothing is written', async () => {
  const leave = await openLeave(it);
  const agent = await leave.agent();
  const payload = { kindId: await leave.kind('conge-annuel'), fromOn: '2026-12-07', untilOn: '2026-12-08' };
  assert.equal((await agent.as({ method: 'POST', url: leave.url('/requests'), payload })).statusCode, 200);
  holdsRight = false;
  try {
    const as = await signedIn(it.app, agent.person);
    for (const path of ['/me', '/requests', '/calendar?from=2026-12-01&until=2026-12-31', `/agents/${agent.id}/ledger`])
      assert.equal((await as({ url: leave.url(path) })).statusCode, 200, path);
    for (const path of ['/requests', '/preview', '/extra-hours'])
      assert.equal((await as({ method: 'POST', url: leave.url(path), payload: path === '/extra-hours' ? { on: '2026-11-20', minutes: 60, reason: 'Crue' } : payload })).json().code, 'platform.right-missing', path); // prettier-ignore
    const away = await leave.within(async (ctx) => bodyData.export(ctx));
    const tables = await leave.within(async (ctx) =>
      ctx.tx.selectFrom('leave.movement').selectAll().where('organisation_id', '=', ctx.organisation).execute(),
    );
    assert.equal((away as Record<string, unknown[]>)['leave.movement']?.length, tables.length);
    assert.equal((away as Record<string, unknown[]>)['leave.request']?.length, 1);
  } finally {
    holdsRight = true;
  }
});

const time = (over: Partial<WorkingTime>): WorkingTime => ({ beginsOn: day('2010-01-01'), endsOn: null, firstMonday: day('2024-01-01'), terms: fullWeek, breaks: null, percent: 100, fullTimeMinutes: 2340, ...over }); // prettier-ignore
const served = (over: Partial<Service> = {}): Service => ({ arrivedOn: day('2010-01-01'), leftOn: null, notServed: [], ...over });

test('part-time that changes in the year, arrivals and departures never bring more than the fuller cycle, nor less than the smaller, in leap years too', () => {
  const years = fc.constantFrom(2024, 2025, 2026, 2028, 2100);
  fc.assert(
    fc.property(years, fc.integer({ min: 1, max: 364 }), fc.nat(2), fc.nat(2), (year, cut, one, two) => {
      const first = Temporal.PlainDate.from({ year, month: 1, day: 1 });
      const times = [
        time({ terms: patterns[one] ?? fullWeek, endsOn: first.add({ days: cut - 1 }) }),
        time({ terms: patterns[two] ?? fullWeek, beginsOn: first.add({ days: cut }) }),
      ];
      const whole = (rank: number): number => annualLeave(year, [time({ terms: patterns[rank] ?? fullWeek })], served()).hundredths;
      const { exact, hundredths } = annualLeave(year, times, served());
      assert.ok(exact <= Math.max(whole(one), whole(two)) + 1e-6 && exact >= Math.min(whole(one), whole(two)) - 50 - 1e-6);
      assert.ok(hundredths >= exact - 1e-6 && hundredths - exact < 50);
      // Whoever leaves and whoever comes the day after have together the leave of one.
      const leaver = annualLeave(year, times, served({ leftOn: first.add({ days: cut - 1 }) }));
      const comer = annualLeave(year, times, served({ arrivedOn: first.add({ days: cut }) }));
      assert.ok(Math.abs(leaver.exact + comer.exact - exact) < 1e-6);
      assert.ok(rttOf(year, times, served()).hundredths <= 2300);
    }),
  );
});

test('what illness lets carry over is never more than what was left, nor than four weeks less what was taken', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 1, max: 10 }),
      fc.nat(360),
      fc.integer({ min: 1, max: 500 }),
      (left, taken, halves, start, length) => {
        const from = day('2026-01-01').add({ days: start });
        const asked = {
          year: 2026,
          left: left * 50,
          taken: taken * 50,
          weeklyDays: halves / 2,
          hindrances: [{ from, until: from.add({ days: length }), cause: 'health' as const }],
        };
        const kept = keptLeave(asked);
        if (!kept) return;
        assert.ok(kept.hundredths > 0 && kept.hundredths <= asked.left && kept.hundredths + asked.taken <= 4 * asked.weeklyDays * 100);
        assert.ok(Temporal.PlainDate.compare(kept.until, day('2027-03-31').subtract({ months: 12 })) > 0);
      },
    ),
  );
});
