// SPDX-License-Identifier: EUPL-1.2
/** One person, several employers, one calendar. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import { signedIn, type Caller } from '#rooms/people/testing.ts';
import room from '../room.ts';
import { openLeave, type TestAgent, type TestLeave } from '../testing.ts';

let it: TestHouse;
before(async () => {
  it = await openTestHouse([organisations, people, room]);
});
after(() => it.close());

const asks = async (leave: TestLeave, { as }: TestAgent, fromOn: string) => {
  const payload = { kindId: await leave.kind('conge-annuel'), fromOn, untilOn: fromOn };
  assert.equal((await as({ method: 'POST', url: leave.url('/requests'), payload })).statusCode, 200);
};
const read = async (as: Caller) =>
  (await as({ url: '/api/me/leave?from=2026-12-01&until=2026-12-31' })).json<{ employers: { name: string }[]; rows: { fromOn: string }[] }>();

test('whoever has an account with each employer and linked them reads one calendar, from either; each body knows its own', async () => {
  const [here, there] = [await openLeave(it), await openLeave(it)];
  const [one, two] = [await here.agent(), await there.agent()];
  await asks(here, one, '2026-12-07');
  await asks(there, two, '2026-12-08');
  assert.deepEqual((await read(one.as)).rows.map(({ fromOn }) => fromOn), ['2026-12-07']); // prettier-ignore
  const { code } = (await two.as({ method: 'POST', url: '/api/me/linked-accounts/offers' })).json<{ code: string }>();
  assert.ok((await one.as({ method: 'POST', url: '/api/me/linked-accounts', payload: { code } })).statusCode < 300);
  for (const person of [one.person, two.person]) {
    const { employers, rows } = await read(await signedIn(it.app, person));
    assert.deepEqual([employers.length, rows.map(({ fromOn }) => fromOn)], [2, ['2026-12-07', '2026-12-08']]);
  }
});
