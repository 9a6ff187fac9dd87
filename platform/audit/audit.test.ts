// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { Client } from 'pg';
import { z } from 'zod';
import { deliverEvent } from '../events/deliver-event.ts';
import { EVENT_QUEUE, type EventJob } from '../events/event-queue.ts';
import { tellTogether } from '../events/tell.ts';
import { inContext } from '../make-context.ts';
import { defineRoom } from '../room.ts';
import { openTestHouse, type TestHouse } from '../testing/house.ts';
import { uuidV7 } from '../uuid.ts';
import { sealEntries } from './seal-entries.ts';
import { verifyChain } from './verify-chain.ts';

declare module '#platform/events/told.ts' {
  interface ToldEvents {
    'probe.happened': { thing: string };
  }
}

const heard: { thing: string; in: string }[] = [];
const probe = defineRoom({
  name: 'probe',
  floor: 'service',
  title: 'Essai',
  needs: [],
  events: { 'probe.happened': z.strictObject({ thing: z.string() }) },
  listens: [
    {
      event: 'probe.happened',
      name: 'probe.listener',
      async handler(ctx, payload: { thing: string }) {
        heard.push({ thing: payload.thing, in: ctx.organisation });
      },
    },
  ],
});

const [one, two] = [uuidV7(), uuidV7()];
let it: TestHouse;
before(async () => {
  it = await openTestHouse([probe]);
});
after(() => it.close());

const happen = (thing: string, organisation = one, heardIn?: string): Promise<void> =>
  inContext(it.house, { actor: { kind: 'public' }, organisation }, (ctx) => ctx.tell('probe.happened', { thing }, heardIn ? { heardIn } : {}));

test('several events told together are two statements, and none where the act fails', async () => {
  const three = uuidV7();
  const act = (fails: boolean) =>
    inContext(it.house, { actor: { kind: 'public' }, organisation: three }, (ctx) =>
      tellTogether(ctx, async (inside) => {
        for (const thing of ['one', 'two', 'three']) await inside.tell('probe.happened', { thing }, { heardIn: two });
        if (fails) throw new Error('the act fails');
        await assert.rejects(inside.tell('probe.happened', { thing: 'x', name: 'nom' } as { thing: string }), z.ZodError);
      }),
    );
  await assert.rejects(act(true), /the act fails/);
  const ran = await it.queriesOf(() => act(false));
  assert.equal(ran.filter(({ sql }) => /insert into/i.test(sql)).length, 2);
  const written = await inContext(it.house, { actor: { kind: 'public' }, organisation: three }, (ctx) =>
    sql<{ thing: string }>`select about ->> 'thing' as thing from platform.audit_entry where organisation_id = ${three} order by 1`.execute(ctx.tx),
  );
  assert.deepEqual(
    written.rows.map(({ thing }) => thing),
    ['one', 'three', 'two'],
  );
  const before = heard.length;
  await it.settle();
  assert.deepEqual(
    heard.splice(before).map((one) => one.in),
    [two, two, two],
  );
});

test('tells an event to its listener, in the organisation where it is heard', async () => {
  await happen('plain');
  await happen('across', one, two);
  await it.settle();
  assert.deepEqual(
    heard.toSorted((a, b) => (a.thing < b.thing ? -1 : 1)),
    [
      { thing: 'across', in: two },
      { thing: 'plain', in: one },
    ],
  );
});

test('answers an event once, however often it is delivered', async () => {
  const before = heard.length;
  await happen('twice');
  const [job] = await it.house.queue.boss.fetch<EventJob>(EVENT_QUEUE);
  assert.ok(job);
  for (let time = 0; time < 3; time++) await deliverEvent(it.house, job.data);
  await it.house.queue.boss.complete(EVENT_QUEUE, job.id);
  assert.equal(heard.length, before + 1);
});

test('says nothing of what was rolled back', async () => {
  const before = heard.length;
  await assert.rejects(
    inContext(it.house, { actor: { kind: 'public' }, organisation: one }, async (ctx) => {
      await ctx.tell('probe.happened', { thing: 'undone' });
      throw new Error('rolled back');
    }),
  );
  await it.settle();
  assert.equal(heard.length, before);
});

test('refuses a payload that its schema does not know', async () => {
  await assert.rejects(
    inContext(it.house, { actor: { kind: 'public' }, organisation: one }, (ctx) =>
      ctx.tell('probe.happened', { thing: 'x', name: 'nom' } as { thing: string }),
    ),
    /Unrecognized|unrecognized|non reconnue/i,
  );
});

test('seals what was committed, and finds the chain whole', async () => {
  await happen('sealed');
  assert.equal((await verifyChain(it.house)).unsealed > 0, true);
  await it.settle();
  const report = await verifyChain(it.house);
  assert.deepEqual({ unsealed: report.unsealed, breaks: report.breaks }, { unsealed: 0, breaks: [] });
  assert.equal(await sealEntries(it.house), 0);
});

test('still holds when the content of an entry was erased', async () => {
  await asOwner(`update platform.audit_entry set about = null where what = 'probe.happened' and about ->> 'thing' = 'plain'`);
  assert.deepEqual((await verifyChain(it.house)).breaks, []);
});

const tamperings = {
  'the content of an entry': `update platform.audit_entry set about = '{"thing": "autre"}' where about ->> 'thing' = 'sealed'`,
  'what an entry says happened': `update platform.audit_entry set what = 'probe.else' where about ->> 'thing' = 'sealed'`,
  'an entry removed': `delete from platform.audit_entry where about ->> 'thing' = 'sealed'`,
  'a link removed': `delete from platform.audit_seal where position = 1`,
  'a link rewritten': `update platform.audit_seal set chain_digest = entry_digest where position = 1`,
};
for (const [name, statement] of Object.entries(tamperings)) {
  test(`sees ${name} after sealing`, async () => {
    const undo = await tampered(statement);
    assert.ok((await verifyChain(it.house)).breaks.length > 0);
    await undo();
    assert.deepEqual((await verifyChain(it.house)).breaks, []);
  });
}

/** Tampers as the owner of the database could, and gives back what undoes it. */
async function tampered(statement: string): Promise<() => Promise<void>> {
  await asOwner(
    `create table public.kept_entry as table platform.audit_entry; create table public.kept_seal as table platform.audit_seal; ${statement}`,
  );
  return () =>
    asOwner(`delete from platform.audit_seal; delete from platform.audit_entry; delete from platform.audit_waiting;
      insert into platform.audit_entry table public.kept_entry; insert into platform.audit_seal table public.kept_seal; delete from platform.audit_waiting;
      drop table public.kept_entry, public.kept_seal`);
}

async function asOwner(text: string): Promise<void> {
  const client = new Client({ connectionString: it.ownerUrl });
  await client.connect();
  try {
    await client.query('set search_path = public, pg_catalog');
    await client.query(text);
  } finally {
    await client.end();
  }
}
