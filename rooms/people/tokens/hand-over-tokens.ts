// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Departure, Leaving } from '#platform/room.ts';
import type { Tables } from '../tables.ts';
import { heldHere } from './held-here.ts';

type Ctx = Context<Tables>;

/** The tokens that those who leave vouch for: whoever takes over vouches for what they hold themselves, the rest is revoked after the last day. */
export const tokensOfLeavers: Departure = {
  name: 'people.api-tokens',
  label: 'Jetons d’API',
  list: (ctx: Ctx, leaving) => vouchedFor(ctx, leaving).select(['id', 'label']).orderBy('label').orderBy('id').execute(),
  async handOver(ctx: Ctx, leaving, to) {
    const held = (await heldHere(ctx, [to.personId])).get(to.personId)?.permissions ?? new Set();
    for (const { id, permissions } of await vouchedFor(ctx, leaving).select(['id', 'permissions']).execute()) {
      const kept = permissions.filter((permission) => held.has(permission));
      // One of which the successor may do nothing would open nothing: it serves until the last day, and is then revoked.
      if (kept.length === 0) continue;
      await ctx.tx
        .updateTable('people.api_token')
        .set({ vouched_by: to.personId, permissions: kept })
        .where('organisation_id', '=', ctx.organisation)
        .where('id', '=', id)
        .execute();
      await ctx.tell('people.token-vouched-for', { tokenId: id });
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

function vouchedFor(ctx: Ctx, { personId }: Leaving) {
  return ctx.tx
    .selectFrom('people.api_token')
    .where('organisation_id', '=', ctx.organisation)
    .where('vouched_by', '=', personId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', ctx.now().toString());
}
