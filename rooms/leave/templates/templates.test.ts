// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { bodyKinds } from '#rooms/organisations/api.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import { makeBody, makePerson, signedIn } from '#rooms/people/testing.ts';
import { defaultKinds } from '../kinds/default-kinds.ts';
import room from '../room.ts';
import { templates } from './templates.ts';

let it: TestHouse;
before(async () => {
  it = await openTestHouse([organisations, people, room]);
});
after(() => it.close());

test('every kind of body finds a template made for it, and none adds a kind that the room already has', () => {
  assert.deepEqual(
    bodyKinds.filter((kind) => !templates.some((template) => template.for.includes(kind))),
    [],
  );
  for (const { kinds } of templates)
    for (const kind of kinds) assert.ok(!defaultKinds.some(({ key, short }) => key === kind.key || short === kind.short), kind.key);
});

test('a body that never began is set up at once; again, nothing is added and nothing taken away', async () => {
  const body = await makeBody(it);
  const as = await signedIn(it.app, await makePerson(it, [{ in: body, roles: ['secretary'] }]));
  const url = (path: string) => `/api/o/${body.slug}/leave${path}`;
  const { rows, isStarted } = (await as({ url: url('/templates') })).json();
  assert.deepEqual([isStarted, rows[0].key, rows[0].isProposed], [false, 'petite-commune', true]);
  const apply = (template: string) => as({ method: 'POST', url: url('/templates/apply'), payload: { template, schoolZone: 'A' } });
  assert.deepEqual((await apply('petite-commune')).json(), { teams: 3, kinds: 2 });
  assert.deepEqual((await apply('petite-commune')).json(), { teams: 0, kinds: 0 });
  assert.deepEqual((await apply('ccas')).json(), { teams: 2, kinds: 2 });
  const settings = (await as({ url: url('/settings') })).json();
  assert.deepEqual([settings.isStarted, settings.schoolZone, settings.presenceRefuses], [true, 'A', true]);
  assert.equal((await as({ url: url('/teams') })).json().rows.length, 5);
  assert.equal((await apply('autre')).json().code, 'leave.unknown-template');
});
