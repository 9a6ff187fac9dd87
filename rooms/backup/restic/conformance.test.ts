// SPDX-License-Identifier: EUPL-1.2
/**
 * Verb × path, with the words of the specification beside:
 * https://github.com/restic/restic/blob/v0.18.1/doc/REST_backend.rst
 */
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { sql, type QueryExecutorProvider } from 'kysely';
import { inContext } from '#platform/make-context.ts';
import type { Tables } from '../tables.ts';
import { countedOf } from '../testing/counted.ts';
import { ask, nameOf, openBackupHouse, type BackupHouse, type HttpAnswer, type TestMachine } from '../testing.ts';

const V1 = 'application/vnd.x.restic.rest.v1';
const V2 = 'application/vnd.x.restic.rest.v2';

let it: BackupHouse;
let machine: TestMachine;
let neighbour: TestMachine;
const config = randomBytes(155);
const pack = randomBytes(300_000);
const lock = randomBytes(120);
before(async () => {
  it = await openBackupHouse();
  machine = await it.machineOf(await it.bodyWith());
  neighbour = await it.machineOf(await it.bodyWith());
});
after(() => it.close());

const speak = (method: string, path: string, options: Omit<Parameters<typeof ask>[3] & object, 'as'> = {}): Promise<HttpAnswer> =>
  ask(it.port, method, `${machine.path}${path}`, { as: machine, ...options });
const namesIn = (answer: HttpAnswer): unknown => JSON.parse(answer.body.toString());

type Line = {
  /** The words of the specification. */
  says: string;
  verb: string;
  path: string;
  body?: Buffer;
  headers?: Record<string, string>;
  status: number;
  also?: (answer: HttpAnswer) => void;
};

const table: Line[] = [
  { says: 'HEAD {path}/config: an HTTP error otherwise', verb: 'HEAD', path: '/config', status: 404 },
  { says: 'GET {path}/config: an HTTP error otherwise', verb: 'GET', path: '/config', status: 404 },
  { says: 'POST {path}?create=true: 200 if it was created successfully', verb: 'POST', path: '/?create=true', status: 200 },
  { says: 'POST {path}?create=true: … or already exists', verb: 'POST', path: '/?create=true', status: 200 },
  { says: 'POST {path}/config: 200 if the configuration has been saved', verb: 'POST', path: '/config', body: config, status: 200 },
  { says: 'the same configuration again, its answer having been lost', verb: 'POST', path: '/config', body: config, status: 200 },
  { says: 'another configuration: an HTTP error otherwise', verb: 'POST', path: '/config', body: randomBytes(155), status: 403 },
  {
    says: 'HEAD {path}/config: 200 if the repository has a configuration',
    verb: 'HEAD',
    path: '/config',
    status: 200,
    also: ({ headers, body }) => assert.deepEqual([headers['content-length'], body.length], ['155', 0]),
  },
  {
    says: 'GET {path}/config: the content of the configuration, binary/octet-stream',
    verb: 'GET',
    path: '/config',
    status: 200,
    also: ({ headers, body }) => assert.deepEqual([headers['content-type'], body], ['binary/octet-stream', config]),
  },
  ...['data', 'index', 'keys', 'locks', 'snapshots'].map((type): Line => ({
    says: 'GET {path}/{type}/: a JSON array, empty at first',
    verb: 'GET',
    path: `/${type}/`,
    status: 200,
    also: (answer) => assert.deepEqual([namesIn(answer), answer.headers['content-type']], [[], V1]),
  })),
  { says: 'HEAD {path}/{type}/{name}: 404 otherwise', verb: 'HEAD', path: `/data/${nameOf(pack)}`, status: 404 },
  { says: 'GET {path}/{type}/{name}: 404 otherwise', verb: 'GET', path: `/data/${nameOf(pack)}`, status: 404 },
  { says: 'POST {path}/{type}/{name}: saves the content', verb: 'POST', path: `/data/${nameOf(pack)}`, body: pack, status: 200 },
  { says: 'the same content again, its answer having been lost', verb: 'POST', path: `/data/${nameOf(pack)}`, body: pack, status: 200 },
  { says: 'an HTTP error otherwise: a content that is not its name', verb: 'POST', path: `/data/${'0'.repeat(64)}`, body: pack, status: 400 },
  { says: 'nothing of it is kept', verb: 'HEAD', path: `/data/${'0'.repeat(64)}`, status: 404 },
  {
    says: 'HEAD {path}/{type}/{name}: 200, and Content-Length is the file size',
    verb: 'HEAD',
    path: `/data/${nameOf(pack)}`,
    status: 200,
    also: ({ headers, body }) => assert.deepEqual([headers['content-length'], body.length], ['300000', 0]),
  },
  {
    says: 'GET {path}/{type}/{name}: the content, binary/octet-stream',
    verb: 'GET',
    path: `/data/${nameOf(pack)}`,
    status: 200,
    also: ({ headers, body }) =>
      assert.deepEqual([headers['content-type'], headers['content-length'], body.equals(pack)], ['binary/octet-stream', '300000', true]),
  },
  {
    says: 'partial read with a Range header: 206, and only the range',
    verb: 'GET',
    path: `/data/${nameOf(pack)}`,
    headers: { range: 'bytes=100000-100009' },
    status: 206,
    also: ({ headers, body }) => assert.deepEqual([headers['content-range'], body], ['bytes 100000-100009/300000', pack.subarray(100_000, 100_010)]),
  },
  {
    says: 'a range without an end',
    verb: 'GET',
    path: `/data/${nameOf(pack)}`,
    headers: { range: 'bytes=299990-' },
    status: 206,
    also: ({ body }) => assert.deepEqual(body, pack.subarray(299_990)),
  },
  {
    says: 'a range of the last bytes',
    verb: 'GET',
    path: `/data/${nameOf(pack)}`,
    headers: { range: 'bytes=-20' },
    status: 206,
    also: ({ body }) => assert.deepEqual(body, pack.subarray(-20)),
  },
  {
    says: 'a range that begins beyond the end (RFC 9110, section 15.5.17)',
    verb: 'GET',
    path: `/data/${nameOf(pack)}`,
    headers: { range: 'bytes=300000-' },
    status: 416,
    also: ({ headers }) => assert.equal(headers['content-range'], 'bytes */300000'),
  },
  {
    says: 'a range that is not understood is the whole (RFC 9110, section 14.2)',
    verb: 'GET',
    path: `/data/${nameOf(pack)}`,
    headers: { range: 'bytes=5-2' },
    status: 200,
    also: ({ body }) => assert.equal(body.length, 300_000),
  },
  {
    says: 'Accept …v1: API version 1, an array of names',
    verb: 'GET',
    path: '/data/',
    headers: { accept: V1 },
    status: 200,
    also: (answer) => assert.deepEqual([namesIn(answer), answer.headers['content-type']], [[nameOf(pack)], V1]),
  },
  {
    says: 'Accept …v2: API version 2, name and size',
    verb: 'GET',
    path: '/data/',
    headers: { accept: V2 },
    status: 200,
    also: (answer) => assert.deepEqual([namesIn(answer), answer.headers['content-type']], [[{ name: nameOf(pack), size: 300_000 }], V2]),
  },
  { says: 'DELETE {path}/{type}/{name}: append-only', verb: 'DELETE', path: `/data/${nameOf(pack)}`, status: 403 },
  { says: 'DELETE of the configuration: append-only', verb: 'DELETE', path: '/config', status: 403 },
  { says: 'DELETE of what is not there: append-only too, it says nothing', verb: 'DELETE', path: `/snapshots/${'1'.repeat(64)}`, status: 403 },
  { says: 'the object stays', verb: 'HEAD', path: `/data/${nameOf(pack)}`, status: 200 },
  { says: 'a lock is an object', verb: 'POST', path: `/locks/${nameOf(lock)}`, body: lock, status: 200 },
  { says: 'DELETE {path}/{type}/{name}: 200 if the blob has been deleted', verb: 'DELETE', path: `/locks/${nameOf(lock)}`, status: 200 },
  { says: 'an HTTP error otherwise', verb: 'DELETE', path: `/locks/${nameOf(lock)}`, status: 404 },
  { says: 'DELETE {path}: 403 if it is denied by the server', verb: 'DELETE', path: '/', status: 403 },
  { says: 'POST {path} without create', verb: 'POST', path: '/', status: 400 },
  { says: 'another type', verb: 'GET', path: '/secrets/', status: 404 },
  {
    says: 'a verb of no use there (RFC 9110, section 15.5.6)',
    verb: 'PUT',
    path: '/config',
    status: 405,
    also: ({ headers }) => assert.equal(headers['allow'], 'HEAD, GET, POST, DELETE'),
  },
  { says: 'a verb of no use on a list', verb: 'POST', path: '/data/', body: Buffer.from('x'), status: 405 },
  { says: 'a longer path', verb: 'GET', path: `/data/${nameOf(pack)}/x`, status: 404 },
];

test('each verb on each path answers as the specification says', async () => {
  for (const [number, { says, verb, path, body, headers, status, also }] of table.entries()) {
    const answer = await speak(verb, path, { body, ...(headers && { headers }) });
    const where = `${number + 1}. ${verb} ${path}: ${says}`;
    assert.equal(answer.status, status, `${where} (${answer.says})`);
    try {
      also?.(answer);
    } catch (error) {
      throw new Error(where, { cause: error });
    }
  }
});

describe('a repository of another body', () => {
  const verbs = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
  const paths = ['/', '/?create=true', '/config', '/data/', '/locks/', `/data/${nameOf(pack)}`, `/locks/${nameOf(lock)}`, '/nowhere/at/all'];

  test('does not exist for a secret that is not its own, on every verb and path', async () => {
    const strangers = [
      undefined,
      { user: neighbour.user, secret: neighbour.secret },
      { user: machine.user, secret: neighbour.secret },
      { user: neighbour.user, secret: machine.secret },
      { user: machine.user, secret: 'A'.repeat(43) },
      { user: '', secret: '' },
    ];
    for (const as of strangers) {
      for (const verb of verbs) {
        for (const path of paths) {
          const body = verb === 'POST' ? pack : undefined;
          const { status, headers } = await ask(it.port, verb, `${machine.path}${path}`, { as, body });
          assert.equal(status, 401, `${verb} ${path}`);
          assert.match(headers['www-authenticate'] ?? '', /^Basic /);
        }
      }
    }
    assert.deepEqual(namesIn(await speak('GET', '/data/')), [nameOf(pack)]);
  });

  test('is not reached through another body’s address either', async () => {
    const [mine, theirs] = [machine.path.split('/'), neighbour.path.split('/')];
    const crossed = ['', 'o', theirs[2], 'restic', mine[4]].join('/');
    assert.equal((await ask(it.port, 'GET', `${crossed}/data/`, { as: machine })).status, 401);
  });

  test('may hold the same content: neither learns anything from it', async () => {
    assert.equal((await ask(it.port, 'HEAD', `${neighbour.path}/data/${nameOf(pack)}`, { as: neighbour })).status, 404);
    assert.equal((await ask(it.port, 'POST', `${neighbour.path}/data/${nameOf(pack)}`, { as: neighbour, body: pack })).status, 200);
    assert.equal((await ask(it.port, 'GET', `${neighbour.path}/data/${nameOf(pack)}`, { as: neighbour })).body.equals(pack), true);
  });
});

test('the statement that records enters one body, for itself alone', async () => {
  const [one, other] = [await it.bodyWith(), await it.bodyWith()];
  const enter = (db: QueryExecutorProvider, body: string) => sql`select platform.enter_body(${body})`.execute(db);
  await assert.rejects(
    inContext<Tables, unknown>(it.house, { actor: { kind: 'job', name: 'essai' }, organisation: one.body.id }, ({ tx }) => enter(tx, other.body.id)),
    /writes another body/,
  );
  await it.house.db.kysely.connection().execute(async (connection) => {
    await enter(connection, one.body.id);
    await assert.rejects(sql`select from backup.account`.execute(connection), 'nothing of it is left on the connection');
  });
  // A machine of another body is not written, whoever claims it.
  const theirs = await it.machineOf(other);
  const content = randomBytes(64);
  await assert.rejects(
    sql`select backup.save_object(${one.body.id}, ${theirs.id}, ${randomUUID()}, 'data', ${randomBytes(32)}, 64, ${randomUUID()}, ${randomBytes(32)},
      now(), ${randomUUID()}, current_date, true)`.execute(it.house.db.kysely),
    /no rows|foreign key/,
  );
  assert.deepEqual(namesIn(await ask(it.port, 'GET', `${theirs.path}/data/`, { as: theirs })), []);
  // What was sent again is one object, and counted once; its second bytes are gone.
  for (let turn = 0; turn < 2; turn += 1)
    assert.equal((await ask(it.port, 'POST', `${theirs.path}/data/${nameOf(content)}`, { as: theirs, body: content })).status, 200);
  assert.deepEqual(await countedOf(it, other.body.id), { account: 64, repository: 64, objects: 64, day: 64 });
});

test('a closed machine and an exchanged secret open nothing from that instant', async () => {
  const of = await it.bodyWith();
  const one = await it.machineOf(of);
  const invited = await of.secretary({ method: 'POST', url: `/api/o/${of.body.slug}/backup/machines/${one.id}/enrolments`, payload: {} });
  const { token } = invited.json<{ token: string }>();
  const enrol = () => it.app.inject({ method: 'POST', url: `/api/o/${of.body.slug}/backup/enrol`, payload: { token } });
  assert.equal((await ask(it.port, 'GET', `${one.path}/data/`, { as: one })).status, 200, 'the old secret, until the new one is taken');
  const { secret } = (await enrol()).json<{ secret: string }>();
  assert.equal((await enrol()).json<{ code: string }>().code, 'backup.token-unknown');
  assert.equal((await ask(it.port, 'GET', `${one.path}/data/`, { as: one })).status, 401);
  assert.equal((await ask(it.port, 'GET', `${one.path}/data/`, { as: { user: one.user, secret } })).status, 200);
  assert.equal((await of.secretary({ method: 'POST', url: `/api/o/${of.body.slug}/backup/machines/${one.id}/close`, payload: {} })).statusCode, 204);
  assert.equal((await ask(it.port, 'GET', `${one.path}/data/`, { as: { user: one.user, secret } })).status, 401);
});

test('a list of thousands comes in order and whole, in pieces', async () => {
  const one = await it.machineOf(await it.bodyWith());
  const contents = Array.from({ length: 300 }, () => randomBytes(20));
  // No more at once than a machine's turns and those that may wait.
  for (let n = 0; n < contents.length; n += 50) {
    await Promise.all(contents.slice(n, n + 50).map((body) => ask(it.port, 'POST', `${one.path}/index/${nameOf(body)}`, { as: one, body })));
  }
  const listed = namesIn(await ask(it.port, 'GET', `${one.path}/index/`, { as: one }));
  assert.deepEqual(listed, contents.map(nameOf).sort());
});
