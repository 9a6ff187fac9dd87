// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract/refusals.ts';
import { newSecret, secretDigest, tokenDigest } from '../secrets.ts';
import type { Tables } from '../tables.ts';
import { repositoryAddress, repositoryUrl } from './repository-address.ts';

/** Gives a machine its secret, once, against the token of its enrolment. Refuses `backup.token-unknown`, whatever is wrong with it. */
export async function enrolMachine(ctx: Context<Tables>, { token }: { token: string }) {
  const now = ctx.now().toString();
  const enrolment = await ctx.tx
    .updateTable('backup.enrolment')
    .set({ used_at: now, used_from: ctx.address })
    .where('organisation_id', '=', ctx.organisation)
    .where('token_digest', '=', tokenDigest(ctx.house.settings, token))
    .where('used_at', 'is', null)
    .where('ends_at', '>', now)
    .returning('repository_id')
    .executeTakeFirst();
  if (!enrolment) throw refuse('backup.token-unknown', {}, 'body.token');
  const secret = newSecret();
  const machine = await ctx.tx
    .updateTable('backup.repository')
    .set({ secret_digest: secretDigest(ctx.house.settings, secret), enrolled_at: now })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', enrolment.repository_id)
    .where('closed_at', 'is', null)
    .returning(['key', 'label'])
    .executeTakeFirst();
  if (!machine) throw refuse('backup.token-unknown', {}, 'body.token');
  await ctx.tell('backup.machine-enrolled', { repositoryId: enrolment.repository_id });
  return {
    label: machine.label,
    url: await repositoryAddress(ctx, machine.key),
    user: machine.key,
    secret,
    repository: await repositoryUrl(ctx, machine.key, secret),
  };
}
