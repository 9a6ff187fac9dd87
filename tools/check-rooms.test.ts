// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkRooms } from './check-rooms.ts';
import { readTree } from './check-rooms/tree.ts';

const SPDX = '// SPDX-License-Identifier: EUPL-1.2\n';
const manifest = (name: string, needs: readonly string[] = [], floor = 'foundation'): string =>
  `export default defineRoom({ name: '${name}', floor: '${floor}', needs: [${needs.map((need) => `'${need}'`).join(', ')}] });`;
const sound: Record<string, string> = {
  'rooms.ts': `import a from '#rooms/a/room.ts';\nimport b from '#rooms/b/room.ts';`,
  'rooms/a/room.ts': manifest('a'),
  'rooms/a/api.ts': `export const a = 1;`,
  'rooms/a/secret.ts': `export const secret = 1;`,
  'rooms/b/room.ts': manifest('b', ['a']),
  'rooms/b/ask-a.ts': `import { a } from '#rooms/a/api.ts';`,
  'platform/db/across-callers.ts': `export const acrossCallers = { 'b.count': 'rooms/b/count.ts' };`,
  'rooms/b/count.ts': `acrossOrganisations<Tables, number>(db, 'b.count', 'compter', work);`,
};

function faults(changes: Record<string, string | null>): string[] {
  const files = Object.entries({ ...sound, ...changes }).flatMap(([path, text]) => (text === null ? [] : [[path, SPDX + text] as const]));
  return checkRooms(readTree(new Map(files)));
}

function refuses(changes: Record<string, string | null>, fault: RegExp): void {
  const found = faults(changes);
  assert.ok(found.length > 0, 'no fault was found');
  assert.ok(
    found.every((line) => fault.test(line)),
    found.join('\n'),
  );
}

test('finds no fault in a sound tree', () => assert.deepEqual(faults({}), []));

test('refuses a platform that knows a room', () => refuses({ 'platform/x.ts': `import { a } from '#rooms/a/api.ts';` }, /knows no room/));
test('refuses a platform that knows a screen', () => refuses({ 'platform/x.ts': `import x from '#ui/shell.tsx';` }, /knows no screen/));
test('refuses ui/ that knows a room', () => refuses({ 'ui/x.ts': `import type { A } from '#rooms/a/contract.ts';` }, /ui\/ knows no room/));
test('refuses a room that imports a simulator', () => refuses({ 'rooms/b/x.ts': `import x from '#simulators/prefecture/x.ts';` }, /simulators/));
test('refuses what another room keeps for itself', () =>
  refuses({ 'rooms/b/x.ts': `import { secret } from '#rooms/a/secret.ts';` }, /offers api\.ts/));
test('refuses a type that another room keeps for itself', () =>
  refuses({ 'rooms/b/x.ts': `import type { S } from '#rooms/a/secret.ts';` }, /offers/));
test('refuses a lazy import of what another room keeps', () => refuses({ 'rooms/b/x.ts': `await import('#rooms/a/secret.ts');` }, /offers/));
test('refuses a need that is not listed', () => refuses({ 'rooms/b/room.ts': manifest('b') }, /does not list a in needs/));
test('refuses a need that is not used', () => refuses({ 'rooms/b/ask-a.ts': null }, /uses nothing of it/));
test('refuses a need that is no room', () => refuses({ 'rooms/a/room.ts': manifest('a', ['z']) }, /no room|uses nothing/));
test('refuses needs that go in a circle', () =>
  refuses({ 'rooms/a/room.ts': manifest('a', ['b']), 'rooms/a/ask-b.ts': `import '#rooms/b/events.ts';` }, /circle/));
test('refuses a foundation that needs a service', () => refuses({ 'rooms/a/room.ts': manifest('a', [], 'service') }, /higher floor/));
test('counts a foreign key as a use', () =>
  assert.deepEqual(faults({ 'rooms/b/ask-a.ts': null, 'rooms/b/migrations/1.sql': 'references a.thing (id)' }), []));
test('refuses a relative path that leaves the room', () => refuses({ 'rooms/b/x.ts': `import { a } from '../a/api.ts';` }, /leaves the room/));
test('refuses a long path inside the room', () => refuses({ 'rooms/a/x.ts': `import { a } from '#rooms/a/api.ts';` }, /relative path/));
test('refuses a room that knows the list of rooms', () => refuses({ 'rooms/a/x.ts': `import { rooms } from '#rooms.ts';` }, /list of rooms/));
test('refuses a screen that imports the server', () => refuses({ 'rooms/a/ui/page.tsx': `import { a } from '../api.ts';` }, /a screen imports/));
test('refuses a screen that imports the platform', () =>
  refuses({ 'rooms/a/ui/page.tsx': `import x from '#platform/uuid.ts';` }, /a screen imports/));
test('refuses a screen that asks the api of another room', () =>
  refuses({ 'rooms/b/ui/page.tsx': `import { a } from '#rooms/a/api.ts';` }, /offers contract\.ts/));
test('refuses a name that says nothing', () => {
  for (const name of ['index.ts', 'utils.ts', 'helpers.ts', 'types.ts', 'service.ts', 'manager.ts', 'common/x.ts'])
    refuses({ [`rooms/a/${name}`]: '' }, /says nothing/);
});
test('refuses a name out of kebab-case', () => refuses({ 'rooms/a/askThem.ts': '' }, /kebab-case/));
test('refuses a file over the wall', () => refuses({ 'rooms/a/long.ts': '\n'.repeat(401) }, /wall/));
test('refuses a file without its licence line', () => {
  const files = new Map(Object.entries(sound).map(([path, text]) => [path, SPDX + text]));
  assert.match(checkRooms(readTree(files.set('rooms/a/x.ts', 'export {};'))).join(), /SPDX/);
});
test('refuses a room that nobody lists', () => refuses({ 'rooms.ts': `import a from '#rooms/a/room.ts';` }, /does not list it/));
test('refuses a crossing that is not on the list', () =>
  refuses({ 'rooms/a/x.ts': `acrossOrganisations(db, 'a.look', 'voir', work);` }, /does not list/));
test('refuses a listed crossing that nobody makes', () => refuses({ 'rooms/b/count.ts': null }, /does not cross/));
test('refuses a crossing whose caller is not written in place', () =>
  refuses({ 'rooms/a/x.ts': `acrossOrganisations(db, caller, 'voir', work);` }, /without naming/));
