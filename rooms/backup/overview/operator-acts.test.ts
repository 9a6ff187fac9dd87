// SPDX-License-Identifier: EUPL-1.2
/** What people of the operator do for the bodies that it keeps, and for no other. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import type { ToDo } from '#platform/room.ts';
import { needs } from '#platform/testing/peer.ts';
import { openOperator } from '#rooms/organisations/api.ts';
import { asOwner, makePerson, signedIn, type Caller } from '#rooms/people/testing.ts';
import { copyObjects, verifyCopies } from '../copies/copy-objects.ts';
import type { Tables } from '../tables.ts';
import { ask, nameOf, openBackupHouse, restic, type BackupHouse, type TestMachine } from '../testing.ts';
import { servedMaintenancesToDo } from './served-maintenances.ts';

let it: BackupHouse;
let folder: string;
let technician: Caller;
let stranger: Caller;
let strangers: { id: string; slug: string };
let ready: { of: Of; machine: TestMachine }[];
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beffroi-operator-'));
  it = await openBackupHouse({ settings: { secondSite: { kind: 'disk', dir: join(folder, 'second') } } });
  technician = await signedIn(it.app, await makePerson(it, [{ in: it.operator, roles: ['technician'] }]));
  // Before there is another operator: which one serves a body must be plain on its first machine.
  ready = [];
  for (let n = 0; n < 7; n += 1) {
    const of = await it.bodyWith({ amount: 1_000, isHard: false });
    ready.push({ of, machine: await it.machineOf(of, 'Serveur') });
  }
  const other = { slug: 'autre-operateur', name: 'Autre opérateur', kind: 'syndicat' } as const;
  const opened = { ...other, id: await openOperator(it.house, other) };
  strangers = opened;
  stranger = await signedIn(it.app, await makePerson(it, [{ in: opened, roles: ['technician'] }]));
});
after(async () => {
  await it.close();
  await rm(folder, { recursive: true });
});

type Of = Awaited<ReturnType<BackupHouse['bodyWith']>>;
const next = (): { of: Of; machine: TestMachine } => {
  const taken = ready.pop();
  if (!taken) throw new Error('a body for each test');
  return taken;
};
const here = (path: string): string => `/api/o/${it.operator.slug}/backup${path}`;
const there = (path: string): string => `/api/o/${strangers.slug}/backup${path}`;
const at = (of: Of, path: string): string => `/api/o/${of.body.slug}/backup${path}`;
const codeOf = async (answer: ReturnType<Caller>): Promise<string> => (await answer).json<{ code: string }>().code;
const rowsOf = async <Row>(caller: Caller, url: string): Promise<Row[]> => (await caller({ url })).json<{ rows: Row[] }>().rows;
const idOf = async (caller: Caller): Promise<string> => (await caller({ url: '/api/me' })).json<{ person: { id: string } }>().person.id;
const askRemoval = async (caller: Caller, of: Of, machine: { id: string }): Promise<string> =>
  (await caller({ method: 'POST', url: at(of, `/machines/${machine.id}/maintenances`), payload: { reason: 'Ne garder qu’un an' } })).json<{
    id: string;
  }>().id;
const answer = (caller: Caller, url: string) => caller({ method: 'POST', url, payload: { isAllowed: true } });

test('a commune of one agent prunes, its operator being the second person', needs('restic', 'restic'), async () => {
  const { of, machine } = next();
  for (const content of ['premier', 'second']) {
    await writeFile(join(folder, 'arrêté.txt'), content);
    if (content === 'premier') await restic(machine.repository, ['init']);
    await restic(machine.repository, ['backup', 'arrêté.txt'], { cwd: folder });
  }
  const id = await askRemoval(of.secretary, of, machine);
  const waiting = await rowsOf<{ id: string; body: string; isMine: boolean }>(technician, here('/served-maintenances'));
  assert.deepEqual(
    waiting.map((row) => [row.id, row.body, row.isMine]),
    [[id, of.body.name, false]],
  );
  assert.equal((await answer(technician, here(`/served-maintenances/${id}/answer`))).statusCode, 204);
  assert.deepEqual(await rowsOf(technician, here('/served-maintenances')), []);
  const opened = await of.secretary({ method: 'POST', url: at(of, `/maintenances/${id}/open`), payload: {} });
  const repository = opened.json<{ repository: string }>().repository.replace('localhost:3000', `127.0.0.1:${it.port}`);
  await restic(repository, ['forget', '--keep-last', '1', '--prune']);
  const left = JSON.parse((await restic(machine.repository, ['snapshots', '--json'])).stdout) as unknown[]; // an array, says restic
  assert.equal(left.length, 1);
  await restic(machine.repository, ['check', '--read-data']);
});

test('neither another operator, nor the person who asked, nor a person of the body in the operator’s address, allows a removal', async () => {
  const { of, machine } = next();
  // Serves the commune and works at the operator: still one person.
  const both = await signedIn(
    it.app,
    await makePerson(it, [
      { in: of.body, roles: ['secretary'] },
      { in: it.operator, roles: ['technician'] },
    ]),
  );
  const id = await askRemoval(both, of, machine);
  assert.equal(await codeOf(answer(both, here(`/served-maintenances/${id}/answer`))), 'backup.two-persons');
  assert.deepEqual(await rowsOf(stranger, there('/served-maintenances')), []);
  assert.equal(await codeOf(answer(stranger, there(`/served-maintenances/${id}/answer`))), 'backup.maintenance-unknown');
  assert.equal((await answer(stranger, here(`/served-maintenances/${id}/answer`))).statusCode, 403);
  assert.equal((await answer(of.mayor, here(`/served-maintenances/${id}/answer`))).statusCode, 403);
  assert.equal((await answer(technician, here(`/served-maintenances/${id}/answer`))).statusCode, 204);
  assert.equal(await codeOf(answer(technician, here(`/served-maintenances/${id}/answer`))), 'backup.maintenance-answered');
});

test('what a body asks awaits those who oversee, but never who asked', async () => {
  const { of, machine } = next();
  await askRemoval(of.secretary, of, machine);
  const listFor = (personId: string, organisation: string): Promise<ToDo[]> =>
    inContext<Tables, ToDo[]>(
      it.house,
      { actor: { kind: 'person', personId, name: 'Essai', sessionId: 'essai' }, organisation },
      servedMaintenancesToDo,
    );
  const lines = await listFor(await idOf(technician), it.operator.id);
  assert.ok(lines.some(({ title }) => title === `Autoriser, ou non, l’effacement d’anciennes sauvegardes de « Serveur », ${of.body.name}`));
  const mine = await listFor(await idOf(of.secretary), it.operator.id);
  assert.equal(mine.length, lines.length - 1);
  assert.deepEqual(await listFor(await idOf(stranger), strangers.id), []);
});

test('a password is entrusted with somebody of the operator, who opens it from the operator’s page', async () => {
  const { of, machine } = next();
  const [mine, theirs, foreign] = [await idOf(of.secretary), await idOf(technician), await idOf(stranger)];
  const offered = await rowsOf<{ personId: string; isOfOperator: boolean }>(of.secretary, at(of, '/custodians'));
  assert.deepEqual(
    [offered.find(({ personId }) => personId === theirs)?.isOfOperator, offered.some(({ personId }) => personId === foreign)],
    [true, false],
  );
  const deposit = (custodians: string[]) =>
    of.secretary({ method: 'PUT', url: at(of, `/machines/${machine.id}/escrow`), payload: { password: 'agrafe', custodians } });
  assert.equal(await codeOf(deposit([mine, foreign])), 'backup.custodians');
  assert.equal((await deposit([mine, theirs])).statusCode, 204);
  const [custody] = await rowsOf<{ id: string; body: string }>(technician, here('/entrusted'));
  assert.equal(custody?.body, of.body.name);
  const open = (who: Caller, url: string) => who({ method: 'POST', url, payload: { reason: 'Serveur détruit' } });
  const colleague = await signedIn(it.app, await makePerson(it, [{ in: it.operator, roles: ['technician'] }]));
  assert.equal(await codeOf(open(colleague, here(`/entrusted/${custody?.id}/open`))), 'backup.not-a-custodian');
  assert.equal(await codeOf(open(stranger, there(`/entrusted/${custody?.id}/open`))), 'backup.not-a-custodian');
  assert.equal((await open(technician, here(`/entrusted/${custody?.id}/open`))).json<{ password: string }>().password, 'agrafe');
  const [listed] = await rowsOf<{ openings: { reason: string }[] }>(of.mayor, at(of, '/escrows'));
  assert.deepEqual(
    listed?.openings.map(({ reason }) => reason),
    ['Serveur détruit'],
  );
  await of.secretary({ method: 'DELETE', url: at(of, `/machines/${machine.id}/escrow`) });
  assert.deepEqual(await rowsOf(technician, here('/entrusted')), []);
});

test('the operator sets how far a body goes beyond its right, and how long its bin holds', async () => {
  const { of } = next();
  const put = (who: Caller, url: string, payload: object) => who({ method: 'PUT', url, payload });
  const path = `/bodies/${of.body.id}/settings`;
  const settings = { marginBytes: 2_000_000_000, holdDays: 60 };
  assert.equal(await codeOf(put(stranger, there(path), settings)), 'backup.body-unknown');
  for (const wrong of [
    { ...settings, holdDays: 6 },
    { ...settings, holdDays: 366 },
    { ...settings, marginBytes: -1 },
  ])
    assert.equal((await put(technician, here(path), wrong)).statusCode, 400, JSON.stringify(wrong));
  const limits = async () => (await of.secretary({ url: at(of, '/machines') })).json<{ account: { hardBytes: number; holdDays: number } }>().account;
  assert.deepEqual([(await limits()).hardBytes, (await limits()).holdDays], [1_250_000_000, 30], 'a quarter, unless somebody says otherwise');
  assert.equal((await put(technician, here(path), settings)).statusCode, 204);
  assert.deepEqual([(await limits()).hardBytes, (await limits()).holdDays], [3_000_000_000, 60]);
  const [row] = await rowsOf<{ marginBytes: number; holdDays: number }>(technician, here(`/overview?q=${encodeURIComponent(of.body.name)}`));
  assert.deepEqual([row?.marginBytes, row?.holdDays], [2_000_000_000, 60]);
  assert.equal((await put(technician, here(path), { marginBytes: null, holdDays: 30 })).statusCode, 204);
  assert.equal((await limits()).hardBytes, 1_250_000_000);
});

test('a file server that can only read an address says by it that it lives; another machine may not', async () => {
  const { of, machine } = next();
  const { url } = (await of.secretary({ method: 'POST', url: at(of, `/machines/${machine.id}/heartbeat`), payload: {} })).json<{ url: string }>();
  const get = (path: string) => it.app.inject({ url: path });
  const heard = async () => (await rowsOf<{ heardAt: string | null }>(of.secretary, at(of, '/machines')))[0]?.heardAt;
  assert.equal((await get(new URL(url).pathname)).json<{ code: string }>().code, 'backup.heartbeat-by-post');
  assert.equal(await heard(), null);
  await asOwner(it, (client) => client.query(`update backup.repository set kind = 'nas' where id = $1`, [machine.id]));
  const answered = await get(new URL(url).pathname);
  assert.deepEqual([answered.statusCode, answered.headers['cache-control']], [200, 'no-store']);
  assert.ok(await heard());
  assert.equal((await get(at(of, '/heartbeats/autre'))).statusCode, 404);
});

test('the operator reads how far the second site follows', async () => {
  type Site = { state: string; copiedAt: string | null; verifiedAt: string | null; damaged: number };
  const site = async (): Promise<Site> => {
    const caller = await signedIn(it.app, await makePerson(it, [{ in: it.operator, roles: ['technician'] }]));
    return (await caller({ url: here('/overview') })).json<{ secondSite: Site }>().secondSite;
  };
  assert.deepEqual([(await site()).state, (await site()).copiedAt], ['behind', null]);
  const { machine } = next();
  const body = Buffer.from('paquet');
  await ask(it.port, 'POST', `${machine.path}/data/${nameOf(body)}`, { as: machine, body });
  const job = { house: it.house } as unknown as Context<Tables>; // all that these jobs read of their caller
  await copyObjects(job);
  await verifyCopies(job);
  const after = await site();
  assert.deepEqual([after.state, after.damaged, after.verifiedAt !== null], ['copied', 0, true]);
  it.clock.advance({ minutes: 61 });
  assert.equal((await site()).state, 'behind');
});
