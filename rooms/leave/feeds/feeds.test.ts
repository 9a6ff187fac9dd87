// SPDX-License-Identifier: EUPL-1.2
/** The feeds, as another program's parser reads them. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import ICAL from 'ical.js';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import { asOwner, type Caller } from '#rooms/people/testing.ts';
import room from '../room.ts';
import { openLeave, type TestAgent, type TestLeave } from '../testing.ts';

let it: TestHouse;
let leave: TestLeave;
let secretary: Caller;
before(async () => {
  it = await openTestHouse([organisations, people, room]);
  leave = await openLeave(it);
  secretary = await leave.person(['secretary']);
});
after(() => it.close());

const away = async (agent: TestAgent, fromOn: string, untilOn: string, more: object = {}, kind = 'conge-annuel') => {
  const payload = { kindId: await leave.kind(kind), agentId: agent.id, fromOn, untilOn, ...more };
  assert.equal((await secretary({ method: 'POST', url: leave.url('/requests'), payload })).statusCode, 200);
};
const open = async ({ as }: TestAgent, payload: object = {}) => as({ method: 'POST', url: '/api/me/leave/feeds', payload });
async function read(address: string) {
  const answer = await it.app.inject({ url: new URL(address).pathname });
  assert.equal(answer.statusCode, 200, answer.body);
  assert.match(String(answer.headers['content-type']), /^text\/calendar/);
  const calendar = new ICAL.Component(ICAL.parse(answer.body));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return { summary: event.summary, isDate: event.startDate.isDate, from: event.startDate.toString(), until: event.endDate.toString() };
  });
}

test('a person follows their own absences: days as days, half-days and hours at their time in Paris', async () => {
  const agent = await leave.agent();
  await away(agent, '2026-12-07', '2026-12-09');
  await away(agent, '2026-12-14', '2026-12-14', { untilHalf: 'am' });
  await agent.as({
    method: 'POST',
    url: leave.url('/requests'),
    payload: { kindId: await leave.kind('conge-annuel'), fromOn: '2027-03-26', untilOn: '2026-12-01' },
  });
  const { address } = (await open(agent)).json<{ address: string }>();
  assert.deepEqual(await read(address), [
    { summary: 'Congé annuel', isDate: true, from: '2026-12-07', until: '2026-12-10' },
    { summary: 'Congé annuel', isDate: false, from: '2026-12-13T23:00:00Z', until: '2026-12-14T11:00:00Z' },
  ]);
});

test('a team’s feed tells who is away, and not why where that is private; it ends with the person’s work there', async () => {
  const teamId = await leave.team('Crèche');
  const [one, two] = [await leave.agent({ teamId }), await leave.agent({ teamId })];
  await away(one, '2026-12-07', '2026-12-08', {}, 'maladie');
  const { address } = (await open(two, { organisationId: leave.body.id, teamId })).json<{ address: string }>();
  assert.deepEqual((await read(address)).map(({ summary }) => summary), ['Camille Essai 2 : Absence']); // prettier-ignore
  await leave.within((ctx) => ctx.tx.updateTable('leave.agent').set({ left_on: '2026-11-20' }).where('id', '=', two.id).execute());
  assert.deepEqual(await read(address), []);
});

test('a team is followed by whoever may read its planning, and by nobody else', async () => {
  const teamId = await leave.team('Piscine');
  const [stranger, manager] = [await leave.agent(), await leave.agent()];
  const follow = async (agent: TestAgent): Promise<number> => (await open(agent, { organisationId: leave.body.id, teamId })).statusCode;
  assert.deepEqual([await follow(stranger), await follow(manager)], [422, 422]);
  await leave.manages(manager, teamId);
  assert.equal(await follow(manager), 200);
  await leave.within((ctx) => ctx.tx.updateTable('leave.setting').set({ colleagues_see: 'body' }).execute());
  assert.equal(await follow(stranger), 200);
});

test('whoever manages leave or answers for the body follows a team without being an agent there', async () => {
  const teamId = await leave.team('Voirie');
  await away(await leave.agent({ teamId }), '2026-12-07', '2026-12-08');
  for (const role of ['secretary', 'president']) {
    const as = await leave.person([role]);
    const { follows } = (await as({ url: leave.url('/me') })).json<{ follows: { id: string }[] }>();
    assert.ok(follows.some(({ id }) => id === teamId));
    const opened = await as({ method: 'POST', url: '/api/me/leave/feeds', payload: { organisationId: leave.body.id, teamId } });
    assert.equal((await read(opened.json<{ address: string }>().address)).length, 1, role);
  }
});

test('who stands in for a manager reads the planning of the team and follows it, as long as they stand in', async () => {
  await leave.within((ctx) => ctx.tx.updateTable('leave.setting').set({ colleagues_see: 'team' }).execute());
  const teamId = await leave.team('Médiathèque');
  const [manager, standIn, colleague] = [await leave.agent(), await leave.agent(), await leave.agent({ teamId })];
  await leave.manages(manager, teamId);
  await away(colleague, '2026-12-07', '2026-12-08');
  const sees = async (): Promise<boolean> => {
    const { agents } = (await standIn.as({ url: leave.url('/calendar?from=2026-12-07&until=2026-12-08') })).json<{ agents: { id: string }[] }>();
    return agents.some(({ id }) => id === colleague.id);
  };
  assert.equal(await sees(), false);
  const payload = { agentId: manager.id, standInId: standIn.id, beginsOn: '2026-11-16', endsOn: '2026-11-27' };
  const { id } = (await secretary({ method: 'POST', url: leave.url('/stand-ins'), payload })).json<{ id: string }>();
  const { address } = (await open(standIn, { organisationId: leave.body.id, teamId })).json<{ address: string }>();
  assert.deepEqual([await sees(), (await read(address)).length], [true, 1]);
  assert.equal((await secretary({ method: 'DELETE', url: leave.url(`/stand-ins/${id}`) })).statusCode, 204);
  assert.deepEqual([await sees(), (await read(address)).length], [false, 0]);
});

test('a team’s feed shows nothing more to whoever changed team, answers for it no more, or serves the body no more', async () => {
  await leave.within((ctx) => ctx.tx.updateTable('leave.setting').set({ colleagues_see: 'team' }).execute());
  const [teamId, otherId] = [await leave.team('Cantine'), await leave.team('Bibliothèque')];
  const colleague = await leave.agent({ teamId });
  await away(colleague, '2026-12-07', '2026-12-08');
  const [moved, manager, secretary] = [await leave.agent({ teamId }), await leave.agent(), await leave.agent({ roles: ['secretary'] })];
  await leave.manages(manager, teamId);
  const followers = [moved, manager, secretary];
  const addresses: string[] = [];
  for (const agent of followers) addresses.push((await open(agent, { organisationId: leave.body.id, teamId })).json<{ address: string }>().address);
  const shown = async () => (await Promise.all(addresses.map(read))).map((events) => events.length);
  assert.deepEqual(await shown(), [1, 1, 1]);
  await leave.within(async ({ tx }) => {
    await tx.updateTable('leave.agent').set({ team_id: otherId }).where('id', '=', moved.id).execute();
    await tx.deleteFrom('leave.manager').where('agent_id', '=', manager.id).execute();
  });
  await asOwner(it, (client) => client.query('update people.mandate set ends_on = $2 where person_id = $1', [secretary.person.id, '2026-11-20']));
  assert.deepEqual(await shown(), [0, 0, 0]);
  const { rows } = (await moved.as({ url: '/api/me/leave/feeds' })).json<{ rows: { team: string; tells: boolean }[] }>();
  assert.deepEqual(rows.map(({ team, tells }) => [team, tells]), [['Cantine', false]]); // prettier-ignore
});

test('a closed address opens nothing, and a team of another body is refused', async () => {
  const agent = await leave.agent();
  const elsewhere = await openLeave(it);
  const teamId = await elsewhere.team('Voirie');
  assert.equal((await open(agent, { organisationId: elsewhere.body.id, teamId })).json().code, 'leave.unknown-team');
  const { id, address } = (await open(agent)).json<{ id: string; address: string }>();
  assert.equal((await agent.as({ method: 'DELETE', url: `/api/me/leave/feeds/${id}` })).statusCode, 204);
  assert.equal((await it.app.inject({ url: new URL(address).pathname })).json().code, 'leave.unknown-feed');
  assert.equal((await agent.as({ url: '/api/me/leave/feeds' })).json().rows.length, 0);
});
