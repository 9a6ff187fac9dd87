// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Level } from '../contract/directory.ts';
import type { Tables } from '../tables.ts';

type Policy = { identity: Level; contact: Level; photo: Level };

/** Who reads the body's directory where a person chose nothing: the body alone, until it says otherwise. */
export async function readDirectoryPolicy(ctx: Context<Tables>): Promise<Policy> {
  const row = await ctx.tx
    .selectFrom('people.directory_policy')
    .select(['identity_level as identity', 'contact_level as contact', 'photo_level as photo'])
    .where('organisation_id', '=', ctx.organisation)
    .executeTakeFirst();
  return row ?? { identity: 'body', contact: 'body', photo: 'body' };
}

/** Keeps who reads it. What a person chose for themselves stands. */
export async function chooseDirectoryPolicy(ctx: Context<Tables>, { identity, contact, photo }: Policy): Promise<void> {
  const values = {
    identity_level: identity,
    contact_level: contact,
    photo_level: photo,
    changed_at: ctx.now().toString(),
    changed_by: ctx.actor.kind === 'person' ? ctx.actor.personId : null,
  };
  await ctx.tx
    .insertInto('people.directory_policy')
    .values({ organisation_id: ctx.organisation, id: ctx.organisation, ...values })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'id']).doUpdateSet(values))
    .execute();
  await ctx.tell('people.directory-policy-changed', { identity, contact, photo });
}
