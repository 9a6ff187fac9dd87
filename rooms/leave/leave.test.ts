// SPDX-License-Identifier: EUPL-1.2
/** The life of an absence, through HTTP. The clock stands at 21 November 2026. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listOutbox } from '#platform/mail/list-outbox.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import { signedIn } from '#rooms/people/testing.ts';
import { readAccounts } from './counters/read-accounts.ts';
import { settleAgents } from './counters/settle-year.ts';
import room from './room.ts';
import { fourDays, openLeave, type TestAgent, type TestLeave } from './testing.ts';

let it: TestHouse;
before(async () => {
  it = await openTestHouse([organisations, people, room]);
});
after(() => it.close());

type Ask = Partial<Record<'fromHalf' | 'untilHalf' | 'fromTime' | 'untilTime' | 'comment' | 'agentId', string>>;

/** A team, its manager, and an agent who asks. */
async function team(minimum = 0): Promise<{ leave: TestLeave; manager: TestAgent; agent: TestAgent; teamId: string }> {
  const leave = await openLeave(it);
  const teamId = await leave.team('Services techniques', minimum);
  const manager = await leave.agent({ teamId });
  await leave.manages(manager, teamId);
  return { leave, manager, agent: await leave.agent({ teamId }), teamId };
}

const ask = async (leave: TestLeave, { as }: Pick<TestAgent, 'as'>, fromOn: string, untilOn: string, more: Ask & { kind?: string } = {}) => {
  const { kind = 'conge-annuel', ...rest } = more;
  return as({ method: 'POST', url: leave.url('/requests'), payload: { kindId: await leave.kind(kind), fromOn, untilOn, ...rest } });
};
const answer = async (leave: TestLeave, { as }: Pick<TestAgent, 'as'>, id: string, outcome = 'approve', version = 1, reason = '') =>
  as({ method: 'POST', url: leave.url(`/requests/${id}/answer`), payload: { outcome, version, reason } });
const left = async (leave: TestLeave, agent: TestAgent, counter = 'annual', year = 2026) =>
  leave.within(async (ctx) => (await readAccounts(ctx, [agent.id])).find((one) => one.counter === counter && one.year === year)?.left ?? 0);
const granted = async (
  leave: TestLeave,
  agent: TestAgent,
  manager: TestAgent,
  fromOn: string,
  untilOn: string,
  more: Ask & { kind?: string } = {},
) => {
  const { id } = (await ask(leave, agent, fromOn, untilOn, more)).json<{ id: string }>();
  assert.equal((await answer(leave, manager, id)).statusCode, 200);
  return id;
};
const openYear = (leave: TestLeave, agent: TestAgent, year: number) => leave.within((ctx) => settleAgents(ctx, [agent.id], year));

test('a request takes nothing until it is granted, then the half-days that were worked', async () => {
  const { leave, manager, agent } = await team();
  const asked = await ask(leave, agent, '2026-12-24', '2026-12-31', { comment: 'Fêtes' });
  assert.deepEqual([asked.statusCode, asked.json().status], [200, 'requested']);
  assert.equal(await left(leave, agent), 2500);
  assert.equal((await answer(leave, manager, asked.json().id)).json().status, 'approved');
  assert.equal(await left(leave, agent), 2500 - 500 + 100, 'Christmas and the weekend are not leave, and five days out of season bring one');
});

test('the preview says what would be taken, what would be left, who is away and what forbids it', async () => {
  const { leave, manager, agent } = await team();
  await granted(leave, manager, { ...agent, as: await leave.person(['dgs']) }, '2026-12-01', '2026-12-02');
  const preview = async (fromOn: string, untilOn: string) =>
    (await agent.as({ method: 'POST', url: leave.url('/preview'), payload: { kindId: await leave.kind('conge-annuel'), fromOn, untilOn } })).json();
  const seen = await preview('2026-12-02', '2026-12-08');
  assert.deepEqual([seen.days, seen.left, seen.splitGain, seen.away.length, seen.obstacle], [5, 20, 1, 1, null]);
  assert.equal((await preview('2026-12-08', '2026-12-02')).obstacle.code, 'leave.runs-backwards');
  assert.equal(seen.law, null);
  const birth = { kindId: await leave.kind('naissance'), fromOn: '2026-12-02', untilOn: '2026-12-04' };
  assert.match((await agent.as({ method: 'POST', url: leave.url('/preview'), payload: birth })).json().law, /^3 jours ouvrables.*L\. 631-6/);
});

test('nobody is away twice, whatever two requests arrive at once', async () => {
  const { leave, agent } = await team();
  const both = await Promise.all([ask(leave, agent, '2026-12-07', '2026-12-09'), ask(leave, agent, '2026-12-09', '2026-12-11', { untilHalf: 'am' })]);
  assert.deepEqual(both.map(({ statusCode }) => statusCode).toSorted(), [200, 409]);
  assert.equal(both.find(({ statusCode }) => statusCode === 409)?.json().code, 'leave.overlaps');
  assert.equal((await ask(leave, agent, '2026-12-14', '2026-12-14', { untilHalf: 'am' })).statusCode, 200);
  assert.equal((await ask(leave, agent, '2026-12-14', '2026-12-14', { fromHalf: 'pm' })).statusCode, 200, 'the two halves of a day are two');
});

test('two answers at once: one counts, the other reads that it was answered', async () => {
  const { leave, manager, agent } = await team();
  const dgs = { as: await leave.person(['dgs']) };
  const { id } = (await ask(leave, agent, '2026-12-07', '2026-12-09')).json<{ id: string }>();
  const both = await Promise.all([answer(leave, manager, id), answer(leave, dgs, id, 'refuse', 1, 'Trop tard')]);
  assert.deepEqual(both.map(({ statusCode }) => statusCode).toSorted(), [200, 409]);
  assert.equal(await left(leave, agent), both[0].statusCode === 200 ? 2200 : 2500);
});

test('an answer to what was changed since is refused, and a refusal says why', async () => {
  const { leave, manager, agent } = await team();
  const { id } = (await ask(leave, agent, '2026-12-07', '2026-12-09')).json<{ id: string }>();
  assert.equal((await answer(leave, manager, id, 'refuse')).json().code, 'leave.reason-needed');
  assert.equal((await answer(leave, manager, id, 'approve', 7)).json().code, 'leave.changed-meanwhile');
  assert.equal((await answer(leave, manager, id, 'refuse', 1, 'Travaux urgents')).json().status, 'refused');
  assert.equal((await answer(leave, manager, id)).json().code, 'leave.already-answered');
});

test('nobody answers for themselves, nor for a team that is not theirs', async () => {
  const { leave, manager, agent } = await team();
  const other = await leave.agent({ teamId: await leave.team('Mairie') });
  const own = (await ask(leave, manager, '2026-12-07', '2026-12-07')).json<{ id: string }>();
  assert.equal((await answer(leave, manager, own.id)).json().code, 'leave.own-request');
  const { id } = (await ask(leave, agent, '2026-12-07', '2026-12-07')).json<{ id: string }>();
  assert.equal((await answer(leave, other, id)).statusCode, 404);
  assert.equal((await other.as({ url: leave.url(`/requests/${id}`) })).statusCode, 404);
});

test('where two levels answer, the first endorses and the second grants', async () => {
  const { leave, manager, agent, teamId } = await team();
  const director = await leave.agent();
  await leave.manages(director, teamId, 2);
  await leave.within((ctx) => ctx.tx.updateTable('leave.setting').set({ approval_levels: 2 }).execute());
  const { id } = (await ask(leave, agent, '2026-12-07', '2026-12-08')).json<{ id: string }>();
  assert.equal((await answer(leave, manager, id)).json().status, 'endorsed');
  assert.equal((await answer(leave, manager, id, 'approve', 2)).json().code, 'leave.not-yours-to-answer');
  assert.equal((await answer(leave, director, id, 'approve', 2)).json().status, 'approved');
  assert.equal(await left(leave, agent), 2300);
});

test('whoever stands in for a manager answers in their place, on those days', async () => {
  const { leave, manager, agent, teamId } = await team();
  const deputy = await leave.agent({ teamId });
  const { id } = (await ask(leave, agent, '2026-12-07', '2026-12-08')).json<{ id: string }>();
  assert.equal((await answer(leave, deputy, id)).statusCode, 404);
  await leave.within((ctx) =>
    ctx.tx
      .insertInto('leave.stand_in')
      .values({
        organisation_id: ctx.organisation,
        id: ctx.newId(),
        agent_id: manager.id,
        stand_in_id: deputy.id,
        begins_on: '2026-11-20',
        ends_on: '2026-11-22',
      })
      .execute(),
  );
  assert.equal((await answer(leave, deputy, id)).json().status, 'approved');
  const read = (await agent.as({ url: leave.url(`/requests/${id}`) })).json();
  assert.equal(read.answers[0].inPlaceOf, 'Camille Essai 1');
});

test('what waits for an answer is counted: nobody asks for more than they have', async () => {
  const { leave, agent } = await team();
  assert.equal((await ask(leave, agent, '2026-11-23', '2026-12-18')).statusCode, 200, '20 days');
  const more = await ask(leave, agent, '2026-12-21', '2026-12-31');
  assert.deepEqual([more.json().code, more.json().title], ['leave.not-enough', 'Il manque 3 jours : il reste 5 jours à cette date.']);
});

test('an absence over New Year draws on both years, each for its days', async () => {
  const { leave, manager, agent } = await team();
  assert.equal((await ask(leave, agent, '2026-12-30', '2027-01-05')).json().code, 'leave.not-enough');
  await openYear(leave, agent, 2027);
  await granted(leave, agent, manager, '2026-12-30', '2027-01-05');
  assert.deepEqual([await left(leave, agent), await left(leave, agent, 'annual', 2027)], [2300, 2300 - 200 + 200]);
});

test('five days taken out of season bring a day, and giving them back takes it away', async () => {
  const { leave, manager, agent } = await team();
  const id = await granted(leave, agent, manager, '2026-12-07', '2026-12-11');
  assert.equal(await left(leave, agent), 2500 - 500 + 100);
  assert.equal((await agent.as({ method: 'POST', url: leave.url(`/requests/${id}/cancel`), payload: {} })).statusCode, 204);
  assert.equal(await left(leave, agent), 2500);
});

test('a leave that has begun is recalled by whoever manages, from a day on; what was taken stays taken', async () => {
  const { leave, manager, agent } = await team();
  const id = await granted(leave, agent, manager, '2026-11-23', '2026-12-04');
  it.clock.set('2026-11-25T08:00:00Z');
  try {
    const [asAgent, asManager] = [await signedIn(it.app, agent.person), await signedIn(it.app, manager.person)];
    assert.equal((await asAgent({ method: 'POST', url: leave.url(`/requests/${id}/cancel`), payload: {} })).json().code, 'leave.already-over');
    const recall = await asManager({ method: 'POST', url: leave.url(`/requests/${id}/recall`), payload: { fromOn: '2026-11-26', reason: 'Neige' } });
    assert.equal(recall.statusCode, 204, recall.body);
    assert.equal(await left(leave, agent), 2200);
  } finally {
    it.clock.set('2026-11-21T09:00:00Z');
  }
});

test('illness gives back the leave that it covers, and what stands around it stays granted', async () => {
  const { leave, manager, agent } = await team();
  await granted(leave, agent, manager, '2026-12-07', '2026-12-18');
  const secretary = { as: await leave.person(['secretary']) };
  const sick = await ask(leave, secretary, '2026-12-09', '2026-12-11', { kind: 'maladie', agentId: agent.id });
  assert.deepEqual([sick.statusCode, sick.json().status], [200, 'approved'], sick.body);
  assert.equal(await left(leave, agent), 2500 - 700 + 100);
  const { rows } = (await agent.as({ url: leave.url('/requests?order=asc') })).json<{
    rows: { fromOn: string; untilOn: string; status: string }[];
  }>();
  assert.deepEqual(
    rows.filter(({ status }) => status === 'approved').map(({ fromOn, untilOn }) => [fromOn, untilOn]),
    [
      ['2026-12-07', '2026-12-08'],
      ['2026-12-09', '2026-12-11'],
      ['2026-12-12', '2026-12-18'],
    ],
  );
});

test('a change asks again, and leaves everything as it was when the new days are refused', async () => {
  const { leave, manager, agent } = await team();
  const id = await granted(leave, agent, manager, '2026-12-07', '2026-12-08');
  const change = (fromOn: string, untilOn: string) =>
    agent.as({ method: 'PUT', url: leave.url(`/requests/${id}`), payload: { fromOn, untilOn, version: 2 } });
  assert.equal((await change('2026-12-07', '2027-03-30')).json().code, 'leave.not-enough');
  assert.equal(await left(leave, agent), 2300);
  const changed = await change('2026-12-08', '2026-12-09');
  assert.equal(changed.json().status, 'requested', changed.body);
  assert.equal(await left(leave, agent), 2500);
});

test('no more than 31 days in a row, the weekends between two leaves included', async () => {
  const { leave, manager, agent } = await team();
  await openYear(leave, agent, 2027);
  await granted(leave, agent, manager, '2026-12-07', '2026-12-24');
  const long = await ask(leave, agent, '2026-12-28', '2027-01-08');
  assert.deepEqual([long.json().code, long.json().title], ['leave.too-long', 'Cela ferait 33 jours consécutifs d’absence : la limite est de 31.']);
  assert.equal((await ask(leave, agent, '2026-12-28', '2027-01-06')).statusCode, 200);
});

test('a team below its minimum warns, or refuses where the body says so', async () => {
  const { leave, agent } = await team(2);
  const payload = { kindId: await leave.kind('conge-annuel'), fromOn: '2026-12-07', untilOn: '2026-12-07' };
  const preview = (await agent.as({ method: 'POST', url: leave.url('/preview'), payload })).json();
  assert.deepEqual([preview.obstacle, preview.fewest.present, preview.warnings.length], [null, 1, 1]);
  await leave.within((ctx) => ctx.tx.updateTable('leave.setting').set({ presence_refuses: true }).execute());
  assert.equal((await ask(leave, agent, '2026-12-07', '2026-12-07')).json().code, 'leave.too-few-present');
});

test('an autorisation d’absence keeps to what was voted', async () => {
  const { leave, agent } = await team();
  const wedding = await ask(leave, agent, '2026-12-07', '2026-12-14', { kind: 'mariage' });
  assert.deepEqual(
    [wedding.json().code, wedding.json().title],
    ['leave.too-much-at-once', '« Mariage ou pacs de l’agent » est limité à 5 jours par événement.'],
  );
  assert.equal((await ask(leave, agent, '2026-12-07', '2026-12-11', { kind: 'mariage' })).statusCode, 200);
});

test('part-time changing in the year, arrivals and illness settle once, and again change nothing', async () => {
  const { leave, agent } = await team();
  const late = await leave.agent({ arrivedOn: '2026-07-01', workingTime: { terms: fourDays, percent: 80, fullTimeMinutes: 2340 } });
  assert.deepEqual([await left(leave, late), await left(leave, late, 'rtt')], [1050, 950]);
  assert.deepEqual([...(await leave.within((ctx) => settleAgents(ctx, [agent.id, late.id], 2026)))], []);
});

test('someone who is no agent asks for nothing; a manager of leave asks for an agent', async () => {
  const { leave, agent } = await team();
  const mayor = { as: await leave.person(['president']) };
  const secretary = { as: await leave.person(['secretary']) };
  assert.equal((await ask(leave, mayor, '2026-12-07', '2026-12-07')).json().code, 'leave.not-an-agent');
  assert.equal((await ask(leave, mayor, '2026-12-07', '2026-12-07', { agentId: agent.id })).json().code, 'leave.not-for-others');
  assert.equal((await ask(leave, secretary, '2026-12-07', '2026-12-07', { agentId: agent.id })).json().status, 'approved');
  assert.equal((await ask(leave, agent, '2026-12-10', '2026-12-10', { kind: 'maladie' })).json().code, 'leave.kind-of-manager');
});

test('those whose turn it is hear of a request, then whoever asked hears the answer', async () => {
  const { leave, manager, agent } = await team();
  const { id } = (await ask(leave, agent, '2026-12-07', '2026-12-08')).json<{ id: string }>();
  await it.settle();
  const notices = async ({ as }: TestAgent) =>
    (await as({ url: '/api/me/notices' })).json<{ rows: { title: string }[] }>().rows.map(({ title }) => title);
  assert.deepEqual(await notices(manager), ['Camille Essai 2 demande : congé annuel du 7 décembre 2026 au 8 décembre 2026.']);
  const mails = await leave.within((ctx) => listOutbox(ctx, { page: 1, size: 10 }));
  assert.deepEqual(
    mails.rows.map(({ subject, to }) => [subject, to.address]),
    [['Camille Essai 2 demande : congé annuel du 7 décembre 2026 au 8 décembre 2026.', manager.person.email]],
  );
  await answer(leave, manager, id, 'refuse', 1, 'Inventaire');
  await it.settle();
  assert.deepEqual(await notices(agent), ['Congé annuel du 7 décembre 2026 au 8 décembre 2026 : votre demande est refusée.']);
});

test('what is typed by whoever manages leave, such as an illness, is not the agent’s to give up or to move', async () => {
  const { leave, agent: someone } = await team();
  const manager = await leave.person(['secretary']);
  const payload = { kindId: await leave.kind('maladie'), agentId: someone.id, fromOn: '2026-12-07', untilOn: '2026-12-08' };
  const { id } = (await manager({ method: 'POST', url: leave.url('/requests'), payload })).json<{ id: string }>();
  const read = (await someone.as({ url: leave.url(`/requests/${id}`) })).json();
  assert.deepEqual([read.mayCancel, read.mayChange, read.mayProve], [false, false, true]);
  const given = await someone.as({ method: 'POST', url: leave.url(`/requests/${id}/cancel`), payload: { reason: '' } });
  const moved = await someone.as({
    method: 'PUT',
    url: leave.url(`/requests/${id}`),
    payload: { fromOn: '2026-12-09', untilOn: '2026-12-09', version: read.version },
  });
  assert.deepEqual([given.json().code, moved.json().code], ['leave.kind-of-manager', 'leave.kind-of-manager']);
});

test('a change is previewed as if the absence it replaces were not there', async () => {
  const { leave, agent: someone } = await team();
  const days = { kindId: await leave.kind('conge-annuel'), fromOn: '2026-12-07', untilOn: '2026-12-11' };
  const { id } = (await someone.as({ method: 'POST', url: leave.url('/requests'), payload: days })).json<{ id: string }>();
  const preview = async (more: object) => {
    const { obstacle, left } = (await someone.as({ method: 'POST', url: leave.url('/preview'), payload: { ...days, ...more } })).json();
    return [obstacle?.code ?? null, left];
  };
  assert.deepEqual(await preview({}), ['leave.overlaps', 15]);
  assert.deepEqual(await preview({ except: id, untilOn: '2026-12-08' }), [null, 23]);
});

test('whoever treats illness says why it has no waiting day; a manager neither says nor reads it', async () => {
  const { leave, agent: someone, manager } = await team();
  const secretary = await leave.person(['secretary']);
  const payload = { kindId: await leave.kind('maladie'), agentId: someone.id, fromOn: '2026-12-07', untilOn: '2026-12-08' };
  const { id } = (await secretary({ method: 'POST', url: leave.url('/requests'), payload })).json<{ id: string }>();
  const put = { method: 'PUT', url: leave.url(`/requests/${id}/health`), payload: { noWaiting: 'prolongation', note: '' } } as const;
  assert.equal((await manager.as(put)).statusCode, 403);
  assert.equal((await secretary(put)).statusCode, 204);
  const read = async (as: TestAgent['as']) => (await as({ url: leave.url(`/requests/${id}`) })).json().health;
  assert.deepEqual(await Promise.all([read(someone.as), read(manager.as)]), [{ noWaiting: 'prolongation', note: '' }, null]);
  const annual = (await ask(leave, someone, '2026-12-14', '2026-12-14')).json<{ id: string }>();
  assert.equal((await secretary({ ...put, url: leave.url(`/requests/${annual.id}/health`) })).json().code, 'leave.no-illness');
});
