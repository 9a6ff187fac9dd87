// SPDX-License-Identifier: EUPL-1.2
import { createHash, randomBytes } from 'node:crypto';
import type { Context } from '#platform/context.ts';
import { refuseApplication, SECRET_OVERLAP_HOURS } from '../contract/applications.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';

/** Draws a new secret; those before it serve until the overlap is over. The secret is answered, never kept. */
export async function drawSecret(ctx: Context<Tables>, applicationId: string): Promise<{ secret: string; formerEndsAt: string | null }> {
  const secret = randomBytes(32).toString('base64url');
  const now = ctx.now();
  const endsAt = now.add({ hours: SECRET_OVERLAP_HOURS }).toString();
  const { numUpdatedRows } = await ctx.tx
    .updateTable('people.application_secret')
    .set({ ends_at: endsAt })
    .where('organisation_id', '=', ctx.organisation)
    .where('application_id', '=', applicationId)
    .where((either) => either.or([either('ends_at', 'is', null), either('ends_at', '>', endsAt)]))
    .executeTakeFirstOrThrow();
  await ctx.tx
    .insertInto('people.application_secret')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      application_id: applicationId,
      secret_digest: createHash('sha256').update(secret).digest(),
      ending: secret.slice(-4),
      drawn_at: now.toString(),
      drawn_by: personWhoActs(ctx).personId,
      ends_at: null,
    })
    .execute();
  return { secret, formerEndsAt: numUpdatedRows > 0n ? endsAt : null };
}

/** The same, for an application that stands and has one. */
export async function drawApplicationSecret(ctx: Context<Tables>, { id }: { id: string }) {
  const application = await ctx.tx
    .selectFrom('people.application')
    .select('auth_method')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!application) throw refuseApplication('people.application-unknown');
  if (!application.auth_method.startsWith('client_secret')) throw refuseApplication('people.application-secretless');
  const drawn = await drawSecret(ctx, id);
  await ctx.tell('people.application-secret-drawn', { applicationId: id });
  return drawn;
}

/** Withdraws a secret at once: it leaked. */
export async function withdrawApplicationSecret(ctx: Context<Tables>, { id, secret }: { id: string; secret: string }): Promise<void> {
  const { numDeletedRows } = await ctx.tx
    .deleteFrom('people.application_secret')
    .where('organisation_id', '=', ctx.organisation)
    .where('application_id', '=', id)
    .where('id', '=', secret)
    .executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw refuseApplication('people.application-secret-unknown');
  await ctx.tell('people.application-secret-withdrawn', { applicationId: id });
}
