// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as fc from 'fast-check';
import type { Context } from '../context.ts';
import { acrossOrganisations } from '../db/scopes.ts';
import { inContext } from '../make-context.ts';
import { openTestHouse, type TestHouse } from '../testing/house.ts';
import { uuidV7 } from '../uuid.ts';
import { bump, changesSince, counterOf, eraseChanges, forgetRemovals, type Changed } from './change-counter.ts';

let home: TestHouse;
const [body, other] = [uuidV7(), uuidV7()];

before(async () => {
  home = await openTestHouse([]);
});
after(() => home.close());

function within<Result>(work: (ctx: Context) => Promise<Result>, organisation = body): Promise<Result> {
  return inContext(home.house, { actor: { kind: 'job', name: 'test' }, organisation }, work);
}
const event = (id: string, isRemoved = false): Changed => ({ what: 'event', id, isRemoved });
const since = (account: string, counter: number, options?: { kinds?: string[]; limit?: number }) =>
  within((ctx) => changesSince(ctx, account, counter, options));

test('an account that nothing happened to stands at zero', async () => {
  const account = uuidV7();
  assert.equal(await within((ctx) => counterOf(ctx, account)), 0);
  assert.deepEqual(await since(account, 0), { changes: [], counter: 0, hasMore: false });
  assert.equal(await within((ctx) => bump(ctx, account, [])), 0);
});

test('says what was created, updated and removed since a client last asked', async () => {
  const account = uuidV7();
  const [meeting, leave, party] = [uuidV7(), uuidV7(), uuidV7()];
  assert.equal(await within((ctx) => bump(ctx, account, [event(meeting), event(leave)])), 2);
  assert.equal(await within((ctx) => bump(ctx, account, [event(leave), event(leave), event(party)])), 4);
  assert.equal(await within((ctx) => bump(ctx, account, [event(meeting, true)])), 5);
  assert.deepEqual(await since(account, 2), {
    changes: [
      { what: 'event', id: leave, counter: 3, kind: 'updated' },
      { what: 'event', id: party, counter: 4, kind: 'created' },
      { what: 'event', id: meeting, counter: 5, kind: 'removed' },
    ],
    counter: 5,
    hasMore: false,
  });
  assert.deepEqual(
    (await since(account, 0))?.changes.map(({ id, kind }) => `${id} ${kind}`),
    [`${leave} created`, `${party} created`],
  );
  assert.deepEqual(await since(account, 5), { changes: [], counter: 5, hasMore: false });
});

test('says nothing of what came and went between two visits', async () => {
  const account = uuidV7();
  await within((ctx) => bump(ctx, account, [event(uuidV7())]));
  const passing = uuidV7();
  await within((ctx) => bump(ctx, account, [event(passing)]));
  await within((ctx) => bump(ctx, account, [event(passing, true)]));
  assert.deepEqual(await since(account, 1), { changes: [], counter: 3, hasMore: false });
  assert.equal((await since(account, 2))?.changes[0]?.kind, 'removed');
});

test('answers in pages that lose nothing, and by kind', async () => {
  const account = uuidV7();
  const ids = Array.from({ length: 7 }, () => uuidV7());
  await within((ctx) => bump(ctx, account, [...ids.map((id) => event(id)), { what: 'calendar', id: uuidV7() }]));
  const seen: string[] = [];
  let counter = 0;
  for (let more = true; more;) {
    const page = await since(account, counter, { limit: 3 });
    assert.ok(page);
    seen.push(...page.changes.map(({ id }) => id));
    ({ counter, hasMore: more } = page);
  }
  assert.deepEqual(seen.slice(0, 7), ids);
  assert.equal(seen.length, 8);
  const calendars = await since(account, 0, { kinds: ['calendar'] });
  assert.deepEqual([calendars?.changes.length, calendars?.counter], [1, 8]);
});

test('refuses to continue from a counter that it never gave', async () => {
  const account = uuidV7();
  await within((ctx) => bump(ctx, account, [event(uuidV7())]));
  for (const counter of [2, -1, 0.5, Number.NaN]) assert.equal(await since(account, counter), null, String(counter));
});

test('keeps two bodies and two accounts apart', async () => {
  const account = uuidV7();
  await within((ctx) => bump(ctx, account, [event(uuidV7())]));
  assert.equal(await within((ctx) => counterOf(ctx, account), other), 0);
  assert.equal(await within((ctx) => bump(ctx, account, [event(uuidV7())]), other), 1);
  assert.equal((await within((ctx) => changesSince(ctx, account, 0), other))?.changes.length, 1);
  await within((ctx) => eraseChanges(ctx), other);
  assert.equal(await within((ctx) => counterOf(ctx, account), other), 0);
  assert.equal(await within((ctx) => counterOf(ctx, account)), 1);
});

test('never shows a counter before the changes under it', async () => {
  const account = uuidV7();
  await within((ctx) => bump(ctx, account, [event(uuidV7())]));
  const order: string[] = [];
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const { promise: bumped, resolve: tellBumped } = Promise.withResolvers<void>();
  const slow = within(async (ctx) => {
    await bump(ctx, account, [event(uuidV7())]);
    tellBumped();
    await held;
    order.push('slow');
  });
  await bumped;
  const quick = within((ctx) => bump(ctx, account, [event(uuidV7())])).then((counter) => {
    order.push('quick');
    return counter;
  });
  await new Promise((done) => setTimeout(done, 100));
  assert.deepEqual(await since(account, 1), { changes: [], counter: 1, hasMore: false });
  release();
  await slow;
  assert.equal(await quick, 3);
  assert.deepEqual(order, ['slow', 'quick']);
  assert.deepEqual(
    (await since(account, 1))?.changes.map(({ counter }) => counter),
    [2, 3],
  );
});

test('a change that is rolled back was never counted', async () => {
  const account = uuidV7();
  await assert.rejects(
    within(async (ctx) => {
      await bump(ctx, account, [event(uuidV7())]);
      throw new Error('the action failed');
    }),
  );
  assert.equal(await within((ctx) => counterOf(ctx, account)), 0);
});

test('forgets old removals, and sends the clients that missed them back to the start', async () => {
  const account = uuidV7();
  const [kept, gone] = [uuidV7(), uuidV7()];
  await within((ctx) => bump(ctx, account, [event(kept), event(gone)]));
  await within((ctx) => bump(ctx, account, [event(gone, true)]));
  await within((ctx) => bump(ctx, account, [event(kept)]));
  const forget = (before: Temporal.Instant) => acrossOrganisations(home.house.db, 'platform.forget', 'essai', (tx) => forgetRemovals(tx, before));
  await forget(home.clock.now());
  assert.equal((await since(account, 2))?.changes.length, 2);
  await forget(home.clock.now().add({ seconds: 1 }));
  assert.equal(await since(account, 2), null);
  assert.deepEqual(
    (await since(account, 3))?.changes.map(({ id }) => id),
    [kept],
  );
  assert.deepEqual(
    (await since(account, 0))?.changes.map(({ id }) => id),
    [kept],
  );
});

test('a client that had a thing hears that it went, even when it came back and went again', async () => {
  const [account, id] = [uuidV7(), uuidV7()];
  await within((ctx) => bump(ctx, account, [event(id)]));
  const { counter } = (await since(account, 0)) ?? assert.fail();
  for (const isRemoved of [true, false, true]) await within((ctx) => bump(ctx, account, [event(id, isRemoved)]));
  const { changes } = (await since(account, counter)) ?? assert.fail();
  assert.deepEqual(
    changes.map(({ kind }) => kind),
    ['removed'],
  );
});

test('a client that synchronises now and then ends with what the server has', async () => {
  const ids = Array.from({ length: 5 }, () => uuidV7());
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('change' as const),
      things: fc.array(fc.record({ index: fc.nat(4), isRemoved: fc.boolean() }), { minLength: 1, maxLength: 4 }),
    }),
    fc.record({ kind: fc.constant('synchronise' as const), limit: fc.integer({ min: 1, max: 3 }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const account = uuidV7();
      const server = new Set<string>();
      const client = new Set<string>();
      let counter = 0;
      const synchronise = async (limit: number) => {
        for (let more = true; more;) {
          const page = await since(account, counter, { limit });
          assert.ok(page);
          for (const { id, kind } of page.changes)
            if (kind === 'removed') client.delete(id);
            else client.add(id);
          ({ counter, hasMore: more } = page);
        }
      };
      for (const one of steps) {
        if (one.kind === 'synchronise') await synchronise(one.limit);
        else {
          const things = one.things.map(({ index, isRemoved }) => event(ids[index] ?? '', isRemoved));
          await within((ctx) => bump(ctx, account, things));
          for (const { id, isRemoved } of things)
            if (isRemoved) server.delete(id);
            else server.add(id);
        }
      }
      await synchronise(2);
      assert.deepEqual([...client].toSorted(), [...server].toSorted());
    }),
    { numRuns: 25 },
  );
});
