// SPDX-License-Identifier: EUPL-1.2
/** Machines that send more at once than is theirs, beside others. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { ask, nameOf, openBackupHouse, type BackupHouse, type TestMachine } from '../testing.ts';
import { ResticFault } from './fault.ts';
import { openTurns, usualLimits, type Limits } from './turns.ts';

const patient: Limits = { perMachine: 2, perBody: 3, inAll: 4, waiting: 2, patienceMs: 600_000 };
const request = (): IncomingMessage => new EventEmitter() as IncomingMessage; // all that a turn hears of it is that it closes
const machine = (organisationId: string, repositoryId: string) => ({ organisationId, repositoryId });
const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

/** Asks for turns, and remembers in which order they came. */
function asker(limits: Limits) {
  const turns = openTurns(limits);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    async ask(name: string, of: ReturnType<typeof machine>, at = request()): Promise<string> {
      const waits = turns.take(of, at).then(
        (end) => {
          begun.push(name);
          ends.set(name, end);
        },
        (error: unknown) => void begun.push(`${name} ${error instanceof ResticFault ? error.status : 'went'}`),
      );
      await Promise.race([waits, settled()]);
      return begun.at(-1) ?? '';
    },
    async end(name: string): Promise<void> {
      ends.get(name)?.();
      await settled();
    },
  };
}

describe('a turn', () => {
  test('is waited for beyond what one machine, one body and all may send at once', async () => {
    const { ask: take, end, begun } = asker(patient);
    await take('a1', machine('A', 'a'));
    await take('a2', machine('A', 'a'));
    await take('a3', machine('A', 'a'));
    await take('b1', machine('A', 'b'));
    await take('b2', machine('A', 'b'));
    await take('c1', machine('C', 'c'));
    await take('c2', machine('C', 'c'));
    assert.deepEqual(begun, ['a1', 'a2', 'b1', 'c1'], 'its machine, its body and all are full, in this order');
    await end('a1');
    assert.equal(begun.at(-1), 'c2', 'a free turn goes to the body that holds the fewest');
    await end('a2');
    assert.equal(begun.at(-1), 'a3', 'then to who came first');
    await end('a2');
    assert.equal(begun.length, 6, 'a turn that is over ends once');
  });

  test('is refused where too many of the machine wait, and where it waited too long', async () => {
    const { ask: take } = asker(patient);
    for (const name of ['1', '2', '3', '4']) await take(name, machine('A', 'a'));
    assert.equal(await take('5', machine('A', 'a')), '5 503');
    assert.equal(await take('6', machine('B', 'b')), '6', 'another machine is not refused for it');
    const hasty = openTurns({ ...patient, perMachine: 0, patienceMs: 1 });
    const awake = setInterval(() => {}, 1_000); // a patience alone holds no process
    await assert.rejects(
      hasty.take(machine('A', 'a'), request()),
      (error: unknown) => error instanceof ResticFault && error.headers['retry-after'] === '30',
    );
    clearInterval(awake);
  });

  test('is not kept for a client that went away while it waited', async () => {
    const { ask: take, end, begun } = asker(patient);
    const gone = request();
    await take('1', machine('A', 'a'));
    await take('2', machine('A', 'a'));
    await take('3', machine('A', 'a'), gone);
    await take('4', machine('A', 'a'));
    gone.emit('close');
    await settled();
    await end('1');
    assert.deepEqual(begun, ['1', '2', '3 went', '4']);
  });
});

describe('a machine with two hundred connections', () => {
  let it: BackupHouse;
  let greedy: TestMachine;
  let other: TestMachine;
  before(async () => {
    it = await openBackupHouse();
    const of = await it.bodyWith();
    greedy = await it.machineOf(of);
    other = await it.machineOf(of);
  });
  after(() => it.close());

  test('has its own turns, waits for some, is told to come back for the rest, and starves nobody', async () => {
    const bodies = Array.from({ length: 200 }, () => randomBytes(90_000));
    const sockets: Socket[] = [];
    const answers: string[] = [];
    for (const body of bodies) {
      const socket = connect(it.port, '127.0.0.1');
      sockets.push(socket);
      socket.on('error', () => {});
      socket.on('data', (chunk) => answers.push(chunk.toString('utf8')));
      const credentials = Buffer.from(`${greedy.user}:${greedy.secret}`).toString('base64');
      socket.write(
        `POST ${greedy.path}/data/${nameOf(body)} HTTP/1.1\r\nHost: x\r\nAuthorization: Basic ${credentials}\r\nContent-Length: ${body.length}\r\n\r\n`,
      );
      socket.write(body.subarray(0, 50_000));
    }
    const refused = 200 - usualLimits.perMachine - usualLimits.waiting;
    while (answers.length < refused) await settled();
    for (const answer of answers) {
      assert.match(answer, /^HTTP\/1\.1 503 Trop d’envois simultanés pour ce poste : rien n’est perdu/);
      assert.match(answer, /\r\nretry-after: 30\r\n/);
    }
    // It holds all its turns and ends none; its neighbour of the same body, its own lock and what only reads go on.
    const body = randomBytes(50_000);
    assert.equal((await ask(it.port, 'POST', `${other.path}/data/${nameOf(body)}`, { as: other, body })).status, 200);
    assert.equal((await ask(it.port, 'POST', `${greedy.path}/locks/${nameOf(body)}`, { as: greedy, body })).status, 200);
    assert.equal((await ask(it.port, 'GET', `${greedy.path}/data/`, { as: greedy })).body.toString(), '[]');

    answers.length = 0;
    sockets.forEach((socket, n) => socket.write(bodies[n]?.subarray(50_000) ?? ''));
    while (answers.length < usualLimits.perMachine + usualLimits.waiting) await settled();
    assert.deepEqual([...new Set(answers.map((answer) => answer.slice(0, 12)))], ['HTTP/1.1 200']);
    for (const socket of sockets) socket.destroy();
    const { body: listed } = await ask(it.port, 'GET', `${greedy.path}/data/`, { as: greedy });
    assert.equal((JSON.parse(listed.toString()) as unknown[]).length, usualLimits.perMachine + usualLimits.waiting);
  });
});
