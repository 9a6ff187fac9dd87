// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import { startOfDay } from '#platform/calendar/paris.ts';
import type { Context } from '#platform/context.ts';
import type { mailLinkPolicies, secondFactorPolicies } from '../contract/sign-in-policy.ts';
import { refuseMandate } from '../contract/mandates.ts';
import { refusePolicy } from '../contract/sign-in-policy.ts';
import { personWhoActs } from '../person-who-acts.ts';
import { bodyRoles } from '../roles/body-roles.ts';
import type { Tables } from '../tables.ts';
import { administratorRoles } from './policy-roles.ts';

type Policy = {
  secondFactor: (typeof secondFactorPolicies)[number];
  roles: string[];
  askedFrom: string;
  mailLink: (typeof mailLinkPolicies)[number];
};

/** Changes what the body asks. Effective at the next request of every session; refuses what would shut this very screen to whoever asks. */
export async function changeSignInPolicy(ctx: Context<Tables>, policy: Policy): Promise<void> {
  const roles = await rolesOf(ctx, policy);
  const askedFrom = startOfDay(Temporal.PlainDate.from(policy.askedFrom));
  await refuseLockingOneself(ctx, roles, askedFrom);
  const row = {
    second_factor_roles: roles,
    asked_from: askedFrom.toString(),
    mail_link: policy.mailLink,
    changed_at: ctx.now().toString(),
    changed_by: personWhoActs(ctx).personId,
  };
  await ctx.tx
    .insertInto('people.sign_in_policy')
    .values({ organisation_id: ctx.organisation, id: ctx.organisation, ...row })
    .onConflict((conflict) => conflict.column('organisation_id').doUpdateSet(row))
    .execute();
  await ctx.tell('people.sign-in-policy-changed', { secondFactor: policy.secondFactor, mailLink: policy.mailLink });
}

/** Closes the sessions of someone who serves the body: they sign in again, and what they may do does not change. */
export async function askNewSignIn(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const { rows } = await sql<{ person: string | null }>`
    select people.ask_new_sign_in(${id}::uuid, ${ctx.now().toString()}::timestamptz) as person`.execute(ctx.tx);
  if (!rows[0]?.person) throw refuseMandate('people.mandate-unknown');
  await ctx.tell('people.new-sign-in-asked', { mandateId: id });
}

async function rolesOf(ctx: Context<Tables>, { secondFactor, roles }: Policy): Promise<string[]> {
  if (secondFactor === 'nobody') return [];
  if (secondFactor === 'everyone') return ['*'];
  if (secondFactor === 'administrators') return [...administratorRoles];
  if (roles.length === 0) throw refusePolicy('people.policy-roles', {}, 'roles');
  const known = await bodyRoles(ctx);
  const unknown = roles.find((role) => !known.has(role));
  if (unknown) throw refusePolicy('people.policy-role-unknown', { role: unknown }, 'roles');
  return [...new Set(roles)];
}

// Someone whose session has both factors can give them again; a day to come leaves the time to enrol.
async function refuseLockingOneself(ctx: Context<Tables>, roles: string[], askedFrom: Temporal.Instant): Promise<void> {
  if (Temporal.Instant.compare(askedFrom, ctx.now()) > 0) return;
  const { sessionId, personId } = personWhoActs(ctx);
  const { rows } = await sql<{ is: boolean }>`
    select exists (
      select from people.mandate m
      where m.organisation_id = ${ctx.organisation}::uuid
        and m.person_id = ${personId}::uuid
        and ${roles}::text[] && (m.roles || '*'::text)
    ) and not coalesce((select 'mfa' = any (s.methods) from people.session s where s.id = ${sessionId}::uuid), false) as is`.execute(ctx.tx);
  if (rows[0]?.is) throw refusePolicy('people.policy-locks-you', {}, 'askedFrom');
}
