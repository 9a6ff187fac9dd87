// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto';
import type { Context } from '#platform/context.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { refuse } from '../contract/refusals.ts';
import { tokenDigest } from '../secrets.ts';
import type { Tables } from '../tables.ts';

const GOOD_FOR = { hours: 1 };

/** Prepares the enrolment of a machine that is already there. The tokens made before are worth nothing any more. */
export async function inviteMachine(ctx: Context<Tables>, { id }: { id: string }) {
  const machine = await ctx.tx
    .selectFrom('backup.repository')
    .select('closed_at')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!machine) throw refuse('backup.machine-unknown');
  if (machine.closed_at) throw refuse('backup.machine-closed');
  return makeInvitation(ctx, id);
}

/** The token that the machine will exchange: 160 random bits, shown once. */
export async function makeInvitation(ctx: Context<Tables>, repositoryId: string): Promise<{ id: string; token: string; endsAt: string }> {
  const token = randomBytes(20).toString('base64url');
  const endsAt = ctx.now().add(GOOD_FOR).toString();
  await ctx.tx
    .deleteFrom('backup.enrolment')
    .where('organisation_id', '=', ctx.organisation)
    .where('repository_id', '=', repositoryId)
    .where('used_at', 'is', null)
    .execute();
  await ctx.tx
    .insertInto('backup.enrolment')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      repository_id: repositoryId,
      token_digest: tokenDigest(ctx.house.settings, token),
      made_by: authorOf(ctx.actor),
      made_at: ctx.now().toString(),
      ends_at: endsAt,
      used_at: null,
      used_from: null,
    })
    .execute();
  return { id: repositoryId, token, endsAt };
}
