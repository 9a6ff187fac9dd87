// SPDX-License-Identifier: EUPL-1.2
/** What the year's absences add up to, and what payroll reads of them. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import type { Caller } from '#rooms/people/testing.ts';
import { openYear } from '../closing/close-year.ts';
import room from '../room.ts';
import { openLeave, type TestAgent, type TestLeave } from '../testing.ts';

let it: TestHouse;
before(async () => {
  it = await openTestHouse([organisations, people, room]);
});
after(() => it.close());

async function body(): Promise<{ leave: TestLeave; as: Caller }> {
  const leave = await openLeave(it);
  return { leave, as: await leave.person(['secretary']) };
}
const away = async (leave: TestLeave, as: Caller, agent: TestAgent, kind: string, fromOn: string, untilOn: string, more: object = {}) => {
  const payload = { kindId: await leave.kind(kind), agentId: agent.id, fromOn, untilOn, ...more };
  const answer = await as({ method: 'POST', url: leave.url('/requests'), payload });
  assert.equal(answer.statusCode, 200, answer.body);
};

test('absences are counted by reason as the rapport social unique does; leave, training, telework and parental leave are none', async () => {
  const { leave, as } = await body();
  const teamId = await leave.team('Voirie');
  const [one, two] = [await leave.agent({ teamId, sex: 'F', category: 'B' }), await leave.agent({ teamId, sex: 'M', status: 'contractuel' })];
  await away(leave, as, one, 'maladie', '2026-03-06', '2026-03-09');
  await away(leave, as, one, 'maladie', '2026-05-04', '2026-05-04');
  await away(leave, as, two, 'paternite', '2026-06-01', '2026-06-25');
  await away(leave, as, two, 'enfant-malade', '2026-09-07', '2026-09-07', { untilHalf: 'am' });
  await away(leave, as, one, 'citis-trajet', '2026-10-05', '2026-10-06');
  await away(leave, as, one, 'parental', '2026-11-02', '2026-11-30');
  await away(leave, as, two, 'conge-annuel', '2026-08-03', '2026-08-07');
  await away(leave, as, two, 'teletravail', '2026-08-10', '2026-08-10');
  const read = (await as({ url: leave.url('/statistics?year=2026') })).json();
  const reason = (key: string) => read.byReason.find((row: { key: string }) => row.key === key);
  assert.deepEqual(
    ['maladie-ordinaire', 'trajet', 'paternite', 'autres'].map((key) => [
      reason(key).agents,
      reason(key).absences,
      reason(key).calendarDays,
      reason(key).workedDays,
    ]),
    [[1, 2, 5, 3], [1, 1, 2, 2], [1, 1, 25, 19], [1, 1, 0.5, 0.5]], // prettier-ignore
  );
  assert.deepEqual([read.headcount, read.healthRate, read.isSexKnown, read.byMonth[2].health, read.byTeam[0].name], [2, 1, true, 4, 'Voirie']);
  const lines = (await as({ url: leave.url('/exports/statistics?year=2026') })).body.trim().split('\r\n');
  assert.deepEqual(lines.slice(1), [
    '2026;Maladie ordinaire;Fonctionnaire titulaire;B;Femme;1;2;5;3',
    '2026;Accident du travail imputable au trajet;Fonctionnaire titulaire;B;Femme;1;1;2;2',
    '2026;Paternité et accueil de l’enfant;Contractuel de droit public;C;Homme;1;1;25;19',
    '2026;Autres raisons (événements familiaux, concours, fonctions électives…);Contractuel de droit public;C;Homme;1;1;0,5;0,5',
  ]);
});

test('a sick leave that crosses New Year counts in each year for its days, and takes RTT back from each', async () => {
  const { leave, as } = await body();
  const terms = [[234, 234, 234, 234, 234, 234, 234, 234, 234, 234, 0, 0, 0, 0]];
  const agent = await leave.agent({ workingTime: { terms, percent: 100, fullTimeMinutes: 2340 } });
  await leave.within((ctx) => openYear(ctx, { year: 2027 }));
  await away(leave, as, agent, 'maladie', '2026-12-15', '2027-01-20');
  const days = async (year: number) =>
    (await as({ url: leave.url(`/statistics?year=${year}`) })).json().byReason[0] as { calendarDays: number; workedDays: number };
  assert.deepEqual([(await days(2026)).calendarDays, (await days(2027)).calendarDays], [17, 20]);
  assert.deepEqual([(await days(2026)).workedDays, (await days(2027)).workedDays], [12, 13]);
  const { accounts } = (await as({ url: leave.url(`/agents/${agent.id}/ledger`) })).json<{
    accounts: { counter: string; year: number; left: number }[];
  }>();
  // 23 days of RTT: one goes with each ten days of illness, in either year.
  assert.deepEqual(accounts.filter(({ counter }) => counter === 'rtt').map(({ year, left }) => [year, left]), [[2026, 22], [2027, 22]]); // prettier-ignore
});

test('payroll reads the columns that the body chose, as its software writes days and numbers', async () => {
  const { leave, as } = await body();
  const agent = await leave.agent({ number: 'M7' });
  await away(leave, as, agent, 'conge-annuel', '2026-12-07', '2026-12-07', { untilHalf: 'am' });
  await away(leave, as, agent, 'maladie', '2026-12-08', '2026-12-09');
  for (const status of ['contractuel', 'prive'] as const)
    await away(leave, as, await leave.agent({ number: `N ${status}`, status, arrivedOn: '2026-10-01' }), 'maladie', '2026-12-08', '2026-12-09');
  const kinds = (await as({ url: leave.url('/kinds') })).json<{
    rows: { id: string; key: string; counter: unknown; isHealth: unknown; isFamily: unknown }[];
  }>().rows;
  const { id, key: _, counter: _c, isHealth: _h, isFamily: _f, ...kind } = kinds.find(({ key }) => key === 'maladie') ?? assert.fail();
  assert.equal((await as({ method: 'PUT', url: leave.url(`/kinds/${id}`), payload: { ...kind, payrollCode: '4100' } })).statusCode, 204);
  const column = (field: string, title: string, text = '') => ({ field, title, text });
  const layout = {
    separator: 'tab',
    decimals: 'dot',
    days: 'compact',
    codedOnly: false,
    columns: [
      column('fixed', 'SOC', '001'),
      column('number', 'MAT'),
      column('code', 'RUB'),
      column('from', 'DEB'),
      column('workedDays', 'NB'),
      column('percent', 'TX'),
    ],
  };
  assert.equal((await as({ method: 'PUT', url: leave.url('/payroll-layout'), payload: layout })).statusCode, 204);
  assert.deepEqual((await as({ url: leave.url('/payroll-layout') })).json(), layout);
  const file = async () =>
    (await as({ url: leave.url('/exports/payroll?from=2026-12-01&until=2026-12-31') })).body.replace(/^\ufeff|\r\n$/g, '').split('\r\n');
  const [titles, ...lines] = await file();
  assert.equal(titles, 'SOC\tMAT\tRUB\tDEB\tNB\tTX');
  assert.deepEqual(lines.toSorted(), [
    '001\tM7\t4100\t20261208\t1\t0',
    '001\tM7\t4100\t20261209\t1\t90',
    '001\tM7\tCA\t20261207\t0.5\t',
    // Two months of service: sick leave without pay, after the waiting day. Private law: another law pays.
    '001\tN contractuel\t4100\t20261208\t1\t0',
    '001\tN contractuel\t4100\t20261209\t1\t0',
    '001\tN prive\t4100\t20261208\t2\t',
  ]);
  await as({ method: 'PUT', url: leave.url('/payroll-layout'), payload: { ...layout, codedOnly: true } });
  assert.equal((await file()).length, 6);
  assert.equal((await as({ method: 'PUT', url: leave.url('/payroll-layout'), payload: { ...layout, columns: [] } })).statusCode, 400);
});
