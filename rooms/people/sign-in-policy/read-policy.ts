// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { todayInParis } from '#platform/calendar/paris.ts';
import { bodyRoles } from '../roles/body-roles.ts';
import type { Tables } from '../tables.ts';
import { administratorRoles } from './policy-roles.ts';

/** What the body asks of those who sign in for it, who could give a second factor today, and who could not. */
export async function readSignInPolicy(ctx: Context<Tables>) {
  const row = await ctx.tx.selectFrom('people.sign_in_policy').selectAll().where('organisation_id', '=', ctx.organisation).executeTakeFirst();
  const roles = row?.second_factor_roles ?? [];
  const { rows: provided } = await sql<{ id: string }>`
    select id from people.mandates_with_second_factor(${ctx.now().toString()}::timestamptz) as id`.execute(ctx.tx);
  const able = new Set(provided.map(({ id }) => id));
  const serving = await ctx.tx
    .selectFrom('people.colleague')
    .select(['id', 'given_name', 'family_name', 'title', 'roles'])
    .where('organisation_id', '=', ctx.organisation)
    .where('begins_on', '<=', ctx.today().toString())
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', ctx.today().toString())]))
    .orderBy('family_name')
    .orderBy('given_name')
    .execute();
  return {
    secondFactor: kindOf(roles),
    roles: roles.filter((role) => role !== '*'),
    askedFrom: dayOf(ctx, row?.asked_from),
    mailLink: row?.mail_link ?? ('elected' as const),
    roleChoices: [...(await bodyRoles(ctx)).values()].map(({ key, name }) => ({ key, name })),
    serving: serving.map((one) => ({
      name: `${one.given_name} ${one.family_name}`,
      title: one.title,
      roles: one.roles,
      hasSecondFactor: able.has(one.id),
    })),
  };
}

function kindOf(roles: readonly string[]): 'nobody' | 'everyone' | 'administrators' | 'roles' {
  if (roles.length === 0) return 'nobody';
  if (roles.includes('*')) return 'everyone';
  return roles.length === administratorRoles.length && administratorRoles.every((role) => roles.includes(role)) ? 'administrators' : 'roles';
}

// A body that never chose would ask it from today.
function dayOf(ctx: Context<Tables>, instant: string | undefined): string {
  if (!instant || instant.startsWith('-')) return ctx.today().toString();
  return todayInParis(Temporal.Instant.from(instant)).toString();
}
