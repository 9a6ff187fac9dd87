// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { refuseMandate } from '../contract/mandates.ts';
import { invite } from '../invitations/invite.ts';
import { openMandate as writeMandate } from '../open-account.ts';
import { bodyRoles } from '../roles/body-roles.ts';
import { grantsOf } from '../roles/grantable.ts';
import type { Tables } from '../tables.ts';
import { checkDates, type Dates } from './check-dates.ts';
import { isOneself } from './is-oneself.ts';

export type MandateInput = Dates & { givenName: string; familyName: string; title: string; roles: string[] };

/**
 * Opens a mandate for whoever has this professional address, known here or not: the answer, the row and what the body sees of it are the same
 * either way. Refuses roles that the actor may not give, dates that no mandate has, and an address that serves here already.
 */
export async function openMandate(ctx: Context<Tables>, input: MandateInput & { email: string }): Promise<{ id: string }> {
  const email = input.email.trim().toLowerCase();
  checkDates(input, ctx.today());
  await refuseSecond(ctx, email, input.kind, null);
  const personId = await personAt(ctx, email, input);
  const grants = await grantsOf(ctx, await bodyRoles(ctx));
  grants.check(input.roles, { isOneself: await isOneself(ctx, personId) });
  const id = await writeMandate(ctx.tx, {
    organisationId: ctx.organisation,
    personId,
    kind: input.kind,
    roles: [...new Set(input.roles)],
    title: input.title,
    email,
    beginsOn: Temporal.PlainDate.from(input.beginsOn),
    endsOn: input.endsOn === null ? null : Temporal.PlainDate.from(input.endsOn),
    at: ctx.now(),
    givenName: input.givenName,
    familyName: input.familyName,
  });
  await ctx.tell('people.mandate-opened', { mandateId: id });
  await invite(ctx, { personId, email });
  return { id };
}

/** Refuses an address that holds a mandate of this kind here today or later: an agent may be elected too, but not twice an agent. */
export async function refuseSecond(ctx: Context<Tables>, email: string, kind: Dates['kind'], except: string | null): Promise<void> {
  const standing = await ctx.tx
    .selectFrom('people.mandate')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where(sql<boolean>`lower(email) = ${email}`)
    .where('kind', '=', kind)
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', ctx.today().toString())]))
    .$if(except !== null, (query) => query.where('id', '!=', except))
    .executeTakeFirst();
  if (standing) throw refuseMandate('people.already-serves', {}, 'email');
}

async function personAt(ctx: Context<Tables>, email: string, { givenName, familyName }: MandateInput): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select people.person_at(${email}, ${ctx.newId()}::uuid, ${givenName}, ${familyName}, ${ctx.now().toString()}::timestamptz) as id`.execute(ctx.tx);
  const [row] = rows;
  if (!row) throw new Error('people.person_at answered nothing');
  return row.id;
}
