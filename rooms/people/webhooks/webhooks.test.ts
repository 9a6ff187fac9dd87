// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { HOUSE_ID } from '#platform/db/scopes.ts';
import { inContext } from '#platform/make-context.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '../room.ts';
import { asOwner, makeBody, makePerson, signedIn, type Caller, type TestBody } from '../testing.ts';
import { deliverWebhook } from './deliver-webhook.ts';
import { retryWebhooks } from './retry-webhooks.ts';
import { tryAgainAt } from './try-again.ts';

type Received = { headers: IncomingHttpHeaders; body: string };

let it: TestHouse;
let commune: TestBody;
let other: TestBody;
let administrator: Caller;
let receiver: Server;
let received: Received[] = [];
let answer: { status: number; headers?: Record<string, string>; body?: string };
const job = { kind: 'job', name: 'test' } as const;

before(async () => {
  it = await openTestHouse([organisations, people]);
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(answer.status, answer.headers).end(answer.body ?? 'bien reçu');
    });
  });
  await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening));
});
after(async () => {
  receiver.close();
  await it.close();
});
beforeEach(async () => {
  [commune, other] = [await makeBody(it), await makeBody(it)];
  administrator = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['body-administrator'] }]));
  received = [];
  answer = { status: 200 };
});

const address = (): string => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/recevoir`; // a TCP server has an address of that shape
const at = (path = '', body: TestBody = commune): string => `/api/o/${body.slug}/people/webhooks${path}`;
const add = async (more: object = {}): Promise<{ id: string; secret: string }> => {
  const response = await administrator({
    method: 'POST',
    url: at(),
    payload: { label: 'Logiciel métier', url: address(), events: ['people.group-changed'], ...more },
  });
  assert.equal(response.statusCode, 200, response.body);
  return response.json();
};
const makeGroup = async (name: string, caller = administrator, body = commune): Promise<string> =>
  (await caller({ method: 'POST', url: `/api/o/${body.slug}/people/groups`, payload: { name, members: [] } })).json<{ id: string }>().id;
type Delivery = {
  id: string;
  messageId: string;
  state: string;
  attempts: number;
  lastStatus: number | null;
  lastAnswer: string;
  nextAt: string | null;
};
const journal = async (id: string): Promise<Delivery[]> => (await administrator({ url: at(`/${id}/deliveries`) })).json<{ rows: Delivery[] }>().rows;
const retry = async (): Promise<void> => {
  await inContext(it.house, { actor: job, organisation: HOUSE_ID }, retryWebhooks);
  await it.settle();
};

test('what happens is sent, signed so that somebody else’s library accepts it', async () => {
  const { secret } = await add();
  const group = await makeGroup('Voirie');
  await it.settle();
  const [message] = received;
  assert.equal(received.length, 1);
  assert.ok(message);
  // The library measures the age of the message by the machine's clock; the house's stands still.
  const verifier = new Webhook(secret);
  const realNow = Date.now;
  Date.now = () => it.clock.now().epochMilliseconds;
  try {
    const verified = verifier.verify(message.body, message.headers as Record<string, string>) as { type: string; data: { groupId: string } }; // what it parsed
    assert.equal(verified.type, 'people.group-changed');
    assert.equal(verified.data.groupId, group);
    assert.throws(() => verifier.verify(message.body.replace(group, '0'), message.headers as Record<string, string>));
    assert.throws(() =>
      new Webhook('whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=').verify(message.body, message.headers as Record<string, string>),
    );
  } finally {
    Date.now = realNow;
  }
});

test('another body’s events, other events, and those of a rolled back act are not sent', async () => {
  await add();
  const neighbour = await signedIn(it.app, await makePerson(it, [{ in: other, roles: ['body-administrator'] }]));
  await makeGroup('Ailleurs', neighbour, other);
  await inContext(it.house, { actor: job, organisation: commune.id }, async (ctx) => {
    await ctx.tell('people.group-changed', { groupId: commune.id });
    throw new Error('undone');
  }).catch(() => {});
  await inContext(it.house, { actor: job, organisation: commune.id }, (ctx) => ctx.tell('people.role-changed', { key: 'r-essai' }));
  await it.settle();
  assert.deepEqual(received, []);
});

test('an event that a body only hears is sent to its webhooks too', async () => {
  await add({ events: ['people.delegation-granted'] });
  await inContext(it.house, { actor: job, organisation: other.id }, (ctx) =>
    ctx.tell('people.delegation-granted', { delegationId: other.id }, { heardIn: commune.id }),
  );
  await it.settle();
  assert.equal(received.length, 1);
});

test('where there is no webhook, an event queues nothing', async () => {
  const waiting = (): Promise<number> =>
    asOwner(it, async (db) =>
      Number((await db.query<{ n: string }>(`select count(*) as n from jobs.job where data::text like '%send-to-webhooks%'`)).rows[0]?.n),
    );
  const before = await waiting();
  await makeGroup('Sans suite');
  assert.equal(await waiting(), before);
});

test('a refusal is tried again under the same id, later and later, and the message is accepted in the end', async () => {
  const { id } = await add();
  answer = { status: 500, body: 'en panne' };
  await makeGroup('Voirie');
  await it.settle();
  const [first] = await journal(id);
  assert.deepEqual([first?.state, first?.attempts, first?.lastStatus, first?.lastAnswer], ['waiting', 1, 500, 'en panne']);
  await retry();
  assert.equal(received.length, 1, 'not before its time');
  it.clock.advance({ seconds: 10 });
  await retry();
  assert.equal(received.length, 2);
  answer = { status: 204 };
  it.clock.advance({ minutes: 7 });
  await retry();
  assert.deepEqual([(await journal(id))[0]?.state, received.length], ['accepted', 3]);
  assert.equal(new Set(received.map(({ headers }) => headers['webhook-id'])).size, 1);
});

test('a process that dies while it sends loses nothing', async () => {
  const { id } = await add();
  await makeGroup('Voirie');
  // The claim was committed, and then nothing: neither an answer nor a job.
  await asOwner(it, (db) =>
    db.query(`update people.webhook_delivery set attempts = 1, next_at = $2 where webhook_id = $1`, [
      id,
      it.clock.now().add({ minutes: 2 }).toString(),
    ]),
  );
  await it.settle();
  it.clock.advance({ minutes: 3 });
  await retry();
  assert.equal(received.length, 1);
  assert.equal((await journal(id))[0]?.state, 'accepted');
});

test('after three days of failures the webhook is closed and its keepers are told; the events told meanwhile can be replayed', async () => {
  const { id } = await add();
  answer = { status: 503 };
  await makeGroup('Voirie');
  await it.settle();
  for (let turn = 0; turn < 12; turn++) {
    it.clock.advance({ hours: 30 });
    await retry();
  }
  const state = async (): Promise<string | undefined> =>
    (await administrator({ url: at() })).json<{ rows: { id: string; state: string }[] }>().rows.find((row) => row.id === id)?.state;
  administrator = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['body-administrator'] }]));
  assert.equal(await state(), 'failed');
  const notices = await asOwner(it, (db) => db.query(`select title from platform.notice where what = 'people.webhook-closed'`));
  assert.match(JSON.stringify(notices.rows), /Logiciel métier/);
  const since = it.clock.now().toString();
  answer = { status: 200 };
  received = [];
  await makeGroup('Pendant la fermeture');
  await it.settle();
  assert.equal(received.length, 0);
  const payload = { label: 'Logiciel métier', url: address(), events: ['people.group-changed'] };
  assert.equal((await administrator({ method: 'PUT', url: at(`/${id}`), payload })).statusCode, 204);
  const replayed = await administrator({ method: 'POST', url: at(`/${id}/replay`), payload: { since } });
  assert.deepEqual(replayed.json(), { count: 1 });
  await it.settle();
  assert.equal(received.length, 1);
});

test('one message replayed keeps its id', async () => {
  const { id } = await add();
  await makeGroup('Voirie');
  await it.settle();
  const [delivery] = await journal(id);
  assert.equal((await administrator({ method: 'POST', url: at(`/${id}/deliveries/${delivery?.id}/replay`), payload: {} })).statusCode, 204);
  await it.settle();
  assert.equal(received.length, 2);
  assert.equal(received[0]?.headers['webhook-id'], received[1]?.headers['webhook-id']);
});

test('a trial is sent at once and shown in the journal', async () => {
  const { id } = await add();
  assert.equal((await administrator({ method: 'POST', url: at(`/${id}/trial`), payload: {} })).statusCode, 200);
  await it.settle();
  assert.equal(received.length, 1);
  assert.equal((await journal(id))[0]?.state, 'accepted');
});

test('nothing goes to a private network, whenever the address leads there', async () => {
  const refused = async (url: string): Promise<string> =>
    (await administrator({ method: 'POST', url: at(), payload: { label: 'Interne', url, events: ['people.group-changed'] } })).json<{
      code: string;
    }>().code;
  for (const url of ['http://10.1.2.3/x', 'https://169.254.169.254/latest', 'https://[fd00::1]/'])
    assert.equal(await refused(url), 'people.webhook-private', url);
  for (const url of ['ftp://exemple.fr', 'https://moi:secret@exemple.fr/', 'exemple.fr'])
    assert.equal(await refused(url), 'people.webhook-address', url);
  const { id } = await add();
  await asOwner(it, (db) => db.query(`update people.webhook set url = 'http://10.1.2.3/x' where id = $1`, [id]));
  await makeGroup('Voirie');
  await it.settle();
  assert.match((await journal(id))[0]?.lastAnswer ?? '', /réseau privé/);
});

test('a redirect is a refusal, and is not followed', async () => {
  const { id } = await add();
  answer = { status: 302, headers: { location: address() } };
  await makeGroup('Voirie');
  await it.settle();
  assert.equal(received.length, 1);
  assert.deepEqual([(await journal(id))[0]?.state, (await journal(id))[0]?.lastStatus], ['waiting', 302]);
});

test('for a day after another secret is drawn, both sign', async () => {
  const { id, secret: former } = await add();
  const { secret } = (await administrator({ method: 'POST', url: at(`/${id}/secret`), payload: {} })).json<{ secret: string }>();
  await makeGroup('Voirie');
  await it.settle();
  assert.equal(String(received[0]?.headers['webhook-signature']).split(' ').length, 2);
  assert.notEqual(secret, former);
  it.clock.advance({ hours: 11 });
  it.clock.advance({ hours: 14 });
  const keeper = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['body-administrator'] }]));
  await makeGroup('Eau', keeper);
  await it.settle();
  assert.equal(String(received[1]?.headers['webhook-signature']).split(' ').length, 1);
});

test('the webhooks and journal of a body are another’s nowhere', async () => {
  const { id } = await add();
  const stranger = await signedIn(it.app, await makePerson(it, [{ in: other, roles: ['body-administrator'] }]));
  assert.equal((await stranger({ url: at(`/${id}/deliveries`, other) })).statusCode, 404);
  assert.equal((await stranger({ method: 'DELETE', url: at(`/${id}`, other) })).statusCode, 404);
  await inContext(it.house, { actor: job, organisation: other.id }, (ctx) => deliverWebhook(ctx as never, { organisation: other.id, delivery: id }));
  assert.equal(received.length, 0);
});

test('delays grow over three days and never beyond a fifth more than said', () => {
  const now = it.clock.now();
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (chance) => {
      const waits = Array.from({ length: 9 }, (_, index) =>
        Number(
          tryAgainAt(index + 1, now, chance)
            ?.since(now)
            .total('seconds'),
        ),
      );
      assert.deepEqual(
        waits,
        waits.toSorted((a, b) => a - b),
      );
      const total = waits.reduce((sum, wait) => sum + wait, 0) / 86_400;
      assert.ok(total > 3 && total < 4, `${total} days`);
    }),
  );
  assert.equal(tryAgainAt(10, now, 0), null);
});
