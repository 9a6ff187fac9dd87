// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import type { ToDo } from '#platform/room.ts';
import type { Tables } from './tables.ts';
import { ask, nameOf, openBackupHouse, type BackupHouse } from './testing.ts';
import { drillsToDo, maintenancesToDo } from './to-do.ts';

let it: BackupHouse;
before(async () => {
  it = await openBackupHouse();
});
after(() => it.close());

test('a machine that backs up awaits a proven restore, again each quarter', async () => {
  const of = await it.bodyWith();
  const machine = await it.machineOf(of, 'Accueil');
  const list = (source: (ctx: Context<Tables>) => Promise<ToDo[]>): Promise<ToDo[]> =>
    inContext<Tables, ToDo[]>(it.house, { actor: { kind: 'job', name: 'essai' }, organisation: of.body.id }, source);
  assert.deepEqual(await list(drillsToDo), [], 'nothing to restore yet');
  const snapshot = Buffer.from('instantané');
  await ask(it.port, 'POST', `${machine.path}/snapshots/${nameOf(snapshot)}`, { as: machine, body: snapshot });
  assert.deepEqual(
    (await list(drillsToDo)).map(({ title, detail }) => [title, detail]),
    [[`Prouver une restauration à ${of.body.name}`, 'Accueil']],
  );
  const at = `/api/o/${of.body.slug}/backup/machines/${machine.id}`;
  await of.secretary({ method: 'POST', url: `${at}/drills`, payload: { succeeded: true, says: 'Relu' } });
  assert.deepEqual(await list(drillsToDo), []);
  it.clock.advance({ hours: 24 * 91 });
  assert.equal((await list(drillsToDo)).length, 1, 'proved again each quarter');
});

test('a removal that was asked awaits whoever did not ask it', async () => {
  const of = await it.bodyWith();
  const machine = await it.machineOf(of, 'Serveur');
  await of.secretary({ method: 'POST', url: `/api/o/${of.body.slug}/backup/machines/${machine.id}/maintenances`, payload: { reason: 'Purge' } });
  const personOf = async (caller: typeof of.mayor): Promise<string> =>
    (await caller({ url: '/api/me' })).json<{ person: { id: string } }>().person.id;
  const seenBy = async (caller: typeof of.mayor): Promise<number> => {
    const actor = { kind: 'person', personId: await personOf(caller), name: 'Essai', sessionId: 'essai' } as const;
    return (await inContext<Tables, ToDo[]>(it.house, { actor, organisation: of.body.id }, maintenancesToDo)).length;
  };
  assert.deepEqual([await seenBy(of.mayor), await seenBy(of.secretary)], [1, 0]);
});
