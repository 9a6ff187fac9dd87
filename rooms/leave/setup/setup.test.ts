// SPDX-License-Identifier: EUPL-1.2
/** What a secretary sets up, through HTTP. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import type { Caller } from '#rooms/people/testing.ts';
import room from '../room.ts';
import { fourDays, fullWeek, openLeave, type TestLeave } from '../testing.ts';

let it: TestHouse;
let leave: TestLeave;
let secretary: Caller;
before(async () => {
  it = await openTestHouse([organisations, people, room]);
  leave = await openLeave(it);
  secretary = await leave.person(['secretary']);
});
after(() => it.close());

const post = (path: string, payload: object) => secretary({ method: 'POST', url: leave.url(path), payload });
const put = (path: string, payload: object) => secretary({ method: 'PUT', url: leave.url(path), payload });
const workingTime = { terms: fullWeek, percent: 100, fullTimeMinutes: 2340 };
const agent = { familyName: 'Noisetier', givenName: 'Alix', status: 'titulaire', category: 'C', arrivedOn: '2024-01-01' };
const accounts = async (id: string) =>
  (await secretary({ url: leave.url(`/agents/${id}/ledger`) })).json<{ accounts: { counter: string; left: number }[] }>().accounts;

test('who follows the year of schools reads what their cycle makes them work against what is due; others read nothing of it', async () => {
  const annualised = async (id: string) => (await secretary({ url: leave.url(`/agents/${id}`) })).json<{ annualised: unknown }>().annualised;
  const week = [[270, 240, 270, 240, 0, 0, 270, 240, 270, 240, 0, 0, 0, 0]];
  const cycle = { terms: week, breaks: [Array<number>(14).fill(0)], percent: 100, fullTimeMinutes: 2100 };
  const { id } = (await post('/agents', { ...agent, arrivedOn: '2020-01-01', workingTime: cycle })).json<{ id: string }>();
  const text = 'Décret n° 2000-815 du 25 août 2000, art. 1er ; loi n° 2019-828 du 6 août 2019, art. 47';
  // 138 days of eight and a half hours in 2026, then one of them taken as leave.
  assert.deepEqual(await annualised(id), { year: 2026, planned: 138 * 510, due: 96_420, text });
  const kindId = await leave.kind('conge-annuel');
  assert.equal((await post('/requests', { kindId, agentId: id, fromOn: '2026-12-14', untilOn: '2026-12-14' })).statusCode, 200);
  assert.deepEqual(await annualised(id), { year: 2026, planned: 137 * 510, due: 96_420, text });
  const usual = await leave.agent();
  assert.equal(await annualised(usual.id), null);
});

test('an agent has their year as soon as they are added, and it follows their working time', async () => {
  const { id } = (await post('/agents', { ...agent, number: 'M1', workingTime })).json<{ id: string }>();
  assert.deepEqual((await accounts(id)).map(({ counter, left }) => [counter, left]), [['annual', 25], ['rtt', 23]]); // prettier-ignore
  assert.equal((await put(`/agents/${id}/working-time`, { ...workingTime, terms: fourDays, percent: 80, beginsOn: '2026-09-01' })).statusCode, 204);
  assert.deepEqual(
    (await accounts(id)).map(({ left }) => left),
    [23.5, 21.5],
  );
  const read = (await secretary({ url: leave.url(`/agents/${id}`) })).json();
  assert.deepEqual(read.times.map(({ beginsOn, endsOn }: { beginsOn: string; endsOn: string | null }) => [beginsOn, endsOn]), [['2024-01-01', '2026-08-31'], ['2026-09-01', null]]); // prettier-ignore
  assert.equal((await put(`/agents/${id}`, { ...agent, number: 'M1', leftOn: '2026-06-30' })).statusCode, 204);
  assert.deepEqual(
    (await accounts(id)).map(({ left }) => left),
    [12.5, 11.5],
  );
});

test('two agents share neither number nor account, and a field that is wrong is named', async () => {
  assert.equal((await post('/agents', { ...agent, number: 'M2', workingTime })).statusCode, 200);
  const twice = await post('/agents', { ...agent, number: 'M2', workingTime });
  assert.deepEqual([twice.statusCode, twice.json().code], [409, 'leave.number-taken']);
  const backwards = await post('/agents', { ...agent, leftOn: '2020-01-01', workingTime });
  assert.equal(backwards.json().code, 'leave.leaves-before-arriving');
  assert.equal(
    (await post('/agents', { ...agent, personId: '019a0000-0000-7000-8000-000000000001', workingTime })).json().code,
    'leave.unknown-person',
  );
  assert.equal((await post('/agents', { ...agent, workingTime: { ...workingTime, percent: 120 } })).statusCode, 400);
});

test('the sex of an agent is said or not, taken back, and kept by whoever does not speak of it', async () => {
  const { id } = (await post('/agents', { ...agent, sex: 'F', workingTime })).json<{ id: string }>();
  const sex = async () => (await secretary({ url: leave.url(`/agents/${id}`) })).json<{ sex: string | null }>().sex;
  assert.equal(await sex(), 'F');
  await put(`/agents/${id}`, agent);
  assert.equal(await sex(), 'F');
  await put(`/agents/${id}`, { ...agent, sex: null });
  assert.equal(await sex(), null);
});

test('a balance is corrected with its reason, never below nothing', async () => {
  const { id } = (await post('/agents', { ...agent, workingTime })).json<{ id: string }>();
  const adjust = (amount: number, more: object = {}) =>
    post(`/agents/${id}/adjustments`, { counter: 'annual', year: 2026, amount, reason: 'Reprise du fichier', ...more });
  assert.equal((await adjust(-4.5, { isOpening: true })).statusCode, 204);
  assert.equal((await accounts(id))[0]?.left, 20.5);
  assert.deepEqual([(await adjust(-30)).json().code, (await adjust(2, { year: null })).json().code], ['leave.below-zero', 'leave.year-needed']);
  assert.equal((await adjust(3, { counter: 'cet', year: null })).statusCode, 204);
  const ledger = (await secretary({ url: leave.url(`/agents/${id}/ledger`) })).json();
  assert.deepEqual(ledger.rows.map(({ what }: { what: string }) => what).toSorted(), ['acquired', 'acquired', 'adjusted', 'opening']);
});

test('a team keeps its name to itself, and is put away once empty', async () => {
  const { id } = (await post('/teams', { name: 'École' })).json<{ id: string }>();
  assert.equal((await post('/teams', { name: 'école' })).json().code, 'leave.team-taken');
  const member = (await post('/agents', { ...agent, teamId: id, workingTime })).json<{ id: string }>();
  assert.equal((await put(`/teams/${id}`, { name: 'École', minimumPresent: 1, managers: [{ agentId: member.id, level: 1 }] })).statusCode, 204);
  const { rows } = (await secretary({ url: leave.url('/teams') })).json();
  assert.deepEqual([rows[0].agents, rows[0].managers[0].name], [1, 'Alix Noisetier']);
  const remove = () => secretary({ method: 'DELETE', url: leave.url(`/teams/${id}`) });
  assert.equal((await remove()).json().code, 'leave.team-in-use');
  await put(`/agents/${member.id}`, agent);
  assert.equal((await remove()).statusCode, 204);
});

test('a bridge that the body gives is taken from nobody', async () => {
  const someone = await leave.agent();
  const preview = async () =>
    (await someone.as({ method: 'POST', url: leave.url('/preview'), payload: { kindId: await leave.kind('conge-annuel'), fromOn: '2026-12-24', untilOn: '2026-12-26' } })).json().days; // prettier-ignore
  assert.equal(await preview(), 1);
  const { id } = (await post('/closed-days', { on: '2026-12-24', label: 'Réveillon' })).json<{ id: string }>();
  assert.equal(await preview(), 0);
  assert.equal((await post('/closed-days', { on: '2026-12-24', label: 'Encore' })).json().code, 'leave.already-closed');
  assert.equal((await secretary({ method: 'DELETE', url: leave.url(`/closed-days/${id}`) })).statusCode, 204);
});

test('the assembly votes a kind of its own, and puts it away; past absences keep it', async () => {
  const kind = { label: 'Déménagement', short: 'DEM', colour: 'orange', mostAtOnce: 1, mostPerYear: null, takesHours: false, askedBy: 'agent', needsAnswer: true, proof: 'asked', isPrivate: true, isAtWork: false, payrollCode: null, text: 'Délibération du 12 mars' }; // prettier-ignore
  const { id } = (await post('/kinds', kind)).json<{ id: string }>();
  assert.equal((await put(`/kinds/${id}`, { ...kind, isArchived: true })).statusCode, 204);
  const someone = await leave.agent();
  const asked = await someone.as({
    method: 'POST',
    url: leave.url('/requests'),
    payload: { kindId: id, fromOn: '2026-12-07', untilOn: '2026-12-07' },
  });
  assert.equal(asked.json().code, 'leave.unknown-kind');
});

test('the planning shows colleagues who is away, and why only where it is theirs to know', async () => {
  const teamId = await leave.team('Accueil');
  const [one, two] = [await leave.agent({ teamId }), await leave.agent({ teamId })];
  const stranger = await leave.agent({ teamId: await leave.team('Atelier') });
  await post('/requests', { kindId: await leave.kind('maladie'), agentId: one.id, fromOn: '2026-12-07', untilOn: '2026-12-08' });
  const seen = async (as: Caller) => {
    const { agents, kinds } = (await as({ url: leave.url('/calendar?from=2026-12-07&until=2026-12-13') })).json<{
      agents: { id: string; work: string; away: { kind: number }[] }[];
      kinds: { shown: { label: string } | null }[];
    }>();
    return agents.map((agent) => ({ ...agent, away: agent.away.map(({ kind }) => kinds[kind]?.shown?.label) }));
  };
  const [shown] = (await seen(two.as)).filter(({ id }) => id === one.id);
  assert.deepEqual([shown?.work, shown?.away], ['11111111110000', [undefined]]);
  assert.equal(
    (await seen(stranger.as)).some(({ id }) => id === one.id),
    false,
  );
  assert.deepEqual((await seen(secretary)).find(({ id }) => id === one.id)?.away, ['Congé de maladie ordinaire']);
});

test('the planning says from which half-day to which, or at which hours, and leaves out what is usual', async () => {
  const [donation, annual] = [await leave.kind('don-du-sang'), await leave.kind('conge-annuel')];
  const someone = await leave.agent({ unit: 'day' });
  const ask = async (payload: object) => assert.equal((await post('/requests', { agentId: someone.id, ...payload })).statusCode, 200);
  await ask({ kindId: annual, fromOn: '2026-12-07', untilOn: '2026-12-08' });
  await ask({ kindId: annual, fromOn: '2026-12-09', fromHalf: 'pm', untilOn: '2026-12-10', untilHalf: 'am' });
  await ask({ kindId: donation, fromOn: '2026-12-11', untilOn: '2026-12-11', fromTime: '14:00', untilTime: '16:00' });
  const { agents } = (await secretary({ url: leave.url(`/calendar?from=2026-12-07&until=2026-12-13&agentId=${someone.id}`) })).json<{
    agents: { away: object[] }[];
  }>();
  assert.deepEqual(
    agents.flatMap(({ away }) => away.map((one) => ({ ...one, kind: null, requestId: null }))),
    [
      { kind: null, requestId: null, status: 'approved', fromOn: '2026-12-07', untilOn: '2026-12-08' },
      { kind: null, requestId: null, status: 'approved', fromOn: '2026-12-09', fromHalf: 'pm', untilOn: '2026-12-10', untilHalf: 'am' },
      { kind: null, requestId: null, status: 'approved', fromOn: '2026-12-11', untilOn: '2026-12-11', hours: '14:00–16:00' },
    ],
  );
});

test('my leave tells what I have, what waits and what is to come', async () => {
  const someone = await leave.agent();
  await someone.as({
    method: 'POST',
    url: leave.url('/requests'),
    payload: { kindId: await leave.kind('conge-annuel'), fromOn: '2026-12-07', untilOn: '2026-12-08' },
  });
  const mine = (await someone.as({ url: leave.url('/me') })).json();
  assert.deepEqual([mine.accounts[0].left, mine.accounts[0].waiting, mine.upcoming.length, mine.toAnswer], [25, 2, 1, 0]);
});

test('a request begins on the next day that the agent works and is not away', async () => {
  // The clock stands on a Saturday: Monday is not worked, Tuesday is asked for.
  const terms = [[0, 0, ...Array.from({ length: 8 }, () => 210), 0, 0, 0, 0]];
  const someone = await leave.agent({ workingTime: { terms, percent: 80, fullTimeMinutes: 2100 } });
  const next = async (): Promise<string | null> => (await someone.as({ url: leave.url('/me') })).json<{ nextWorked: string | null }>().nextWorked;
  assert.equal(await next(), '2026-11-24');
  const payload = { kindId: await leave.kind('conge-annuel'), fromOn: '2026-11-24', untilOn: '2026-11-24' };
  await someone.as({ method: 'POST', url: leave.url('/requests'), payload });
  assert.equal(await next(), '2026-11-25');
  assert.equal((await secretary({ url: leave.url('/me') })).json().nextWorked, null);
});

test('an account is an agent’s once: those that are free are told apart', async () => {
  const someone = await leave.agent();
  const account = async () =>
    (await secretary({ url: leave.url('/people') }))
      .json<{ rows: { personId: string; agentId: string | null }[] }>()
      .rows.find(({ personId }) => personId === someone.person.id)?.agentId;
  assert.equal(await account(), someone.id);
  const { familyName, givenName, status, category, arrivedOn } = (await secretary({ url: leave.url(`/agents/${someone.id}`) })).json();
  await put(`/agents/${someone.id}`, { familyName, givenName, status, category, arrivedOn, personId: null });
  assert.equal(await account(), null);
});

test('a manager sees who stands in for them, others see theirs alone; whoever manages leave names and removes for all', async () => {
  const teamId = await leave.team('Médiathèque');
  const [manager, other, stranger] = [await leave.agent({ teamId }), await leave.agent({ teamId }), await leave.agent()];
  await leave.manages(manager, teamId);
  const seen = async (as: Caller) =>
    (await as({ url: leave.url('/stand-ins') })).json<{ rows: { id: string; isMine: boolean }[]; managers: { id: string }[] }>();
  const named = await post('/stand-ins', { agentId: manager.id, standInId: other.id, beginsOn: '2026-12-01', endsOn: '2026-12-15' });
  assert.equal(named.statusCode, 200, named.body);
  const forOther = { agentId: manager.id, standInId: stranger.id, beginsOn: '2026-12-01', endsOn: '2026-12-15' };
  assert.equal((await stranger.as({ method: 'POST', url: leave.url('/stand-ins'), payload: forOther })).json().code, 'leave.not-for-others');
  assert.deepEqual((await seen(manager.as)).rows.map(({ isMine }) => isMine), [true]); // prettier-ignore
  assert.deepEqual([(await seen(other.as)).rows.length, (await seen(stranger.as)).rows.length], [1, 0]);
  assert.equal((await seen(secretary)).managers.some(({ id }) => id === manager.id), true); // prettier-ignore
  const remove = (as: Caller) => as({ method: 'DELETE', url: leave.url(`/stand-ins/${named.json<{ id: string }>().id}`) });
  assert.equal((await remove(other.as)).json().code, 'leave.unknown-stand-in');
  assert.equal((await remove(secretary)).statusCode, 204);
});
