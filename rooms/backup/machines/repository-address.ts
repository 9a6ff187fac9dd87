// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

/** Where the repository of this key answers, with a final slash. */
export async function repositoryAddress(ctx: Context<Tables>, key: string): Promise<string> {
  const { slug } = await ctx.tx.selectFrom('organisations.body').select('slug').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  return `${ctx.house.settings.publicUrl}/o/${slug}/restic/${key}/`;
}

/** The same as restic takes it, with what the client presents: an alphabet that needs no escape in an address (RFC 3986, section 3.2.1). */
export async function repositoryUrl(ctx: Context<Tables>, key: string, secret: string): Promise<string> {
  return `rest:${(await repositoryAddress(ctx, key)).replace('://', `://${key}:${secret}@`)}`;
}
