// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import type { Readable } from 'node:stream';
import type { Identity } from '../access/provided.ts';
import type { Context } from '../context.ts';
import { HOUSE_ID } from '../db/scopes.ts';
import { openHouse } from '../open-house.ts';
import { makeLog } from '../log.ts';
import { inContext } from '../make-context.ts';
import { listOutbox } from '../mail/list-outbox.ts';
import { defineRoom } from '../room.ts';
import { openTestHouse, type TestHouse } from '../testing/house.ts';
import { chooseMail, listNotices, markRead, readMailChoice } from './my-notices.ts';
import { endNoticeStreams, noticeStream } from './notice-stream.ts';
import { notify, type NewNotice } from './notify.ts';
import { sendDigests } from './send-digests.ts';
import type { MailChoice } from './tables.ts';

const identity: Identity = {
  whoIs: async () => null,
  organisationOf: async () => null,
  mailboxOf: async (_house, personId) => ({ name: 'Camille Essai', address: `${personId}@exemple.fr` }),
};
const people = defineRoom({ name: 'directory', floor: 'foundation', title: 'Annuaire', needs: [], provides: { identity } });
const job = { kind: 'job', name: 'test' } as const;
let it: TestHouse;

before(async () => {
  it = await openTestHouse([people]);
});
after(() => it.close());

const tell = (personId: string, more: Partial<NewNotice> = {}, organisation = randomUUID()): Promise<void> =>
  inContext(it.house, { actor: job, organisation }, (ctx) =>
    notify(ctx, { personId, what: 'leave.approved', title: 'Votre congé est accepté', href: '/o/oree/conges/1', key: randomUUID(), ...more }),
  );
const as = <Result>(personId: string, work: (ctx: Context) => Promise<Result>): Promise<Result> =>
  inContext(
    it.house,
    { actor: { kind: 'person', personId, name: 'Camille Essai', sessionId: randomUUID() }, organisation: null, organisations: [] },
    work,
  );
const mine = (personId: string) => as(personId, (ctx) => listNotices(ctx, { from: 0, most: 10 }));
const choose = (personId: string, byMail: MailChoice) => as(personId, (ctx) => chooseMail(ctx, { byMail }));
const mailsTo = async (personId: string, organisation: string): Promise<string[]> => {
  const { rows } = await inContext(it.house, { actor: job, organisation }, (ctx) => listOutbox(ctx, { page: 1, size: 100 }));
  return rows.filter((row) => row.to.address === `${personId}@exemple.fr`).map((row) => row.subject);
};
const morning = async (): Promise<void> => {
  await inContext(it.house, { actor: job, organisation: HOUSE_ID }, sendDigests);
  await it.settle();
};

test('tells a person, and nobody else, in the transaction of the one who acts', async () => {
  const [told, other] = [randomUUID(), randomUUID()];
  await tell(told);
  const { rows, unread, total } = await mine(told);
  assert.deepEqual([rows[0]?.title, rows[0]?.isRead, unread, total], ['Votre congé est accepté', false, 1, 1]);
  assert.equal((await mine(other)).total, 0);
  await assert.rejects(
    inContext(it.house, { actor: job, organisation: randomUUID() }, async (ctx) => {
      await notify(ctx, { personId: other, what: 'leave.approved', title: 'Non', href: '/', key: 'x' });
      throw new Error('the action fails');
    }),
  );
  assert.equal((await mine(other)).total, 0);
});

test('tells the same thing once', async () => {
  const told = randomUUID();
  for (const title of ['Une fois', 'Deux fois']) await tell(told, { key: 'leave.approved 12', title });
  assert.deepEqual(
    (await mine(told)).rows.map((row) => row.title),
    ['Une fois'],
  );
});

test('leads nowhere but here', async () => {
  for (const href of ['https://ailleurs.example', '//ailleurs.example', '/\\ailleurs.example', 'javascript:alert(1)'])
    await assert.rejects(tell(randomUUID(), { href }), /check constraint/);
});

test('marks as read one, or all, and never another person’s', async () => {
  const [told, other] = [randomUUID(), randomUUID()];
  for (const person of [told, told, told, other]) await tell(person);
  const [first] = (await mine(told)).rows;
  await as(other, (ctx) => markRead(ctx, { id: first?.id ?? '' }));
  assert.equal((await mine(told)).unread, 3);
  await as(told, (ctx) => markRead(ctx, { id: first?.id ?? '' }));
  assert.equal((await mine(told)).unread, 2);
  await as(told, (ctx) => markRead(ctx, {}));
  assert.deepEqual([(await mine(told)).unread, (await mine(other)).unread], [0, 1]);
});

test('mails at once whoever asked for it, and what is urgent to whoever takes mails', async () => {
  const body = randomUUID();
  const [atOnce, daily, none] = [randomUUID(), randomUUID(), randomUUID()];
  await choose(atOnce, 'at-once');
  await choose(none, 'none');
  assert.deepEqual(await as(daily, readMailChoice), { byMail: 'answers' });
  for (const person of [atOnce, daily, none]) {
    await tell(person, { title: 'Ordinaire' }, body);
    await tell(person, { title: 'Urgent', importance: 'high' }, body);
    await tell(person, { title: 'Sans importance', importance: 'low' }, body);
  }
  await it.settle();
  assert.deepEqual((await mailsTo(atOnce, body)).sort(), ['Ordinaire', 'Urgent']);
  assert.deepEqual(await mailsTo(daily, body), ['Urgent']);
  assert.deepEqual(await mailsTo(none, body), []);
});

test('mails at once what awaits an answer, but to whoever chose a summary', async () => {
  const body = randomUUID();
  const [undecided, daily] = [randomUUID(), randomUUID()];
  await choose(daily, 'daily');
  for (const person of [undecided, daily]) await tell(person, { title: 'Camille demande un congé', awaitsAnswer: true }, body);
  await it.settle();
  assert.deepEqual(await mailsTo(undecided, body), ['Camille demande un congé']);
  assert.deepEqual(await mailsTo(daily, body), []);
  await morning();
  assert.deepEqual(await mailsTo(undecided, HOUSE_ID), []);
  assert.deepEqual(await mailsTo(daily, HOUSE_ID), ['Une nouveauté vous attend']);
});

test('gathers the rest in one mail a morning, without what was read or mailed', async () => {
  const told = randomUUID();
  for (const title of ['A', 'B', 'C']) await tell(told, { title });
  await tell(told, { title: 'Urgent', importance: 'high' });
  await tell(told, { title: 'Sans importance', importance: 'low' });
  await it.settle();
  const [newest] = (await mine(told)).rows.filter((row) => row.title === 'C');
  await as(told, (ctx) => markRead(ctx, { id: newest?.id ?? '' }));
  await morning();
  assert.deepEqual(await mailsTo(told, HOUSE_ID), ['2 nouveautés vous attendent']);
  await morning();
  assert.equal((await mailsTo(told, HOUSE_ID)).length, 1, 'nothing new, no mail');
  it.clock.advance({ hours: 24 });
  await tell(told);
  await morning();
  assert.equal((await mailsTo(told, HOUSE_ID))[0], 'Une nouveauté vous attend');
});

test('gathers a week for whoever chose so, on Monday', async () => {
  const told = randomUUID();
  await choose(told, 'weekly');
  await tell(told);
  const dayOfWeek = (): number => it.clock.now().toZonedDateTimeISO('Europe/Paris').dayOfWeek;
  while (dayOfWeek() !== 7) it.clock.advance({ hours: 24 });
  await morning();
  assert.deepEqual(await mailsTo(told, HOUSE_ID), []);
  it.clock.advance({ hours: 24 });
  await morning();
  assert.deepEqual(await mailsTo(told, HOUSE_ID), ['Une nouveauté vous attend']);
});

test('mails nothing to whoever read it first', async () => {
  const [told, body] = [randomUUID(), randomUUID()];
  await choose(told, 'at-once');
  await tell(told, {}, body);
  await as(told, (ctx) => markRead(ctx, {}));
  await it.settle();
  assert.deepEqual(await mailsTo(told, body), []);
});

test('wakes the open pages of that person alone, in every server process', async (t) => {
  const [told, other] = [randomUUID(), randomUUID()];
  const second = await openSecondProcess();
  const streams = await Promise.all([noticeStream(it.house, told), noticeStream(second.house, told), noticeStream(it.house, other)]);
  t.after(async () => {
    for (const stream of streams) stream.destroy();
    await second.close();
  });
  const heard = streams.map(collect);
  await tell(told);
  await until(() => [0, 1].every((n) => heard[n]?.text.includes('event: notices')));
  await setTimeout(50);
  assert.doesNotMatch(heard[2]?.text ?? '', /event/);
});

test('says that it is there, so that no proxy closes what stays silent', async (t) => {
  const stream = await noticeStream(it.house, randomUUID(), 20);
  t.after(() => stream.destroy());
  const heard = collect(stream);
  await until(() => heard.text.includes(': still here'));
});

test('listens again after the connection is lost, and has every page read anew', async (t) => {
  const told = randomUUID();
  const stream = await noticeStream(it.house, told);
  t.after(() => stream.destroy());
  const heard = collect(stream);
  await breakListeners();
  await until(() => heard.text.includes('event: notices'));
  const before = heard.text.length;
  await tell(told);
  await until(() => heard.text.length > before);
});

test('holds one connection for all its pages', async (t) => {
  await Promise.all(Array.from({ length: 20 }, () => noticeStream(it.house, randomUUID())));
  t.after(() => endNoticeStreams(it.house));
  assert.equal(await listeners(), 1);
});

function openSecondProcess() {
  return openHouse({
    settings: it.house.settings,
    rooms: [people],
    serverUrl: String(it.house.db.pool.options.connectionString),
    log: makeLog('silent'),
    works: false,
  });
}

function collect(stream: Readable): { text: string } {
  const heard = { text: '' };
  stream.on('data', (chunk) => (heard.text += String(chunk)));
  return heard;
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 2_400; tries += 1) {
    if (await isSo()) return;
    await setTimeout(25);
  }
  throw new Error('it did not happen within a minute');
}

async function listeners(): Promise<number> {
  return asServer(async (client) => {
    const { rows } = await client.query<{ count: string }>(
      `select count(*) from pg_stat_activity where application_name = 'beffroi-signals' and datname = current_database()`,
    );
    return Number(rows[0]?.count);
  });
}

async function breakListeners(): Promise<void> {
  await asServer((client) =>
    client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'beffroi-signals' and datname = current_database()`,
    ),
  );
}

async function asServer<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: String(it.house.db.pool.options.connectionString) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
