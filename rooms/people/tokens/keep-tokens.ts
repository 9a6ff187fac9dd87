// SPDX-License-Identifier: EUPL-1.2
import type { Selectable } from 'kysely';
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import { provenLately } from '../app-passwords/recent-proof.ts';
import { refuseToken, TOKEN_OVERLAP_HOURS } from '../contract/tokens.ts';
import { personWhoActs } from '../person-who-acts.ts';
import { secretDigest } from '../sign-in/session.ts';
import type { Tables } from '../tables.ts';
import { heldHere } from './held-here.ts';
import { newToken } from './token-text.ts';

const MOST = 100;

type Drawn = { id: string; token: string; expiresAt: string };

/** Draws a token with permissions that its maker holds here themselves; they vouch for it. Answered once, never kept. */
export async function createToken(
  ctx: Context<Tables>,
  { label, permissions, days, password }: { label: string; permissions: string[]; days: number; password?: string | undefined },
): Promise<Drawn> {
  await provenLately(ctx, password);
  return inside(ctx, async (body) => {
    await checkPermissions(body, permissions);
    await refuseTooMany(body);
    return draw(body, { label, permissions: [...new Set(permissions)], expiresAt: body.now().add({ hours: 24 * days }) });
  });
}

/** Draws another in the place of a token: the same name, permissions and length; the former one serves until the overlap is over. */
export async function renewToken(ctx: Context<Tables>, { id, password }: { id: string; password?: string | undefined }): Promise<Drawn> {
  await provenLately(ctx, password);
  return inside(ctx, async (body) => {
    const former = await findToken(body, id);
    await checkPermissions(body, former.permissions);
    const overlapEnds = body.now().add({ hours: TOKEN_OVERLAP_HOURS });
    const formerEnds = Temporal.Instant.from(former.expires_at);
    if (Temporal.Instant.compare(overlapEnds, formerEnds) < 0)
      await body.tx
        .updateTable('people.api_token')
        .set({ expires_at: overlapEnds.toString() })
        .where('organisation_id', '=', body.organisation)
        .where('id', '=', id)
        .execute();
    const lasts = Temporal.Instant.from(former.created_at).until(formerEnds);
    return draw(body, { label: former.label, permissions: former.permissions, expiresAt: body.now().add(lasts) });
  });
}

/** Vouches for a token in the place of whoever did; what one does not hold is taken from it, and its secret is to be renewed within three days. */
export async function vouchForToken(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const token = await findToken(ctx, id);
  const { personId } = personWhoActs(ctx);
  const held = (await heldHere(ctx, [personId])).get(personId)?.permissions ?? new Set();
  const permissions = token.permissions.filter((permission) => held.has(permission));
  if (permissions.length === 0) throw refuseToken('people.token-beyond-yours', { permission: token.permissions.join(', ') });
  // Whoever vouched before may know the secret: it serves while the program is given another.
  const until = ctx.now().add({ hours: TOKEN_OVERLAP_HOURS }).toString();
  const isTaken = token.vouched_by !== personId;
  const secretUntil = token.secret_until !== null && Date.parse(token.secret_until) < Date.parse(until) ? token.secret_until : until;
  await ctx.tx
    .updateTable('people.api_token')
    .set({ vouched_by: personId, permissions, ...(isTaken && { secret_until: secretUntil }) })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  await ctx.tell('people.token-vouched-for', { tokenId: id });
}

/** Revokes a token, at once. */
export async function revokeToken(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  await findToken(ctx, id);
  await ctx.tx
    .updateTable('people.api_token')
    .set({ revoked_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  await ctx.tell('people.token-revoked', { tokenId: id });
}

function inside<Result>(ctx: Context<Tables>, work: (body: Context<Tables>) => Promise<Result>): Promise<Result> {
  const entry = { actor: ctx.actor, organisation: ctx.organisation, requestId: ctx.requestId };
  return inContext(ctx.house, entry, work);
}

async function draw(
  ctx: Context<Tables>,
  { label, permissions, expiresAt }: { label: string; permissions: string[]; expiresAt: Temporal.Instant },
): Promise<Drawn> {
  const token = newToken();
  const id = ctx.newId();
  const { personId } = personWhoActs(ctx);
  await ctx.tx
    .insertInto('people.api_token')
    .values({
      organisation_id: ctx.organisation,
      id,
      label,
      permissions,
      secret_digest: secretDigest(token),
      ending: token.slice(-4),
      vouched_by: personId,
      created_by: personId,
      created_at: ctx.now().toString(),
      expires_at: expiresAt.toString(),
      used_at: null,
      revoked_at: null,
    })
    .execute();
  await ctx.tell('people.token-drawn', { tokenId: id });
  return { id, token, expiresAt: expiresAt.toString() };
}

async function checkPermissions(ctx: Context<Tables>, permissions: readonly string[]): Promise<void> {
  const { personId } = personWhoActs(ctx);
  const held = (await heldHere(ctx, [personId])).get(personId)?.permissions ?? new Set();
  for (const permission of permissions) {
    const known = ctx.house.index.permissions.get(permission);
    if (!known?.forPrograms) throw refuseToken('people.token-not-for-programs', { permission: `« ${known?.label ?? permission} »` }, 'permissions');
    if (!held.has(permission)) throw refuseToken('people.token-beyond-yours', { permission: `« ${known.label} »` }, 'permissions');
  }
}

async function findToken(ctx: Context<Tables>, id: string): Promise<Selectable<Tables['people.api_token']>> {
  const token = await ctx.tx
    .selectFrom('people.api_token')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!token) throw refuseToken('people.token-unknown');
  return token;
}

async function refuseTooMany(ctx: Context<Tables>): Promise<void> {
  const { count } = await ctx.tx
    .selectFrom('people.api_token')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('organisation_id', '=', ctx.organisation)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', ctx.now().toString())
    .executeTakeFirstOrThrow();
  if (Number(count) >= MOST) throw refuseToken('people.too-many-tokens');
}
