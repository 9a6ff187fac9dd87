// SPDX-License-Identifier: EUPL-1.2
import { formatDay } from '#platform/calendar/french-days.ts';
import { startOfDay } from '#platform/calendar/paris.ts';
import type { Context } from '#platform/context.ts';
import type { Departure, Leaving } from '#platform/room.ts';
import { notify } from '#platform/notify/notify.ts';
import type { Tables } from '../tables.ts';
import { heldHere } from './held-here.ts';

type Ctx = Context<Tables>;

/** The tokens that those who leave vouch for: whoever takes over vouches for what they hold themselves, under a secret of their own from the day after; the rest is revoked after the last day. */
export const tokensOfLeavers: Departure = {
  name: 'people.api-tokens',
  label: 'Jetons d’API',
  list: (ctx: Ctx, leaving) => vouchedFor(ctx, leaving).select(['id', 'label']).orderBy('label').orderBy('id').execute(),
  async handOver(ctx: Ctx, leaving, to) {
    const secretUntil = startOfDay(Temporal.PlainDate.from(leaving.lastDay).add({ days: 1 }));
    const held = (await heldHere(ctx, [to.personId])).get(to.personId)?.permissions ?? new Set();
    for (const { id, label, permissions } of await vouchedFor(ctx, leaving).select(['id', 'label', 'permissions']).execute()) {
      const kept = permissions.filter((permission) => held.has(permission));
      // One of which the successor may do nothing would open nothing: it serves until the last day, and is then revoked.
      if (kept.length === 0) continue;
      await ctx.tx
        .updateTable('people.api_token')
        .set({ vouched_by: to.personId, permissions: kept, secret_until: secretUntil.toString() })
        .where('organisation_id', '=', ctx.organisation)
        .where('id', '=', id)
        .execute();
      await ctx.tell('people.token-vouched-for', { tokenId: id });
      await askToRenew(ctx, { id, label, until: leaving.lastDay, personId: to.personId });
    }
  },
  async close(ctx: Ctx, leaving) {
    for (const { id } of await vouchedFor(ctx, leaving).select('id').execute()) {
      await ctx.tx
        .updateTable('people.api_token')
        .set({ revoked_at: ctx.now().toString() })
        .where('organisation_id', '=', ctx.organisation)
        .where('id', '=', id)
        .execute();
      await ctx.tell('people.token-revoked', { tokenId: id });
    }
  },
};

// The program stops if nobody does: nothing else tells that a secret known by somebody who left is out of use.
async function askToRenew(ctx: Ctx, { id, label, until, personId }: { id: string; label: string; until: string; personId: string }): Promise<void> {
  const { slug } = await ctx.tx.selectFrom('organisations.body').select('slug').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  await notify(ctx, {
    personId,
    what: 'people.token-handed-over',
    title: `Le jeton « ${label} » vous est remis : renouvelez-le, son secret ne vaudra plus après le ${formatDay(Temporal.PlainDate.from(until))}`,
    href: `/o/${slug}/jetons`,
    importance: 'high',
    key: `token-handed-over ${id} ${personId}`,
  });
}

function vouchedFor(ctx: Ctx, { personId }: Leaving) {
  return ctx.tx
    .selectFrom('people.api_token')
    .where('organisation_id', '=', ctx.organisation)
    .where('vouched_by', '=', personId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', ctx.now().toString());
}
