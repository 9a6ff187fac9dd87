// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { proofNeeded } from '../app-passwords/recent-proof.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';
import { heldHere } from './held-here.ts';

/** The tokens of the body that were not revoked, the newest first. */
export async function listTokens(ctx: Context<Tables>) {
  const tokens = await ctx.tx
    .selectFrom('people.api_token')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('revoked_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const vouchers = await heldHere(ctx, [...new Set(tokens.map(({ vouched_by }) => vouched_by))]);
  const rows = tokens.map((token) => {
    const voucher = vouchers.get(token.vouched_by);
    const permissions = token.permissions.map((name) => ({
      name,
      label: labelOf(ctx, name),
      isHeld: Boolean(voucher?.permissions.has(name)),
    }));
    const isExpired = isOver(ctx, token.expires_at) || (token.secret_until !== null && isOver(ctx, token.secret_until));
    const isWhole = permissions.every(({ isHeld }) => isHeld);
    return {
      id: token.id,
      label: token.label,
      permissions,
      ending: token.ending,
      createdAt: token.created_at,
      expiresAt: token.expires_at,
      usedAt: token.used_at,
      renewBy: token.secret_until,
      voucher: voucher?.name ?? null,
      state: isExpired ? ('expired' as const) : !voucher ? ('unvouched' as const) : isWhole ? ('active' as const) : ('reduced' as const),
    };
  });
  return { rows, total: rows.length };
}

/** What the person may give to a program here: what they hold themselves, and programs can use. */
export async function readTokenChoices(ctx: Context<Tables>) {
  const { personId } = personWhoActs(ctx);
  const held = (await heldHere(ctx, [personId])).get(personId)?.permissions ?? new Set();
  const permissions = [...ctx.house.index.permissions]
    .filter(([name, { forPrograms }]) => forPrograms && held.has(name))
    .map(([name, { label }]) => ({ name, label }));
  return { permissions, proof: await proofNeeded(ctx) };
}

function isOver(ctx: Context<Tables>, at: string): boolean {
  return Temporal.Instant.compare(Temporal.Instant.from(at), ctx.now()) <= 0;
}

function labelOf(ctx: Context<Tables>, permission: string): string {
  return ctx.house.index.permissions.get(permission)?.label ?? permission;
}
