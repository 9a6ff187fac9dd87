// SPDX-License-Identifier: EUPL-1.2
/** The end of a year, hours worked in advance, proofs and exports, through HTTP. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import { makePerson, signedIn, type Caller } from '#rooms/people/testing.ts';
import room from '../room.ts';
import { openLeave, type TestAgent, type TestLeave } from '../testing.ts';
import { expireCarryOvers } from './expire-carry-overs.ts';
import { openNextYear } from './open-next-year.ts';

let it: TestHouse;
before(async () => {
  it = await openTestHouse([organisations, people, room]);
});
after(() => it.close());

const december = '2026-12-01T09:00:00Z';
const january = '2027-01-11T09:00:00Z';
/** A body, and its secretary as they sign in on that day. */
async function body(): Promise<{ leave: TestLeave; secretary: () => Promise<Caller> }> {
  it.clock.set(december);
  const leave = await openLeave(it);
  const person = await makePerson(it, [{ in: leave.body, roles: ['secretary'] }]);
  return { leave, secretary: () => signedIn(it.app, person) };
}
type Line = {
  agentId: string;
  annualLeft: number;
  lost: number;
  keptByRight: { amount: number; until: string } | null;
  authorised: { amount: number; until: string } | null;
  maySave: { annual: number; rtt: number } | null;
  saved: number;
  option?: { beyond: number; payable: number } | null;
};
const prepared = async (leave: TestLeave, as: Caller) =>
  (await as({ url: leave.url('/years/2026/closing') })).json<{ lines: Line[]; digest: string; closedAt: string | null; waiting: number }>();
const close = (leave: TestLeave, as: Caller, digest: string, savings: object[] = []) =>
  as({ method: 'POST', url: leave.url('/years/2026/closing'), payload: { digest, savings } });
const accounts = async (leave: TestLeave, as: Caller, { id }: Pick<TestAgent, 'id'>) =>
  (await as({ url: leave.url(`/agents/${id}/ledger`) })).json<{
    accounts: { counter: string; year: number | null; left: number; until: string | null }[];
  }>().accounts;
const take = async (leave: TestLeave, as: Caller, agent: TestAgent, fromOn: string, untilOn: string, kind = 'conge-annuel') => {
  const answer = await as({
    method: 'POST',
    url: leave.url('/requests'),
    payload: { kindId: await leave.kind(kind), agentId: agent.id, fromOn, untilOn },
  });
  assert.equal(answer.statusCode, 200, answer.body);
};

test('a year that is not over is not closed; a closed one stays as its report says', async () => {
  const { leave, secretary } = await body();
  const agent = await leave.agent();
  const first = await secretary();
  assert.equal((await close(leave, first, (await prepared(leave, first)).digest)).json().code, 'leave.year-not-over');
  it.clock.set(january);
  const as = await secretary();
  const before = await prepared(leave, as);
  assert.deepEqual(
    before.lines.map(({ annualLeft, lost, keptByRight }) => [annualLeft, lost, keptByRight]),
    [[25, 25, null]],
  );
  assert.equal((await close(leave, as, 'other')).json().code, 'leave.closing-changed');
  assert.equal((await close(leave, as, before.digest)).statusCode, 204);
  assert.equal(
    (await accounts(leave, as, agent)).some(({ year }) => year === 2026),
    false,
  );
  assert.equal((await close(leave, as, before.digest)).json().code, 'leave.year-closed');
  assert.notEqual((await prepared(leave, as)).closedAt, null);
});

test('what illness hindered is kept for fifteen months, the rest is lost', async () => {
  const { leave, secretary } = await body();
  const agent = await leave.agent();
  await take(leave, await secretary(), agent, '2026-06-01', '2026-12-31', 'maladie');
  it.clock.set(january);
  const as = await secretary();
  const { lines, digest } = await prepared(leave, as);
  assert.deepEqual([lines[0]?.keptByRight, lines[0]?.lost], [{ amount: 20, until: '2028-03-31', ground: 'health' }, 5]);
  assert.equal((await close(leave, as, digest)).statusCode, 204);
  const [kept] = (await accounts(leave, as, agent)).filter(({ year }) => year === 2026);
  assert.deepEqual([kept?.left, kept?.until], [20, '2028-03-31']);
});

test('a family leave of a year before says nothing of this one; a year of which nothing was counted has nothing to close', async () => {
  const { leave, secretary } = await body();
  const agent = await leave.agent();
  const first = await secretary();
  await take(leave, first, agent, '2025-03-03', '2025-03-27', 'paternite');
  await take(leave, first, agent, '2026-06-01', '2026-12-31', 'maladie');
  it.clock.set(january);
  const as = await secretary();
  assert.deepEqual((await prepared(leave, as)).lines[0]?.keptByRight, { amount: 20, until: '2028-03-31', ground: 'health' });
  assert.deepEqual((await as({ url: leave.url('/years/2024/closing') })).json().lines, []);
});

test('what the body authorises is taken first, and lost the night after its last day', async () => {
  const { leave, secretary } = await body();
  const agent = await leave.agent();
  await leave.within((ctx) =>
    ctx.tx
      .insertInto('leave.own_rule')
      .values({
        organisation_id: ctx.organisation,
        id: ctx.newId(),
        rule: 'leave.carry-over-until',
        value: JSON.stringify('03-31'),
        text: 'Délibération du 5 mars',
        begins_on: '2026-01-01',
        ends_on: null,
      })
      .execute(),
  );
  it.clock.set(january);
  await leave.within((ctx) => openNextYear(ctx));
  const as = await secretary();
  const { lines, digest } = await prepared(leave, as);
  assert.deepEqual([lines[0]?.authorised, lines[0]?.lost], [{ amount: 25, until: '2027-03-31' }, 0]);
  await close(leave, as, digest);
  await take(leave, as, agent, '2027-03-01', '2027-03-05');
  assert.deepEqual((await accounts(leave, as, agent)).map(({ year, left }) => [year, left]), [[2026, 20], [2027, 25]]); // prettier-ignore
  it.clock.set('2027-04-01T00:40:00Z');
  await leave.within((ctx) => expireCarryOvers(ctx));
  await leave.within((ctx) => expireCarryOvers(ctx));
  assert.deepEqual((await accounts(leave, await secretary(), agent)).map(({ year, left }) => [year, left]), [[2027, 25]]); // prettier-ignore
});

test('an agent saves what stands beyond four weeks taken, in whole days, once they have an account', async () => {
  const { leave, secretary } = await body();
  const agent = await leave.agent();
  const first = await secretary();
  await take(leave, first, agent, '2026-12-02', '2026-12-31');
  const saving = (as: Caller, annual: number, digest: string) => close(leave, as, digest, [{ agentId: agent.id, annual }]);
  it.clock.set(january);
  const as = await secretary();
  assert.equal((await saving(as, 3, (await prepared(leave, as)).digest)).json().code, 'leave.no-savings');
  assert.equal((await as({ method: 'POST', url: leave.url(`/agents/${agent.id}/savings-account`), payload: {} })).statusCode, 204);
  const { lines, digest } = await prepared(leave, as);
  assert.deepEqual(lines[0]?.maySave, { annual: 6, rtt: 0 });
  assert.equal((await saving(as, 7, digest)).json().code, 'leave.may-not-save');
  assert.equal((await saving(as, 4, digest)).statusCode, 204);
  // Four days saved are under the threshold: there is nothing to choose.
  const [reported] = (await prepared(leave, as)).lines;
  assert.deepEqual([reported?.saved, reported?.option], [4, null]);
  assert.deepEqual((await accounts(leave, as, agent)).map(({ counter, left }) => [counter, left]), [['cet', 4]]); // prettier-ignore
});

test('hours are declared once done, granted by whoever answers, taken as rest by the hour', async () => {
  const { leave } = await body();
  const teamId = await leave.team('Voirie');
  const [agent, manager] = [await leave.agent({ teamId }), await leave.agent({ teamId })];
  await leave.manages(manager, teamId);
  const declare = (on: string) =>
    agent.as({ method: 'POST', url: leave.url('/extra-hours'), payload: { on, minutes: 120, percent: 125, reason: 'Inondation' } });
  assert.equal((await declare('2026-12-02')).json().code, 'leave.day-to-come');
  const { id } = (await declare('2026-11-30')).json<{ id: string }>();
  const answer = ({ as }: TestAgent) => as({ method: 'POST', url: leave.url(`/extra-hours/${id}/answer`), payload: { outcome: 'approve' } });
  const listed = async ({ as }: TestAgent, query: string) =>
    (await as({ url: leave.url(`/extra-hours?${query}`) })).json<{ rows: { id: string }[]; total: number }>();
  assert.deepEqual([(await listed(agent, 'which=mine')).total, (await listed(agent, 'which=mine&page=2')).rows.length], [1, 0]);
  assert.deepEqual([(await listed(manager, 'which=to-answer')).rows.map((row) => row.id), (await listed(agent, 'which=to-answer')).total], [[id], 0]);
  assert.equal((await answer(agent)).json().code, 'leave.own-request');
  assert.equal((await answer(manager)).json().status, 'approved');
  assert.equal((await answer(manager)).json().code, 'leave.already-answered');
  const ask = async (fromTime: string, untilTime: string) =>
    agent.as({
      method: 'POST',
      url: leave.url('/requests'),
      payload: { kindId: await leave.kind('recuperation'), fromOn: '2026-12-07', untilOn: '2026-12-07', fromTime, untilTime },
    });
  assert.equal((await ask('08:00', '11:00')).json().title, 'Il manque 30 min : il reste 2 h 30 à cette date.');
  assert.equal((await ask('08:00', '10:00')).json().status, 'requested');
});

test('a proof is read by the agent and by whoever treats it, never by the manager who answers', async () => {
  const { leave, secretary } = await body();
  const teamId = await leave.team('Accueil');
  const [agent, manager] = [await leave.agent({ teamId }), await leave.agent({ teamId })];
  await leave.manages(manager, teamId);
  const asked = await agent.as({
    method: 'POST',
    url: leave.url('/requests'),
    payload: { kindId: await leave.kind('mariage'), fromOn: '2026-12-07', untilOn: '2026-12-08' },
  });
  const { id } = asked.json<{ id: string }>();
  const grant = () => manager.as({ method: 'POST', url: leave.url(`/requests/${id}/answer`), payload: { outcome: 'approve', version: 1 } });
  assert.equal((await grant()).json().code, 'leave.proof-needed');
  const content = Buffer.from('%PDF-1.7').toString('base64');
  const added = await agent.as({
    method: 'POST',
    url: leave.url(`/requests/${id}/proofs`),
    payload: { name: 'acte.pdf', type: 'application/pdf', content },
  });
  const url = leave.url(`/requests/${id}/proofs/${added.json<{ id: string }>().id}`);
  assert.deepEqual(
    [(await agent.as({ url })).statusCode, (await manager.as({ url })).statusCode, (await (await secretary())({ url })).statusCode],
    [200, 404, 200],
  );
  assert.equal((await grant()).json().status, 'approved');
});

test('payroll reads the waiting day and the rates of a sick leave, and days cut to the month', async () => {
  const { leave, secretary } = await body();
  const agent = await leave.agent({ number: 'M7' });
  const as = await secretary();
  await take(leave, as, agent, '2026-11-30', '2026-12-03', 'maladie');
  await take(leave, as, agent, '2026-12-29', '2027-01-04', 'sans-solde');
  const lines = (await as({ url: leave.url('/exports/absences?from=2026-11-01&until=2026-12-31') })).body
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(';'));
  assert.deepEqual(
    lines.map((cells) => [cells[3], cells[5], cells[7], cells[9], cells[12]]),
    [
      ['CMO', '2026-11-30', '2026-11-30', '1', 'carence'],
      ['CMO', '2026-12-01', '2026-12-03', '3', '90'],
      ['ASS', '2026-12-29', '2026-12-31', '3', ''],
    ],
  );
  const balances = (await as({ url: leave.url('/exports/balances') })).body.split('\r\n');
  assert.match(balances[1] ?? '', /^M7;Essai 1;Camille;Congés annuels;2026;jours;/);
});
