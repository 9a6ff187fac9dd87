// SPDX-License-Identifier: EUPL-1.2
/** What awaits a manager in all their bodies at once. The clock stands at 21 November 2026. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { formatDay } from '#platform/calendar/french-days.ts';
import { listOutbox } from '#platform/mail/list-outbox.ts';
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

const YESTERDAY = Temporal.PlainDate.from('2026-11-20');

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

test('declared hours await the manager until they are answered, and each hears of it once', async () => {
  const leave = await openLeave(it);
  const teamId = await leave.team('Voirie');
  const manager = await leave.agent({ teamId });
  await leave.manages(manager, teamId);
  const agent = await leave.agent({ teamId, givenName: 'Iris', familyName: 'Chardon' });
  const other = await leave.agent({ teamId });
  const payload = { on: YESTERDAY.toString(), minutes: 150, percent: 125, reason: 'Conseil municipal' };
  const { id } = (await agent.as({ method: 'POST', url: leave.url('/extra-hours'), payload })).json<{ id: string }>();
  await it.settle();
  const notices = async ({ as }: TestAgent) =>
    (await as({ url: '/api/me/notices' })).json<{ rows: { title: string }[] }>().rows.map(({ title }) => title);
  const said = `2 h 30 le ${formatDay(YESTERDAY)}`;
  assert.deepEqual(await notices(manager), [`Iris Chardon a déclaré ${said} à récupérer : à valider.`]);
  assert.deepEqual(await titles(leave, manager), [`Valider les heures de Iris Chardon : ${said}`]);
  assert.deepEqual([await titles(leave, other), await titles(leave, agent, true), await notices(other)], [[], [], []]);
  assert.equal((await titles(leave, other, true)).length, 1);
  const mails = await leave.within((ctx) => listOutbox(ctx, { page: 1, size: 10 }));
  assert.deepEqual(
    mails.rows.map(({ to }) => to.address),
    [manager.person.email],
  );
  await manager.as({ method: 'POST', url: leave.url(`/extra-hours/${id}/answer`), payload: { outcome: 'refuse', reason: 'Déjà payées' } });
  await it.settle();
  assert.deepEqual(await notices(agent), [`Vos heures déclarées (${said}) sont refusées : Déjà payées.`]);
  assert.deepEqual(await titles(leave, manager), []);
});

test('where a team has no manager, declared hours await whoever decides for the body; typed by the secretary, they await nobody', async () => {
  const leave = await openLeave(it);
  const boss = await leave.agent({ roles: ['dgs'] });
  const agent = await leave.agent();
  const secretary = await leave.person(['secretary']);
  const payload = { on: YESTERDAY.toString(), minutes: 60, percent: 100, reason: 'Inondation' };
  await secretary({ method: 'POST', url: leave.url('/extra-hours'), payload: { ...payload, agentId: agent.id } });
  await it.settle();
  const count = async () => (await boss.as({ url: '/api/me/notices' })).json<{ rows: object[] }>().rows.length;
  assert.equal(await count(), 0);
  await agent.as({ method: 'POST', url: leave.url('/extra-hours'), payload });
  await it.settle();
  assert.equal(await count(), 1);
});
