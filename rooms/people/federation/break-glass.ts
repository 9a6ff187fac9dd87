// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import { notify } from '#platform/notify/notify.ts';
import { holdersOf } from '../groups/members.ts';
import type { Tables } from '../tables.ts';

/** Tells each body that imposes a provider when one of its emergency persons comes in without it. */
export async function noteBreakGlass(
  ctx: Context<Tables>,
  { personId, methods }: { personId: string; methods: readonly string[] },
  sessionId: string,
): Promise<void> {
  if (methods.includes('fed') || !methods.includes('mfa')) return;
  const { rows } = await sql<{ body: string }>`
    select body from people.break_glass_bodies(${personId}::uuid, ${ctx.now().toString()}::timestamptz) body`.execute(ctx.house.db.kysely);
  for (const { body } of rows) {
    await inContext<Tables, void>(
      ctx.house,
      { actor: { kind: 'job', name: 'people.break-glass' }, organisation: body, requestId: ctx.requestId },
      (there) => there.tell('people.break-glass-used', { personId, sessionId }),
    );
  }
}

/** Tells those who manage the providers, in page and by mail. */
export async function tellBreakGlass(ctx: Context<Tables>, { personId, sessionId }: { personId: string; sessionId: string }): Promise<void> {
  const person = await ctx.tx.selectFrom('people.person').select(['given_name', 'family_name']).where('id', '=', personId).executeTakeFirst();
  const { slug } = await ctx.tx.selectFrom('organisations.body').select('slug').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  const name = person ? `${person.given_name} ${person.family_name}` : 'Une personne de secours';
  for (const holder of await holdersOf(ctx, 'people.manage-providers')) {
    await notify(ctx, {
      personId: holder.personId,
      what: 'people.break-glass-used',
      title: `${name} s’est connectée en secours, sans le fournisseur d’identité que votre collectivité impose`,
      href: `/o/${slug}/fournisseurs-identite`,
      importance: 'high',
      key: `break-glass ${sessionId}`,
    });
  }
}
