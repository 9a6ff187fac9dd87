// SPDX-License-Identifier: EUPL-1.2
/** What awaits a manager in all their bodies at once. The clock stands at 21 November 2026. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inContext } from '#platform/make-context.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import room from './room.ts';
import { openLeave, type TestAgent, type TestLeave } from './testing.ts';
import { leaveToDo } from './to-do.ts';

let it: TestHouse;
before(async () => {
  it = await openTestHouse([organisations, people, room]);
});
after(() => it.close());

const ask = async (leave: TestLeave, { as }: TestAgent): Promise<string> => {
  const payload = { kindId: await leave.kind('conge-annuel'), fromOn: '2026-12-14', untilOn: '2026-12-15' };
  const answer = await as({ method: 'POST', url: leave.url('/requests'), payload });
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json().id;
};
const titles = async (leave: TestLeave, { person }: TestAgent, may = false): Promise<string[]> => {
  const actor = { kind: 'person', personId: person.id, name: 'Camille Essai', sessionId: 'essai' } as const;
  const entry = { actor, organisation: leave.body.id, organisations: [leave.body.id], may: () => may };
  return (await inContext(it.house, entry, leaveToDo)).map(({ title }) => title);
};

test('a request awaits the manager of the team and whoever decides, not the one who asks nor a colleague', async () => {
  const leave = await openLeave(it);
  const teamId = await leave.team('École');
  const manager = await leave.agent({ teamId });
  await leave.manages(manager, teamId);
  const agent = await leave.agent({ teamId, givenName: 'Iris', familyName: 'Chardon' });
  const other = await leave.agent({ teamId });
  await ask(leave, agent);
  assert.deepEqual(await titles(leave, manager), ['Répondre à Iris Chardon : Congé annuel du 14 décembre 2026 au 15 décembre 2026']);
  assert.equal((await titles(leave, other, true)).length, 1);
  assert.deepEqual(await titles(leave, other), []);
  assert.deepEqual(await titles(leave, agent, true), []);
});

test('what the list of requests to answer holds is what is told to do, at each of two levels', async () => {
  const leave = await openLeave(it);
  const teamId = await leave.team('Mairie');
  const [first, second] = [await leave.agent({ teamId }), await leave.agent({ teamId })];
  await leave.manages(first, teamId, 1);
  await leave.manages(second, teamId, 2);
  await leave.within((ctx) =>
    ctx.tx.updateTable('leave.setting').set({ approval_levels: 2 }).where('organisation_id', '=', ctx.organisation).execute(),
  );
  const agent = await leave.agent({ teamId });
  const id = await ask(leave, agent);
  const listed = async ({ as }: TestAgent): Promise<number> => (await as({ url: leave.url('/requests?which=to-answer') })).json().total;
  for (const one of [first, second, agent]) assert.equal((await titles(leave, one)).length, await listed(one));
  await first.as({ method: 'POST', url: leave.url(`/requests/${id}/answer`), payload: { outcome: 'approve', version: 1, reason: '' } });
  assert.deepEqual([(await titles(leave, first)).length, (await titles(leave, second)).length], [0, 1]);
  for (const one of [first, second]) assert.equal((await titles(leave, one)).length, await listed(one));
});
